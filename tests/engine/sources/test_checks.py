"""Rows that cannot be counted: empty and repeated keys, totals rows, negative counts, stocks that differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.sources.exports import days, decimals, read

SPLIT = "date,channel,campaign,likes,members"


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    files = {"a.csv": days("2026-01-01,5", "2026-01-02,6"), "b.csv": days("2026-01-03,7", "2026-01-01,5")}
    found = read(tmp_path, files)
    note = found.note
    assert (note.code, note.file, note.span.line) == ("KPI072", "b.csv", 3)
    assert note.message == "account `aurora`, date `2026-01-01` stands here and in a.csv, line 2"
    assert "channel" in (note.help or "")
    assert found.connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]


def test_the_first_of_a_key_is_kept_if_that_was_said(tmp_path: Path) -> None:
    files = {
        "a.csv": days("2026-01-01,5", "2026-01-02,6"),
        "b.csv": days("2026-01-02,7", "2026-01-01,8", "2026-01-01,9"),
    }
    found = read(tmp_path, files, duplicates="keep first")
    assert found.column("likes") == decimals("5", "6")
    assert found.loaded
    assert (found.loaded.dropped, found.loaded.rows, [file.rows for file in found.loaded.files]) == (3, 2, [2, 3])


def test_rows_of_one_day_differ_in_a_dimension(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01,vk,5", "2026-01-01,ok,6", header="date,channel,likes"))
    assert found.loaded
    assert found.loaded.dimensions == ("channel",)
    found = read(tmp_path, days("2026-01-01,vk,5", "2026-01-01,vk,6", header="date,channel,likes"))
    assert found.codes == ["KPI072"]
    found = read(tmp_path, days("2026-01-01,,5", "2026-01-01,,6", header="date,channel,likes"))
    assert found.codes == ["KPI072"]


def test_events_repeat_only_if_they_have_a_key(tmp_path: Path) -> None:
    visits = days("2026-01-01 10:00,3", "2026-01-01 10:00,3", header="at,pages")
    assert read(tmp_path, visits, table="visits").column("pages") == decimals("3", "3")
    posts = days("1,2026-01-01", "1,2026-01-05", header="post_id,published_at")
    assert read(tmp_path, posts, table="posts").codes == ["KPI072"]


def test_a_totals_row_beside_its_parts(tmp_path: Path) -> None:
    note = read(tmp_path, days("2026-01-01,,,11,", "2026-01-01,vk,,5,", "2026-01-01,ok,,6,", header=SPLIT)).note
    assert (note.code, note.span.line, note.span.column) == ("KPI072", 2, 2)
    assert "export.csv, line 3 has a channel for the same day" in note.message


def test_a_day_without_a_dimension_is_no_totals_row(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01,,,11,", "2026-01-02,vk,,5,", header=SPLIT))
    assert found.column("likes") == decimals("11", "5")


def test_a_stock_counts_once_a_day_and_channel(tmp_path: Path) -> None:
    rows = ("2026-01-01,vk,a,1,100", "2026-01-01,vk,b,2,100", "2026-01-01,vk,c,2,", "2026-01-01,ok,a,3,50")
    assert read(tmp_path, days(*rows, header=SPLIT)).column("members") == [
        *decimals("100", "100"),
        None,
        *decimals("50"),
    ]
    note = read(tmp_path, days(*rows, "2026-01-01,vk,d,3,101", header=SPLIT)).note
    assert (note.code, note.span.line, note.span.column) == ("KPI072", 6, 5)
    assert "101 here and 100 in export.csv, line 2" in note.message


def test_a_stock_of_channels_may_differ(tmp_path: Path) -> None:
    rows = ("2026-01-01,vk,100", "2026-01-01,ok,50")
    assert read(tmp_path, days(*rows, header="date,channel,members")).codes == []


def test_counts_below_zero(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01,-1,-5", "2026-01-02,0,-1.5", header="date,likes,net"))
    note = found.note
    assert (note.code, note.span.line, note.span.column) == ("KPI071", 2, 2)
    assert "`-1` is below zero" in note.message


@pytest.mark.parametrize(
    ("table", "export", "column"),
    [
        ("daily", "date,likes\n,5\n2026-01-02,6\n", 1),
        ("posts", "published_at,post_id\n2026-01-01,\n", 2),
        ("periods", "start,end,reach\n2026-01-01,,5\n", 2),
    ],
)
def test_a_key_without_a_value(tmp_path: Path, table: str, export: str, column: int) -> None:
    note = read(tmp_path, export, table=table).note
    assert (note.code, note.span.line, note.span.column) == ("KPI071", 2, column)
    assert "is empty" in note.message


def test_an_account_without_a_name(tmp_path: Path) -> None:
    assert read(tmp_path, "at,pages\n2026-01-01,5\n", table="visits", constants={"account": ""}).codes == ["KPI071"]


def test_a_period_that_ends_before_it_starts(tmp_path: Path) -> None:
    note = read(tmp_path, "start,end,reach\n2026-02-01,2026-01-31,5\n", table="periods").note
    assert (note.code, note.span.column) == ("KPI071", 2)
    assert read(tmp_path, "start,end,reach\n2026-01-01,2026-01-31,5\n", table="periods").codes == []


def test_many_wrong_rows_are_counted(tmp_path: Path) -> None:
    rows = [f"2026-01-{n % 28 + 1:02},5" for n in range(84)]
    found = read(tmp_path, {"a.csv": days(*rows), "b.csv": days("2026-01-01,1")})
    assert found.codes == ["KPI072"] * 22
    assert found.notes[20].message == "36 more of this kind in this file"
    assert found.notes[21].file == "b.csv"
