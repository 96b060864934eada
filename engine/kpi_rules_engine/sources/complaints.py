"""What is wrong with a data file, told with file, line and column, and never a thousand times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kpi_rules.catalogue.workspace import Source
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic, Span
from kpi_rules.language.said import said

CONFIGURATION = "kpi.yaml"
SHOWN = 20  # messages of one code a file
_LONGEST = 40


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One thing wrong in a file.

    `line` counts from 1 (of Parquet: the row), 0 is the file as a whole; `field` is the number of
    the column in the export, from 1, 0 is the whole row. `times`: how many cases this one stands for.
    """

    line: int
    field: int
    code: str
    message: str
    help: str | None = None
    times: int = 1


def told(file: str, complaints: Iterable[Complaint]) -> list[Diagnostic]:
    """In the order of the file: twenty of a code, then how many more there are."""
    shown_of: Counter[str] = Counter()
    more: Counter[str] = Counter()
    found: list[Diagnostic] = []
    for complaint in sorted(complaints, key=lambda c: (c.line, c.field, c.code, c.message)):
        code = complaint.code
        if shown_of[code] == SHOWN:
            more[code] += complaint.times
            continue
        shown_of[code] += 1
        more[code] += complaint.times - 1
        found.append(Diagnostic(code, file, _span(complaint), complaint.message, complaint.help))
    for code, count in more.items():
        if count:
            found.append(Diagnostic(code, file, NOWHERE, said("{count:,} more of this kind in this file", count=count)))
    return found


def about(source: Source, code: str, message: str, help: str | None = None) -> Diagnostic:
    """A message about what the configuration says of a source."""
    return Diagnostic(
        code, CONFIGURATION, source.span, said("source {source}: {message}", source=source.name, message=message), help
    )


def shown(cell: str) -> str:
    """A cell as a message quotes it: short, on one line, without control characters."""
    short = cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…"
    return "`" + "".join(c if c.isprintable() or c == "\u00a0" else f"\\u{ord(c):04x}" for c in short) + "`"


def _span(complaint: Complaint) -> Span:
    line, field = max(complaint.line, 1), max(complaint.field, 1)
    return Span(line, field, line, field + 1) if complaint.line else NOWHERE
