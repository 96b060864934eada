"""What `kpi.yaml` says: where the data is and how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Literal

from kpi_rules.language.diagnostics import NOWHERE, Span
from kpi_rules.language.said import Lang
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written; None is detected from the file, where that is unambiguous.

    `dates` is `yyyy-mm-dd`, `dd.mm.yyyy`, `dd/mm/yyyy`, `mm/dd/yyyy` or a strptime pattern.
    `skip` lines stand before the header. `totals` is the text by which the first cell of a
    totals row is known.
    """

    separator: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    encoding: str | None = None
    dates: str | None = None
    skip: int | None = None
    totals: str | None = None


@dataclass(frozen=True, slots=True)
class DateParts:
    """A date made of parts: each a number, or the name of a column of the export. Without a day: the first."""

    year: int | str
    month: int | str
    day: int | str = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the workspace.

    `columns` maps names in the export to columns of the catalogue's `table`; a column of the
    export that bears a catalogue name needs no entry. `constants` fill columns with one value,
    `blanks` say what an empty cell of a column stands for, `numbered` is the column that gets the row's number.
    """

    name: str
    table: str
    files: str
    columns: Mapping[str, str] = field(default_factory=dict)
    date: str | DateParts | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    blanks: Mapping[str, Fraction] = field(default_factory=dict)
    numbered: str | None = None
    currency: str | None = None
    read: Dialect = Dialect()
    covers: Days | None = None
    rows: int | None = None
    sha256: str | None = None
    duplicates: Literal["refuse", "keep first"] = "refuse"
    span: Span = NOWHERE  # in kpi.yaml


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with its sources and its vocabulary (the standard catalogue and its own entries)."""

    root: Path
    vocabulary: Vocabulary
    sources: tuple[Source, ...] = ()
    timezone: str | None = None
    currency: str | None = None
    locale: Lang | None = None
