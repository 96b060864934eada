"""What is asked beyond the requirement: acceptance, a warning line, missing data that counts, reports."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import (
    ACQUIRED,
    CPA_CHECK,
    INF,
    LIKES,
    MEMBERS,
    OCTOBER,
    POSTS,
    REPOSTS,
    SPEND,
    Stage,
    clause,
    compare,
    found,
    header,
    october,
    quotient,
    stage,
)
from engine.judge.test_dispute import OTHER, against
from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import AllOf, Reported
from kpi_rules.language.units import COUNT, RATIO
from kpi_rules_engine.judge.decide import decide, without_rows
from kpi_rules_engine.values import Reason, Unknown
from kpi_rules_engine.verdict import Status

PASS, WARN, FAIL, NO = Status.PASS, Status.WARN, Status.FAIL, Status.NO_VERDICT
ENOUGH = compare(LIKES, ">=", 500)
ACCEPTED = compare(POSTS, "<=", 3)


def decision(asked, figures, *, over=True, provisional=False, outside=False, **settings):
    scene = figures if isinstance(figures, Stage) else stage(figures)
    return decide(asked, header(**settings), OCTOBER, scene, over, provisional, outside)


def short(found):
    return found.status, found.reason


# -- provided


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({LIKES: 500, POSTS: 3}, (PASS, None)),
        ({LIKES: 500, POSTS: 4}, (FAIL, Reason.NOT_ACCEPTED)),
        ({LIKES: 500}, (NO, Reason.MISSING_DATA)),
        ({LIKES: 499, POSTS: 3}, (FAIL, None)),
        ({LIKES: 499}, (FAIL, None)),
        ({POSTS: 4}, (NO, Reason.MISSING_DATA)),
    ],
)
def test_what_is_met_must_be_accepted(figures, expected):
    judged = decision(clause(ENOUGH, provided=(ACCEPTED,)), figures)
    assert short(judged) == expected
    assert bool(judged.provided) is (figures.get(LIKES) == 500)


def test_all_the_conditions_of_acceptance_must_hold():
    both = clause(ENOUGH, provided=(ACCEPTED, compare(REPOSTS, ">=", 1)))
    assert short(decision(both, {LIKES: 500, POSTS: 3, REPOSTS: 1})) == (PASS, None)
    assert short(decision(both, {LIKES: 500, POSTS: 3, REPOSTS: 0})) == (FAIL, Reason.NOT_ACCEPTED)
    assert short(decision(both, {LIKES: 500, POSTS: 4})) == (FAIL, Reason.NOT_ACCEPTED)
    assert short(decision(both, {LIKES: 500, POSTS: 3})) == (NO, Reason.MISSING_DATA)


def test_the_tolerance_is_not_for_the_acceptance():
    asked = clause(ENOUGH, provided=(ACCEPTED,), tolerance=Tolerance(Fraction(1), False))
    assert short(decision(asked, {LIKES: 499, POSTS: 3})) == (PASS, Reason.WITHIN_TOLERANCE)
    assert short(decision(asked, {LIKES: 499, POSTS: 4})) == (FAIL, Reason.NOT_ACCEPTED)


def test_the_acceptance_is_asked_for_its_coverage():
    scene = Stage({(LIKES.part, OCTOBER): found(500), (POSTS.part, OCTOBER): found(1, 30, october(7))})
    judged = decision(clause(ENOUGH, provided=(ACCEPTED,)), scene)
    assert (*short(judged), judged.missing_days) == (NO, Reason.MISSING_DAY, october(7))
    assert decision(clause(ENOUGH, provided=(ACCEPTED,)), scene, coverage=Fraction(9, 10)).status is PASS


# -- warn at


@pytest.mark.parametrize(
    ("check", "line", "value", "expected"),
    [
        (ENOUGH, 600, 600, (PASS, None)),
        (ENOUGH, 600, 599, (WARN, Reason.BELOW_WARN_LINE)),
        (ENOUGH, 600, 500, (WARN, Reason.BELOW_WARN_LINE)),
        (ENOUGH, 600, 499, (WARN, Reason.WITHIN_TOLERANCE)),
        (ENOUGH, 600, 498, (FAIL, None)),
        (ENOUGH, 600, INF, (PASS, None)),
        (compare(LIKES, "<=", 500), 400, 400, (PASS, None)),
        (compare(LIKES, "<", 500), 400, 401, (WARN, Reason.BELOW_WARN_LINE)),
        (compare(LIKES, "<=", 500), 400, 501, (WARN, Reason.WITHIN_TOLERANCE)),
        (compare(LIKES, "<=", 500), 400, 502, (FAIL, None)),
    ],
)
def test_the_warning_line(check, line, value, expected):
    asked = clause(check, warn=Fraction(line), tolerance=Tolerance(Fraction(1), False))
    assert short(decision(asked, {LIKES: value})) == expected


def test_a_rounded_value_is_held_against_the_line():
    asked = clause(ENOUGH, warn=Fraction(600), rounding=Fraction(10))
    assert short(decision(asked, {LIKES: 595})) == (PASS, None)


def test_a_warning_that_is_not_accepted_fails():
    asked = clause(ENOUGH, warn=Fraction(600), provided=(ACCEPTED,))
    assert short(decision(asked, {LIKES: 550, POSTS: 3})) == (WARN, Reason.BELOW_WARN_LINE)
    assert short(decision(asked, {LIKES: 550, POSTS: 4})) == (FAIL, Reason.NOT_ACCEPTED)


@given(st.integers(0, 1200), st.integers(501, 1000))
def test_a_warning_line_never_turns_a_pass_into_a_miss(value, line):
    plain, warned = (decision(clause(ENOUGH, warn=warn), {LIKES: value}) for warn in (None, Fraction(line)))
    assert (plain.status is FAIL) is (warned.status is FAIL)
    assert (warned.status is PASS) is (value >= line)


# -- if missing


@pytest.mark.parametrize(("missing", "status"), [("pass", PASS), ("fail", FAIL)])
def test_missing_data_counts(missing, status):
    asked = clause(ENOUGH, missing=missing)
    judged = decision(asked, {})
    assert (*short(judged), judged.by_missing) == (status, Reason.MISSING_DATA, True)
    gap = Stage({(LIKES.part, OCTOBER): found(900, 30, october(5))})
    assert (*short(decision(asked, gap)), decision(asked, gap).missing_days) == (status, Reason.MISSING_DAY, october(5))
    early = decision(asked, {}, provisional=True)
    assert (*short(early), early.by_missing, early.provisional) == (NO, Reason.MISSING_DATA, False, True)
    there = decision(asked, {LIKES: 500})
    assert (*short(there), there.by_missing) == (PASS, None, False)


@pytest.mark.parametrize("missing", ["pass", "fail"])
def test_nothing_else_counts(missing):
    undefined = clause(CPA_CHECK, missing=missing)
    assert short(decision(undefined, {SPEND: 0, ACQUIRED: 0})) == (NO, Reason.UNDEFINED)
    unknown = clause(ENOUGH, missing=missing, when=(ACCEPTED,))
    assert short(decision(unknown, {})) == (NO, Reason.MISSING_DATA)
    assert not decision(unknown, {}).by_missing
    assert short(decision(unknown, {POSTS: 4})) == (Status.NOT_APPLICABLE, Reason.PRECONDITION)
    accepted = clause(ENOUGH, missing=missing, provided=(ACCEPTED,))
    assert short(decision(accepted, {LIKES: 500})) == (NO, Reason.MISSING_DATA)
    checked = clause(ENOUGH, missing=missing, against=against("1/10"))
    assert short(decision(checked, {LIKES: 500, OTHER: 900})) == (NO, Reason.DISPUTED)
    assert short(decision(checked, {LIKES: 500})) == (NO, Reason.MISSING_DATA)
    assert decision(checked, {OTHER: 500}).by_missing
    assert decision(checked, {}).by_missing


def test_what_passes_by_missing_data_is_not_asked_for_acceptance():
    judged = decision(clause(ENOUGH, missing="pass", provided=(ACCEPTED,)), {POSTS: 4})
    assert (*short(judged), judged.provided) == (PASS, Reason.MISSING_DATA, ())


def test_a_group_without_rows_lacks_its_data():
    zeros = decision(clause(ENOUGH), {LIKES: 0})
    assert short(without_rows(clause(ENOUGH), zeros)) == (NO, Reason.MISSING_DATA)
    counted = without_rows(clause(ENOUGH, missing="fail"), zeros)
    assert (*short(counted), counted.by_missing) == (FAIL, Reason.MISSING_DATA, True)
    early = without_rows(clause(ENOUGH, missing="fail"), replace(zeros, provisional=True))
    assert (*short(early), early.provisional) == (NO, Reason.MISSING_DATA, True)


# -- report

LEVEL = Reported(MEMBERS, COUNT, "members")


def test_a_report_has_a_value_and_no_verdict():
    asked = clause(AllOf(()), reported=LEVEL)
    judged = decision(asked, {MEMBERS: 7})
    assert (*short(judged), judged.reported, judged.checks) == (Status.REPORTED, None, 7, ())
    lost = decision(asked, {})
    assert short(lost) == (Status.REPORTED, Reason.MISSING_DATA)
    assert isinstance(lost.reported, Unknown)
    assert short(decision(asked, {MEMBERS: 7}, provisional=True)) == (Status.REPORTED, Reason.NOT_SETTLED)
    pending = decision(asked, {MEMBERS: 7}, over=False)
    assert (*short(pending), pending.reported) == (Status.PENDING, Reason.PERIOD_NOT_OVER, 7)
    assert short(decision(asked, {}, outside=True)) == (Status.NOT_APPLICABLE, Reason.OUTSIDE_CLAUSE)


def test_a_report_waits_for_its_precondition():
    asked = clause(AllOf(()), reported=LEVEL, when=(ACCEPTED,))
    assert decision(asked, {MEMBERS: 7, POSTS: 3}).reported == 7
    assert short(decision(asked, {MEMBERS: 7, POSTS: 4})) == (Status.NOT_APPLICABLE, Reason.PRECONDITION)
    assert short(decision(asked, {MEMBERS: 7})) == (Status.REPORTED, Reason.MISSING_DATA)


def test_a_report_may_be_undefined():
    share = Reported(quotient(LIKES, POSTS), RATIO, "likes / posts")
    asked = clause(AllOf(()), reported=share)
    assert decision(asked, {LIKES: 1, POSTS: 3}).reported == Fraction(1, 3)
    assert short(decision(asked, {LIKES: 0, POSTS: 0})) == (Status.REPORTED, Reason.UNDEFINED)
    absent = without_rows(asked, decision(asked, {LIKES: 0, POSTS: 1}))
    assert (*short(absent), absent.reported) == (Status.REPORTED, Reason.MISSING_DATA, Unknown(Reason.MISSING_DATA))
