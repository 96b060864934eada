"""The rows of a text file, each as wide as the header; totals rows left out only if the configuration says so."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.said import said
from kpi_rules_engine.sources.complaints import Complaint, shown
from kpi_rules_engine.sources.form import Form

TOTALS = frozenset({"итого", "итого и средние", "всего", "total", "totals", "grand total", "total general", "gesamt"})


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells as they stand in the file; `lines` are the lines, from 1, on which the rows begin."""

    cells: list[list[str]]
    lines: list[int]
    totals: int  # rows left out because their first cell is that of a totals row


def rows(lines: Sequence[str], form: Form, dialect: Dialect) -> tuple[Rows, list[Complaint]]:
    """All rows after the header. Blank rows (no cell has anything in it) are no rows."""
    reader = csv.reader(lines[form.start :], delimiter=form.separator, strict=True)
    complaints: list[Complaint] = []
    found = Rows([], [], 0)
    width, begin = len(form.names), form.start
    totals = _Totals(dialect.totals)
    try:
        for number, row in enumerate(reader):
            begin, line = form.start + reader.line_num, begin + 1
            if number == 0 or not _counts(row, width, totals):
                continue
            if len(row) != width:
                complaints.append(_uneven(line, row, width))
                continue
            found.cells.append(row)
            found.lines.append(line)
    except csv.Error as error:
        complaints.append(_unreadable(begin + 1, error))
    complaints += totals.suspects(found)
    return Rows(found.cells, found.lines, totals.left_out), complaints


class _Totals:
    """Knows totals rows by their first cell."""

    def __init__(self, said: str | None) -> None:
        self.said = _plain(said) if said is not None else None
        self.left_out = 0

    def leaves_out(self, row: list[str]) -> bool:
        if self.said is None or _plain(row[0]) != self.said:
            return False
        self.left_out += 1
        return True

    def suspects(self, found: Rows) -> list[Complaint]:
        suspicious = {cell for cell in {row[0] for row in found.cells} if _plain(cell) in TOTALS}
        if not suspicious:
            return []
        return [
            Complaint(
                line,
                1,
                "KPI072",
                said(
                    "the row begins with {row}: a totals row would be counted on top of the rows that it sums",
                    row=shown(row[0]),
                ),
                _totals_help(row[0]),
            )
            for row, line in zip(found.cells, found.lines, strict=True)
            if row[0] in suspicious
        ]


def _counts(row: list[str], width: int, totals: _Totals) -> bool:
    if totals.said is None and len(row) == width and row[0] and not row[0].isspace():
        return True  # the usual row, without a look at its cells
    return any(cell and not cell.isspace() for cell in row) and not totals.leaves_out(row)


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().split()).rstrip(" :.")


def _totals_help(cell: str) -> str:
    return said("read: {{totals: {cell}}} leaves such rows out", cell=cell.strip())


def _uneven(line: int, row: list[str], width: int) -> Complaint:
    return Complaint(
        line,
        min(len(row), width) + (len(row) > width),
        "KPI074",
        said("the row is longer than the header: {count} against {width} cells", count=len(row), width=width)
        if len(row) > width
        else said("the row is shorter than the header: {count} against {width} cells", count=len(row), width=width),
        _totals_help(row[0]) if _plain(row[0]) in TOTALS else None,
    )


def _unreadable(line: int, error: csv.Error) -> Complaint:
    if "unexpected end" in str(error):
        return Complaint(line, 0, "KPI070", said("a quotation mark that opens a cell in this row is never closed"))
    return Complaint(line, 0, "KPI070", said("the row cannot be split into cells: {error}", error=error))
