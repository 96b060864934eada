"""Which column of an export fills which column of the catalogue's table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi_rules.catalogue.workspace import DateParts, Source
from kpi_rules.language.said import AND, listed, said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import Grain, Table, fold
from kpi_rules_engine.sources.complaints import Complaint, shown

ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the export: its index from 0 and its name as it stands there."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Year, month and day of a date, each a number or a column of the export."""

    parts: tuple[int | Field, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(part for part in self.parts if isinstance(part, Field))

    @property
    def name(self) -> str:
        return " + ".join(field.name for field in self.fields)

    @property
    def index(self) -> int:
        """Where a message points: at the first column that is read."""
        return self.fields[0].index if self.fields else 0


Place = Field | Parts


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column of the catalogue stands in the export, and what of the export is not used."""

    places: Mapping[str, Place]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the header of an export must have: `names` as configured, `columns` under a name of the catalogue's."""

    names: tuple[str, ...]
    columns: tuple[str, ...]
    table: Table

    def __len__(self) -> int:
        return len(self.names) + len(self.columns)

    def count(self, header: Sequence[str]) -> int:
        """How much of it a row of cells has."""
        borne = {column_named(name, self.table) for name in header}
        named = sum(any(matches(name, wanted) for name in header) for wanted in self.names)
        return named + sum(column in borne for column in self.columns)


def matches(name: str, wanted: str) -> bool:
    """Whether a name in an export is the configured one: in any case, with any blanks, `ё` as `е`."""
    return _plain(name) == _plain(wanted)


def column_named(name: str, table: Table) -> str | None:
    """The column that a name in an export spells, `Reach ads` and `reach_ads` alike."""
    found = table.column(_spelling(name))
    return found.name if found is not None else None


def needed(table: Table) -> tuple[str, ...]:
    """The columns without which a row means nothing: key, time, and whose account it is."""
    account = (ACCOUNT,) if ACCOUNT in table.columns else ()
    until = (table.until,) if table.until and table.grain is Grain.SPAN else ()
    return tuple(dict.fromkeys((*account, *table.key, table.time, *until)))


def wanted(source: Source, table: Table) -> Wanted:
    """What the header of this source's exports must have."""
    mapped = _mapped(source, table)
    parts = [part for part in _parts(source) if isinstance(part, str)]
    taken = {*mapped, *_given(source, table)}
    columns = tuple(column for column in needed(table) if column not in taken)
    return Wanted(tuple(dict.fromkeys((*mapped.values(), *parts))), columns, table)


def filled(source: Source, table: Table, names: Sequence[str]) -> frozenset[str]:
    """The columns of the catalogue that this source fills when its export has these names."""
    return frozenset(lay_out(source, table, names, 0)[0].places) | _given(source, table)


def lay_out(
    source: Source, table: Table, names: Sequence[str], line: int, elsewhere: Sequence[str] = ()
) -> tuple[Layout, list[Complaint]]:
    """Find every column in a header that stands on `line`.

    What the configuration maps must be there, unless it bears a catalogue name and is in another
    file of the source (`elsewhere`): exports grow columns. Of a column that bears a catalogue name
    without being mapped, nothing is guessed between two.
    """
    finder = _Finder(names, line)
    places: dict[str, Place | None] = {}
    mapped = _mapped(source, table)
    for column, name in mapped.items():
        if not _may_lack(column, name, table, names, elsewhere):
            places[column] = finder.find(name)
    parts = [finder.find(part) if isinstance(part, str) else part for part in _parts(source)]
    whole = tuple(part for part in parts if part is not None)
    if parts and len(whole) == len(parts):
        places[table.time] = Parts(whole)
    taken = {*mapped, *_given(source, table)}
    used = {field.index for place in places.values() for field in _fields(place)}
    borne = [None if index in used else column_named(name, table) for index, name in enumerate(names)]
    for column in table.columns:
        if column not in taken:
            here = [index for index, other in enumerate(borne) if other == column]
            places[column] = finder.borne(
                here, column, _remedy(source, table, column) if column in needed(table) else None
            )
    used = {field.index for place in places.values() for field in _fields(place)}
    unused = tuple(name for index, name in enumerate(names) if index not in used)
    return Layout({column: place for column, place in places.items() if place}, unused), finder.complaints


def _may_lack(column: str, name: str, table: Table, names: Sequence[str], elsewhere: Sequence[str]) -> bool:
    if column in needed(table) or column_named(name, table) != column or any(matches(other, name) for other in names):
        return False
    return any(matches(other, name) for other in elsewhere)


def _fields(place: Place | None) -> tuple[Field, ...]:
    if place is None:
        return ()
    return (place,) if isinstance(place, Field) else place.fields


class _Finder:
    """Looks names up in one header and gathers what was not found."""

    def __init__(self, names: Sequence[str], line: int) -> None:
        self.names, self.line = names, line
        self.complaints: list[Complaint] = []

    def find(self, name: str) -> Field | None:
        """The only column of this name."""
        here = [index for index, other in enumerate(self.names) if matches(other, name)]
        if here:
            return self.only(here, name)
        near = nearest(name, filter(None, self.names))
        names = said("the header has: {names}", names=", ".join(shown(other) for other in self.names[:20]))
        help = said("the nearest name is {near}", near=shown(near)) if near else names
        self.complain("KPI076", 0, said("the header has no column {name}", name=shown(name)), help)
        return None

    def only(self, here: list[int], name: str) -> Field | None:
        """The one of these columns; of several, the only one that is spelt exactly so."""
        if len(here) > 1:
            here = [index for index in here if self.names[index] == name] or here
        if len(here) == 1:
            return Field(here[0], self.names[here[0]])
        alike = listed((shown(self.names[index]) for index in here), AND)
        help = said("rename all but one in the export, or say in `columns:` which one is meant")
        self.complain(
            "KPI073",
            here[1] + 1,
            said("the header has {count} columns for {name}: {alike}", count=len(here), name=shown(name), alike=alike),
            help,
        )
        return None

    def borne(self, here: list[int], column: str, remedy: str | None) -> Field | None:
        """The one of these columns that bears a catalogue name; with a `remedy` there must be one."""
        if len(here) > 1:
            here = [index for index in here if _spelling(self.names[index]) == _spelling(column)] or here
        if len(here) == 1:
            return Field(here[0], self.names[here[0]])
        if remedy and here:
            return self.only(here, column)
        if remedy:
            self.complain("KPI076", 0, said("the header has no column for {column}", column=shown(column)), remedy)
        return None

    def complain(self, code: str, field: int, message: str, help: str | None) -> None:
        complaint = Complaint(self.line, field, code, message, help)
        if complaint not in self.complaints:
            self.complaints.append(complaint)


def _mapped(source: Source, table: Table) -> dict[str, str]:
    """What the configuration maps: column of the catalogue -> name in the export."""
    mapped = {column: name for name, column in source.columns.items()}
    if isinstance(source.date, str):
        mapped[table.time] = source.date
    return mapped


def _given(source: Source, table: Table) -> set[str]:
    """Columns that the configuration fills under no single name of the export."""
    given = set(source.constants)
    if source.numbered:
        given.add(source.numbered)
    if isinstance(source.date, DateParts):
        given.add(table.time)
    return given


def _parts(source: Source) -> tuple[int | str, ...]:
    date = source.date
    return (date.year, date.month, date.day) if isinstance(date, DateParts) else ()


def _remedy(source: Source, table: Table, column: str) -> str:
    if column == table.time:
        return said("date: (the name of the column in the export)")
    if column == ACCOUNT:
        return said("constants: {{account: {source}}}, or map a column of the export to account", source=source.name)
    return said(
        "columns: {{(the name in the export): {column}}}, or for running numbers: numbered: {column}", column=column
    )


def _spelling(name: str) -> str:
    return _plain(name).replace(" ", "_")


@lru_cache(4096)
def _plain(name: str) -> str:
    return fold(re.sub(r"\s+", " ", name).strip())
