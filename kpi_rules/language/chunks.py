"""Blocks of clauses cut into statements: a new one starts at the left margin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.said import said


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: its text from the block's margin, its number in the file, the columns before the margin."""

    text: str
    number: int
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one statement."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """A place in the file from one in the chunk (both count from 1)."""
        first, last = self.lines[line - 1], self.lines[end_line - 1]
        return Span(first.number, column + first.shift, last.number, end_column + last.shift)

    def at(self, start: int, end: int) -> Span:
        """The place of the characters from offset `start` to `end` of the chunk's text."""
        text = self.text
        line, end_line = text.count("\n", 0, start), text.count("\n", 0, end)
        column = start - (text.rfind("\n", 0, start) + 1)
        end_column = end - (text.rfind("\n", 0, end) + 1)
        return self.place(line + 1, column + 1, end_line + 1, end_column + 1)

    @property
    def span(self) -> Span:
        return self.place(1, 1, len(self.lines), len(self.lines[-1].text) + 1)


def chunks(lines: Iterable[Line], notes: Notes) -> list[Chunk]:
    """The statements of a block; blank lines and comments around them are dropped."""
    found: list[list[Line]] = []
    for line in lines:
        text = line.text.strip()
        if not text or text.startswith("#"):
            if found and found[-1]:
                found[-1].append(line)
        elif line.text[0].isspace():
            if found and found[-1]:
                found[-1].append(line)
            else:
                width = len(line.text) - len(line.text.lstrip())
                span = Span(line.number, line.shift + 1, line.number, line.shift + width + 1)
                notes.add(
                    "KPI026",
                    span,
                    said("the first line of a clause is indented"),
                    said("start it at the left margin: {text}", text=text),
                )
                found.append([Line(line.text.lstrip(), line.number, line.shift + width)])
        else:
            found.append([line])
    return [Chunk(tuple(_trimmed(lines))) for lines in found]


def _trimmed(lines: list[Line]) -> list[Line]:
    while not lines[-1].text.strip() or lines[-1].text.lstrip().startswith("#"):
        lines.pop()
    return lines
