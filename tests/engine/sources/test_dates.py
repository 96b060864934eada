"""Dates: a form is proved by a column, or said, or refused; zones are converted to the contract's."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from engine.sources.exports import MOSCOW, days, read
from kpi_rules.catalogue.workspace import DateParts, Dialect
from kpi_rules_engine.sources.dates import Dates, faulty, read_dates
from kpi_rules_engine.sources.refusal import Doubt

POST = "post_id,published_at"


@pytest.mark.parametrize(
    ("cells", "form", "first"),
    [
        (["2026-01-02"], "yyyy-mm-dd", "2026-01-02"),
        (["2026-1-2"], "yyyy-mm-dd", "2026-01-02"),
        (["02.01.2026"], "dd.mm.yyyy", "2026-01-02"),
        (["2.1.2026"], "dd.mm.yyyy", "2026-01-02"),
        (["02/01/2026", "13/01/2026"], "dd/mm/yyyy", "2026-01-02"),
        (["4/2/2018", "4/22/2018"], "mm/dd/yyyy", "2018-04-02"),
        (["05/05/2026"], "dd/mm/yyyy", "2026-05-05"),
        (["2026-01-02 10:00:00"], "yyyy-mm-dd", "2026-01-02"),
        (["29.02.2024"], "dd.mm.yyyy", "2024-02-29"),
    ],
)
def test_forms_that_a_column_proves(cells: list[str], form: str, first: str) -> None:
    found = read_dates(cells, None, None, days=True)
    assert isinstance(found, Dates)
    assert (found.form, found.values[cells[0]], found.refused) == (form, first, {})


@pytest.mark.parametrize("cells", [["01/02/2026"], ["01/02/2026", "02/02/2026"], ["1/2/2026 10:00"]])
def test_day_or_month_first(cells: list[str]) -> None:
    found = read_dates(cells, None, None, days=True)
    assert isinstance(found, Doubt)
    assert "dd/mm/yyyy" in (found.help or "")


@pytest.mark.parametrize(
    "cell",
    [
        "", "2026", "2026-01", "20260102", "2026-13-01", "2026-02-30", "30.02.2026", "01.02.26", "2026-01-02 25:00",
        "2026-01-02T10", "2026-01-02 10:00 PM", "٢٠٢٦-٠١-٠٢", "0000-01-01", "2026-01-02 10:00+25:00", "today", "46023",
        "2026-01-0200:00", "2026-01-02 10:00:00.1234567", "10:00", "31/31/2026",
    ],
)  # fmt: skip
def test_what_is_no_date(cell: str) -> None:
    found = read_dates([cell], None, MOSCOW, days=True)
    assert isinstance(found, Dates)
    assert list(found.refused) == [cell]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2026-01-02", "2026-01-02 00:00:00"),
        ("2026-01-02 6:05", "2026-01-02 06:05:00"),
        ("2026-01-02T06:05:09", "2026-01-02 06:05:09"),
        ("2026-01-02, 06:05", "2026-01-02 06:05:00"),
        ("2026-01-02 06:05:09.25", "2026-01-02 06:05:09.250000"),
        ("2026-01-02T22:00:00Z", "2026-01-03 01:00:00"),
        ("2026-01-02 22:00:00 UTC", "2026-01-03 01:00:00"),
        ("2026-01-02T22:00:00+03:00", "2026-01-02 22:00:00"),
        ("2026-01-02T22:00:00-0500", "2026-01-03 06:00:00"),
        ("2026-01-02T22:00:00+05", "2026-01-02 20:00:00"),
    ],
)
def test_moments_on_the_clock_of_the_contract(cell: str, value: str) -> None:
    found = read_dates([cell], None, MOSCOW, days=False)
    assert isinstance(found, Dates)
    assert found.values == {cell: value}


def test_a_zone_decides_on_which_day_a_date_falls() -> None:
    found = read_dates(["2026-01-02T22:00:00Z"], None, MOSCOW, days=True)
    assert isinstance(found, Dates)
    assert found.values == {"2026-01-02T22:00:00Z": "2026-01-03"}


def test_a_zone_and_no_zone_to_convert_to() -> None:
    found = read_dates(["2026-01-02T22:00:00Z", "2026-01-02T22:00:00"], None, None, days=False)
    assert isinstance(found, Doubt)
    assert found.cells == {"2026-01-02T22:00:00Z"}
    assert "timezone" in (found.help or "")


@pytest.mark.parametrize(
    ("said", "cell", "value"),
    [
        ("dd/mm/yyyy", "01/02/2026", "2026-02-01"),
        ("mm/dd/yyyy", "01/02/2026", "2026-01-02"),
        ("%d.%m.%y", "01.02.26", "2026-02-01"),
        ("%d %b %Y", "1 Feb 2026", "2026-02-01"),
        ("%Y%m%d", "20260201", "2026-02-01"),
        ("%m/%d/%Y %I:%M %p", "02/01/2026 11:30 PM", "2026-02-01"),
        ("%a %b %d %H:%M:%S %z %Y", "Sun Feb 01 21:30:00 +0000 2026", "2026-02-02"),
        ("dd.mm.yyyy", "2026-02-01", "2026-02-01"),
    ],
)
def test_forms_that_were_said(said: str, cell: str, value: str) -> None:
    found = read_dates([cell], said, MOSCOW, days=True)
    assert isinstance(found, Dates)
    assert found.values == {cell: value}


def test_a_form_that_was_said_holds() -> None:
    found = read_dates(["13/01/2026", "01/13/2026"], "dd/mm/yyyy", None, days=True)
    assert isinstance(found, Dates)
    assert list(found.refused) == ["01/13/2026"]
    found = read_dates(["13.01.2026"], "dd/mm/yyyy", None, days=True)
    assert isinstance(found, Dates)
    assert list(found.refused) == ["13.01.2026"]
    digits = read_dates(["٢٠٢٦0201"], "%Y%m%d", None, days=True)
    assert isinstance(digits, Dates)
    assert digits.refused


@pytest.mark.parametrize("form", ["yy-mm", "%H:%M", "%d.%m", "%Q %Y %m", "%Y-%m-%d %Z", "%Y"])
def test_forms_that_cannot_be_said(form: str) -> None:
    assert faulty(form)


@pytest.mark.parametrize("form", ["dd.mm.yyyy", "%Y-%m-%d", "%d %b %y", "%Y-%m"])
def test_forms_that_can_be_said(form: str) -> None:
    assert faulty(form) is None


def test_one_cell_decides_for_the_column(tmp_path: Path) -> None:
    found = read(tmp_path, days("4/1/2018,1", "4/22/2018,2"))
    assert found.column("date") == [date(2018, 4, 1), date(2018, 4, 22)]
    assert found.type("date") == "DATE"


def test_an_ambiguous_column_is_refused(tmp_path: Path) -> None:
    note = read(tmp_path, days("05/05/2026,2", "01/02/2026,1")).note
    assert (note.code, note.span.line, note.span.column) == ("KPI073", 3, 1)
    assert "`01/02/2026`" in note.message
    assert "read: {dates: dd/mm/yyyy}" in (note.help or "")
    found = read(tmp_path, days("05/05/2026,2", "01/02/2026,1"), read=Dialect(dates="dd/mm/yyyy"))
    assert found.column("date") == [date(2026, 5, 5), date(2026, 2, 1)]


def test_moments_are_local_timestamps(tmp_path: Path) -> None:
    found = read(tmp_path, days("1,2026-01-01T23:30:00Z", "2,2026-01-05", header=POST), MOSCOW, table="posts")
    assert found.column("published_at") == [datetime(2026, 1, 2, 2, 30), datetime(2026, 1, 5)]  # noqa: DTZ001
    assert found.type("published_at") == "TIMESTAMP"
    assert found.loaded
    assert (found.loaded.first, found.loaded.last) == (date(2026, 1, 2), date(2026, 1, 5))


def test_the_days_of_a_clock_change_are_one_day_each(tmp_path: Path) -> None:
    from zoneinfo import ZoneInfo

    rows = ("1,2026-10-24T22:00:00Z", "2,2026-10-25T01:30:00Z", "3,2026-10-25T22:59:59Z")
    found = read(tmp_path, days(*rows, header=POST), ZoneInfo("Europe/Berlin"), table="posts")
    assert [moment.day for moment in found.column("published_at")] == [25, 25, 25]


def test_a_zone_without_a_contract_zone_is_a_message(tmp_path: Path) -> None:
    found = read(tmp_path, days("1,2026-01-01T23:30:00Z", header=POST), table="posts")
    assert found.codes == ["KPI073"]


def test_dates_in_parts(tmp_path: Path) -> None:
    export = days("1,12,3", "2,1,31", header="post_id,month,day of it")
    found = read(tmp_path, export, table="posts", date=DateParts(2014, "Month", "day of it"))
    assert [m.date() for m in found.column("published_at")] == [date(2014, 12, 3), date(2014, 1, 31)]
    found = read(tmp_path, export, table="posts", date=DateParts(2014, "month"))
    assert [m.date() for m in found.column("published_at")] == [date(2014, 12, 1), date(2014, 1, 1)]


def test_parts_that_are_no_date(tmp_path: Path) -> None:
    export = days("1,13,3", "2,,5", "3,,", "4,2,4", header="post_id,month,day")
    found = read(tmp_path, export, table="posts", date=DateParts(2014, "month", "day"))
    assert [(note.code, note.span.line) for note in found.notes] == [("KPI071", 2), ("KPI071", 3)]


def test_parts_of_a_missing_column(tmp_path: Path) -> None:
    found = read(tmp_path, days("1,1", header="post_id,month"), table="posts", date=DateParts(2014, "Monat"))
    assert found.codes == ["KPI076"]


def test_a_row_without_a_day_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, days("1,2026-01-01", "2,", header=POST), table="posts")
    assert found.loaded
    assert (found.loaded.rows, found.loaded.undated) == (2, 1)
