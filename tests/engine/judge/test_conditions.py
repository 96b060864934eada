"""Conditions on a window: coverage, rounding, tolerance, logic."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import (
    ACQUIRED,
    AVG_MEMBERS,
    COMMENTS,
    CPA_CHECK,
    ENGAGEMENT_CHECK,
    INF,
    JOINED,
    LIKES,
    MEMBERS,
    OCTOBER,
    POSTS,
    REACH,
    REPOSTS,
    SPEND,
    Stage,
    compare,
    fixed,
    found,
    lost,
    october,
    quotient,
    shifted,
    stage,
)
from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import AllOf, AnyOf, Between, Negated, Shift, Within
from kpi_rules.language.units import BARE, RATIO
from kpi_rules_engine.judge.conditions import judge_condition
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.values import Reason, Unknown

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
ALL = Fraction(1)
RATE = quotient(LIKES, AVG_MEMBERS)


def judge(condition, figures, coverage=ALL, **settings):
    scene = figures if isinstance(figures, Stage) else stage(figures)
    return judge_condition(condition, OCTOBER, scene, coverage, **settings)


@pytest.mark.parametrize(
    ("likes", "members", "expected"),
    [(5, 100, T), (50_000, 10**6, T), (4_999_999, 10**8, F), (1, 20, T), (1, 0, T)],
)
def test_a_ratio_against_a_target(likes, members, expected):
    assert judge(compare(RATE, ">=", "0.05"), {LIKES: likes, AVG_MEMBERS: members}).truth is expected


def test_the_check_has_everything():
    (check,) = judge(CPA_CHECK, {SPEND: 32_000, ACQUIRED: 1_000}).checks
    assert (check.text, check.value, check.comparator, check.target) == ("cpa <= 30", 32, "<=", 30)
    assert (check.margin, check.holds, check.high, check.distance) == (-2, False, None, None)
    assert check.unit.name == "RUB"


def test_nobody_won_for_money_fails_and_nothing_spent_is_undefined():
    assert judge(CPA_CHECK, {SPEND: 100, ACQUIRED: 0}).truth is F
    assert judge(CPA_CHECK, {SPEND: 100, ACQUIRED: 0}).checks[0].value == INF
    nothing = judge(CPA_CHECK, {SPEND: 0, ACQUIRED: 0})
    assert (nothing.truth, nothing.reason) == (U, Reason.UNDEFINED)
    assert nothing.checks[0].holds is None
    assert isinstance(nothing.checks[0].margin, Unknown)


def half_covered(covered=29, missing=(30, 31)):
    return Stage({(LIKES.part, OCTOBER): found(500, covered, october(*missing)), (POSTS.part, OCTOBER): found(10)})


@pytest.mark.parametrize(("coverage", "expected"), [("1", U), ("0.94", U), ("29/31", T), ("0.9", T), ("0", T)])
def test_coverage(coverage, expected):
    judged = judge(compare(LIKES, ">=", 500), half_covered(), Fraction(coverage))
    assert judged.truth is expected
    assert judged.missing_days == october(30, 31)
    assert judged.reason is (Reason.MISSING_DAY if expected is U else None)
    if expected is U:
        assert judged.checks[0].value == Unknown(Reason.MISSING_DAY, "likes", october(30, 31))


def test_coverage_is_asked_of_each_comparison():
    many, some = compare(LIKES, ">=", 500), compare(POSTS, ">=", 10)
    assert judge(AnyOf((many, some)), half_covered()).truth is T
    assert judge(AllOf((many, some)), half_covered()).truth is U
    assert judge(AllOf((many, Negated(some))), half_covered()).truth is F
    assert [check.holds for check in judge(AllOf((many, some)), half_covered()).checks] == [None, True]
    assert judge(compare(POSTS, ">=", LIKES), half_covered()).truth is U
    assert judge(Between(POSTS, fixed(50), LIKES, BARE), half_covered()).truth is U


def test_no_day_at_all_is_missing_data_and_a_single_day_a_missing_day():
    assert judge(compare(LIKES, ">=", 1), {}).reason is Reason.MISSING_DATA
    assert judge(compare(shifted(MEMBERS, Shift.DAY_BEFORE), ">=", 1), {}).reason is Reason.MISSING_DAY
    assert judge(compare(LIKES, ">=", 1), {}, Fraction(0)).reason is Reason.MISSING_DATA


def test_missing_counts_pass_whatever_the_coverage():
    scene = Stage({(REACH.part, OCTOBER): found(Unknown(Reason.MISSING_COUNTS), 0, tuple(OCTOBER.days()))})
    assert judge(compare(REACH, ">=", 1), scene).reason is Reason.MISSING_COUNTS


def test_missing_weighs_more_than_undefined():
    scene = Stage({**stage({SPEND: 0, ACQUIRED: 0}).figures, (LIKES.part, OCTOBER): found(lost(), 30, october(3))})
    judged = judge(AllOf((CPA_CHECK, compare(LIKES, ">=", 1))), scene)
    assert (judged.truth, judged.reason) == (U, Reason.MISSING_DAY)


@pytest.mark.parametrize(
    ("likes", "comparator", "rounding", "expected"),
    [
        (449, ">=", "0.01", F),
        (450, ">=", "0.01", T),
        (450, ">=", None, F),
        (549, "<=", "0.01", T),
        (550, "<=", "0.01", F),
        (450, "=", "0.01", T),
        (549, "=", "0.01", T),
        (549, ">", "0.01", F),
        (550, ">", "0.01", T),
    ],
)
def test_rounding_before_the_comparison(likes, comparator, rounding, expected):
    step = None if rounding is None else Fraction(rounding)
    judged = judge(compare(RATE, comparator, "0.05"), {LIKES: likes, AVG_MEMBERS: 10_000}, rounding=step)
    assert judged.truth is expected
    assert judged.checks[0].raw == Fraction(likes, 10_000)


@pytest.mark.parametrize(
    ("likes", "expected", "nearly"), [(500, T, False), (491, T, True), (490, T, True), (489, F, False)]
)
def test_tolerance(likes, expected, nearly):
    judged = judge(compare(LIKES, ">=", 500), {LIKES: likes}, tolerance=Tolerance(Fraction(2, 100), True))
    assert (judged.truth, judged.within_tolerance) == (expected, nearly)
    assert judged.checks[0].target == 500


def test_rounding_comes_first_then_the_tolerance():
    settings = {"rounding": Fraction(10), "tolerance": Tolerance(Fraction(10), False)}
    judged = judge(compare(LIKES, ">=", 500), {LIKES: 485}, **settings)
    assert (judged.truth, judged.within_tolerance, judged.checks[0].value) == (T, True, 490)
    assert judge(compare(LIKES, ">=", 500), {LIKES: 484}, **settings).truth is F


def test_tolerance_is_not_for_unequal():
    assert judge(compare(LIKES, "!=", 5), {LIKES: 5}, tolerance=Tolerance(Fraction(9), False)).truth is F


def test_between_and_within():
    between = Between(quotient(SPEND, ACQUIRED), fixed(10), fixed(30), BARE)
    (check,) = judge(between, {SPEND: 90, ACQUIRED: 10}).checks
    assert (check.comparator, check.value, check.target, check.high, check.margin) == ("between", 9, 10, 30, -1)
    assert judge(between, {SPEND: 90, ACQUIRED: 0}).truth is F
    near = Within(LIKES, Fraction(1, 10), True, fixed(1000), BARE)
    (check,) = judge(near, {LIKES: 900}).checks
    assert (check.comparator, check.target, check.distance, check.margin, check.holds) == ("within", 1000, 100, 0, True)


def test_a_moving_target():
    (check,) = judge(
        compare(LIKES, ">=", shifted(LIKES, Shift.PREVIOUS)), {LIKES: 9, shifted(LIKES, Shift.PREVIOUS): 8}
    ).checks
    assert (check.value, check.target, check.holds) == (9, 8, True)


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.integers(1, 1000))
def test_exactly_at_the_target_never_fails(likes, members, factor):
    target = fixed(Fraction(likes, members))
    figures = {LIKES: likes * factor, AVG_MEMBERS: members * factor}
    for comparator in (">=", "<=", "="):
        assert judge(compare(RATE, comparator, target, RATIO), figures).truth is T


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_answer_is_the_fraction_s_own(likes, reposts, comments, members):
    figures = {LIKES: likes, REPOSTS: reposts, COMMENTS: comments, AVG_MEMBERS: members}
    judged = judge(ENGAGEMENT_CHECK, figures)
    done = likes + reposts + comments
    if members:
        assert (judged.truth is T) == (20 * done >= members)
    else:
        assert judged.truth is (T if done else U)


def test_a_part_without_any_day_to_cover_is_not_short_of_any():
    scene = Stage({(JOINED.part, OCTOBER): found(7, 0)})
    assert judge(compare(JOINED, ">=", 7), scene).truth is T
