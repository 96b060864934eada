"""The lines that people read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from kpi_rules.language.units import COUNT
from kpi_rules.shell.figures import compared
from kpi_rules.shell.lines import remarks
from kpi_rules.shell.stretches import spoken
from kpi_rules.shell.terminal import Paint, Screen, cells
from kpi_rules.shell.text import summary, verdicts
from kpi_rules_engine.verdict import Status
from shell.samples import (
    ALL,
    COMPOUND,
    COUNTED,
    DISPUTED,
    ENDLESS,
    FAILED,
    LACKING,
    NOT_ACCEPTED,
    NOT_APPLICABLE,
    PASSED,
    PENDING,
    REPORTED,
    UNREPORTED,
    WITHOUT,
    check,
    outcome,
)

SCREEN = Screen()


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        (FAILED, "0.0431 >= 0.05"),
        (PASSED, "30.50 RUB <= 30.00 RUB"),
        (ENDLESS, "infinite <= 30 RUB"),
        (WITHOUT, "no value (>= 0.03)"),
        (PENDING, "0.0431 so far (>= 0.05)"),
        (NOT_APPLICABLE, ""),
        (NOT_ACCEPTED, "510 >= 500; provided 0.2 <= 0.1"),
        (DISPUTED, "510 in doubt (>= 500)"),
        (COUNTED, "no value (>= 0.03)"),
        (REPORTED, "0.3333"),
        (replace(REPORTED, status=Status.PENDING), "0.3333 so far"),
        (UNREPORTED, "no value"),
        (COMPOUND, "14 RUB between 10 RUB and 30 RUB; 98,000 within 10,000 of 100,000"),
    ],
)
def test_what_was_compared(verdict, text) -> None:
    assert compared(verdict, "en") == text


def test_a_comparison_that_does_not_hold_is_not_shown_as_if() -> None:
    """Of `likes < 10 or cpa <= 30`, or of `not likes < 10`, a line that passes may show a false comparison."""
    missed = check(Fraction(200), "<", Fraction(10), COUNT, margin=Fraction(-190), holds=False)
    passed = replace(COMPOUND, checks=(missed, COMPOUND.checks[0]))
    assert compared(passed, "en") == "200 < 10 (does not hold); 14 RUB between 10 RUB and 30 RUB"
    assert compared(replace(passed, checks=(missed,)), "ru") == "200 < 10 (неверно)"
    assert compared(replace(passed, checks=(missed,), status=Status.FAIL), "en") == "200 < 10"


def test_a_rounded_value_shows_both() -> None:
    rounded = check(Fraction("0.05"), ">=", Fraction("0.05"), raw=Fraction("0.0449"))
    assert compared(replace(FAILED, checks=(rounded,)), "en") == "0.05 (rounded from 0.0449) >= 0.05"


def test_remarks() -> None:
    assert remarks(PASSED) == "(partial period, within the tolerance, provisional)"
    assert remarks(FAILED) == ""
    assert remarks(NOT_ACCEPTED) == "(not accepted)"
    assert remarks(COUNTED) == "(missing data counts)"


def test_lines_are_aligned_and_fit() -> None:
    wide = replace(FAILED, clause="w", title="漢字" * 30)
    lines = verdicts(outcome(FAILED, PASSED, wide), (), SCREEN).split("\n")
    shown = [line for line in lines if "2026-10  " in line]
    assert len({cells(line[: line.index("2026-10  ")]) for line in shown}) == 1
    assert "channel = vk" in shown[1]
    assert lines[lines.index(shown[1]) + 1].strip() == "(partial period, within the tolerance, provisional)"
    assert all(cells(line) <= SCREEN.columns for line in lines if not line.startswith("the whole reason"))


LONG = "2026-03-15..2026-04-13"


def test_one_long_period_does_not_widen_all_lines() -> None:
    lines = verdicts(outcome(WITHOUT, replace(FAILED, clause="b", period=LONG)), (), SCREEN).split("\n")
    assert f"  NO VERDICT  {'Growth':<21}  2026-10  no value (>= 0.03)" in lines
    assert f"  FAIL        Engagement per member  {LONG}  0.0431 >= 0.05" in lines
    both = verdicts(outcome(*[replace(v, period=LONG) for v in (WITHOUT, FAILED)]), (), SCREEN).split("\n")
    assert len({line.index(LONG) for line in both if f"  {LONG}  " in line}) == 1


def test_one_long_group_does_not_widen_all_lines() -> None:
    long = replace(PASSED, group={"campaign": "spring and summer " * 6})
    lines = verdicts(outcome(PASSED, long, ENDLESS), (), SCREEN).split("\n")
    assert "  PASS        cpa    2026-10  channel = vk  30.50 RUB <= 30.00 RUB" in lines
    assert "  FAIL        Price  2026-10  infinite <= 30 RUB" in lines, "no room is kept for a group that it has not"
    assert any(line.startswith("              campaign = spring and summer") for line in lines)
    assert all(cells(line) <= SCREEN.columns for line in lines if not line.startswith("the whole reason"))


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_lines_fit_any_terminal(columns) -> None:
    wide = replace(FAILED, clause="w", title="A long title of a clause " * 3, period=LONG)
    lines = verdicts(outcome(*ALL, wide), (), Screen(columns=columns)).split("\n")
    assert all(cells(line) <= columns for line in lines if line.startswith("  "))


def test_the_heading_names_the_usual_period() -> None:
    def heading(*periods):
        several = [replace(FAILED, clause=f"c{n}", period=p) for n, p in enumerate(periods)]
        return verdicts(outcome(*several), (), SCREEN).split("\n")[1]

    assert heading("2026-10", "2026-10") == "2026-10, as of 2026-11-05"
    assert heading("2026-10", LONG, "2026-10") == "2026-10 and 1 other period, as of 2026-11-05"
    assert heading("2026-10", LONG, "2026-10", "2026-Q3") == "2026-10 and 2 other periods, as of 2026-11-05"
    assert heading("2026-09", "2026-10") == "2 periods between 2026-10-01 and 2026-10-31, as of 2026-11-05"


def test_a_target_without_a_value() -> None:
    unknown = check(LACKING, ">=", LACKING, holds=None)
    half = check(Fraction(5), ">=", LACKING, COUNT, holds=None)
    assert compared(replace(PENDING, checks=(unknown,)), "en") == "no value"
    assert compared(replace(PENDING, checks=(half,)), "en") == "5 so far (target unknown)"
    assert compared(replace(WITHOUT, checks=(unknown,)), "en") == "no value"
    assert compared(replace(WITHOUT, checks=(half,)), "en") == "5 (target unknown)"


def test_the_reason_is_short() -> None:
    lines = verdicts(outcome(replace(FAILED, tell=lambda _: ("x.", "word " * 200))), (), Screen(columns=60)).split("\n")
    reason = [line for line in lines if line.startswith(" " * 14)]
    assert len(reason) == 2
    assert reason[1].endswith(" …")
    assert all(cells(line) <= 60 for line in reason)


def test_a_pass_needs_no_reason() -> None:
    assert "2,345" not in verdicts(outcome(PASSED), (), SCREEN)
    assert "2,345" not in verdicts(outcome(replace(REPORTED, tell=PASSED.tell)), (), SCREEN)
    assert "2,345" in verdicts(outcome(replace(UNREPORTED, tell=PASSED.tell)), (), SCREEN)
    assert "2,345" in verdicts(outcome(replace(COUNTED, tell=PASSED.tell)), (), SCREEN)


def test_a_clause_over_several_verdicts_has_a_line() -> None:
    assert "FAIL        cpa: over its 2 verdicts" in verdicts(outcome(PASSED, ENDLESS), (), SCREEN)
    titles = {(PASSED.path, "cpa"): "Price of one"}
    assert "FAIL        Price of one: over its 2 verdicts" in verdicts(outcome(PASSED, ENDLESS), (), SCREEN, titles)
    other = replace(FAILED, path="contracts/other.kpi.md")
    assert "over its" not in verdicts(outcome(FAILED, other), (), SCREEN), "two files of one id are two contracts"
    assert "over its" not in verdicts(outcome(PASSED, FAILED), (), SCREEN)


def test_summary_and_hint() -> None:
    assert summary(outcome(*ALL)) == "2 passed, 2 failed, 1 without a verdict, 1 pending, 1 not applicable"
    assert summary(outcome(PASSED, REPORTED)) == "1 passed, 1 reported"
    assert summary(outcome()) == "no verdicts"
    text = verdicts(outcome(WITHOUT, ENDLESS), (), SCREEN)
    assert text.endswith("kpi explain contracts/aurora.kpi.md#cpa --period 2026-10")
    assert verdicts(outcome(WITHOUT), (), SCREEN).endswith("#growth --period 2026-10")
    assert verdicts(outcome(FAILED), (), SCREEN, dated=True).endswith(" --period 2026-10 --as-of 2026-11-05")
    spaced = replace(FAILED, path="my contracts/a.kpi.md")
    assert "'my contracts/a.kpi.md#engagement'" in verdicts(outcome(spaced), (), SCREEN)


def test_colour_is_around_the_word_only() -> None:
    text = verdicts(outcome(FAILED), (), Screen(Paint(True)))
    assert "\x1b[31;1mFAIL      \x1b[0m  Engagement" in text


def test_titles_are_safe() -> None:
    assert "\x1b" not in verdicts(outcome(replace(FAILED, title="\x1b[2J", tell=lambda _: ("a.", "\x9b"))), (), SCREEN)


def test_days_are_said_as_runs() -> None:
    days = [date(2026, 1, n) for n in (1, 2, 3, 7, 9, 10)]
    assert spoken(reversed(days)) == "2026-01-01..2026-01-03, 2026-01-07, 2026-01-09..2026-01-10"
    assert spoken(days, 1) == "2026-01-01..2026-01-03 and 2 more"
    assert spoken([]) == ""
