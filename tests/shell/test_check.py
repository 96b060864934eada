"""`kpi check` on a workspace, from the files to the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from .conftest import CONTRACT

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "verdicts.schema.json").read_text("utf-8"))
NOVEMBER = ("--as-of", "2026-11-05")


def test_a_month_that_was_not_kept(kpi, workspace) -> None:
    status, out, err = kpi("check", *NOVEMBER)
    assert (status, err) == (1, "")
    lines = out.split("\n")
    assert lines[:3] == ["Annex: Aurora (aurora-vk, version 2)", "2026-10, as of 2026-11-05", ""]
    assert lines[3] == "  FAIL        Likes of the month    2026-10  279 >= 300"
    assert "21 more likes" in lines[4]
    assert "  PASS        Cost per acquisition  2026-10  10.50 RUB <= 30.00 RUB" in lines
    assert lines[-3] == "1 passed, 1 failed"
    assert (
        lines[-2] == "the whole reason: kpi explain contracts/aurora.kpi.md#likes --period 2026-10 --as-of 2026-11-05"
    )


def test_a_month_that_was_kept(kpi, workspace) -> None:
    status, out, _ = kpi("check", "contracts/aurora.kpi.md", "--period", "2026-09", *NOVEMBER)
    assert status == 0
    assert "2 passed" in out
    assert "explain" not in out


def test_a_month_with_a_missing_day(kpi, workspace) -> None:
    status, out, _ = kpi("check", "--period", "2026-08", *NOVEMBER)
    assert status == 3
    assert "NO VERDICT" in out
    assert "2026-08-31" in out
    assert "2 without a verdict" in out


def test_a_month_that_is_not_over(kpi, workspace) -> None:
    status, out, _ = kpi("check", "--period", "2026-10", "--as-of", "2026-10-15")
    assert status == 3
    assert "PENDING" in out
    assert "135 so far (>= 300)" in out


def test_json(kpi, workspace) -> None:
    status, out, _ = kpi("check", *NOVEMBER, "--format", "json")
    found = json.loads(out)
    Draft202012Validator(SCHEMA).validate(found)
    assert status == 1
    assert found["summary"] == dict.fromkeys(found["summary"], 0) | {"pass": 1, "fail": 1}
    likes = found["verdicts"][0]
    assert (likes["value"]["exact"], likes["target"]["exact"], likes["margin"]["exact"]) == ("279", "300", "-21")
    assert likes["parts"][0]["rows"] == 31


def test_a_clause_that_rounds_has_the_raw_value_too(kpi, workspace) -> None:
    contract = CONTRACT.replace("cpa <= 30", "cpa <= 30 rounded to 1 RUB")
    (workspace / "contracts" / "aurora.kpi.md").write_text(contract, "utf-8")
    found = json.loads(kpi("check", *NOVEMBER, "--format", "json").out)
    Draft202012Validator(SCHEMA).validate(found)
    [likes], [cpa] = (verdict["checks"] for verdict in found["verdicts"])
    assert "raw" not in likes
    assert (cpa["raw"]["exact"], cpa["value"]["exact"]) == ("21/2", "11")


def test_a_clause_without_a_name_has_the_label_of_its_kpi(kpi, workspace) -> None:
    more = "cpa <= 30\n\nspend: joined >= 1"
    contract = CONTRACT.replace("cpa <= 30", more)
    (workspace / "contracts" / "aurora.kpi.md").write_text(contract, "utf-8")
    out = kpi("check", *NOVEMBER).out
    assert "  PASS        Cost per acquisition  2026-10" in out
    assert "  PASS        spend                 2026-10" in out, "a label of its own may mean something else"
    assert "Cost per acquisition (cpa)" in kpi("explain", "aurora-vk#cpa", *NOVEMBER).out


def test_a_period_after_the_end_of_the_data(kpi, workspace) -> None:
    asked = ("check", "--period", "2026-11", "--as-of", "2026-12-05")
    status, out, _ = kpi(*asked)
    assert status == 3
    assert "\nthe data of `daily` ends on 2026-10-31\n" in out
    assert "ends on" not in kpi(*asked, "--format", "json").out
    assert "ends on" not in kpi("check", "--period", "2026-10", *NOVEMBER).out
    assert "ends on" not in kpi("check", "--period", "2026-08", *NOVEMBER).out, "a gap is no end"
    assert "ends on" not in kpi("check", "--period", "2026-11", "--as-of", "2026-10-15").out, "it has not begun"
    out = kpi("explain", "aurora-vk#likes", "--period", "2026-11", "--as-of", "2026-12-05").out
    assert "data ends     daily on 2026-10-31" in out


def test_the_end_of_counts_for_whole_stretches(kpi, workspace) -> None:
    (workspace / "data" / "p.csv").write_text("account,start,end,reach\naurora,2026-09-01,2026-09-30,9\n", "utf-8")
    with (workspace / "kpi.yaml").open("a") as file:
        file.write("  periods: {files: data/p.csv}\n")
    contract = CONTRACT.replace("cpa <= 30", "reach >= 1")
    (workspace / "contracts" / "aurora.kpi.md").write_text(contract, "utf-8")
    assert "the data of `periods` ends on 2026-09-30" in kpi("check", *NOVEMBER).out


def test_a_year_of_periods_has_the_clauses_too(kpi, workspace) -> None:
    found = json.loads(kpi("check", "--period", "2026", "--as-of", "2027-02-01", "--format", "json").out)
    Draft202012Validator(SCHEMA).validate(found)
    assert [clause["clause"] for clause in found["clauses"]] == ["likes", "cpa"]
    assert found["clauses"][0]["status"] == "fail"


def test_a_broken_contract_never_vanishes(kpi, workspace) -> None:
    (workspace / "contracts" / "b.kpi.md").write_text(CONTRACT.replace("likes >= 300", "lkies >= 300"), "utf-8")
    status, out, err = kpi("check", *NOVEMBER)
    assert (status, out) == (2, "")
    assert "contracts/b.kpi.md:12:3: error[KPI030]" in err.replace("\\", "/")
    assert "\n    |   ^^^^^\n" in err
    assert err.endswith("1 error in 1 file\n")


def test_refused_data(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    file.write_text(file.read_text("utf-8").replace("01.10.2026;9", "01.10.2026;n/a"), "utf-8")
    status, out, err = kpi("check", *NOVEMBER, "--format", "json")
    assert (status, out) == (2, "")
    assert "daily.csv:62:3: error[KPI071]" in err


@pytest.mark.parametrize("path", ["nix.kpi.md", "data", "kpi.yaml"])
def test_nothing_to_judge(kpi, workspace, path) -> None:
    status, out, err = kpi("check", path)
    assert (status, out) == (2, "")
    assert f"{path}: error[KPI062]" in err


def test_no_workspace(kpi, workspace) -> None:
    (workspace / "kpi.yaml").unlink()
    file = workspace / "contracts" / "aurora.kpi.md"
    file.write_text(CONTRACT.replace("version: 2", "version: 2\ncurrency: RUB"), "utf-8")
    status, _, err = kpi("check")
    assert status == 2
    assert "kpi.yaml: error[KPI062]" in err


def test_a_period_in_which_nothing_is_judged(kpi, workspace) -> None:
    status, out, err = kpi("check", "--period", "2031-01")
    assert (status, out) == (2, "")
    assert "KPI062" in err


def test_colour_if_asked_for(kpi, workspace) -> None:
    assert "\x1b[31;1mFAIL" in kpi("check", *NOVEMBER, "--color").out
    assert "\x1b" not in kpi("check", *NOVEMBER).out
    assert "\x1b" not in kpi("check", *NOVEMBER, "--color", "--format", "json").out


def test_nothing_in_a_contract_steers_the_terminal(kpi, workspace) -> None:
    file = workspace / "data" / "daily.csv"
    file.write_text(file.read_text("utf-8").replace("aurora", "a\x1b[2Jb"), "utf-8")
    contract = CONTRACT.replace("monthly", "monthly for each account")
    (workspace / "contracts" / "aurora.kpi.md").write_text(contract, "utf-8")
    out = kpi("check", *NOVEMBER).out
    assert "account = a\\x1b[2Jb" in out
    assert "\x1b" not in out
