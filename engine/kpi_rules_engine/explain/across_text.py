"""What a verdict owes to other periods, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kpi_rules_engine.across.runs import Run
from kpi_rules_engine.explain.cost_text import cost_text
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.verdict import Line, Standing, Status

_TOLD = (Status.PASS, Status.FAIL, Status.NO_VERDICT, Status.PENDING, Status.NOT_APPLICABLE)


def run_text(misses: Run, enough: int | None, tongue: Tongue) -> str:
    """Which miss in a row this is; empty where the clause does not count them, or it is none."""
    return tongue.costing.misses(misses.length, enough) if enough is not None and misses.length else ""


def costs_text(lines: Sequence[Line], tongue: Tongue) -> str:
    """All lines; empty where there is none."""
    return tongue.costing.costs([cost_text(line, tongue) for line in lines]) if lines else ""


def standing_texts(standing: Standing, status: Status, tongue: Tongue) -> Iterator[str]:
    """How the periods of a block stand, and what may still come."""
    groups = {told: _named(standing.periods, told) for told in _TOLD}
    named = [(told, names) for told, names in groups.items() if names]
    yield tongue.costing.standing(standing.needed, standing.of, named)
    if status is Status.PENDING:
        yield tongue.costing.may_fail(standing.of - standing.needed - standing.failed)


def _named(periods: Iterable[tuple[str, Status]], status: Status) -> list[str]:
    alike = {status, Status.WARN} if status is Status.PASS else {status}
    return [period for period, found in periods if found in alike]
