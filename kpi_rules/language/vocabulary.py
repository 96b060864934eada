"""What a clause may speak of: tables, measures, KPIs, and what the workspace's sources hold.

Plain data; the catalogue fills it from YAML, the language reads it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal, TypeVar

from kpi_rules.language.diagnostics import NOWHERE, Span

Better = Literal["more", "less", "none"]


class Grain(Enum):
    """What one row of a table stands for."""

    DAY = "day"  # an account's day (and dimensions): a day without a row is missing
    SPAN = "span"  # an account's stretch of days, counted as a whole by the platform
    EVENT = "event"  # something that happened: a covered day without a row is zero


class ColumnKind(Enum):
    """How the cells of a column are read."""

    NUMBER = "number"
    MONEY = "money"
    SECONDS = "seconds"
    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"


NUMERIC = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY, ColumnKind.SECONDS})


class Kind(Enum):
    """How a measure adds up."""

    FLOW = "flow"
    STOCK = "stock"
    UNIQUE = "unique"
    SAMPLE = "sample"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in English and Russian."""

    en: str
    ru: str = ""


UNSAID = Words("")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `nonnegative` cells below zero are data errors."""

    name: str
    kind: ColumnKind
    nonnegative: bool = False
    about: Words = UNSAID
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of data.

    `time` places a row on a day (grain SPAN: the first day, `until` the last one). `key` columns
    identify a row; grain DAY adds the `dimensions` that a source has. `identity` is what
    `distinct(table)` counts.
    """

    name: str
    grain: Grain
    key: tuple[str, ...]
    time: str
    columns: Mapping[str, Column]
    dimensions: tuple[str, ...] = ()
    until: str | None = None
    identity: str | None = None
    about: Words = UNSAID
    aliases: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column that is called so: in either language, in whatever case, `ё` as `е`."""
        return self.columns.get(fold(name)) or called(name, self.columns.values())


@dataclass(frozen=True, slots=True)
class Home:
    """Where a measure can be had: a column of a table, or its rows (`column` None).

    `column` may be an arithmetic expression over columns of the row; `where` is the text of a row
    condition; `time` overrides the table's time column.
    """

    table: str
    column: str | None
    where: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact that is aggregated. `unit` is count, people, money, duration, ratio or another noun of a count."""

    name: str
    kind: Kind
    homes: tuple[Home, ...]
    unit: str
    better: Better = "none"
    label: Words = UNSAID
    about: Words = UNSAID
    aliases: tuple[str, ...] = ()
    file: str = field(default="", compare=False)  # where the entry stands, for messages
    span: Span = field(default=NOWHERE, compare=False)  # of a KPI: of its formula


@dataclass(frozen=True, slots=True)
class Kpi:
    """A formula over measures, evaluated after aggregation. `unit` as in Measure, or `count per money`."""

    name: str
    formula: str
    unit: str
    better: Better = "none"
    label: Words = UNSAID
    about: Words = UNSAID
    aliases: tuple[str, ...] = ()
    definition: str = ""  # where the definition comes from
    confused_with: str = ""
    file: str = field(default="", compare=False)  # where the entry stands, for messages
    span: Span = field(default=NOWHERE, compare=False)  # of a KPI: of its formula


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the language must know of a source: which columns of which table it can fill."""

    name: str
    table: str
    columns: frozenset[str]
    currency: str | None = None
    account: str | None = None  # where all its rows are of one


Entry = Measure | Kpi | Table | Column
Language = Literal["en", "ru"]
Called = TypeVar("Called", bound=Table | Column)
Place = Literal["figure", "table", "column"]  # where a name stands: a figure is a measure or a KPI


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything a clause may speak of. Names are looked up by `fold(name)`.

    `ambiguous` maps a refused name to the exact ones; `holidays` maps a calendar (`RU`) to the
    days off by year. `sources` None means that no workspace was given: every column is there.
    """

    tables: Mapping[str, Table]
    measures: Mapping[str, Measure]
    kpis: Mapping[str, Kpi]
    ambiguous: Mapping[str, tuple[str, ...]]
    holidays: Mapping[str, Mapping[int, frozenset[date]]]
    sources: tuple[SourceFacts, ...] | None = None
    timezone: str | None = None
    currency: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # folded spelling -> canonical name

    def canonical(self, name: str) -> str | None:
        """The catalogue's spelling of a measure's or KPI's name, in whatever case or language it was written."""
        return self.names.get(fold(name))

    def table(self, name: str) -> Table | None:
        """The table that is called so: in either language, in whatever case, `ё` as `е`."""
        return self.tables.get(fold(name)) or called(name, self.tables.values())

    def russian(self, name: str, at: Place | None = None) -> str:
        """The Russian identifier of what is called so, in whatever spelling; see `_translated`."""
        return self._translated(name, "ru", at)

    def english(self, name: str, at: Place | None = None) -> str:
        """The English identifier of what is called so, in whatever spelling; see `_translated`."""
        return self._translated(name, "en", at)

    def _translated(self, name: str, language: Language, at: Place | None) -> str:
        """The name in a language. Where the other name would mean something else in this place, it stays as it is.

        Without a place, the new name must mean the same in all of them.
        """
        meant = self._meant(name, at)
        words = {fold(word): word for word in (spelt(entry, language) for entry in meant)}
        if len(words) != 1:
            return name
        (word,) = words.values()
        return word if _kinds(self._meant(word, at)) == _kinds(meant) else name

    def _meant(self, name: str, at: Place | None) -> list[Entry]:
        """Everything that is called so in a place, or in any."""
        found: list[Entry | None] = []
        if at in (None, "figure"):
            canonical = self.canonical(name) or ""
            found.append(self.kpis.get(canonical) or self.measures.get(canonical))
        if at in (None, "table"):
            found.append(self.table(name))
        if at in (None, "column"):
            found += [table.column(name) for table in self.tables.values()]
        return [entry for entry in found if entry is not None]


def fold(name: str) -> str:
    """The form in which names are compared: NFC, lower case, `ё` as `е`."""
    return unicodedata.normalize("NFC", name).casefold().replace("ё", "е")


def spelt(entry: Entry, language: Language) -> str:
    """The entry's identifier in a language: the first of its names in that language's letters, else its name."""
    names = (entry.name, *entry.aliases)
    return next((name for name in names if _is_cyrillic(name) == (language == "ru")), entry.name)


def column_names(tables: Iterable[Table]) -> dict[str, None]:
    """Every spelling of the columns of these tables, the columns' own names first."""
    columns = [column for table in tables for column in table.columns.values()]
    others = [alias for column in columns for alias in column.aliases]
    return dict.fromkeys((*(column.name for column in columns), *others))


def _is_cyrillic(name: str) -> bool:
    return not name.isascii() and any(unicodedata.name(letter, "").startswith("CYRILLIC") for letter in name)


def called(name: str, among: Iterable[Called]) -> Called | None:
    """The first one that is called so in any of its spellings."""
    folded = fold(name)
    for entry in among:
        if folded in map(fold, (entry.name, *entry.aliases)):
            return entry
    return None


def _kinds(entries: Iterable[Entry]) -> set[tuple[type, str]]:
    return {(type(entry), fold(entry.name)) for entry in entries}
