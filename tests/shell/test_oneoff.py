"""Clauses from the command line and from `.kpi` files, on files that no kpi.yaml names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpi_rules.shell.loose import currency_in

ADS = "date,spend,joined\n2026-10-01,100,4\n2026-10-02,110.50,3\n"
AS_OF = ("--as-of", "2026-11-05")


@pytest.fixture
def ads(kpi) -> Path:
    file = Path("ads.csv")
    file.write_text(ADS, "utf-8")
    return file


def test_a_clause_on_a_file(kpi, ads) -> None:
    status, out, err = kpi("check", "-e", "cpa <= 31 RUB", "--data", ads, *AS_OF)
    assert status == 0
    assert err == "ads is read as the table daily: date, spend, joined; account is data\n"
    assert out.split("\n")[3] == "  PASS        Cost per acquisition  2026-10-01..2026-10-02  30.07 RUB <= 31.00 RUB"


def test_money_of_which_nobody_says_the_currency(kpi, ads) -> None:
    assert kpi("check", "-e", "cpa <= 30", "--data", ads, *AS_OF).status == 1


def test_a_clause_with_a_schedule_of_its_own(kpi, ads) -> None:
    found = kpi("check", "-e", "spend >= 1 daily", "--data", ads, "--format", "json", *AS_OF)
    assert [v["period"] for v in json.loads(found.out)["verdicts"]] == ["2026-10-02"]


def test_clauses_that_need_labels_get_them(kpi, ads) -> None:
    found = kpi("check", "-e", "spend > 1 and joined > 1", "-e", "cpa <= 31", "--data", ads, "--format", "json", *AS_OF)
    assert [v["clause"] for v in json.loads(found.out)["verdicts"]] == ["clause_1", "cpa"]


def test_a_wrong_clause_is_shown_as_it_was_typed(kpi, ads) -> None:
    status, _, err = kpi("check", "-e", "cpa <= 30", "-e", "cap <= 0,5", "--data", ads)
    assert status == 2
    assert "-e:2:8: error[KPI021]" in err
    assert " 2 | cap <= 0,5\n   |        ^^^" in err


def test_a_term_that_is_longer_than_the_data(kpi, ads) -> None:
    status, out, _ = kpi("check", "-e", "cpa <= 31", "--data", ads, "--term", "2026-10", *AS_OF)
    assert status == 3
    assert "2026-10-03" in out


def test_an_export_with_russian_names(kpi) -> None:
    Path("a.csv").write_text("Дата;Расходы;Вступили;Город\n2026-10-01;100,5;4;Тверь\n", "utf-8")
    status, _, err = kpi("check", "-e", "cost_per_member <= 26 RUB", "--data", "a.csv", *AS_OF)
    assert status == 0
    assert "date (Дата), spend (Расходы), joined (Вступили); account is data; not used: Город" in err


def test_one_of_several_accounts(kpi) -> None:
    Path("a.csv").write_text("account,date,likes\na,2026-10-01,5\nb,2026-10-01,7\n", "utf-8")

    def value(*more: str) -> str:
        out = kpi("check", "-e", "likes > 0", "--data", "a.csv", "--format", "json", *more, *AS_OF).out
        return json.loads(out)["verdicts"][0]["value"]["exact"]

    assert (value(), value("--account", "b")) == ("12", "7")


def test_the_table_is_known_by_its_columns(kpi) -> None:
    Path("p.csv").write_text("post_id,published_at,likes\n1,2026-10-01 10:00,5\n", "utf-8")
    assert "read as the table posts" in kpi("check", "-e", "post_likes > 0", "--data", "p.csv").err


@pytest.mark.parametrize(
    ("text", "code"),
    [("a,b\n1,2\n", "KPI061"), ("date,spend\n", "KPI062"), ("", "KPI070"), ("date,spend\n01/02/2026,1\n", "KPI073")],
)
def test_files_that_cannot_serve(kpi, text, code) -> None:
    Path("x.csv").write_text(text, "utf-8")
    status, out, err = kpi("check", "-e", "spend > 0", "--data", "x.csv")
    assert (status, out) == (2, "")
    assert "x.csv" in err
    assert code in err


def test_a_file_that_is_not_there(kpi) -> None:
    assert kpi("check", "-e", "spend > 0", "--data", "x.csv").status == 2


def test_clauses_alone_in_a_file(kpi, ads) -> None:
    Path("try.kpi").write_text("# an idea\ncpa <= 31\n\nbig: spend > 1 and joined > 1 over term\n", "utf-8")
    status, out, _ = kpi("check", "try.kpi", "--data", ads, "--term", "2026-10-01..2026-10-02", *AS_OF)
    assert status == 0
    assert "try, version 1" in out
    assert kpi("lint", "try.kpi").status == 0


def test_clauses_alone_on_the_workspace(kpi, workspace) -> None:
    Path("try.kpi").write_text("likes >= 300 monthly\n", "utf-8")
    assert kpi("check", "try.kpi", "--term", "2026-09", *AS_OF).status == 0
    assert kpi("check", "-e", "likes >= 301 over term", "--term", "2026-09", *AS_OF).status == 1


def test_the_currency_that_clauses_name() -> None:
    assert currency_in(["cpa <= 30 RUB", "spend > 5 ₽"]) == "RUB"
    assert currency_in(["cpa <= 30 руб."]) == "RUB"
    assert currency_in(["cpa <= $30"]) == "USD"
    assert currency_in(["cpa <= 30 AND likes > 3"]) is None
    assert currency_in(["cpa <= $30", "cpl <= 30 EUR"]) is None
