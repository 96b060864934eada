"""Numbers, amounts and dates as each language writes them: always exactly, never rounded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from kpi_rules.language import decimals
from kpi_rules.language.paraphrase.nouns import MONTHS
from kpi_rules.language.paraphrase.phrase import Phrase, listed, say
from kpi_rules.language.said import NO_BREAK, Lang
from kpi_rules.language.schedule import Days
from kpi_rules.language.units import Scale, Unit

_HOUR, _MINUTE = 3600, 60
_RANGE = Phrase("{first} to {last}", "с {first} по {last}")
_ONE_DAY = Phrase("on {day}", "{day}")
_FROM_TO = Phrase("from {first} to {last}, both days included", "с {first} по {last} включительно")


def number(lang: Lang, value: Fraction, places: int = 0) -> str:
    """`1,234.5`, `1 234,5`, `1/3`; with at least so many places."""
    if value < 0:
        return f"-{number(lang, -value, places)}"
    ends = decimals.places(value.denominator)
    if ends is None:
        return f"{value.numerator}/{value.denominator}"
    places = max(places, ends)
    whole, rest = divmod(value.numerator * 10**places // value.denominator, 10**places)
    group, point = (",", ".") if lang == "en" else (NO_BREAK, ",")
    digits = f"{whole:,}".replace(",", group)
    return f"{digits}{point}{rest:0{places}}" if places else digits


def percent(lang: Lang, share: Fraction) -> str:
    """`5%`, `5 %` of one twentieth."""
    return number(lang, share * 100) + ("%" if lang == "en" else f"{NO_BREAK}%")


def money(lang: Lang, value: Fraction, currency: str) -> str:
    """`15,000 RUB`, `15 000 руб.`; parts of the main unit with two places or more."""
    places = 0 if value.denominator == 1 else 2
    unit = "руб." if lang == "ru" and currency == "RUB" else currency
    return f"{number(lang, value, places)}{NO_BREAK if lang == 'ru' else ' '}{unit}".rstrip()


def duration(lang: Lang, seconds: Fraction) -> str:
    """`2 h 30 min`, `90 s` as `1 min 30 s`."""
    if seconds < 0:
        return f"-({duration(lang, -seconds)})"
    hours, left = divmod(seconds, _HOUR)
    minutes, left = divmod(left, _MINUTE)
    units = ("h", "min", "s") if lang == "en" else ("ч", "мин", "с")
    figures = [(Fraction(hours), units[0]), (Fraction(minutes), units[1]), (left, units[2])]
    said = [f"{number(lang, value)}{NO_BREAK if lang == 'ru' else ' '}{unit}" for value, unit in figures if value]
    return " ".join(said) or f"0{NO_BREAK if lang == 'ru' else ' '}{units[2]}"


def quantity(lang: Lang, value: Fraction, unit: Unit) -> str:
    """A value of this unit: `5% (0.05)`, `30 RUB`, `2 h`, `10,000`."""
    if unit.money == 1 and not unit.time:
        return money(lang, value, unit.currency)
    if unit.time == 1 and not unit.money:
        return duration(lang, value)
    if not unit.plain:
        return f"{number(lang, value)} ({unit.name})"
    if unit.scale is Scale.RATIO:
        return f"{percent(lang, value)} ({number(lang, value)})"
    return number(lang, value)


def day(lang: Lang, when: date) -> str:
    """`1 March 2026`, `01.03.2026`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}" if lang == "en" else f"{when:%d.%m.}{when.year:04}"


def stretch(lang: Lang, days: Days) -> str:
    """`1 March 2026 to 14 March 2026`, one day alone as itself."""
    if days.first == days.last:
        return day(lang, days.first)
    return say(lang, _RANGE, first=day(lang, days.first), last=day(lang, days.last))


def from_to(lang: Lang, days: Days) -> str:
    """`from 1 March 2026 to 14 March 2026, both days included`, or `on 1 March 2026`."""
    if days.first == days.last:
        return say(lang, _ONE_DAY, day=day(lang, days.first))
    return say(lang, _FROM_TO, first=day(lang, days.first), last=day(lang, days.last))


def several_days(lang: Lang, dates: Iterable[date]) -> str:
    """Single days with their neighbours as stretches: `1 January 2026 to 8 January 2026 and 23 February 2026`."""
    runs: list[Days] = []
    for when in sorted(dates):
        if runs and runs[-1].last + timedelta(1) == when:
            runs[-1] = Days(runs[-1].first, when)
        else:
            runs.append(Days(when, when))
    return listed(lang, (stretch(lang, run) for run in runs))
