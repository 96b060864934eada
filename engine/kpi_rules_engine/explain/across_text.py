"""What a verdict owes to other periods, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kpi_rules_engine.across.runs import Run
from kpi_rules_engine.explain import cost_wording as wording
from kpi_rules_engine.explain.cost_text import cost_text
from kpi_rules_engine.verdict import Line, Standing, Status

_TOLD = (Status.PASS, Status.FAIL, Status.NO_VERDICT, Status.PENDING, Status.NOT_APPLICABLE)


def run_text(misses: Run, enough: int | None) -> str:
    """Which miss in a row this is; empty where the clause does not count them, or it is none."""
    return wording.misses(misses.length, enough) if enough is not None and misses.length else ""


def costs_text(lines: Sequence[Line]) -> str:
    """All lines; empty where there is none."""
    return wording.costs([cost_text(line) for line in lines]) if lines else ""


def standing_texts(standing: Standing, status: Status) -> Iterator[str]:
    """How the periods of a block stand, and what may still come."""
    groups = {told: _named(standing.periods, told) for told in _TOLD}
    yield wording.standing(standing.needed, standing.of, [(told, names) for told, names in groups.items() if names])
    if status is Status.PENDING:
        yield wording.may_fail(standing.of - standing.needed - standing.failed)


def _named(periods: Iterable[tuple[str, Status]], status: Status) -> list[str]:
    alike = {status, Status.WARN} if status is Status.PASS else {status}
    return [period for period, found in periods if found in alike]
