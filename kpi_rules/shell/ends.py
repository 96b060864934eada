"""Where the data ends that a verdict lacks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kpi_rules.language.said import said
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import Outcome, PartResult, Verdict


def ends_of(outcome: Outcome) -> dict[str, date]:
    """The last day of each source that ends before a window that has no data at its end."""
    wanted: dict[str, date] = {}
    for verdict in outcome.verdicts:
        for part in verdict.parts:
            if part.first <= outcome.as_of and _lacks_its_end(part, verdict):
                last = min(part.last, outcome.as_of)
                wanted[part.source] = max(last, wanted.get(part.source, last))
    return {name: end for name, end in outcome.ends.items() if name in wanted and end < wanted[name]}


def told(ends: Mapping[str, date]) -> list[str]:
    """``the data of `daily` ends on 2026-10-31``."""
    return [said("the data of `{name}` ends on {day}", name=name, day=day.isoformat()) for name, day in ends.items()]


def _lacks_its_end(part: PartResult, verdict: Verdict) -> bool:
    """Whether the window of a part ends with days without data, or has no others."""
    nothing = isinstance(part.value, Unknown) and not part.rows
    return nothing or (part.missing > 0 and part.last in verdict.missing_days)
