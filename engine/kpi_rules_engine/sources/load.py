"""A source of the workspace into a typed table of the connection, or every reason why not."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Source, Workspace
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import ColumnKind, Grain
from kpi_rules_engine.sources import parquet_file, text_file
from kpi_rules_engine.sources.checks import Filled, check, drop_repeated
from kpi_rules_engine.sources.complaints import about, shown, told
from kpi_rules_engine.sources.connect import Connection, private
from kpi_rules_engine.sources.files import PARQUET, Found, find
from kpi_rules_engine.sources.fill import column_types, fill, kinds_of
from kpi_rules_engine.sources.fixed import Fixed, fixed_of
from kpi_rules_engine.sources.headers import header, names_of
from kpi_rules_engine.sources.settings import check_settings
from kpi_rules_engine.sources.spelling import quoted
from kpi_rules_engine.sources.staged import FileRead, Rule, Staged, Task

__all__ = ["FileRead", "Loaded", "Rule", "header", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """One source, typed, as a table of the connection.

    `relation` needs no quotes. `columns` are those of the catalogue that are filled. `first` and
    `last` are days of the table's time column, `undated` the rows that have none. `covers` is for
    tables of events only. `dropped` rows repeated a key.
    """

    source: Source
    relation: str
    columns: Mapping[str, ColumnKind]
    rows: int
    files: tuple[FileRead, ...]
    first: date | None
    last: date | None
    covers: Days | None
    dimensions: tuple[str, ...]
    dropped: int = 0
    undated: int = 0


def load(
    connection: Connection, source: Source, workspace: Workspace, timezone: ZoneInfo | None
) -> tuple[Loaded | None, list[Diagnostic]]:
    """Read all files of a source. Moments with a zone are put on the clock of `timezone`.

    With any error there is no table. Besides the catalogue's columns it has `_file`, an index into
    `files`, and `_line`: the line, or row of a Parquet file, on which a row begins.
    """
    table = workspace.vocabulary.tables.get(source.table)
    if table is None:
        return None, [about(source, "KPI061", said("there is no table {table}", table=shown(source.table)))]
    problems = check_settings(source, table)
    if problems:
        return None, problems
    found, problems = find(source, workspace.root)
    with tempfile.TemporaryDirectory(dir=private(connection)) as room:
        names = names_of(found, source, table)[0] if len(found) > 1 else ()
        task = Task(source, table, source.currency or workspace.currency, timezone, Path(room), names)
        staged, more = _stage(connection, found, task)
        problems += more
        if not problems:
            problems += _control(source, staged, found)
        loaded = None if problems else _fill(connection, task, staged, workspace, problems)
        for each in staged:
            for name in each.tables:
                connection.execute(f"DROP TABLE {quoted(name)}").fetchall()
    return loaded, problems


def _stage(connection: Connection, found: Sequence[Found], task: Task) -> tuple[list[Staged], list[Diagnostic]]:
    staged: list[Staged] = []
    problems: list[Diagnostic] = []
    for number, file in enumerate(found):
        if file.is_parquet:
            each, complaints = parquet_file.stage(connection, file.path, file.name, number, task)
        else:
            each, complaints = text_file.stage(file.path, file.name, number, task)
        problems += told(file.name, complaints)
        if each:
            staged.append(each)
    return staged, problems


def _control(source: Source, staged: Sequence[Staged], found: Sequence[Found]) -> list[Diagnostic]:
    """The control figures: rows of all files together, and the digest of the files one after the other."""
    problems: list[Diagnostic] = []
    rows = sum(each.read.rows for each in staged)
    if source.rows is not None and source.rows != rows:
        message = said(
            "the rows of {files} are {found:,}, and `rows:` says {wanted:,}",
            files=source.files,
            found=rows,
            wanted=source.rows,
        )
        problems.append(about(source, "KPI075", message))
    if source.sha256 is not None:
        digest = staged[0].read.sha256 if len(staged) == 1 else _digest(found)
        if source.sha256.lower().removeprefix("sha256:") != digest:
            problems.append(
                about(
                    source,
                    "KPI075",
                    said(
                        "{files} has the SHA-256 {digest}, and `sha256:` says another",
                        files=source.files,
                        digest=digest,
                    ),
                )
            )
    return problems


def _digest(found: Sequence[Found]) -> str:
    digest = hashlib.sha256()
    for file in found:
        with file.path.open("rb") as opened:
            while chunk := opened.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _fill(
    connection: Connection, task: Task, staged: Sequence[Staged], workspace: Workspace, problems: list[Diagnostic]
) -> Loaded | None:
    """The table, checked; None after a problem."""
    source, table = task.source, task.table
    fixed, wrong = fixed_of(source, table, task.currency)
    types, too_large = column_types(table, staged, fixed)
    problems += wrong + too_large
    problems += [
        about(
            source,
            "KPI076",
            said("blanks: {column}: no column of the export fills it, so it has no empty cells", column=column),
        )
        for column in fixed.blanks
        if not any(column in each.places for each in staged)
    ]
    if problems:
        return None
    relation = _table(connection, source, staged, types, fixed)
    if isinstance(relation, Diagnostic):
        problems.append(relation)
        return None
    filled = Filled(connection, relation, table, kinds_of(table, types, source.numbered), staged)
    dropped = drop_repeated(filled) if source.duplicates == "keep first" else 0
    problems += check(filled, workspace.vocabulary)
    if problems:
        connection.execute(f"DROP TABLE {relation}").fetchall()
        return None
    time = quoted(table.time)
    span = f"CAST(min({time}) AS DATE), CAST(max({time}) AS DATE), count(*), count(*) - count({time})"
    [(first, last, rows, undated)] = connection.execute(f"SELECT {span} FROM {relation}").fetchall()
    covers = None
    if table.grain is Grain.EVENT:
        covers = source.covers or (Days(first, last) if first and last else None)
    files = tuple(each.read for each in staged)
    return Loaded(
        source, relation, filled.columns, rows, files, first, last, covers, filled.dimensions, dropped, undated
    )


def _table(
    connection: Connection, source: Source, staged: Sequence[Staged], types: Mapping[str, str], fixed: Fixed
) -> str | Diagnostic:
    """The name of the table; a message where a Parquet file breaks off behind its footer."""
    import duckdb

    try:
        return fill(connection, source, staged, types, fixed)
    except duckdb.Error as error:
        if not any(each.read.path.lower().endswith(PARQUET) for each in staged):
            raise
        return about(source, "KPI070", said("its files cannot be read: {reason}", reason=str(error).splitlines()[0]))
