"""What a page of the documentation holds, read as Markdown: headings, anchors, sections, tables."""

from __future__ import annotations

import re
from pathlib import Path

from pages import ROOT, blocks

DOCS = ROOT / "docs"


def prose(text: str) -> str:
    """The text without fenced blocks and code."""
    lines = text.split("\n")
    for block in blocks(text):
        lines[block.first - 1 : block.last + 1] = [""] * (block.last + 2 - block.first)
    return re.sub(r"`[^`\n]*`", "``", "\n".join(lines))


def headings(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    inside_blocks = {n for block in blocks(text) for n in range(block.first - 1, block.last + 1)}
    lines = (line for n, line in enumerate(text.split("\n")) if n not in inside_blocks)
    return [line.lstrip("#").strip() for line in lines if re.match("#+ ", line)]


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to headings."""
    found: set[str] = set()
    for line in text.split("\n"):
        if re.match("#+ ", line):
            words = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower().replace("`", ""))
            found.add(words.replace(" ", "-"))
    return found


def section(page: Path, heading: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    lines = page.read_text("utf-8").split("\n")
    places = [n for n, line in enumerate(lines) if line.lstrip("#").strip() == heading and line.startswith("#")]
    assert len(places) == 1, f"{page.name}: {heading}"
    level = len(lines[places[0]]) - len(lines[places[0]].lstrip("#"))
    rest = lines[places[0] + 1 :]
    end = next((n for n, line in enumerate(rest) if re.match(rf"#{{1,{level}}} ", line)), len(rest))
    return "\n".join(rest[:end])


def tables(text: str) -> list[str]:
    """The tables of a text, each as its lines."""
    return [found.group() for found in re.finditer(r"(?m)^\|.*(?:\n\|.*)+", text)]


def rows(text: str) -> list[list[str]]:
    """The rows of all tables, as cells."""
    lines = (line for table in tables(text) for line in table.split("\n"))
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in cells if row[0] != "---"]


def keys(text: str) -> list[str]:
    """What stands as code in the first cells of the tables."""
    return [row[0].strip("`") for row in rows(text) if re.fullmatch(r"`[\w-]+`", row[0])]
