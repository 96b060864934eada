"""A window: the days whose data an aggregate reads; and how one window leads to another."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kpi_rules.language.contract import Exclusion
from kpi_rules.language.formula import Shift
from kpi_rules.language.months import MONTHS
from kpi_rules.language.schedule import Days, Unit

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included, without the excepted ones.

    Where it is `count` whole units, `unit` says which; else `unit` is None. Months are the contract's.
    """

    first: date
    last: date
    unit: Unit | None = None
    count: int = 1
    exclusions: tuple[Exclusion, ...] = ()

    def days(self) -> Iterator[date]:
        """The days that count, in order."""
        day = self.first
        while day <= self.last:
            if not any(exclusion.covers(day) for exclusion in self.exclusions):
                yield day
            day += ONE

    def excluded(self) -> tuple[date, ...]:
        """The days left out, in order."""
        kept = set(self.days())
        length = (self.last - self.first).days + 1
        return tuple(d for d in (self.first + timedelta(n) for n in range(length)) if d not in kept)


def moved(window: Window, shift: Shift, baseline: Days | None = None) -> Window:
    """The window that a shift leads to.

    `previous` of whole calendar units is as many units before, of other windows as many days.
    `year_ago` of weeks is 52 weeks before, of other windows the same dates, 29 February as the 28th.
    """
    match shift:
        case Shift.DAY_BEFORE:
            return Window(window.first - ONE, window.first - ONE)
        case Shift.LAST_DAY:
            return Window(window.last, window.last, Unit.DAY)  # the contract names the day: it is not excepted
        case Shift.BASELINE:
            if baseline is None:
                raise ValueError("a contract with baseline() and no baseline was let through")
            return Window(baseline.first, baseline.last, None, 1, window.exclusions)
        case Shift.PREVIOUS:
            if window.unit in MONTHS:
                return _months_back(window, MONTHS[window.unit] * window.count)
            length = (window.last - window.first).days + 1
            return _days_back(window, length)
        case Shift.YEAR_AGO:
            if window.unit in MONTHS:
                return _months_back(window, 12)
            if window.unit is Unit.WEEK:
                return _days_back(window, 364)
            return _with(window, year_before(window.first), year_before(window.last))


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def year_before(day: date) -> date:
    """The same date a year before; 28 February for the 29th."""
    return add_months(day, -12)


def _months_back(window: Window, months: int) -> Window:
    return _with(window, add_months(window.first, -months), add_months(window.last + ONE, -months) - ONE)


def _days_back(window: Window, days: int) -> Window:
    return _with(window, window.first - timedelta(days), window.last - timedelta(days))


def _with(window: Window, first: date, last: date) -> Window:
    return Window(first, last, window.unit, window.count, window.exclusions)
