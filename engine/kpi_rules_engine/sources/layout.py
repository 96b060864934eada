"""Which column of an export fills which column of the catalogue's table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi_rules.catalogue.workspace import DateParts, Source
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import Table, fold
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
    for spelling in (_plain(name), _plain(name).replace(" ", "_")):
        if spelling in table.columns:
            return table.columns[spelling].name
    return None


def needed(table: Table) -> tuple[str, ...]:
    """The columns without which a row means nothing: key, time, and whose account it is."""
    columns = (*table.key, table.time, *((table.until,) if table.until else ()))
    return tuple(dict.fromkeys(((ACCOUNT,) if ACCOUNT in table.columns else ()) + columns))


def wanted(source: Source, table: Table) -> Wanted:
    """What the header of this source's exports must have."""
    mapped = _mapped(source, table)
    parts = [part for part in _parts(source) if isinstance(part, str)]
    taken = {*mapped, *_given(source, table)}
    columns = tuple(column for column in needed(table) if column not in taken)
    return Wanted(tuple(dict.fromkeys((*mapped.values(), *parts))), columns, table)


def filled(source: Source, table: Table, names: Sequence[str]) -> frozenset[str]:
    """The columns of the catalogue that this source fills when its export has these names."""
    mapped = _mapped(source, table)
    found = {column for column, wanted in mapped.items() if any(matches(name, wanted) for name in names)}
    borne = {column for name in names if (column := column_named(name, table)) and column not in mapped}
    return frozenset(found | borne | _given(source, table))


def lay_out(source: Source, table: Table, names: Sequence[str], line: int) -> tuple[Layout, list[Complaint]]:
    """Find every column in a header that stands on `line`."""
    finder = _Finder(names, line)
    mapped = _mapped(source, table)
    places: dict[str, Place | None] = {column: finder.find(name) for column, name in mapped.items()}
    parts = [finder.find(part) if isinstance(part, str) else part for part in _parts(source)]
    if parts:
        places[table.time] = Parts(tuple(part for part in parts if part is not None))
    taken = {*mapped, *_given(source, table)}
    borne = [column_named(name, table) for name in names]
    for column in table.columns:
        here = [index for index, other in enumerate(borne) if other == column]
        if here and column not in taken:
            places[column] = finder.only(here, column)
        elif column in needed(table) and column not in taken:
            finder.complain(
                "KPI076", 0, f"the header has no column for {shown(column)}", _remedy(source, table, column)
            )
    found = {column: place for column, place in places.items() if place}
    used = {
        field.index for place in found.values() for field in ((place,) if isinstance(place, Field) else place.fields)
    }
    unused = tuple(name for index, name in enumerate(names) if index not in used)
    return Layout(found, unused), finder.complaints


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
        listed = "the header has: " + ", ".join(shown(other) for other in self.names[:20])
        help = f"the nearest name is {shown(near)}" if near else listed
        self.complain("KPI076", 0, f"the header has no column {shown(name)}", help)
        return None

    def only(self, here: list[int], name: str) -> Field | None:
        """The one of these columns; of several, the only one that is spelt exactly so."""
        if len(here) > 1:
            here = [index for index in here if self.names[index] == name] or here
        if len(here) == 1:
            return Field(here[0], self.names[here[0]])
        alike = " and ".join(shown(self.names[index]) for index in here)
        help = "rename all but one in the export, or say in `columns:` which one is meant"
        self.complain("KPI073", here[1] + 1, f"the header has {len(here)} columns for {shown(name)}: {alike}", help)
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
        return "date: (the name of the column in the export)"
    if column == ACCOUNT:
        return f"constants: {{account: {source.name}}}, or map a column of the export to account"
    return f"columns: {{(the name in the export): {column}}}, or for running numbers: numbered: {column}"


@lru_cache(4096)
def _plain(name: str) -> str:
    return fold(re.sub(r"\s+", " ", name).strip())
