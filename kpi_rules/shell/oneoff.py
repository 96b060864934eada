"""Data files from the command line, as the sources of a workspace that is made for them."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kpi_rules.catalogue.headers import with_header
from kpi_rules.catalogue.workspace import Source, Workspace
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Table
from kpi_rules.shell.inputs import Around, placed
from kpi_rules.shell.loose import currency_in
from kpi_rules.shell.paths import nothing
from kpi_rules_engine.sources.connect import Connection, connect
from kpi_rules_engine.sources.load import Loaded, header, load

ACCOUNT = "account"
_SOMEBODY = "data"  # the account of a file that names none


@dataclass(frozen=True, slots=True)
class Given:
    """The workspace made of the files, the days that they have, and a line on how each was understood."""

    around: Around
    days: Days | None
    understood: tuple[str, ...] = ()


def read_files(files: Sequence[Path], account: str | None, around: Around, texts: Iterable[str]) -> Given:
    """Each file as the source of the table whose columns it has; money is in the currency that the clauses name."""
    notes = [nothing(str(file), said("there is no such file")) for file in files if not file.is_file()]
    if notes:
        return Given(replace(around, notes=(*around.notes, *notes)), None)
    paths = list(dict.fromkeys(file.resolve() for file in files))
    root = Path(os.path.commonpath([path.parent for path in paths]))
    currency = currency_in(texts) or (around.workspace.currency if around.workspace else None)
    workspace = Workspace(root, replace(around.vocabulary, sources=()), (), around.vocabulary.timezone, currency)
    sources: list[Source] = []
    headers: dict[str, tuple[str, ...]] = {}
    for path in paths:
        source, names = _recognised(path, account, workspace, notes)
        if source:
            sources.append(replace(source, name=_own_name(path, sources)))
            headers[sources[-1].name] = names
    workspace = with_header(replace(workspace, sources=tuple(sources)), headers)
    days = None if notes else _days(workspace, notes)
    vocabulary = replace(workspace.vocabulary, currency=currency)
    workspace = replace(workspace, vocabulary=vocabulary)
    understood = tuple(_understood(source, headers[source.name]) for source in workspace.sources)
    return Given(Around(workspace, vocabulary, tuple(placed(notes, root))), days, understood)


def _recognised(
    path: Path, account: str | None, workspace: Workspace, notes: list[Diagnostic]
) -> tuple[Source | None, tuple[str, ...]]:
    """The file as a source of the table of which it has the most columns, its time among them."""
    best: tuple[int, Source | None, tuple[str, ...]] = (0, None, ())
    file = glob.escape(path.relative_to(workspace.root).as_posix())
    problems: list[Diagnostic] = []
    for table in workspace.vocabulary.tables.values():
        names, problems = header(Source(table.name, table.name, file), workspace)
        here = _columns(table, names or ())
        if table.time in here and len(here) > best[0]:
            constants = {} if ACCOUNT in here or ACCOUNT not in table.columns else {ACCOUNT: account or _SOMEBODY}
            best = (len(here), Source(table.name, table.name, file, constants=constants), names or ())
    if best[1] is None:
        # what is said there of a source of kpi.yaml is meant for this file
        notes += [replace(p, file=str(path)) for p in problems] or [_unknown(path, workspace)]
    return best[1], best[2]


def _columns(table: Table, names: Iterable[str]) -> set[str]:
    """The columns of the table that are among these names, in any spelling."""
    return {column.name for name in names if (column := table.column(name.strip()))}


def _unknown(path: Path, workspace: Workspace) -> Diagnostic:
    times = dict.fromkeys(table.time for table in workspace.vocabulary.tables.values())
    message = said("no table of the catalogue is known by this header: none of its columns of time is there")
    help = said("name a column {times}; or map the columns in a kpi.yaml", times=", ".join(times))
    return Diagnostic("KPI061", str(path), NOWHERE, message, help)


def _own_name(path: Path, others: Sequence[Source]) -> str:
    name = re.sub(r"\W", "_", path.stem)
    taken = {source.name for source in others}
    return name if name not in taken else f"{name}_{len(others) + 1}"


def _days(workspace: Workspace, notes: list[Diagnostic]) -> Days | None:
    """The first and the last day that any of the files has."""
    connection = connect(workspace.root)
    found: list[date] = []
    for source in workspace.sources:
        loaded, problems = load(connection, source, workspace, None)
        notes += problems
        found += [day for day in _ends(loaded, connection, workspace) if day] if loaded else []
    if not found and not notes:
        notes.append(nothing(workspace.sources[0].files, said("there is no row with a date, so there is no term")))
    return Days(min(found), max(found)) if found else None


def _ends(loaded: Loaded, connection: Connection, workspace: Workspace) -> tuple[date | None, date | None]:
    until = workspace.vocabulary.tables[loaded.source.table].until
    if until is None:
        return loaded.first, loaded.last
    [(last,)] = connection.execute(f'SELECT CAST(max("{until}") AS DATE) FROM {loaded.relation}').fetchall()
    return loaded.first, last


def _understood(source: Source, names: Sequence[str]) -> str:
    """`ads.csv is read as the table daily: date, spend (Расходы); not used: Город`."""
    used = source.columns
    columns = [column if name == column else f"{column} ({name})" for name, column in used.items()]
    unused = [name for name in names if name not in used]
    text = said(
        "{source} is read as the table {table}: {columns}",
        source=source.name,
        table=source.table,
        columns=", ".join(columns),
    )
    for column, value in source.constants.items():
        text = said("{text}; {column} is {value}", text=text, column=column, value=value)
    return said("{text}; not used: {names}", text=text, names=", ".join(unused)) if unused else text
