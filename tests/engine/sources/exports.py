"""Exports made on the spot, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from kpi_rules.catalogue.workspace import Source, Workspace
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.vocabulary import Column, ColumnKind, Grain, Home, Kind, Measure, Table, Vocabulary
from kpi_rules_engine.sources.connect import Connection, connect
from kpi_rules_engine.sources.load import Loaded, load

K = ColumnKind
MOSCOW = ZoneInfo("Europe/Moscow")


def columns(nonnegative: str = "", **kinds: ColumnKind) -> dict[str, Column]:
    return {name: Column(name, kind, name in nonnegative.split()) for name, kind in kinds.items()}


DAILY = Table(
    "daily",
    Grain.DAY,
    ("account", "date"),
    "date",
    columns(
        "members likes spend",
        account=K.TEXT, date=K.DATE, channel=K.TEXT, campaign=K.TEXT, members=K.NUMBER, likes=K.NUMBER,
        left=K.NUMBER, spend=K.MONEY, net=K.NUMBER, share=K.NUMBER, waited=K.SECONDS,
    ),
    ("channel", "campaign"),
)  # fmt: skip
POSTS = Table(
    "posts",
    Grain.EVENT,
    ("account", "post_id"),
    "published_at",
    columns(
        account=K.TEXT, post_id=K.TEXT, published_at=K.MOMENT, text=K.TEXT, paid=K.FLAG, likes=K.NUMBER, reach=K.NUMBER
    ),
)
VISITS = Table("visits", Grain.EVENT, (), "at", columns(account=K.TEXT, at=K.MOMENT, pages=K.NUMBER, seconds=K.SECONDS))
PERIODS = Table(
    "periods",
    Grain.SPAN,
    ("account", "start", "end"),
    "start",
    columns(account=K.TEXT, start=K.DATE, end=K.DATE, reach=K.NUMBER),
    until="end",
)
MEMBERS = Measure("members", Kind.STOCK, (Home("daily", "members"),), "people")
VOCABULARY = Vocabulary({t.name: t for t in (DAILY, POSTS, VISITS, PERIODS)}, {"members": MEMBERS}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Read:
    """A source that was loaded, or not."""

    loaded: Loaded | None
    notes: list[Diagnostic]
    connection: Connection

    @property
    def codes(self) -> list[str]:
        return [note.code for note in self.notes]

    @property
    def note(self) -> Diagnostic:
        """The only message."""
        [note] = self.notes
        return note

    def column(self, name: str) -> list[Any]:
        """Its values, in the order of files and lines."""
        assert self.loaded is not None, self.notes
        query = f'SELECT "{name}" FROM {self.loaded.relation} ORDER BY _file, _line'
        return [value for (value,) in self.connection.execute(query).fetchall()]

    def type(self, name: str) -> str:
        assert self.loaded is not None, self.notes
        described = self.connection.execute(f"DESCRIBE {self.loaded.relation}").fetchall()
        return next(str(row[1]) for row in described if row[0] == name)


def read(
    root: Path, export: str | bytes | Mapping[str, str | bytes], zone: ZoneInfo | None = None, **said: Any
) -> Read:
    """Write the export (or files by name) and load it as a source of `daily` unless `table` says another."""
    files = export if isinstance(export, Mapping) else {"export.csv": export}
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    defaults: dict[str, Any] = {
        "name": "source",
        "table": "daily",
        "files": "*.csv",
        "constants": {"account": "aurora"},
    }
    source = Source(**{**defaults, **said})
    connection = connect(root)
    return Read(*load(connection, source, Workspace(root, VOCABULARY), zone), connection)


def parquet(path: Path, query: str) -> None:
    """Write what a query gives."""
    duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)").fetchall()


def days(*rows: str, header: str = "date,likes") -> str:
    """An export of these rows."""
    return "\n".join((header, *rows)) + "\n"


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]
