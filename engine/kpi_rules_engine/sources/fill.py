"""Files that were read, into one typed table of the connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from kpi_rules.catalogue.workspace import Source
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC, ColumnKind, Table
from kpi_rules_engine.sources.complaints import Complaint, shown, told
from kpi_rules_engine.sources.connect import Connection
from kpi_rules_engine.sources.fixed import Fixed
from kpi_rules_engine.sources.numbers import MAX_DIGITS, MAX_SCALE
from kpi_rules_engine.sources.sizes import Size, size_of
from kpi_rules_engine.sources.spelling import FILE, LINE, literal, quoted, sql_type
from kpi_rules_engine.sources.staged import Staged

_NOTHING = Size()

_NUMBERS = count(1)  # of the tables of this process: no two have one name


def column_types(table: Table, staged: Sequence[Staged], fixed: Fixed) -> tuple[dict[str, str], list[Diagnostic]]:
    """The SQL type of every filled column: of numbers the narrowest of 18 or 38 digits that holds all files."""
    names = {name for each in staged for name in each.places} | set(fixed.constants)
    types: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for name, column in table.columns.items():
        if name not in names:
            continue
        if column.kind not in NUMERIC:
            types[name] = sql_type(column.kind, 0, 0)
            continue
        size = size_of(given[name] for given in (fixed.constants, fixed.blanks) if given.get(name))
        for each in staged:
            size |= each.sizes.get(name, _NOTHING)
        if size.width is None:
            problems += _too_large(name, staged)
        else:
            types[name] = sql_type(column.kind, size.width, size.scale)
    return types, problems


def fill(
    connection: Connection,
    source: Source,
    staged: Sequence[Staged],
    types: Mapping[str, str],
    fixed: Fixed,
) -> str:
    """Make the table, with the hidden columns `_file` (index of the file) and `_line`; its name."""
    parts: list[str] = []
    before = 0
    for index, each in enumerate(staged):
        columns = [f"{_value(name, type_, each, fixed)} AS {quoted(name)}" for name, type_ in types.items()]
        if source.numbered:
            number = f"CAST({before} + row_number() OVER (ORDER BY {LINE}) AS VARCHAR)"
            columns.append(f"{number} AS {quoted(source.numbered)}")
        columns += [f"CAST({index} AS INTEGER) AS {FILE}", f"CAST({LINE} AS BIGINT) AS {LINE}"]
        parts.append(f"SELECT {', '.join(columns)} FROM ({each.select})")
        before += each.read.rows
    relation = f"source_{next(_NUMBERS)}"
    connection.execute(f"CREATE TABLE {relation} AS {' UNION ALL '.join(parts)}").fetchall()
    return relation


def kinds_of(table: Table, types: Mapping[str, str], numbered: str | None) -> dict[str, ColumnKind]:
    """The filled columns in the order of the catalogue."""
    return {name: column.kind for name, column in table.columns.items() if name in types or name == numbered}


def _value(name: str, type_: str, staged: Staged, fixed: Fixed) -> str:
    if name in fixed.constants:
        return f"CAST(nullif({literal(fixed.constants[name])}, '') AS {type_})"
    if name not in staged.places:
        return f"CAST(NULL AS {type_})"  # a column that other files of the source have
    cell = f"CAST({quoted(name)} AS {type_})"
    return f"coalesce({cell}, CAST({literal(fixed.blanks[name])} AS {type_}))" if name in fixed.blanks else cell


def _too_large(name: str, staged: Sequence[Staged]) -> list[Diagnostic]:
    each = next(each for each in staged if name in each.places)
    place = each.places[name]
    message = said(
        "column {place}: its numbers together need more than {max_digits} digits, or {max_scale} "
        "after the decimal mark",
        place=shown(place.name),
        max_digits=MAX_DIGITS,
        max_scale=MAX_SCALE,
    )
    return told(
        each.read.path, [Complaint(1, place.index + 1, "KPI077", message, said("round the column in the export"))]
    )
