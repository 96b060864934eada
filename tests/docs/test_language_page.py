"""docs/language.md tells the words, functions, keys and limits that the language has, and shows clauses."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pages
from docs.markdown import DOCS, keys, section
from kpi_rules.language import building, document, front, literals, modifiers, reading, spelling, words
from kpi_rules.language.meaning import calendar, functions
from pages import ROOT, Block, blocks, kpi
from workspaces import inside


def test_the_pieces_of_the_language_page_are_clauses() -> None:
    """Each block of clauses, in the contract at the top of the page, gives no message."""
    page = DOCS / "language.md"
    found = list(blocks(page.read_text("utf-8")))
    head = "---".join(next(b for b in found if b.argument.endswith(".kpi.md")).text.split("---")[:2])
    pieces = [block for block in found if block.kind == "kpi"]
    assert len(pieces) > 5
    with _workspace(found) as root:
        for piece in pieces:
            (root / "piece.kpi.md").write_text(f"{head}---\n```kpi\n{piece.text}```\n", "utf-8")
            out, err, status = kpi("lint", "piece.kpi.md")
            assert (status, err) == (0, ""), out
            assert out.startswith("no messages"), f"line {piece.first} of the page:\n{out}"


def test_the_signs_of_currencies_are_told() -> None:
    text = (DOCS / "language.md").read_text("utf-8")
    for sign, code in building.SIGNS.items():
        assert sign in text
        assert code in text


def test_the_modifiers_are_told() -> None:
    """Each word of the modifiers that the grammar has stands as code in a table, in its English spelling."""
    grammar = (ROOT / "kpi_rules/language/clauses.lark").read_text("utf-8")
    rules = grammar[grammar.index("?modifier:") : grammar.index("// ---- signs")]
    names = ("Schedules", "Modifiers", "What a verdict costs")
    told = "\n".join(code for name in names for code in re.findall(r"`[^`\n]+`", section(DOCS / "language.md", name)))
    terminals = set(re.findall(r"\b[A-Z_]{2,}\b", rules))
    for word in words.WORDS:
        if word.terminal in terminals and word.terminal != "TIME_UNIT" and word.en:
            assert any(re.search(rf"\b{one}\b", told) for one in word.en), word.en


def test_the_functions_are_told() -> None:
    text = section(DOCS / "language.md", "Expressions")
    table = "\n".join(line for line in text.split("\n") if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)\(", table)) == set(functions.NAMES)


def test_the_keys_of_the_front_matter_are_told() -> None:
    assert set(keys(section(DOCS / "language.md", "The file"))) == set(front.KEYS)


def test_the_limits_are_told() -> None:
    text = section(DOCS / "language.md", "Limits")
    limits = {
        "levels": spelling.MAX_DEPTH,
        "terms": spelling.MAX_TERMS,
        "clauses": reading.MAX_CLAUSES,
        "digits": literals.MAX_DIGITS,
        "characters of a line": document.MAX_LINE,
        "characters of a contract": reading.MAX_SIZE,
        "days before or after": modifiers.MOST_UNITS,
    }
    for what, limit in limits.items():
        assert re.search(rf"(?m)^\| {what}\b.*\| {limit:,} \|$", text), what
    for unit, limit in calendar._MOST.items():
        assert f"{limit:,} {unit.value}s" in text
    for year in (literals.FIRST_YEAR, literals.LAST_YEAR):
        assert str(year) in text


@contextlib.contextmanager
def _workspace(found: list[Block]) -> Iterator[Path]:
    """A folder with the first of each file that a page has, as the current one."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for block in reversed(found):
            if pages._is_file(block):
                pages._write(root, block)
        with inside(root):
            yield root
