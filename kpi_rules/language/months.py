"""The months of a contract, which may begin on another day than the first; quarters and years are made of them.

Months are counted: a month's number is twelve times the year plus the month, from 0, of its name.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import assert_never

from kpi_rules.language.literals import FIRST_YEAR, LAST_YEAR, stretch
from kpi_rules.language.schedule import Days, Unit

MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
LAST_START = 28  # a day that every month has
_OWN = 16  # a month that begins on a later day is named after the one that follows
_ONE = timedelta(days=1)
_WEEK = re.compile(r"(\d{4})-W(\d\d)\Z")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z")
_YEAR = re.compile(r"\d{4}\Z")


def month_of(day: date, starts: int = 1) -> int:
    """The number of the month that a day lies in, if months start on the day `starts`, 1 to 28.

    A month bears the name of the calendar month that it begins in if it starts up to the 16th, else of
    the one that it ends in. This is the one with most of its days, and on a tie the first; only from 16
    February to 15 March it is not, for else there would be two of March. Since it is one rule for all
    months of a contract, each name is borne once, and names are in the order of time.
    """
    begun = day.year * 12 + day.month - 1 - (day.day < starts)
    return begun + (starts > _OWN)


def first_day(month: int, starts: int = 1) -> date:
    """The first day of a month by its number; after the year 9999 there are none, and that year stands for it."""
    year, begins = divmod(month - (starts > _OWN), 12)
    return date(min(year, 9999), begins + 1, starts)


def whole(unit: Unit, day: date, starts: int = 1) -> Days:
    """The day, ISO week, or month, quarter, year of the contract that a day lies in."""
    match unit:
        case Unit.DAY:
            return Days(day, day)
        case Unit.WEEK:
            monday = day - timedelta(day.isoweekday() - 1)
            return Days(monday, monday + timedelta(6))
        case Unit.MONTH | Unit.QUARTER | Unit.YEAR:
            return _months(month_of(day, starts), MONTHS[unit], starts)
        case _:
            assert_never(unit)


def name_of(unit: Unit, day: date, starts: int = 1) -> str:
    """`2026-10-05`, `2026-W41`, `2026-10`, `2026-Q4`, `2026`: the name of the unit that a day lies in."""
    if unit is Unit.DAY:
        return day.isoformat()
    if unit is Unit.WEEK:
        iso_year, week, _ = day.isocalendar()
        return f"{iso_year}-W{week:02}"
    year, month = divmod(month_of(day, starts), 12)
    match unit:
        case Unit.MONTH:
            return f"{year:04}-{month + 1:02}"
        case Unit.QUARTER:
            return f"{year:04}-Q{month // 3 + 1}"
        case Unit.YEAR:
            return f"{year:04}"
        case _:
            assert_never(unit)


def unit_named(text: str, starts: int = 1) -> tuple[Unit, Days] | None:
    """What bears this name, and its days; None if nothing does."""
    week, quarter, month = _WEEK.match(text), _QUARTER.match(text), _MONTH.match(text)
    year = int(text[:4]) if text[:4].isdecimal() else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if week:
        try:
            monday = date.fromisocalendar(year, int(week[2]), 1)
        except ValueError:
            return None
        return Unit.WEEK, whole(Unit.WEEK, monday)
    if quarter:
        return Unit.QUARTER, _months(year * 12 + int(quarter[2]) * 3 - 3, 3, starts)
    if month:
        return Unit.MONTH, _months(year * 12 + int(month[2]) - 1, 1, starts)
    if _YEAR.match(text):
        return Unit.YEAR, _months(year * 12, 12, starts)
    days = stretch(text)
    return (Unit.DAY, days) if days is not None and len(days) == 1 and ".." not in text else None


def _months(month: int, count: int, starts: int) -> Days:
    """So many months, of which one has this number; they begin with a whole quarter or year."""
    begins = month - month % count
    return Days(first_day(begins, starts), first_day(begins + count, starts) - _ONE)
