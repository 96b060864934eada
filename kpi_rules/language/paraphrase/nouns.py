"""Nouns with their numbers, and the Russian cases that the phrases need."""

from __future__ import annotations

from kpi_rules.language.plurals import plural
from kpi_rules.language.said import NO_BREAK, Lang
from kpi_rules.language.schedule import Unit

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = (("day", "days"), ("день", "дня", "дней"), ("дня", "дней"))
_PERIODS = (("period", "periods"), ("период", "периода", "периодов"), ("периода", "периодов"))
_PLACES = (("decimal place", "decimal places"), ("знак", "знака", "знаков"), ("знака", "знаков"))
_UNITS = {
    Unit.DAY: _DAYS,
    Unit.WEEK: (("week", "weeks"), ("неделя", "недели", "недель"), ("недели", "недель")),
    Unit.MONTH: (("month", "months"), ("месяц", "месяца", "месяцев"), ("месяца", "месяцев")),
    Unit.QUARTER: (("quarter", "quarters"), ("квартал", "квартала", "кварталов"), ("квартала", "кварталов")),
    Unit.YEAR: (("year", "years"), ("год", "года", "лет"), ("года", "лет")),
}
_EACH = {
    Unit.DAY: ("day", "каждый день"),
    Unit.WEEK: ("week (Monday to Sunday)", "каждую неделю (с понедельника по воскресенье)"),
    Unit.MONTH: ("month", "каждый месяц"),
    Unit.QUARTER: ("quarter", "каждый квартал"),
    Unit.YEAR: ("year", "каждый год"),
}
Noun = tuple[tuple[str, str], tuple[str, str, str], tuple[str, str]]


def days(lang: Lang, count: int) -> str:
    """`5 days`, `5 дней`."""
    return _counted(lang, count, _DAYS)


def periods(lang: Lang, count: int) -> str:
    return _counted(lang, count, _PERIODS)


def of_periods(lang: Lang, count: int) -> str:
    """After `of` and `из`."""
    return _of(lang, count, _PERIODS)


def places(lang: Lang, count: int) -> str:
    """`2 decimal places`; in Russian after `до`, with `после запятой` behind it."""
    return _of(lang, count, _PLACES)


def units(lang: Lang, count: int, unit: Unit) -> str:
    """`3 months`, `3 месяца`."""
    return _counted(lang, count, _UNITS[unit])


def every(lang: Lang, unit: Unit) -> str:
    """`month` after `for each`, `каждый месяц` after `за`."""
    return _EACH[unit][0 if lang == "en" else 1]


def _counted(lang: Lang, count: int, noun: Noun) -> str:
    english, russian, _ = noun
    if lang == "en":
        return f"{count} {english[0] if count == 1 else english[1]}"
    return f"{count}{NO_BREAK}{plural(count, *russian)}"


def _of(lang: Lang, count: int, noun: Noun) -> str:
    english, _, russian = noun
    if lang == "en":
        return f"{count} {english[0] if count == 1 else english[1]}"
    one, other = russian
    return f"{count}{NO_BREAK}{plural(count, one, other, other)}"
