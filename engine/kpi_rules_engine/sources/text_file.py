"""A text file (CSV and its relatives): read here, cell by cell, and written down again in one plain form."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.said import said
from kpi_rules_engine.sources.complaints import Complaint
from kpi_rules_engine.sources.decode import Decoded, decode
from kpi_rules_engine.sources.form import Form, form
from kpi_rules_engine.sources.layout import Field, Parts, Place, lay_out, wanted
from kpi_rules_engine.sources.rows import rows
from kpi_rules_engine.sources.spelling import LINE, literal
from kpi_rules_engine.sources.staged import FileRead, Outcome, Rule, Staged, Task
from kpi_rules_engine.sources.text_columns import TextColumns, read_columns


def stage(path: Path, name: str, number: int, task: Task) -> Outcome:
    """Read the file `name` and write it to the task's room as `number`.csv: UTF-8, plain cells."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Complaint(0, 0, "KPI070", said("the file cannot be opened: {reason}", reason=error.strerror))]
    dialect = task.source.read
    decoded = decode(raw, dialect.encoding)
    if isinstance(decoded, Complaint):
        return None, [decoded]
    found = form(decoded.lines, dialect, wanted(task.source, task.table))
    if isinstance(found, Complaint):
        return None, [found]
    layout, complaints = lay_out(task.source, task.table, found.names, found.start + 1, task.names)
    sheet, more = rows(decoded.lines, found, dialect)
    columns = {column: _texts(sheet.cells, place) for column, place in layout.places.items()}
    read, even_more = read_columns(columns, sheet.lines, layout.places, task)
    complaints += more + even_more
    if complaints:
        return None, complaints
    target = task.room / f"{number}.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(zip(*read.columns.values(), sheet.lines, strict=True))
    digest, rule = hashlib.sha256(raw).hexdigest(), _rule(dialect, decoded, found, read)
    file_read = FileRead(name, digest, len(sheet.lines), rule, sheet.totals, layout.unused)
    return Staged(file_read, _select(target, columns), layout.places, read.sizes), []


def _texts(cells: list[list[str]], place: Place) -> list[str]:
    if isinstance(place, Field):
        index = place.index
        return [row[index] for row in cells]
    return [_joined(row, place) for row in cells]


def _joined(row: list[str], place: Parts) -> str:
    texts = [row[part.index].strip() if isinstance(part, Field) else str(part) for part in place.parts]
    given = not place.fields or any(row[field.index].strip() for field in place.fields)
    return "-".join(texts) if given else ""


def _select(target: Path, columns: Mapping[str, list[str]]) -> str:
    types = {**dict.fromkeys(columns, "VARCHAR"), LINE: "BIGINT"}
    declared = ", ".join(f"{literal(column)}: '{type_}'" for column, type_ in types.items())
    return (
        f"SELECT * FROM read_csv({literal(str(target))}, header = false, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', nullstr = '', columns = {{{declared}}})"
    )


def _rule(dialect: Dialect, decoded: Decoded, found: Form, read: TextColumns) -> Rule:
    said = bool(dialect.decimal or dialect.thousands)
    used = Dialect(
        separator=found.separator,
        decimal=read.marks.decimal if read.marks.proved or said else None,
        thousands=read.marks.thousands if read.marks.proved or said else None,
        encoding=dialect.encoding or decoded.encoding,
        dates=dialect.dates or next(iter(read.dates.values()), None),
        skip=found.start or dialect.skip,
        totals=dialect.totals,
    )
    names = ("separator", "decimal", "thousands", "encoding", "dates", "skip")
    detected = tuple(name for name in names if getattr(dialect, name) is None and getattr(used, name) is not None)
    return Rule(used, detected, read.dates)
