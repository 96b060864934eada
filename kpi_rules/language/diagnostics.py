"""A message about a text: code, place, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kpi_rules.language.codes import CODES, Severity


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file: lines and columns count characters from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Span) -> Span:
        """From the start of this place to the end of the other."""
        return Span(self.line, self.column, other.end_line, other.end_column)


NOWHERE = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message. `source_line` is the text of the span's first line, for the caret."""

    code: str
    file: str
    span: Span
    message: str
    help: str | None = None
    source_line: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


@dataclass(slots=True)
class Notes:
    """Gathers the messages about one file while it is read; nothing is raised for a wrong text."""

    file: str
    text: str
    found: list[Diagnostic] = field(default_factory=list)
    _lines: list[str] | None = None

    def add(self, code: str, span: Span, message: str, help: str | None = None) -> None:
        """Record a message; `code` must stand in the closed table of `codes.py`."""
        if code not in CODES:
            raise KeyError(code)
        note = Diagnostic(code, self.file, span, message, help, self.line(span.line))
        if note not in self.found:
            self.found.append(note)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its line end; empty outside the file."""
        if self._lines is None:
            self._lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    @property
    def failed(self) -> bool:
        return any(note.is_error for note in self.found)

    def __iter__(self) -> Iterator[Diagnostic]:
        """In the order of the text."""
        return iter(sorted(self.found, key=lambda note: (note.span, note.code)))
