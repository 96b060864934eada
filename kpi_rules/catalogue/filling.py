"""Which columns of its table a source fills, each of them once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kpi_rules.catalogue.columns import Columns
from kpi_rules.catalogue.tables import find_column
from kpi_rules.catalogue.workspace import DateParts
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import entries_of, known_keys, number_of, required, scalar_of, text_of, whole_of, wrong
from kpi_rules.language.literals import day, number
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC, Column, ColumnKind, Table
from kpi_rules.language.yamlfaults import shown
from kpi_rules.language.yamltext import Entries, Node, Scalar

_PARTS = {"year": (1, 9999), "month": (1, 12), "day": (1, 31)}


@dataclass(slots=True)
class Filling:
    """Reads the keys of one source that fill columns; `filled` says by what each column is."""

    table: Table
    notes: Notes
    filled: dict[str, str] = field(default_factory=dict)

    def columns(self, node: Node | None) -> Mapping[str, str]:
        """`{name in the export: column}`."""
        found: dict[str, str] = {}
        for name, value in self._pairs(node, "columns"):
            column = self._fill(
                scalar_of(value, self.notes, name.text), said("the export's `{name}`", name=shown(name.text))
            )
            if column:
                found[name.text] = column.name
        return found

    def constants(self, node: Node | None) -> Mapping[str, str]:
        """`{column: value}`, the value in the form that the column's kind asks for."""
        found: dict[str, str] = {}
        for name, value in self._pairs(node, "constants"):
            column = self._fill(name, said("the constant `{name}`", name=shown(name.text)))
            text = text_of(value, self.notes, name.text)
            if column is None or text is None:
                continue
            form = _form(column, text)
            if form:
                wrong(value, self.notes, column.name, form, None)
            found[column.name] = text
        return found

    def blanks(self, node: Node | None) -> Mapping[str, Fraction]:
        """`{column: number}`: what an empty cell stands for. The column is filled by something else."""
        found: dict[str, Fraction] = {}
        for name, value in self._pairs(node, "blanks"):
            column = self._find(name)
            amount = number_of(value, self.notes, name.text)
            if column and column.kind not in NUMERIC:
                message = said(
                    "`{column}` holds {kind}s; only numbers can stand for an empty cell",
                    column=column.name,
                    kind=column.kind.value,
                )
                self.notes.add("KPI061", name.span, message)
            elif column and column.name in found:
                self.notes.add(
                    "KPI014",
                    name.span,
                    said("`{key}` is `{column}`, which stands here already", key=shown(name.text), column=column.name),
                )
            elif column and amount is not None:
                found[column.name] = amount
        return found

    def numbered(self, node: Node | None) -> str | None:
        """The column that gets the number of the row."""
        column = self._fill(scalar_of(node, self.notes, "numbered"), said("the row's number"))
        return column.name if column else None

    def date(self, node: Node | None) -> str | DateParts | None:
        """The export's column of dates, or the parts of a date; it fills the column that places a row in time."""
        if node is None:
            return None
        self._fill(Scalar(self.table.time, node.span), "`date`")
        return self._parts(node) if isinstance(node, Entries) else text_of(node, self.notes, "date")

    def _parts(self, node: Entries) -> DateParts | None:
        known_keys(node, tuple(_PARTS), self.notes, "`date`")
        parts: dict[str, int | str] = {}
        for key, (least, most) in _PARTS.items():
            value = node.get(key) if key == "day" else required(node, key, self.notes, "`date`")
            if isinstance(value, Scalar) and value.text.isdecimal() and not value.quoted:
                part: int | str | None = whole_of(value, self.notes, key, least, most)
            else:
                part = text_of(value, self.notes, key)
            if part is not None:
                parts[key] = part
        return (
            DateParts(parts["year"], parts["month"], parts.get("day", 1)) if {"year", "month"} <= set(parts) else None
        )

    def _pairs(self, node: Node | None, name: str) -> Iterator[tuple[Scalar, Node]]:
        body = entries_of(node, self.notes, name)
        yield from body.pairs if body else ()

    def _find(self, name: Scalar | None) -> Column | None:
        columns = Columns.of(self.table)
        found = find_column(name, columns, self.notes, self.table.name, "KPI061") if name else None
        return columns[found] if found else None

    def _fill(self, name: Scalar | None, by: str) -> Column | None:
        column = self._find(name)
        if column is None or name is None:
            return None
        before = self.filled.setdefault(column.name, by)
        if before != by:
            self.notes.add(
                "KPI061",
                name.span,
                said("`{column}` is filled twice: by {before} and by {by}", column=column.name, before=before, by=by),
            )
            return None
        return column


def _form(column: Column, text: str) -> str | None:
    """The form that a constant lacks, if any."""
    match column.kind:
        case ColumnKind.NUMBER | ColumnKind.MONEY | ColumnKind.SECONDS:
            value = number(text)
            if value is None:
                return said("a number")
            return said("a number of at least 0") if column.nonnegative and value < 0 else None
        case ColumnKind.DATE:
            return said("a date, year-month-day") if day(text) is None else None
        case ColumnKind.MOMENT:
            return said("a moment such as 2026-02-28 or 2026-02-28 09:00") if day(text[:10]) is None else None
        case ColumnKind.FLAG:
            return said("true or false") if text not in ("true", "false") else None
        case ColumnKind.TEXT:
            return None
