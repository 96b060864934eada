"""Russian word forms: plurals, dates, stretches of days, the names of periods, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kpi_rules.language.plurals import plural
from kpi_rules.language.said import NO_BREAK

Stretch = tuple[date, date]

MANY = 10  # so many stretches of days are named, the rest is counted
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d\d)|W(\d\d)|Q([1-4])))?\Z")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")


def number(count: int) -> str:
    """`1 234`, with a no-break space."""
    return f"{count:,}".replace(",", NO_BREAK)


def day_word(count: int) -> str:
    """The word alone."""
    return plural(count, "день", "дня", "дней")


def so_many_days(count: int) -> str:
    """`1 день`, `2 дня`, `5 дней`."""
    return f"{number(count)}{NO_BREAK}{day_word(count)}"


def out_of_days(count: int, of: int) -> str:
    """`4 из 31 дня`, `1 из 30 дней`."""
    return f"{number(count)} из {number(of)}{NO_BREAK}{plural(of, 'дня', 'дней', 'дней')}"


def dated(day: date) -> str:
    """`05.11.2026`."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def stretch(first: date, last: date) -> str:
    """`с 05.05.2026 по 07.05.2026`, or the one day."""
    return dated(first) if first == last else f"с{NO_BREAK}{dated(first)} по{NO_BREAK}{dated(last)}"


def stretches(days: Sequence[Stretch]) -> str:
    """`с 05.05.2026 по 07.05.2026 и 09.05.2026`."""
    named = [stretch(first, last) for first, last in days[:MANY]]
    rest = sum((last - first).days + 1 for first, last in days[MANY:])
    return both([*named, f"ещё {so_many_days(rest)}"] if rest else named)


def with_dates(text: str) -> str:
    """The text with its dates written as they are in Russian."""
    return _DAY.sub(r"\3.\2.\1", text).replace("..", "–") if _DAY.search(text) else text


def period(key: str) -> str:
    """`октябрь 2026 г.` for `2026-10`; weeks, quarters, years, days and stretches likewise, other names as they are."""
    found = _PERIOD.match(key)
    if found is None:
        first, dots, last = key.partition("..")
        return f"с{NO_BREAK}{with_dates(first)} по{NO_BREAK}{with_dates(last)}" if dots else with_dates(key)
    year, month, week, quarter = found.groups()
    if month:
        return f"{_MONTHS[int(month) - 1]} {year}{NO_BREAK}г."
    if week:
        return f"{int(week)}-я неделя {year}{NO_BREAK}г."
    return f"{quarter}-й квартал {year}{NO_BREAK}г." if quarter else f"{year}{NO_BREAK}год"


def both(texts: Sequence[str]) -> str:
    """`a, b и c`."""
    return _listed(texts, "и")


def either(texts: Sequence[str]) -> str:
    """`a, b или c`."""
    return _listed(texts, "или")


def stopped(text: str) -> str:
    """A sentence with its full stop; that of `руб.` at its end serves for both."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def begun(text: str) -> str:
    """A sentence with its capital letter."""
    return text[:1].upper() + text[1:]


def _listed(texts: Sequence[str], word: str) -> str:
    return f" {word} ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
