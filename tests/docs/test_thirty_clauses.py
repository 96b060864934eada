"""docs/thirty-clauses.md shows clauses that are read without a message, with the words that the program says."""

from __future__ import annotations

from docs.thirty_clauses import PAGE, written
from pages import blocks


def test_the_words_are_those_of_the_program() -> None:
    assert PAGE.read_text("utf-8") == written(), "python tests/docs/thirty_clauses.py --write"


def test_there_are_so_many_kinds() -> None:
    found = [block.text for block in blocks(PAGE.read_text("utf-8")) if block.kind == "kpi"]
    assert len(found) == len(set(found)) >= 29
