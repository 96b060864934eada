"""A Parquet file: the engine reads it; only texts that stand for numbers, dates or flags pass through our hands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC, ColumnKind
from kpi_rules_engine.sources.cells import Meanings, understand
from kpi_rules_engine.sources.complaints import SHOWN, Complaint, shown
from kpi_rules_engine.sources.connect import Connection
from kpi_rules_engine.sources.layout import Field, Parts, Place, lay_out
from kpi_rules_engine.sources.marks import find_marks
from kpi_rules_engine.sources.parquet_cells import ZONED, Native, native
from kpi_rules_engine.sources.refusal import Doubt, Refusal
from kpi_rules_engine.sources.sizes import Size, size_of
from kpi_rules_engine.sources.spelling import LINE, literal, one_file, quoted
from kpi_rules_engine.sources.staged import FileRead, Outcome, Rule, Staged, Task
from kpi_rules_engine.sources.text_columns import unreadable

_ROW = "file_row_number"


@dataclass(slots=True)
class _Columns:
    """The filled columns: those that the engine reads alone, and the SQL of the texts that we read."""

    native: dict[str, Native] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def stage(connection: Connection, path: Path, name: str, number: int, task: Task) -> Outcome:
    """Make the SELECT of the file's rows. A file that is no Parquet is a complaint, not an exception."""
    import duckdb

    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return _stage(connection, path, FileRead(name, digest, 0, Rule()), number, task)
    except OSError as error:
        return None, [Complaint(0, 0, "KPI070", said("the file cannot be opened: {reason}", reason=error.strerror))]
    except duckdb.Error as error:
        reason = str(error).splitlines()[0].replace(str(path), name)
        return None, [Complaint(0, 0, "KPI070", said("the file cannot be read as Parquet: {reason}", reason=reason))]


def _stage(connection: Connection, path: Path, read: FileRead, number: int, task: Task) -> Outcome:
    rows = f"read_parquet({one_file(path)}, {_ROW} = true)"
    types = {name: type_ for name, type_, *_ in connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()}
    del types[_ROW]
    layout, complaints = lay_out(task.source, task.table, list(types), 0, task.names)
    columns, more = _sort(layout.places, types, task)
    meanings = _read_texts(connection, rows, columns.texts, layout.places, task)
    complaints += more + _refused_texts(connection, rows, columns.texts, layout.places, meanings)
    count, sizes, more = _measure(connection, rows, columns.native, layout.places, task)
    complaints += more
    if complaints:
        return None, complaints
    tables = {column: f"texts_{number}_{index}" for index, column in enumerate(columns.texts)}
    for column, table in tables.items():
        _remember(connection, table, meanings.values[column])
        if task.table.columns[column].kind in NUMERIC:
            sizes[column] = size_of(meanings.values[column].values())
    dates = {column: form for column, form in meanings.dates.items() if form}
    read = FileRead(read.path, read.sha256, count, Rule(dates=dates), 0, layout.unused)
    return Staged(read, _select(rows, columns, tables), layout.places, sizes, tuple(tables.values())), []


def _sort(places: Mapping[str, Place], types: Mapping[str, str], task: Task) -> tuple[_Columns, list[Complaint]]:
    """Which columns the engine reads alone; a complaint for each whose type does not go with its kind."""
    columns = _Columns()
    complaints: list[Complaint] = []
    for column, place in places.items():
        kind = task.table.columns[column].kind
        if isinstance(place, Parts):
            columns.texts[column] = _joined(place)
            continue
        name, type_ = quoted(place.name), types[place.name]
        found = native(name, type_, kind, task.zone)
        if found:
            columns.native[column] = found
        elif type_ == "VARCHAR":
            columns.texts[column] = name
        else:
            complaints.append(_mistyped(place, type_, kind))
    return columns, complaints


def _mistyped(place: Field, type_: str, kind: ColumnKind) -> Complaint:
    message = said(
        "column {place}: values of type {type} cannot be read as {kind}s",
        place=shown(place.name),
        type=type_,
        kind=kind.value,
    )
    if type_ == ZONED and kind in (ColumnKind.DATE, ColumnKind.MOMENT):
        message = said(
            "column {place}: these moments have a time zone, and nothing says in which the days count",
            place=shown(place.name),
        )
        return Complaint(
            0, place.index + 1, "KPI073", message, said("timezone: Europe/Moscow, in kpi.yaml or in the contract")
        )
    return Complaint(0, place.index + 1, "KPI071", message)


def _joined(place: Parts) -> str:
    """A date in parts as one text; empty when all of its columns are."""
    parts = [
        f"trim(coalesce(CAST({quoted(part.name)} AS VARCHAR), ''))" if isinstance(part, Field) else literal(str(part))
        for part in place.parts
    ]
    empty = " AND ".join(f"{quoted(each.name)} IS NULL" for each in place.fields) or "false"
    return f"CASE WHEN {empty} THEN NULL ELSE concat_ws('-', {', '.join(parts)}) END"


def _read_texts(
    connection: Connection, rows: str, columns: Mapping[str, str], places: Mapping[str, Place], task: Task
) -> Meanings:
    texts: dict[str, set[str]] = {}
    for column, sql in columns.items():
        found = connection.execute(f"SELECT DISTINCT {sql} AS cell FROM {rows} WHERE cell IS NOT NULL").fetchall()
        texts[column] = {text for (text,) in found}
    kinds = {column: task.table.columns[column].kind for column in columns}
    numbers = [column for column in columns if kinds[column] in NUMERIC]
    dialect = task.source.read
    marks = find_marks(("\n".join(texts[column]) for column in numbers), dialect.decimal, dialect.thousands)
    if isinstance(marks, Doubt):
        column = next(column for column in numbers if marks.cells & texts[column])
        return Meanings(doubts=[(column, marks)])
    parts = {column for column in columns if isinstance(places[column], Parts)}
    return understand(texts, kinds, task.manner, marks, parts)


def _refused_texts(
    connection: Connection, rows: str, columns: Mapping[str, str], places: Mapping[str, Place], meanings: Meanings
) -> list[Complaint]:
    complaints: list[Complaint] = []
    for column, refused in meanings.refused.items():
        if refused:
            sql = columns[column]
            _remember(connection, "refused", dict.fromkeys(refused, ""))
            complaints += _bad(connection, rows, sql, f"{sql} IN (SELECT cell FROM refused)", places[column], refused)
            connection.execute("DROP TABLE refused").fetchall()
    for column, doubt in meanings.doubts:
        place = places[column]
        message = said(
            "column {place}: {message}, such as {cells}",
            place=shown(place.name),
            message=doubt.message,
            cells=shown(min(doubt.cells)),
        )
        complaints.append(Complaint(0, place.index + 1, doubt.code, message, doubt.help))
    return complaints


def _measure(
    connection: Connection, rows: str, columns: Mapping[str, Native], places: Mapping[str, Place], task: Task
) -> tuple[int, dict[str, Size], list[Complaint]]:
    """Number of rows, digits of the number columns, and the cells that are refused; one pass over the file."""
    wanted = ["count(*)"]
    for found in columns.values():
        wanted += [f"coalesce({found.fine}, true)", f"coalesce({found.whole}, 0)", f"coalesce({found.scale}, 0)"]
    [(count, *figures)] = connection.execute(f"SELECT {', '.join(wanted)} FROM {rows}").fetchall()
    sizes: dict[str, Size] = {}
    complaints: list[Complaint] = []
    each = zip(columns.items(), figures[::3], figures[1::3], figures[2::3], strict=True)
    for (column, found), fine, whole, scale in each:
        place = places[column]
        if task.table.columns[column].kind in NUMERIC:
            sizes[column] = Size(whole, scale)
        if not fine:
            complaints += _bad(connection, rows, quoted(place.name), found.bad, place, Refusal(found.reason))
    return count, sizes, complaints


def _bad(
    connection: Connection, rows: str, sql: str, condition: str, place: Place, why: Refusal | Mapping[str, Refusal]
) -> list[Complaint]:
    """The first rows for which a condition holds; the last complaint stands for all the others."""
    query = (
        f"SELECT {_ROW} + 1, CAST({sql} AS VARCHAR), count(*) OVER () FROM {rows} WHERE {condition} "
        f"ORDER BY 1 LIMIT {SHOWN}"
    )
    found = connection.execute(query).fetchall()
    complaints: list[Complaint] = []
    for index, (row, text, count) in enumerate(found):
        times = 1 + count - len(found) if index == len(found) - 1 else 1
        refusal = why if isinstance(why, Refusal) else why[text]
        complaints.append(unreadable(row, place, text, refusal, times))
    return complaints


def _remember(connection: Connection, table: str, values: Mapping[str, str]) -> None:
    """A temporary table from texts to what they mean."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {quoted(table)} AS SELECT unnest(CAST($1 AS VARCHAR[])) AS cell, "
        f"nullif(unnest(CAST($2 AS VARCHAR[])), '') AS meaning",
        [list(values), list(values.values())],
    ).fetchall()


def _select(rows: str, columns: _Columns, tables: Mapping[str, str]) -> str:
    wanted = [f"{found.sql} AS {quoted(column)}" for column, found in columns.native.items()]
    wanted += [f"{quoted(table)}.meaning AS {quoted(column)}" for column, table in tables.items()]
    joins = [
        f"LEFT JOIN {quoted(table)} ON {columns.texts[column]} = {quoted(table)}.cell"
        for column, table in tables.items()
    ]
    return f"SELECT {', '.join((*wanted, f'{_ROW} + 1 AS {quoted(LINE)}'))} FROM {rows} {' '.join(joins)}"
