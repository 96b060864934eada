"""What a loaded source is: typed columns, constants, numbered rows, coverage, control figures."""

from __future__ import annotations

import hashlib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.sources.exports import days, decimals, read
from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import ColumnKind

POST = "post_id,published_at,text,paid,likes"


def test_a_table_of_typed_columns(tmp_path: Path) -> None:
    rows = ("1,2026-01-01 10:00,  “Привет”  ,yes,5", "2,2026-01-02,NULL,0,", "3,2026-01-03,,,1")
    found = read(tmp_path, days(*rows, header=POST), table="posts")
    assert found.column("text") == ["“Привет”", "NULL", None]
    assert found.column("paid") == [True, False, None]
    assert found.column("post_id") == ["1", "2", "3"]
    types = [found.type(name) for name in ("account", "published_at", "paid", "likes", "_file", "_line")]
    assert types == ["VARCHAR", "TIMESTAMP", "BOOLEAN", "DECIMAL(18,0)", "INTEGER", "BIGINT"]
    assert found.loaded
    assert list(found.loaded.columns) == ["account", "post_id", "published_at", "text", "paid", "likes"]
    assert found.loaded.columns["paid"] is ColumnKind.FLAG


@pytest.mark.parametrize("cell", ["true", "YES", "1", "Да", "ИСТИНА"])
def test_flags_that_hold(tmp_path: Path, cell: str) -> None:
    assert read(tmp_path, days(f"1,2026-01-01,,{cell},", header=POST), table="posts").column("paid") == [True]


@pytest.mark.parametrize("cell", ["maybe", "2", "t", "on", "-"])
def test_what_is_no_flag(tmp_path: Path, cell: str) -> None:
    assert read(tmp_path, days(f"1,2026-01-01,,{cell},", header=POST), table="posts").codes == ["KPI071"]


def test_texts_are_composed(tmp_path: Path) -> None:
    found = read(tmp_path, days("1,2026-01-01,й,,", header=POST), table="posts")
    assert found.column("text") == ["й"]


def test_constants_are_read_by_their_column(tmp_path: Path) -> None:
    constants = {"account": "it's", "net": "-0.5", "channel": "vk"}
    found = read(tmp_path, days("2026-01-01,1,5"), constants=constants, read=Dialect(decimal=","))
    assert found.codes == ["KPI074"]
    found = read(tmp_path, days("2026-01-01;1,5", header="date;likes"), constants=constants, read=Dialect(decimal=","))
    assert (found.column("account"), found.column("net"), found.type("net")) == (
        ["it's"],
        decimals("-0.5"),
        "DECIMAL(18,1)",
    )
    assert found.loaded
    assert found.loaded.dimensions == ("channel",)


def test_a_blank_stands_for_what_was_said(tmp_path: Path) -> None:
    export = days("1,2026-01-01,,,", "2,2026-01-02,,1,7", header=POST)
    found = read(tmp_path, export, table="posts", blanks={"likes": Fraction(1, 4), "paid": Fraction(0)})
    assert found.column("likes") == decimals("0.25", "7")
    assert found.column("paid") == [False, True]
    assert read(tmp_path, export, table="posts", blanks={"likes": Fraction(1, 3)}).codes == ["KPI061"]


def test_rows_are_numbered_over_the_files(tmp_path: Path) -> None:
    header = "published_at,likes"
    files = {
        "b.csv": days("2026-01-03,5", header=header),
        "a.csv": days("2026-01-01,5", "", "2026-01-01,5", header=header),
    }
    found = read(tmp_path, files, table="posts", numbered="post_id")
    assert found.column("post_id") == ["1", "2", "3"]
    assert found.column("_file") == [0, 0, 1]
    assert found.loaded
    assert [file.path for file in found.loaded.files] == ["a.csv", "b.csv"]


def test_files_may_be_written_differently(tmp_path: Path) -> None:
    files = {
        "a.csv": days("2026-01-01,1.5"),
        "b.txt": "likes;DATE\r2,25;02.01.2026\r",
        "c.tsv": "date\tlikes\n2026-01-03\t3\n",
    }
    assert read(tmp_path, files, files="*.*").column("likes") == decimals("1.5", "2.25", "3")


def test_days_of_a_table_of_days(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-05,1", "2026-01-02,1"), covers=Days(date(2026, 1, 1), date(2026, 1, 31)))
    assert found.loaded
    assert (found.loaded.first, found.loaded.last, found.loaded.covers) == (date(2026, 1, 2), date(2026, 1, 5), None)


def test_days_that_a_table_of_events_covers(tmp_path: Path) -> None:
    export = days("1,2026-01-02 23:59,,,", "2,2026-01-05 00:01,,,", header=POST)
    found = read(tmp_path, export, table="posts")
    assert found.loaded
    assert found.loaded.covers == Days(date(2026, 1, 2), date(2026, 1, 5))
    january = Days(date(2026, 1, 1), date(2026, 1, 31))
    found = read(tmp_path, export, table="posts", covers=january)
    assert found.loaded
    assert found.loaded.covers == january
    found = read(tmp_path, POST + "\n", table="posts")
    assert found.loaded
    assert found.loaded.covers is None


def test_control_figures(tmp_path: Path) -> None:
    one, two = days("2026-01-01,5"), days("2026-01-02,6")
    digest = hashlib.sha256(one.encode()).hexdigest()
    found = read(tmp_path, one, rows=1, sha256=f"sha256:{digest.upper()}")
    assert found.loaded
    assert found.loaded.files[0].sha256 == digest
    both = hashlib.sha256((one + two).encode()).hexdigest()
    assert read(tmp_path / "two", {"a.csv": one, "b.csv": two}, rows=2, sha256=both).codes == []


def test_a_file_that_differs_from_its_control_figures(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01,5"), rows=2, sha256="0" * 64, span=Span(7, 3, 7, 9))
    assert found.codes == ["KPI075", "KPI075"]
    assert {(note.file, note.span.line) for note in found.notes} == {("kpi.yaml", 7)}
    assert "are 1, and `rows:` says 2" in found.notes[0].message
    assert found.loaded is None


def test_all_files_are_read_before_anything_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.csv": days("x,5"), "b.csv": days("2026-01-01,y"), "c.csv": days("2026-01-01,1")}, rows=9)
    assert [(note.file, note.code) for note in found.notes] == [("a.csv", "KPI071"), ("b.csv", "KPI071")]


def test_a_source_can_be_loaded_again(tmp_path: Path) -> None:
    from engine.sources.exports import MOSCOW, VOCABULARY
    from kpi_rules.catalogue.workspace import Source, Workspace
    from kpi_rules_engine.sources.connect import connect
    from kpi_rules_engine.sources.load import load

    (tmp_path / "a.csv").write_text(days("1,2026-01-01T22:00:00Z", header="post_id,published_at"), "utf-8")
    source = Source("a; DROP TABLE x --", "posts", "a.csv", constants={"account": "a"})
    connection = connect(tmp_path)
    loaded = [load(connection, source, Workspace(tmp_path, VOCABULARY), MOSCOW)[0] for _ in range(3)]
    assert len({each.relation for each in loaded if each}) == 3
