"""`kpi data`: what the sources hold."""

from __future__ import annotations

from datetime import date

from .conftest import CONFIGURATION, rows


def test_a_source(kpi, workspace) -> None:
    status, out, err = kpi("data")
    assert (status, err) == (0, "")
    lines = out.split("\n")
    assert lines[0] == "daily  table daily, from data/daily.csv"
    assert any("data/daily.csv: 91 rows, sha256 " in line for line in lines)
    assert 'separator ";" (detected)' in out
    assert "date (Дата), joined, likes (Лайки), spend (Расходы)" in " ".join(out.split())
    assert "  not used   Город" in lines
    assert "  days       2026-08-01..2026-10-31; 1 account" in lines
    assert "  gaps       2026-08-31" in lines
    assert f"  2026-08  {'#' * 30}." in lines
    assert "  2026-09..2026-10  all days" in lines


def test_a_day_of_some_accounts(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    more = rows("borealis", date(2026, 9, 3), date(2026, 10, 31), 5)
    file.write_text(file.read_text("utf-8") + "\n".join(more) + "\n", "utf-8")
    out = kpi("data", "DAILY").out
    assert "  2026-09  ++" + "#" * 28 in out.split("\n")
    assert "2 accounts" in out


def test_a_hole_in_one_column(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    text = file.read_text("utf-8")
    for day in ("05", "06", "09"):
        text = text.replace(f"{day}.10.2026;9;", f"{day}.10.2026;;")
    file.write_text(text, "utf-8")
    lines = kpi("data").out.split("\n")
    assert "  holes      likes has no value on 2026-10-05..2026-10-06, 2026-10-09" in lines
    assert "  gaps       2026-08-31" in lines, "there is a row on these days"


def test_a_column_without_any_value(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    file.write_text(file.read_text("utf-8").replace(";10,50;", ";;"), "utf-8")
    assert "holes      spend has no value on any day" in kpi("data").out


def test_full_months_are_one_line(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    more = rows("aurora", date(2026, 8, 31), date(2026, 8, 31), 1) + rows(
        "aurora", date(2026, 11, 1), date(2026, 11, 9), 1
    )
    file.write_text(file.read_text("utf-8") + "\n".join(more) + "\n", "utf-8")
    out = kpi("data").out
    assert out.endswith("\n\n  2026-08..2026-11  all days\n"), "without days that are drawn there is nothing to explain"


def test_a_workspace_elsewhere(kpi, workspace, monkeypatch) -> None:
    monkeypatch.chdir(workspace.parent)
    for words in (["here"], ["here", "daily"], ["here/contracts", "DAILY"]):
        status, out, err = kpi("data", *words)
        assert (status, err) == (0, "")
        assert out.startswith("daily  table daily")
    status, _, err = kpi("data", "here", "dayly")
    assert status == 2
    assert "did you mean `daily`?" in err


def test_a_source_goes_before_a_folder_of_its_name(kpi, workspace) -> None:
    (workspace / "daily").mkdir()
    assert kpi("data", "daily").status == 0
    assert kpi("data", "daily", "daily").out.count("table daily") == 1
    assert kpi("data", "./daily", "daily").status == 0


def test_a_refused_cell(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    file.write_text(file.read_text("utf-8").replace("01.10.2026;9", "01.10.2026;\x1b[2J"), "utf-8")
    status, out, _ = kpi("data")
    assert status == 2
    assert "refused" in out
    assert "daily.csv:62:3: error[KPI071]" in out
    assert "\x1b" not in out


def test_duplicates_that_are_left_out(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    file.write_text(file.read_text("utf-8") + rows("aurora", *[date(2026, 10, 1)] * 2, 9)[0] + "\n", "utf-8")
    assert kpi("data").status == 2
    (workspace / "kpi.yaml").write_text(CONFIGURATION + "    duplicates: keep first\n", "utf-8")
    status, out, _ = kpi("data")
    assert status == 0
    assert "duplicates  1 row left out" in out


def test_other_kinds_of_tables(kpi, workspace) -> None:
    (workspace / "data" / "p.csv").write_text("account,start,end,reach\na,2026-10-01,2026-10-31,9\n", "utf-8")
    (workspace / "data" / "e.csv").write_text(
        "account,post_id,published_at\na,1,2026-10-02 10:00\na,2,2026-10-04 10:00\n", "utf-8"
    )
    more = "  periods: {files: data/p.csv}\n  posts: {files: data/e.csv}\n"
    (workspace / "kpi.yaml").write_text(CONFIGURATION + more, "utf-8")
    status, out, err = kpi("data")
    assert status == 0, err
    assert "days         2026-10-01..2026-10-31; 1 account" in out, "the last day is where the last stretch ends"
    assert "counted for  2026-10-01..2026-10-31" in out
    assert "  2026-10   #.#" in out.split("\n")
    assert "a day without a row inside is zero" in out


def test_no_such_source(kpi, workspace) -> None:
    status, _, err = kpi("data", "dayly")
    assert status == 2
    assert "did you mean `daily`?" in err


def test_no_workspace(kpi) -> None:
    status, _, err = kpi("data")
    assert status == 2
    assert "KPI062" in err
