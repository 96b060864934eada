"""`kpi explain`: the evidence of a verdict, or the meaning of a clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import CONTRACT

NOVEMBER = ("--as-of", "2026-11-05")


@pytest.mark.parametrize("name", ["contracts/aurora.kpi.md#likes", "aurora-vk#likes", "aurora-vk#LIKES"])
def test_the_whole_reason(kpi, workspace, name) -> None:
    status, out, err = kpi("explain", name, *NOVEMBER)
    assert (status, err) == (0, "")
    lines = out.split("\n")
    assert lines[0] == "Likes of the month (likes)"
    assert "aurora.kpi.md, line 11" in lines[2]
    assert '    likes "Likes of the month":' in lines
    assert "FAIL  2026-10  (2026-10-01..2026-10-31), as of 2026-11-05" in lines
    assert "  found    279 >= 300, missed; margin -21" in lines
    assert "  because  agreed in December" in lines
    row = next(line.split() for line in lines if line.startswith("  likes "))
    assert row[:8] == ["likes", "sum", "279", "31", "2026-10-01..2026-10-31", "31", "0", "daily"]
    assert "cpa" not in out


def test_of_a_contract_every_clause(kpi, workspace) -> None:
    out = kpi("explain", "aurora-vk", "--period", "2026-08", *NOVEMBER).out
    assert out.count("NO VERDICT") == 2
    assert "without data  2026-08-31" in out
    assert "formula       cpa = spend / acquired" in out


def test_without_data_what_it_means(kpi, workspace) -> None:
    (workspace / "kpi.yaml").unlink()
    Path("a.kpi.md").write_text(CONTRACT.replace("version: 2", "currency: RUB"), "utf-8")
    status, out, _ = kpi("explain", "a.kpi.md#cpa")
    assert status == 0
    for line in (
        "  in words    The Agency ensures the following: «Cost per acquisition» is at most 30 RUB.",
        "              In this clause «Cost per acquisition» means: total of «Spend» / total of «Acquired».",
        "  in general  The term runs from 1 January 2026 to 31 December 2026, both days included.",
        "              The Agency: Bright SMM.",
        "  spend       Money spent on promotion.",
    ):
        assert line in out.split("\n")


def test_every_modifier_has_words(kpi) -> None:
    Path("a.kpi.md").write_text(
        "---\ncontract: a\nterm: 2026-01-01..2026-12-31\ncoverage: 90%\nsettle: 5 days\nscope: {account: x}\n---\n"
        '```kpi\na "A": likes >= 0.05 monthly over last 3 months\n  when reposts > 3\n'
        '  except 2026-01-01..2026-01-08 "New Year", weekends\n  from 2026-03-01\n  until 2026-09-30\n'
        "  tolerance 2%\n  rounded to 2 places\n  for each account\n  by client\n```\n",
        "utf-8",
    )
    status, out, err = kpi("explain", "a.kpi.md")
    assert status == 0, err
    said = " ".join(out.split())
    for text in (
        "It is judged for each month of the term, on the data of the 3 months that end together with it",
        "The Client ensures the following: total of «Likes» is at least 0.05.",
        "The clause applies only to a period in which total of «Reposts» is more than 3.",
        'from 1 January 2026 to 8 January 2026, both days included (reason: "New Year"); Saturdays and Sundays.',
        "The clause binds from 1 March 2026",
        "The clause binds until 30 September 2026",
        "A miss of the target by no more than 2% of the target still counts as met.",
        "the value is rounded to a multiple of 0.01",
        "It is judged separately for each value of «account»",
        'Only the data of the account "x" counts.',
        "at least 90% of the days",
        "A verdict is final 5 days after the end of its period",
    ):
        assert text in said


@pytest.mark.parametrize(
    ("name", "guess"),
    [("aurora-vk#likse", "`likes`"), ("aurora-vx", "`aurora-vk`"), ("nix.kpi.md", None), ("data", None)],
)
def test_nothing_of_this_name(kpi, workspace, name, guess) -> None:
    status, out, err = kpi("explain", name)
    assert (status, out) == (2, "")
    assert "KPI062" in err
    assert guess is None or f"did you mean {guess}?" in err


def test_another_broken_contract_is_not_in_the_way(kpi, workspace) -> None:
    (workspace / "contracts" / "b.kpi.md").write_text("---\ncontract: b\n---\n", "utf-8")
    assert kpi("explain", "aurora-vk#likes", *NOVEMBER).status == 0
    assert kpi("explain", "contracts/b.kpi.md").status == 2
