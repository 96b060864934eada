"""Days gathered into stretches without a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from kpi_rules.language.contract import Exclusion
from kpi_rules_engine.plan.windows import Window

ONE = timedelta(days=1)


def gathered(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last day of each stretch, in order."""
    found: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if found and found[-1][1] + ONE == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def excluded_by_reason(window: Window, said: Callable[[Exclusion], str]) -> dict[str, list[date]]:
    """The excepted days of the window under the first exclusion that takes each of them, as it is `said`."""
    found: dict[str, list[date]] = {}
    for day in window.excluded():
        reason = next(said(exclusion) for exclusion in window.exclusions if exclusion.covers(day))
        found.setdefault(reason, []).append(day)
    return found
