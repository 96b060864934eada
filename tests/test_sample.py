"""The sample workspace: its data can be made again, its contracts show every kind of verdict, its figures are right."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pages import ROOT, kpi

SAMPLE = ROOT / "contracts"
AS_OF = "2026-11-05"


@pytest.fixture(scope="module")
def checked() -> dict[str, Any]:
    """What `make demo` judges."""
    out, err, status = kpi("check", str(SAMPLE), "--as-of", AS_OF, "--format", "json")
    assert (err, status) == ("", 1)
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.fixture(scope="module")
def verdicts(checked: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = checked["verdicts"]
    return found


def test_the_script_writes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "make_sample.py", tmp_path], check=True)

    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in (SAMPLE / "data").iterdir()}


def test_the_sample_has_no_message() -> None:
    out, err, status = kpi("lint", str(SAMPLE))

    assert (out, err, status) == ("no messages about 18 clauses in 3 files\n", "", 0)


def test_every_scenario_of_the_sample_holds() -> None:
    out, err, status = kpi("test", str(SAMPLE))

    assert (err, status) == ("", 0)
    assert out.endswith("14 scenarios: 14 hold\n")


def test_the_sample_is_in_canonical_form() -> None:
    assert kpi("fmt", "--check", str(SAMPLE))[2] == 0


def test_the_demo_is_read_at_a_glance() -> None:
    out, _, _ = kpi("check", str(SAMPLE), "--as-of", AS_OF)

    assert 40 <= len(out.splitlines()) <= 64


def test_every_kind_of_verdict_is_shown(verdicts: list[dict[str, Any]]) -> None:
    assert {v["status"] for v in verdicts} == {"pass", "warn", "fail", "no_verdict", "not_applicable", "pending"}
    assert {v["reason"] for v in verdicts} == {
        None,
        "missing_day",
        "undefined",
        "precondition",
        "period_not_over",
        "within_tolerance",
        "below_warn_line",
    }
    assert any(v["partial"] for v in verdicts)
    assert any(v["group"] for v in verdicts)


def test_the_missing_days_are_named(verdicts: list[dict[str, Any]]) -> None:
    views = found(verdicts, "views")

    assert (views["status"], views["missing_days"]) == ("no_verdict", ["2026-10-17", "2026-10-18", "2026-10-19"])


def test_reach_of_a_working_day(verdicts: list[dict[str, Any]]) -> None:
    """The plain average over Mondays to Fridays of October, of which none is a holiday."""
    days = [
        Fraction(row["Охват"])
        for day, row in vk()
        if date(2026, 10, 1) <= day <= date(2026, 10, 31) and day.isoweekday() <= 5
    ]

    assert len(days) == 22
    assert exact(found(verdicts, "охват_будней")) == sum(days) / 22


def test_net_growth_of_three_months(verdicts: list[dict[str, Any]]) -> None:
    rows = [row for day, row in vk() if date(2026, 8, 1) <= day <= date(2026, 10, 31)]

    assert exact(found(verdicts, "прирост")) == sum(int(row["Вступили"]) - int(row["Вышли"]) for row in rows)


def test_what_the_members_beyond_the_target_bring(verdicts: list[dict[str, Any]]) -> None:
    """A hundred roubles for each."""
    growth = found(verdicts, "прирост")
    (bonus,) = growth["remedies"]

    assert Fraction(bonus["amount"]) == (exact(growth) - 700) * 100


def test_the_scorecard(checked: dict[str, Any]) -> None:
    """Of 1 + 2 + 1 points the last is halved by a warning; what is pending or not applicable is left out."""
    (card,) = checked["scorecards"]

    assert (card["status"], card["points"], card["of"]) == ("pass", "7/2", "4")


def test_what_a_dear_campaign_costs(checked: dict[str, Any]) -> None:
    """More than 35% over the target, of which 10% of 2,400 EUR are asked."""
    (statement,) = [s for s in checked["statements"] if s["contract"] == "orchard-ads"]

    assert statement["deductions"] == {"sum": "240.00", "limit": "360.00", "due": "240.00"}


def test_left_after_the_giveaway(verdicts: list[dict[str, Any]]) -> None:
    """Thirty days from the day after it, against the members on its last day."""
    rows = {date.fromisoformat(row["date"]): row for row in table("telegram-harbour.csv")}
    left = sum(int(row["left"]) for day, row in rows.items() if date(2026, 3, 15) <= day <= date(2026, 4, 13))

    assert exact(found(verdicts, "hangover")) == Fraction(left, int(rows[date(2026, 3, 14)]["members"]))


def test_reach_of_a_post(verdicts: list[dict[str, Any]]) -> None:
    rows = [row for row in table("posts-harbour.csv") if row["published_at"].startswith("2026-10-")]

    assert exact(found(verdicts, "post_reach")) == Fraction(sum(int(row["reach"]) for row in rows), len(rows))


def test_cost_per_lead(verdicts: list[dict[str, Any]]) -> None:
    rows = [
        row
        for row in table("ads-orchard.csv")
        if row["Day"].endswith("/10/2026") and row["Campaign"] in ("search", "social")
    ]
    spend = sum(Fraction(row["Amount spent (EUR)"].replace(",", "")) for row in rows)

    cpl = found(verdicts, "cpl")
    assert exact(cpl) == spend / sum(int(row["Leads"]) for row in rows)
    assert Fraction("9.9") < exact(cpl) <= Fraction("9.9") * Fraction("1.02")


def found(verdicts: list[dict[str, Any]], clause: str) -> dict[str, Any]:
    """The only verdict of a clause."""
    (verdict,) = [v for v in verdicts if v["clause"] == clause]
    return verdict


def exact(verdict: dict[str, Any]) -> Fraction:
    return Fraction(verdict["value"]["exact"])


def vk() -> Iterator[tuple[date, dict[str, str]]]:
    """The days of the three VK files, without their titles and lines of totals."""
    for path in sorted((SAMPLE / "data").glob("vk-aurora-*.csv")):
        _, *lines, _ = path.read_text("utf-8-sig").splitlines()
        for row in csv.DictReader(lines, delimiter=";"):
            day, month, year = map(int, row["Дата"].split("."))
            yield date(year, month, day), row


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
