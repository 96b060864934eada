"""Verdicts: the questions in their order."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from engine.judge.stage import (
    ACQUIRED,
    CPA,
    CPA_CHECK,
    LIKES,
    OCTOBER,
    POSTS,
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
from kpi_rules.language.contract import Exclusion, Tolerance
from kpi_rules.language.formula import Negated
from kpi_rules.language.schedule import By, Days
from kpi_rules_engine.judge.decide import decide
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status

SPENT = compare(SPEND, ">", 0)
ENOUGH = compare(LIKES, ">=", 500)


def decision(asked, figures, *, over=True, provisional=False, outside=False, window=OCTOBER, **settings):
    scene = figures if isinstance(figures, Stage) else stage(figures, window)
    return decide(asked, header(**settings), window, scene, over, provisional, outside)


def short(found):
    return found.status, found.reason


@pytest.mark.parametrize(
    ("spend", "acquired", "when", "expected"),
    [
        (30_000, 1_000, (), (Status.PASS, None)),
        (30_001, 1_000, (), (Status.FAIL, None)),
        (30_000, 0, (SPENT,), (Status.FAIL, None)),
        (0, 0, (), (Status.NO_VERDICT, Reason.UNDEFINED)),
        (0, 0, (SPENT,), (Status.NOT_APPLICABLE, Reason.PRECONDITION)),
        (0, 5, (SPENT,), (Status.NOT_APPLICABLE, Reason.PRECONDITION)),
        (9, 5, (SPENT, Negated(SPENT)), (Status.NOT_APPLICABLE, Reason.PRECONDITION)),
        (9, 5, (SPENT, ENOUGH), (Status.NO_VERDICT, Reason.MISSING_DATA)),
        (0, 5, (SPENT, ENOUGH), (Status.NOT_APPLICABLE, Reason.PRECONDITION)),
        (9, 0, (compare(quotient(ACQUIRED, ACQUIRED), ">", 0),), (Status.NO_VERDICT, Reason.UNDEFINED)),
    ],
)
def test_precondition_and_requirement(spend, acquired, when, expected):
    found = decision(clause(CPA_CHECK, when=when), {SPEND: spend, ACQUIRED: acquired})
    assert short(found) == expected
    judged = expected[0] in (Status.PASS, Status.FAIL) or not when
    assert len(found.checks) == (1 if judged else 0)


def test_missing_days_are_named():
    scene = Stage({(LIKES.part, OCTOBER): found(499, 29, october(5, 6))})
    open_ = decision(clause(ENOUGH), scene)
    assert short(open_) == (Status.NO_VERDICT, Reason.MISSING_DAY)
    assert open_.missing_days == october(5, 6)
    assert short(decision(clause(ENOUGH), scene, coverage=Fraction(9, 10))) == (Status.FAIL, None)


def test_outside_comes_first_then_the_days():
    asked = clause(CPA_CHECK, when=(SPENT,))
    everything = Exclusion("New Year", Days(date(2026, 10, 1), date(2026, 10, 31)))
    empty = Window(OCTOBER.first, OCTOBER.last, OCTOBER.unit, 1, (everything,))
    assert short(decision(asked, {}, outside=True, over=False)) == (Status.NOT_APPLICABLE, Reason.OUTSIDE_CLAUSE)
    excluded = decision(asked, {}, window=empty, over=False, provisional=True)
    assert short(excluded) == (Status.NOT_APPLICABLE, Reason.ALL_DAYS_EXCLUDED)
    assert not excluded.provisional


def test_a_period_that_is_not_over_is_pending_whatever_its_precondition():
    found = decision(clause(CPA_CHECK, when=(SPENT,)), {SPEND: 0, ACQUIRED: 10}, over=False, provisional=True)
    assert short(found) == (Status.PENDING, Reason.PERIOD_NOT_OVER)
    assert not found.provisional
    assert [(check.value, check.holds) for check in found.checks] == [(0, None)]


def test_tolerance_is_said():
    found = decision(clause(ENOUGH, tolerance=Tolerance(Fraction(10), False)), {LIKES: 495})
    assert short(found) == (Status.PASS, Reason.WITHIN_TOLERANCE)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({LIKES: 500}, (Status.PASS, Reason.NOT_SETTLED)),
        ({LIKES: 499}, (Status.PASS, Reason.WITHIN_TOLERANCE)),
        ({LIKES: 1}, (Status.FAIL, Reason.NOT_SETTLED)),
        ({}, (Status.NO_VERDICT, Reason.MISSING_DATA)),
    ],
)
def test_provisional(figures, expected):
    found = decision(clause(ENOUGH, tolerance=Tolerance(Fraction(1), False)), figures, provisional=True)
    assert short(found) == expected
    assert found.provisional


def so_far(likes, missing=(), until=12):
    """Likes of the first days of October, some of them missing, and nothing after."""
    later = range(until + 1, 32)
    return Stage({(LIKES.part, OCTOBER): found(likes, until - len(missing), october(*missing, *later))})


BY = By(date(2026, 10, 31))


@pytest.mark.parametrize(
    ("check", "likes", "expected"),
    [
        (ENOUGH, 500, Status.PASS),
        (ENOUGH, 499, Status.PENDING),
        (compare(LIKES, "<=", 500), 501, Status.FAIL),
        (compare(LIKES, "<=", 500), 500, Status.PENDING),
    ],
)
def test_by_a_day_is_decided_early_where_nothing_can_change_it(check, likes, expected):
    assert decision(clause(check, schedule=BY), so_far(likes), over=False).status is expected
    assert decision(clause(check), so_far(likes), over=False).status is Status.PENDING


def test_early_only_without_a_gap():
    asked = clause(ENOUGH, schedule=BY)
    assert decision(asked, so_far(600, (5,)), over=False).status is Status.PENDING
    early = decision(asked, so_far(600, (5,)), over=False, coverage=Fraction(9, 10), provisional=True)
    assert (early.status, early.missing_days, early.provisional) == (Status.PASS, october(5), True)
    assert decision(asked, Stage(), over=False).status is Status.PENDING


def test_early_only_if_the_precondition_is_certain_too():
    scene = Stage({**so_far(600).figures, (POSTS.part, OCTOBER): found(3, 12, october(*range(13, 32)))})
    for when, expected in (
        (compare(POSTS, ">=", 3), Status.PASS),
        (compare(POSTS, ">=", 4), Status.PENDING),
        (compare(POSTS, "<=", 3), Status.PENDING),
    ):
        asked = clause(ENOUGH, schedule=BY, when=(when,))
        assert decision(asked, scene, over=False).status is expected


def test_a_ratio_is_never_early():
    asked = clause(compare(CPA, "<=", 30), schedule=BY)
    assert decision(asked, {SPEND: 900, ACQUIRED: 10}, over=False).status is Status.PENDING
