"""Numbers, dates and stretches of days as the language spells them; used for clauses and YAML alike."""

from __future__ import annotations

import calendar
import re
from datetime import date
from fractions import Fraction

from kpi_rules.language.schedule import Days

MAX_DIGITS = 40
ONE = Fraction(1)
FIRST_YEAR, LAST_YEAR = 1900, 2199  # so that a window around a date stays in the calendar
_NUMBER = re.compile(r"[+-]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")


def number(text: str) -> Fraction | None:
    """`0.05`, `-3`, `1_000_000`, exactly; None for any other spelling or over 40 digits."""
    if not _NUMBER.match(text) or sum(c.isdigit() for c in text) > MAX_DIGITS:
        return None
    return Fraction(text.replace("_", ""))


def percent(text: str) -> Fraction | None:
    """`5%` or `12.5 %` as a share; None for any other spelling."""
    if not text.endswith("%"):
        return None
    share = number(text[:-1].rstrip())
    return None if share is None else share / 100


def day(text: str) -> date | None:
    """`2026-02-28`; None for any other spelling and for days that do not exist."""
    found = _DATE.match(text)
    if not found:
        return None
    year, month, number_ = map(int, found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, number_)
    except ValueError:
        return None


def stretch(text: str) -> Days | None:
    """`2026-01-01..2026-06-30`, `2025-10..2025-12`, or one day or month; None for anything else, and backwards."""
    first, dots, last = text.partition("..")
    start, end = _edge(first.strip(), end=False), _edge((last if dots else first).strip(), end=True)
    if start is None or end is None or end < start:
        return None
    return Days(start, end)


def _edge(text: str, *, end: bool) -> date | None:
    month = _MONTH.match(text)
    if not month:
        return day(text)
    year, number_ = int(month[1]), int(month[2])
    if not (1 <= number_ <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return date(year, number_, calendar.monthrange(year, number_)[1] if end else 1)
