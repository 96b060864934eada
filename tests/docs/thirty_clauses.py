"""The words under the clauses of docs/thirty-clauses.md, as the program says them."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.markdown import DOCS
from kpi_rules.catalogue.loader import standard
from kpi_rules.language.contract import Contract
from kpi_rules.language.paraphrase import general, paraphrase
from kpi_rules.language.reading import read_contract
from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import SourceFacts, Vocabulary
from pages import blocks

PAGE = DOCS / "thirty-clauses.md"
SOURCES = {"daily": "daily", "posts": "posts", "platform": "periods", "counter": "periods"}
LANGUAGES: tuple[Lang, ...] = ("en", "ru")


def vocabulary() -> Vocabulary:
    """The standard catalogue and the sources that the page names, each with every column of its table."""
    found = standard()
    facts = (SourceFacts(name, table, frozenset(found.tables[table].columns)) for name, table in SOURCES.items())
    return replace(found, sources=tuple(facts))


def contract(front: str, clauses: str) -> Contract:
    """The clauses of one block, in the contract at the top of the page; there must be no message."""
    found, notes = read_contract("page.kpi.md", f"---\n{front}---\n```kpi\n{clauses}```\n", vocabulary())
    assert found is not None, [(note.message, note.source_line) for note in notes]
    assert not list(notes), [(note.message, note.source_line) for note in notes]
    return found


def written() -> str:
    """The page with all words made anew."""
    text = PAGE.read_text("utf-8")
    found = [block for block in blocks(text) if block.kind in ("yaml", "kpi")]
    front = found[0].text
    lines = text.split("\n")
    for block in reversed(found):
        if block.kind == "yaml":
            said = [[" ".join(_facts(front, block.text, lang)) for lang in LANGUAGES]]
        else:
            read = contract(front, block.text)
            said = [
                [" ".join(paraphrase(c, read.header, vocabulary(), lang)) for lang in LANGUAGES] for c in read.clauses
            ]
        rest = "\n" + "\n".join(lines[block.last + 1 :])
        rest = re.sub(r"\A(?:\n+>[^\n]*)*\n*", "", rest)
        quotes = "\n\n".join(f"> {one}" for texts in said for one in texts)
        lines = [*lines[: block.last + 1], "", *quotes.split("\n"), *(["", *rest.split("\n")] if rest else [""])]
    return "\n".join(lines)


def _facts(front: str, text: str, lang: Lang) -> list[str]:
    """The words of the facts at the top of the page, or those that further facts add to them."""
    usual = general(contract(front, "likes >= 5\n").header, lang)
    if text == front:
        return usual
    return [said for said in general(contract(front + text, "likes >= 5\n").header, lang) if said not in usual]


def write() -> None:
    PAGE.write_text(written(), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/docs/thirty_clauses.py --write")
    write()
