"""What a loaded table must not hold: empty or repeated keys, totals rows, negative counts, stocks that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import ColumnKind, Grain, Kind, Table, Vocabulary
from kpi_rules_engine.sources.complaints import SHOWN, Complaint, shown, told
from kpi_rules_engine.sources.connect import Connection
from kpi_rules_engine.sources.layout import needed
from kpi_rules_engine.sources.spelling import FILE, LINE, listed, quoted
from kpi_rules_engine.sources.staged import Staged

_CHANNEL = "channel"  # with the account the only column over which a stock adds up
_SHIFT = 40  # a row's position in its source is one number: its file, then its line
_POSITION = f"((CAST({FILE} AS BIGINT) << {_SHIFT}) + {LINE})"


@dataclass(frozen=True, slots=True)
class Filled:
    """A table of the connection, the columns that its source fills, and the files that it came from."""

    connection: Connection
    relation: str
    table: Table
    columns: Mapping[str, ColumnKind]
    files: Sequence[Staged]

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(name for name in self.table.dimensions if name in self.columns)

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which no two rows may be equal; none if rows are not told apart."""
        if not self.table.key:
            return ()
        return self.table.key + (self.dimensions if self.table.grain is Grain.DAY else ())


def check(filled: Filled, vocabulary: Vocabulary) -> list[Diagnostic]:
    """Everything that is wrong with the rows, by file and line; nothing if they can be counted."""
    found: list[tuple[int, Complaint]] = []
    for column, condition, reason in _single_rows(filled):
        found += _cells(filled, column, condition, reason)
    if not found:
        found += _duplicates(filled)
        if filled.table.grain is Grain.DAY:
            for dimension in filled.dimensions:
                found += _totals(filled, dimension)
            found += _stocks(filled, vocabulary)
    by_file = {index: [each for number, each in found if number == index] for index, _ in found}
    return [note for index in sorted(by_file) for note in told(filled.files[index].read.path, by_file[index])]


def drop_repeated(filled: Filled) -> int:
    """Delete all but the first row of each key, in the order of files and lines; how many were deleted."""
    if not filled.identity:
        return 0
    number = f"row_number() OVER (PARTITION BY {listed(filled.identity)} ORDER BY {_POSITION}) AS number"
    repeated = f"SELECT row FROM (SELECT rowid AS row, {number} FROM {filled.relation}) WHERE number > 1"
    [(count,)] = filled.connection.execute(f"DELETE FROM {filled.relation} WHERE rowid IN ({repeated})").fetchall()
    return int(count)


def _single_rows(filled: Filled) -> Iterator[tuple[str, str, str]]:
    """Columns with a cell that cannot be, found in one pass: the column, the condition, the words."""
    table = filled.table
    keys = [column for column in needed(table) if column in table.key or column != table.time]
    asked = [(column, f"{quoted(column)} IS NULL", said("is empty, and no row can do without it")) for column in keys]
    asked += [
        (name, f"{quoted(name)} < 0", said("is below zero, and this column cannot be"))
        for name, column in table.columns.items()
        if column.nonnegative and name in filled.columns
    ]
    if table.until and table.grain is Grain.SPAN:
        asked.append(
            (
                table.until,
                f"{quoted(table.until)} < {quoted(table.time)}",
                said("is before the row's {time}", time=table.time),
            )
        )
    if not asked:
        return
    counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for _, condition, _ in asked)
    [figures] = filled.connection.execute(f"SELECT {counts} FROM {filled.relation}").fetchall()
    yield from (each for each, count in zip(asked, figures, strict=True) if count)


def _cells(filled: Filled, column: str, condition: str, reason: str) -> Iterator[tuple[int, Complaint]]:
    rows = f"SELECT {FILE}, {LINE}, {quoted(column)} AS cell FROM {filled.relation} WHERE {condition}"
    for file, line, times, cell in _first(filled, rows, "CAST(cell AS VARCHAR)"):
        name, field = _place(filled, file, column)
        what = said("the cell") if cell is None else shown(cell)
        yield (
            file,
            Complaint(
                line,
                field,
                "KPI071",
                said("column {name}: {what} {reason}", name=shown(name), what=what, reason=reason),
                None,
                times,
            ),
        )


def _duplicates(filled: Filled) -> Iterator[tuple[int, Complaint]]:
    """Rows whose key stands in an earlier row too."""
    keys = filled.identity
    if not keys:
        return
    [(twice,)] = filled.connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {filled.relation} GROUP BY {listed(keys)} HAVING count(*) > 1)"
    ).fetchall()
    if not twice:
        return
    other = f"min({_POSITION}) OVER (PARTITION BY {listed(keys)}) AS other"
    rows = f"SELECT * FROM (SELECT *, {other} FROM {filled.relation}) WHERE other < {_POSITION}"
    help = said("duplicates: keep first, if the later row says nothing new")
    if filled.table.grain is Grain.DAY and len(filled.dimensions) < len(filled.table.dimensions):
        help = said(
            "map the column in which they differ to one of {dimensions}; else {help}",
            dimensions=", ".join(filled.table.dimensions),
            help=help,
        )
    texts = [f"CAST({quoted(key)} AS VARCHAR)" for key in keys]
    for file, line, times, other_row, *values in _first(filled, rows, "other", *texts):
        named = ", ".join(f"{key} {shown(value or '')}" for key, value in zip(keys, values, strict=True))
        message = said("{named} stands here and in {spot}", named=named, spot=_spot(filled, other_row))
        yield file, Complaint(line, 0, "KPI072", message, help, times)


def _totals(filled: Filled, dimension: str) -> Iterator[tuple[int, Complaint]]:
    """Rows without the dimension beside rows of the same account and day that have it."""
    name, keys = quoted(dimension), listed(filled.table.key)
    other = f"min(CASE WHEN {name} IS NOT NULL THEN {_POSITION} END) OVER (PARTITION BY {keys}) AS other"
    rows = f"SELECT * FROM (SELECT *, {other} FROM {filled.relation}) WHERE {name} IS NULL AND other IS NOT NULL"
    for file, line, times, other_row in _first(filled, rows, "other"):
        column, field = _place(filled, file, dimension)
        message = said(
            "column {column}: the cell is empty, and {spot} has a {dimension} for the same day: a "
            "totals row would count twice",
            column=shown(column),
            spot=_spot(filled, other_row),
            dimension=dimension,
        )
        yield (
            file,
            Complaint(
                line,
                field,
                "KPI072",
                message,
                said("leave the row out, or name its {dimension}", dimension=dimension),
                times,
            ),
        )


def _stocks(filled: Filled, vocabulary: Vocabulary) -> Iterator[tuple[int, Complaint]]:
    """Rows of one account, channel and day whose stock differs from the first one's."""
    group = filled.table.key + tuple(name for name in filled.dimensions if name == _CHANNEL)
    if len(group) == len(filled.identity):
        return
    for column in _stock_columns(filled, vocabulary):
        name = quoted(column)
        over = f"FILTER (WHERE {name} IS NOT NULL) OVER (PARTITION BY {listed(group)})"
        first = f"arg_min({name}, {_POSITION}) {over} AS standard, min({_POSITION}) {over} AS other"
        rows = f"SELECT * FROM (SELECT *, {first} FROM {filled.relation}) WHERE {name} <> standard"
        for file, line, times, cell, standard, other_row in _first(
            filled, rows, f"CAST({name} AS VARCHAR)", "CAST(standard AS VARCHAR)", "other"
        ):
            export, field = _place(filled, file, column)
            message = said(
                "column {export}: {cell} here and {standard} in {spot}: {column} of one day cannot "
                "differ between rows, because it counts once",
                export=shown(export),
                cell=cell,
                standard=standard,
                spot=_spot(filled, other_row),
                column=column,
            )
            yield file, Complaint(line, field, "KPI072", message, None, times)


def _stock_columns(filled: Filled, vocabulary: Vocabulary) -> list[str]:
    columns = [
        home.column
        for measure in vocabulary.measures.values()
        if measure.kind is Kind.STOCK
        for home in measure.homes
        if home.table == filled.table.name and home.column in filled.columns and not home.where
    ]
    return list(dict.fromkeys(column for column in columns if column))


def _first(filled: Filled, rows: str, *wanted: str) -> list[tuple[Any, ...]]:
    """The first of these rows in each file: file, line, how many the row stands for, and what is wanted of it."""
    ahead = f"row_number() OVER (PARTITION BY {FILE} ORDER BY {LINE})"
    query = (
        f"SELECT {', '.join((FILE, LINE, f'count(*) OVER (PARTITION BY {FILE})', ahead, *wanted))} "
        f"FROM ({rows}) QUALIFY {ahead} <= {SHOWN} ORDER BY 1, 2"
    )
    found = filled.connection.execute(query).fetchall()
    return [
        (file, line, 1 + count - number if number == SHOWN else 1, *rest) for file, line, count, number, *rest in found
    ]


def _place(filled: Filled, file: int, column: str) -> tuple[str, int]:
    """Name and number, from 1, of the column in the export that fills this one; 0 if none does."""
    place = filled.files[file].places.get(column)
    return (place.name, place.index + 1) if place else (column, 0)


def _spot(filled: Filled, position: int) -> str:
    file, line = position >> _SHIFT, position & ((1 << _SHIFT) - 1)
    return filled.files[file].read.spot(line)
