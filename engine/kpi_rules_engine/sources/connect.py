"""A connection to the embedded engine that can reach the workspace and a private folder, and nothing else."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Any, Protocol

from kpi_rules_engine.sources.spelling import literal


class Connection(Protocol):
    """What we ask of DuckDB's connection; results are always fetched whole."""

    def execute(self, query: str, parameters: object = None, /) -> Connection: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...

    def close(self) -> None: ...


def connect(folder: Path) -> Connection:
    """A database in memory that may read files below `folder`, a workspace's root.

    Its private folder (`private`) lives as long as the connection. Nothing is downloaded, no other
    file is opened, and the settings cannot be changed any more.
    """
    import duckdb

    connection = duckdb.connect(":memory:")
    room = tempfile.mkdtemp(prefix="kpi-rules-")
    weakref.finalize(connection, shutil.rmtree, room, ignore_errors=True)
    allowed = ", ".join(literal(text) for text in (room, str(folder.resolve())))
    for setting in (
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "python_enable_replacements = false",  # a table is never a variable of ours
        f"temp_directory = {literal(room)}",
        f"allowed_directories = [{allowed}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def private(connection: Connection) -> Path:
    """The folder that belongs to this connection alone."""
    [(room,)] = connection.execute("SELECT current_setting('temp_directory')").fetchall()
    return Path(room)
