"""Which version of a contract rules a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kpi_rules.language.contract import Clause, Contract, Header
from kpi_rules.language.diagnostics import Diagnostic, Span
from kpi_rules.language.schedule import Calendar, Every
from kpi_rules_engine.plan.periods import Period


def ruled(periods: Iterable[Period], clause: Clause, header: Header, versions: Sequence[Header]) -> Iterator[Period]:
    """The periods of a clause that its version rules; before the first version of all, nobody is bound.

    A calendar period or block is ruled by the newest version in effect on its first day, any other on
    its last. Periods that another version rules are left to that one.
    """
    recurs = isinstance(clause.schedule, Calendar | Every)
    for period in periods:
        day = period.days.first if recurs else period.days.last
        ruling = in_force(versions, day)
        if ruling is None and header is min(versions, key=_since):
            yield replace(period, outside=True)
        elif ruling is header:
            yield period


def in_force(versions: Sequence[Header], day: date) -> Header | None:
    """The version with the newest effective date up to a day; of two of one date, the higher version."""
    return max((v for v in versions if _since(v)[0] <= day), key=_since, default=None)


def check_versions(contracts: Sequence[Contract]) -> list[Diagnostic]:
    """Two files that claim to be one version of a contract."""
    found: list[Diagnostic] = []
    seen: dict[tuple[str, tuple[date, int]], Contract] = {}
    for contract in contracts:
        key = contract.header.id, _since(contract.header)
        first = seen.setdefault(key, contract)
        if first is not contract:
            message = f"the contract `{contract.header.id}`, version {contract.header.version}, is also in {first.path}"
            help = "give the newer text a higher version and an effective date"
            found.append(Diagnostic("KPI015", contract.path, Span(1, 1, 1, 4), message, help, "---"))
    return found


def _since(header: Header) -> tuple[date, int]:
    return header.effective or header.term.first, header.version
