"""Clauses that no period of the term can ever judge."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.language.contract import Clause, Contract, Header
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Calendar
from kpi_rules_engine.plan.periods import periods


def never_judged(contract: Contract) -> Iterator[tuple[Clause, str]]:
    """Each such clause, and why: none of its periods binds, or none has a day that counts."""
    known: dict[tuple[object, ...], str] = {}  # most clauses of a contract are judged on the same days
    for clause in contract.clauses:
        if not _may_be_cut(clause, contract.header):
            continue
        key = clause.schedule, clause.since, clause.until, clause.exclusions
        why = known[key] if key in known else known.setdefault(key, _why_never(clause, contract.header))
        if why:
            yield clause, why


def _may_be_cut(clause: Clause, header: Header) -> bool:
    rolling = isinstance(clause.schedule, Calendar) and clause.schedule.over is not None
    return rolling or header.partial == "skip" or bool(clause.since or clause.until or clause.exclusions)


def _why_never(clause: Clause, header: Header) -> str:
    binding = [period for period in periods(clause, header) if not period.outside]
    if not binding:
        return said("no period of the term is ever judged by this clause")
    if all(next(period.window.days(), None) is None for period in binding):
        return said("every day of every period is excepted, so this clause is never judged")
    return ""
