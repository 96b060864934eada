"""Days as a person lists them: runs of days as ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days


def stretches(days: Iterable[date]) -> Iterator[Days]:
    """The runs of consecutive days, in order."""
    first = last = None
    for day in sorted(set(days)):
        if last is not None and first is not None and day != last + timedelta(1):
            yield Days(first, last)
            first = None
        first, last = first or day, day
    if first is not None and last is not None:
        yield Days(first, last)


def spoken(days: Iterable[date], most: int = 12) -> str:
    """`2026-01-01..2026-01-08, 2026-02-23`, and how many more runs there are."""
    runs = list(stretches(days))
    shown = ", ".join(map(stretch, runs[:most]))
    return said("{some} and {more:,} more", some=shown, more=len(runs) - most) if len(runs) > most else shown


def stretch(days: Days) -> str:
    """`2026-01-01..2026-01-08`, or the one day."""
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first}..{last}"
