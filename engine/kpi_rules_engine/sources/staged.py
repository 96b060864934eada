"""A file that was read and waits to be put into its source's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Dialect, Source
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import Table
from kpi_rules_engine.sources.cells import Manner
from kpi_rules_engine.sources.complaints import Complaint
from kpi_rules_engine.sources.layout import Place
from kpi_rules_engine.sources.sizes import Size

UNSAID = Dialect()


@dataclass(frozen=True, slots=True)
class Rule:
    """How a file was read. `detected` names the fields of `dialect` that the file decided, not the configuration.

    `dates` are the forms of the columns of dates, by their names in the catalogue.
    """

    dialect: Dialect = UNSAID
    detected: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of a source. `path` is relative to the workspace's root, with `/`; `sha256` is in hex.

    `rows` are those read; `left_out` the totals rows that the configuration names; `unused` the
    columns of the export that fill nothing.
    """

    path: str
    sha256: str
    rows: int
    rule: Rule
    left_out: int = 0
    unused: tuple[str, ...] = ()

    def spot(self, line: int) -> str:
        """A row of it, for a message."""
        if self.path.lower().endswith(".parquet"):
            return said("{path}, row {line:,}", path=self.path, line=line)
        return said("{path}, line {line:,}", path=self.path, line=line)


@dataclass(frozen=True, slots=True)
class Staged:
    """`select` gives the file's rows: each filled column as text or in a type of its own, and `_line`.

    `sizes` are those of the number columns; `places` say where a column stands in the export;
    `tables` are temporary ones that `select` reads.
    """

    read: FileRead
    select: str
    places: Mapping[str, Place]
    sizes: Mapping[str, Size]
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What is wanted of every file of a source. `room` takes files of ours, `names` are those of all headers."""

    source: Source
    table: Table
    currency: str | None
    zone: ZoneInfo | None
    room: Path
    names: tuple[str, ...] = ()

    @property
    def manner(self) -> Manner:
        return Manner(self.source.read, self.currency, self.zone)


Outcome = tuple[Staged | None, list[Complaint]]
