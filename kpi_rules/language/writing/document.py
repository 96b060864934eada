"""A document with other lines in its blocks: margins, line ends and everything outside stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kpi_rules.language.chunks import Line

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_MARK = re.compile("`{3,}|~{3,}")
BOM = "\ufeff"

Blocks = Mapping[tuple[Line, ...], Sequence[str]]


def with_blocks(text: str, blocks: Blocks) -> str:
    """The document with the lines of each fenced block replaced by others, which begin at its margin."""
    lines = _LINES.findall(text)
    for block in sorted(blocks, key=lambda block: block[0].number, reverse=True):
        if [line.text for line in block] == list(blocks[block]):
            continue
        first = block[0].number - 1
        fence = lines[first - 1]
        margin, end = _margin(fence), _end(fence)
        lines[first : first + len(block)] = [(margin + line).rstrip() + end for line in blocks[block]]
    return "".join(lines)


def bare(text: str, lines: Sequence[str]) -> str:
    """A file of clauses alone, made of other lines; it ends with a line end."""
    mark = BOM if text.startswith(BOM) else ""
    first = _LINES.match(text)
    end = (_end(first[0]) if first else "") or "\n"
    return mark + "".join(line + end for line in lines)


def _margin(fence: str) -> str:
    """What stands before the block's lines: a quotation's signs, and blanks for the bullet of a list."""
    mark = _MARK.search(fence)
    before = fence[: mark.start()] if mark else ""
    return "".join(char if char in ">\t" else " " for char in before)


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
