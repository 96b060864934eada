"""What is asked of the data: parts on windows, as values that are equal when they mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kpi_rules.language.formula import Part
from kpi_rules.language.schedule import Unit
from kpi_rules_engine.plan.windows import ONE, Window

Spans = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One aggregate over the days of `spans` (both ends included) of these accounts.

    Moments after the day `horizon` count as not happened. Of the accounts `unheard` the source has
    no row at all.
    """

    part: Part
    accounts: tuple[str, ...]
    spans: Spans
    horizon: date
    unheard: tuple[str, ...] = ()


def spans_of(window: Window, as_of: date) -> Spans:
    """The stretches of days that count, up to the day of the check."""
    if not window.exclusions:
        last = min(window.last, as_of)
        return ((window.first, last),) if window.first <= last else ()
    found: list[tuple[date, date]] = []
    for day in window.days():
        if day > as_of:
            break
        if found and found[-1][1] == day - ONE:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def days_of(spans: Spans) -> Iterator[date]:
    """Every day of the stretches, in order."""
    for first, last in spans:
        for offset in range((last - first).days + 1):
            yield first + timedelta(offset)


def day_windows(window: Window) -> tuple[Window, ...]:
    """Each day that counts as a window of its own; what leads on from it keeps the exclusions."""
    return tuple(Window(day, day, Unit.DAY, 1, window.exclusions) for day in window.days())
