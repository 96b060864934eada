"""A contract around a few clauses, and what the reader makes of it."""

from __future__ import annotations

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.reading import read_contract

FRONT = """\
contract: aurora-vk
term: 2026-01-01..2026-12-31
timezone: Europe/Moscow
currency: RUB
holidays: RU
baseline: 2025-10..2025-12
events:
  spring_contest: 2026-03-01..2026-03-14
"""


def contract(clauses: str, front: str = FRONT) -> str:
    return f"---\n{front}---\n# Annex\n\n```kpi\n{clauses}\n```\n"


def read(text: str) -> tuple[Contract | None, Notes]:
    return read_contract("annex.kpi.md", text, standard())


def checked(clauses: str, front: str = FRONT) -> Contract:
    """The contract of these clauses, which must be without an error."""
    found, notes = read(contract(clauses, front))
    assert found is not None, [(n.message, n.source_line) for n in notes]
    return found
