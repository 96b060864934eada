"""The section `tables:` of a catalogue file: kinds of data, and columns added to known ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kpi_rules.catalogue.columns import Columns, read_columns
from kpi_rules.catalogue.names import Names, good_names, known_name
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import choice_of, each_of, entries_of, known_keys, required, scalar_of, words_of
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import UNSAID, Column, ColumnKind, Grain, Table, called, fold, spelt
from kpi_rules.language.yamltext import Entries, Node, Scalar

_TABLE = ("about", "names", "grain", "key", "dimensions", "time", "until", "identity", "columns")
_ADDED = ("columns", "dimensions")
_GRAINS = tuple(grain.value for grain in Grain)
_TIMES = (ColumnKind.DATE, ColumnKind.MOMENT)


def read_tables(section: Entries, tables: dict[str, Table], notes: Notes) -> None:
    """Add the section's tables to `tables`; to a table that is there already, only columns and dimensions."""
    for name, node in section.pairs:
        body = entries_of(node, notes, name.text)
        if body is None:
            continue
        known = called(name.text, tables.values())
        table = _extended(known, body, notes) if known else _new(name, body, tables, notes)
        if table:
            tables[table.name] = table


def known_table(name: Scalar, tables: Mapping[str, Table], notes: Notes, code: str) -> Table | None:
    """The table that is spelt so; else a note with the nearest one."""
    found = called(name.text, tables.values())
    if found is None:
        known_name(name, _in_the_letters_of(name, tables.values()), notes, code, said("table"))
    return found


def find_column(name: Scalar, columns: Columns, notes: Notes, table: str, code: str = "KPI060") -> str | None:
    """The column that is spelt so; else a note with the nearest one."""
    if name.text in columns:
        return columns[name.text].name
    known_name(
        name, _in_the_letters_of(name, columns.values()), notes, code, said("column in `{table}` called", table=table)
    )
    return None


def _in_the_letters_of(asked: Scalar, entries: Iterable[Table | Column]) -> list[str]:
    """What a misspelt name may have been meant for, in its own language."""
    return [entry.name if asked.text.isascii() else spelt(entry, "ru") for entry in entries]


def find_time(name: Scalar, columns: Columns, notes: Notes, table: str, grain: Grain = Grain.EVENT) -> str | None:
    """The column that is spelt so, which must hold dates, or moments where a row is an event."""
    found = find_column(name, columns, notes, table)
    if found and columns[found].kind not in _TIMES[: 2 if grain is Grain.EVENT else 1]:
        message = said(
            "`{found}` cannot place a row in time: it holds {kind}s", found=found, kind=columns[found].kind.value
        )
        notes.add("KPI060", name.span, message, f"{found}: date")
    return found


def _extended(known: Table, body: Entries, notes: Notes) -> Table | None:
    before = len(notes.found)
    known_keys(
        body,
        _ADDED,
        notes,
        said("the table `{known}`, which is there already and can only be added to", known=known.name),
    )
    columns = read_columns(body.get("columns"), notes, Columns.of(known))
    dimensions = _dimensions(body, columns, known.key, notes, known.name)
    if len(notes.found) > before:
        return None
    return replace(known, columns=columns, dimensions=tuple(dict.fromkeys(known.dimensions + dimensions)))


def _new(name: Scalar, body: Entries, tables: Mapping[str, Table], notes: Notes) -> Table | None:
    before, what = len(notes.found), said("the table `{name}`", name=name.text)

    def needed(key: str) -> Node | None:
        return required(body, key, notes, what, name.span)

    def time_of(key: str, node: Node | None) -> str | None:
        time = scalar_of(node, notes, key)
        return find_time(time, columns, notes, name.text, kind) if time else None

    aliases = each_of(body.get("names"), notes, "names")
    if good_names((name, *aliases), notes):
        spellings = {fold(text): table.name for table in tables.values() for text in (table.name, *table.aliases)}
        Names(spellings).claim((name, *aliases), name.text, notes)
    known_keys(body, _TABLE, notes, what)
    grain = choice_of(needed("grain"), _GRAINS, notes, "grain")
    columns = read_columns(needed("columns"), notes)
    about = words_of(body.get("about"), notes, "about") or UNSAID
    if grain is None or len(notes.found) > before:
        return None
    kind = Grain(grain)
    keys = [find_column(each, columns, notes, name.text) for each in each_of(needed("key"), notes, "key")]
    key, time = tuple(each for each in keys if each), time_of("time", needed("time"))
    until = time_of("until", needed("until") if kind is Grain.SPAN else body.get("until"))
    counted = scalar_of(body.get("identity"), notes, "identity")
    identity = find_column(counted, columns, notes, name.text) if counted else None
    dimensions = _dimensions(body, columns, key, notes, name.text)
    if counted and kind is not Grain.EVENT:
        message = said(
            "only what happens is told apart by its identity, and a row of {what} stands for days", what=what
        )
        notes.add("KPI060", counted.span, message, said("leave it out"))
    if kind is Grain.DAY and time and time not in key:
        message = said("a row of {what} stands for a day, so its key needs the column `{time}`", what=what, time=time)
        notes.add("KPI060", name.span, message, f"key: [{', '.join((*key, time))}]")
    if time is None or len(notes.found) > before:
        return None
    others = tuple(alias.text for alias in aliases)
    return Table(name.text, kind, key, time, columns, dimensions, until, identity, about, others)


def _dimensions(body: Entries, columns: Columns, key: tuple[str, ...], notes: Notes, table: str) -> tuple[str, ...]:
    found: list[str] = []
    for item in each_of(body.get("dimensions"), notes, "dimensions"):
        name = find_column(item, columns, notes, table)
        if name is None:
            continue
        if name in key or columns[name].kind is not ColumnKind.TEXT:
            why = (
                said("stands in the key")
                if name in key
                else said("holds {kind}s, not texts", kind=columns[name].kind.value)
            )
            notes.add("KPI060", item.span, said("`{name}` cannot be a dimension: it {why}", name=name, why=why))
        found.append(name)
    return tuple(found)
