"""Clauses in a contract, and their canonical text."""

from __future__ import annotations

from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.reading import read_contract
from kpi_rules.language.vocabulary import Language
from kpi_rules.language.writing.contract import canonical
from language.annex import FRONT
from language.pen import VOCABULARY


def formatted(clauses: str, language: Language | None = None, *, front: str = "") -> str:
    """The canonical text of clauses that have no error."""
    head = f"---\n{FRONT}fee: 150000 RUB monthly\n{front}---\n```kpi\n"

    def read(text: str) -> tuple[Contract | None, list[Diagnostic]]:
        contract, notes = read_contract("annex.kpi.md", text, VOCABULARY)
        return contract, list(notes)

    text = f"{head}{clauses}\n```\n"
    found, notes = canonical(text, read, VOCABULARY, language)
    assert found is not None, [note.message for note in notes]
    assert found.startswith(head)
    return found.removeprefix(head).removesuffix("\n```\n")
