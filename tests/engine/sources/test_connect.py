"""The connection reaches the workspace and its own folder, and nothing else."""

from __future__ import annotations

import gc
from pathlib import Path

import duckdb
import pytest

from kpi_rules_engine.sources.connect import connect, private


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '/tmp/kpi-rules-escaped.csv'",
        "ATTACH '/tmp/kpi-rules-escaped.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET lock_configuration = false",
        "SELECT * FROM query",
    ],
)
def test_ways_out_are_closed(tmp_path: Path, query: str) -> None:
    connection = connect(tmp_path)
    with pytest.raises(duckdb.Error):
        connection.execute(query).fetchall()


def test_the_workspace_can_be_read(tmp_path: Path) -> None:
    root = tmp_path / "it's [one]"
    root.mkdir()
    (root / "a.txt").write_text("x", "utf-8")
    content = connect(root).execute("SELECT content FROM read_text($1)", [str(root / "a.txt")])
    assert content.fetchall() == [("x",)]


def test_the_private_folder_lives_as_long_as_the_connection(tmp_path: Path) -> None:
    connection = connect(tmp_path)
    room = private(connection)
    assert room.is_dir()
    assert room != private(connect(tmp_path))
    del connection
    gc.collect()
    assert not room.exists()
