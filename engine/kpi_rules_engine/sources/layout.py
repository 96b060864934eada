"""Which column of an export fills which column of the catalogue's table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi_rules.catalogue.workspace import DateParts, Source
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


def matches(name: str, wanted: str) -> bool:
    """Whether a name in an export is the wanted one: in any case, with any blanks, `ё` as `е`."""
    return _plain(name) == _plain(wanted)


def among(name: str, names: Iterable[str]) -> bool:
    """Whether one of these names in an export is the wanted one."""
    return any(matches(other, name) for other in names)


def explicit(source: Source, table: Table) -> dict[str, str]:
    """What the configuration maps: column of the catalogue -> name in the export."""
    mapped = {column: name for name, column in source.columns.items()}
    if isinstance(source.date, str):
        mapped[table.time] = source.date
    return mapped


def wanted(source: Source, table: Table) -> tuple[str, ...]:
    """The names that the header of an export must have."""
    mapped = explicit(source, table)
    names = list(mapped.values())
    if isinstance(source.date, DateParts):
        names += [part for part in _parts(source.date) if isinstance(part, str)]
    given = {*mapped, *_given(source, table)}
    names += [column for column in needed(table) if column not in given]
    return tuple(dict.fromkeys(names))


def needed(table: Table) -> tuple[str, ...]:
    """The columns without which a row means nothing: key, time, and whose account it is."""
    columns = (*table.key, table.time, *((table.until,) if table.until else ()))
    return tuple(dict.fromkeys(((ACCOUNT,) if ACCOUNT in table.columns else ()) + columns))


def filled(source: Source, table: Table, names: Sequence[str]) -> frozenset[str]:
    """The columns of the catalogue that this source fills when its export has these names."""
    mapped = explicit(source, table)
    looked_for = {column: mapped.get(column, column) for column in table.columns}
    return frozenset({column for column, name in looked_for.items() if among(name, names)} | _given(source, table))


def lay_out(source: Source, table: Table, names: Sequence[str], line: int) -> tuple[Layout, list[Complaint]]:
    """Find every column in a header that stands on `line`."""
    finder = _Finder(names, line)
    mapped = explicit(source, table)
    places: dict[str, Place] = {}
    for column, name in mapped.items():
        field = finder.find(name)
        if field:
            places[column] = field
    if isinstance(source.date, DateParts):
        parts = [finder.find(part) if isinstance(part, str) else part for part in _parts(source.date)]
        places[table.time] = Parts(tuple(part for part in parts if part is not None))
    taken = {*mapped, *_given(source, table)}
    for column in table.columns:
        if column not in taken and among(column, names):
            field = finder.find(column)
            if field:
                places[column] = field
    for column in needed(table):
        if column not in taken and not among(column, names):
            finder.missing(column, _remedy(source, table, column))
    used = {field.index for place in places.values() for field in _fields(place)}
    unused = tuple(name for index, name in enumerate(names) if index not in used)
    return Layout(places, unused), finder.complaints


class _Finder:
    """Looks names up in one header and gathers what was not found."""

    def __init__(self, names: Sequence[str], line: int) -> None:
        self.names, self.line = names, line
        self.complaints: list[Complaint] = []

    def find(self, name: str) -> Field | None:
        """The only column of this name; of several alike, the only one that is spelt exactly so."""
        here = [index for index, other in enumerate(self.names) if matches(other, name)]
        if len(here) > 1:
            here = [index for index in here if self.names[index] == name] or here
        if len(here) == 1:
            return Field(here[0], self.names[here[0]])
        if here:
            message = f"the header has {len(here)} columns named {shown(name)}"
            self._complain("KPI073", here[1] + 1, message, "give them different names in the export")
        else:
            self.missing(name, self._nearest(name))
        return None

    def missing(self, name: str, help: str | None) -> None:
        self._complain("KPI076", 0, f"the header has no column {shown(name)}", help)

    def _complain(self, code: str, field: int, message: str, help: str | None) -> None:
        complaint = Complaint(self.line, field, code, message, help)
        if complaint not in self.complaints:
            self.complaints.append(complaint)

    def _nearest(self, name: str) -> str | None:
        from difflib import get_close_matches

        plain = {_plain(other): other for other in self.names if other}
        near = get_close_matches(_plain(name), plain, 1)
        if near:
            return f"the nearest name is {shown(plain[near[0]])}"
        return "the header has: " + ", ".join(shown(other) for other in self.names[:20])


def _given(source: Source, table: Table) -> set[str]:
    """Columns that the configuration fills without the export."""
    given = set(source.constants)
    if source.numbered:
        given.add(source.numbered)
    if isinstance(source.date, DateParts):
        given.add(table.time)
    return given


def _remedy(source: Source, table: Table, column: str) -> str:
    if column == table.time:
        return "date: (the name of the column in the export)"
    if column == ACCOUNT:
        return f"constants: {{account: {source.name}}}, or map a column of the export to account"
    return f"columns: {{(the name in the export): {column}}}, or for running numbers: numbered: {column}"


def _parts(date: DateParts) -> tuple[int | str, ...]:
    return (date.year, date.month, date.day)


def _fields(place: Place) -> tuple[Field, ...]:
    return (place,) if isinstance(place, Field) else place.fields


@lru_cache(4096)
def _plain(name: str) -> str:
    return fold(re.sub(r"\s+", " ", name).strip())
