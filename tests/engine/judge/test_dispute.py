"""Two sources that should agree."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.judge.stage import (
    INF,
    LIKES,
    OCTOBER,
    POSTS,
    REPOSTS,
    Stage,
    clause,
    compare,
    found,
    header,
    october,
    stage,
)
from kpi_rules.language.contract import Against
from kpi_rules.language.formula import AnyOf, Constant, Measured
from kpi_rules_engine.judge.decide import decide
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status

PASS, FAIL, NO = Status.PASS, Status.FAIL, Status.NO_VERDICT
ENOUGH = compare(LIKES, ">=", 500)
ACCEPTED = compare(POSTS, "<=", 3)
OTHER = Measured(replace(LIKES.part, source="second"))
LIMIT = compare(OTHER, ">=", 500)


def decision(asked, figures, *, over=True, provisional=False, outside=False, **settings):
    scene = figures if isinstance(figures, Stage) else stage(figures)
    return decide(asked, header(**settings), OCTOBER, scene, over, provisional, outside)


def short(found):
    return found.status, found.reason


def against(amount, relative=True):
    return Against("second", Fraction(amount), relative, LIMIT)


@pytest.mark.parametrize(
    ("first", "second", "amount", "expected"),
    [
        (500, 550, "1/10", (PASS, None)),
        (500, 551, "1/10", (NO, Reason.DISPUTED)),
        (500, 449, "1/10", (NO, Reason.DISPUTED)),
        (499, 500, "1/10", (FAIL, None)),
        (0, 0, "1/10", (FAIL, None)),
        (0, 1, "1/10", (NO, Reason.DISPUTED)),
        (INF, INF, "1/10", (PASS, None)),
        (INF, 500, "1/10", (NO, Reason.DISPUTED)),
        (500, INF, "1/10", (NO, Reason.DISPUTED)),
        (500, None, "1/10", (NO, Reason.MISSING_DATA)),
        (None, 500, "1/10", (NO, Reason.MISSING_DATA)),
    ],
)
def test_two_sources(first, second, amount, expected):
    figures = {part: figure for part, figure in ((LIKES, first), (OTHER, second)) if figure is not None}
    judged = decision(clause(ENOUGH, against=against(amount)), figures)
    assert short(judged) == expected
    if None not in (first, second):
        assert [(pair.value, pair.other) for pair in judged.agreements] == [(first, second)]


def test_an_absolute_distance():
    asked = clause(ENOUGH, against=against(5, relative=False))
    assert short(decision(asked, {LIKES: 500, OTHER: 505})) == (PASS, None)
    assert short(decision(asked, {LIKES: 500, OTHER: 506})) == (NO, Reason.DISPUTED)


def test_a_gap_of_the_second_source_is_no_dispute():
    scene = Stage({(LIKES.part, OCTOBER): found(500), (OTHER.part, OCTOBER): found(100, 7, october(*range(8, 32)))})
    judged = decision(clause(ENOUGH, against=against("1/10")), scene)
    assert (*short(judged), judged.missing_days) == (NO, Reason.MISSING_DAY, october(*range(8, 32)))


def test_each_comparison_is_checked():
    either = AnyOf((ENOUGH, compare(POSTS, ">=", 1)))
    others = AnyOf((LIMIT, compare(Measured(replace(POSTS.part, source="second")), ">=", 1)))
    asked = clause(either, against=Against("second", Fraction(1, 10), True, others))
    second = others.of[1].left
    assert short(decision(asked, {LIKES: 500, OTHER: 500, POSTS: 5, second: 5})) == (PASS, None)
    assert short(decision(asked, {LIKES: 500, OTHER: 500, POSTS: 5, second: 6})) == (NO, Reason.DISPUTED)
    assert short(decision(asked, {LIKES: 500, OTHER: 500, second: 6})) == (NO, Reason.MISSING_DATA)


def test_the_dispute_comes_after_the_precondition_and_before_the_rest():
    asked = clause(ENOUGH, against=against("1/10"), when=(ACCEPTED,), provided=(compare(REPOSTS, ">=", 1),))
    apart = {LIKES: 500, OTHER: 900}
    assert short(decision(asked, {**apart, POSTS: 4})) == (Status.NOT_APPLICABLE, Reason.PRECONDITION)
    assert short(decision(asked, {**apart, POSTS: 3})) == (NO, Reason.DISPUTED)
    assert short(decision(asked, {**apart, POSTS: 3, REPOSTS: 0})) == (NO, Reason.DISPUTED)
    assert short(decision(asked, apart | {POSTS: 3}, over=False)) == (Status.PENDING, Reason.PERIOD_NOT_OVER)


def test_the_constant_may_stand_on_the_left():
    asked = clause(compare(Constant(Fraction(1)), ">=", LIKES), against=against("1/10"))
    assert decision(asked, {LIKES: 1, OTHER: 1}).status is PASS
