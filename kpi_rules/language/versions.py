"""Versions of one contract among the files at hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpi_rules.language.contract import Contract, Header
from kpi_rules.language.diagnostics import Diagnostic, Span
from kpi_rules.language.said import said


def since(header: Header) -> tuple[date, int]:
    """From when a version is in effect, and which of two of one date goes first."""
    return header.effective or header.term.first, header.version


def in_force(versions: Sequence[Header], day: date) -> Header | None:
    """The version with the newest effective date up to a day; of two of one date, the higher version."""
    return max((v for v in versions if since(v)[0] <= day), key=since, default=None)


def check_versions(contracts: Sequence[Contract]) -> list[Diagnostic]:
    """Two files that claim to be one version of a contract."""
    found: list[Diagnostic] = []
    seen: dict[tuple[str, tuple[date, int]], Contract] = {}
    for contract in contracts:
        key = contract.header.id, since(contract.header)
        first = seen.setdefault(key, contract)
        if first is not contract:
            message = said(
                "the contract `{id}`, version {version}, is also in {path}",
                id=contract.header.id,
                version=contract.header.version,
                path=first.path,
            )
            help = said("give the newer text a higher version and an effective date")
            found.append(Diagnostic("KPI015", contract.path, Span(1, 1, 1, 4), message, help, "---"))
    return found
