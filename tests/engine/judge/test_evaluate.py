"""What formulas come to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import (
    ACQUIRED,
    AVG_MEMBERS,
    COMMENTS,
    CPA,
    ENGAGEMENT,
    EVE,
    INF,
    JOINED,
    LEFT,
    LIKES,
    MEMBERS,
    MINUS_INF,
    OCTOBER,
    POSTS,
    REPOSTS,
    SPEND,
    Stage,
    compare,
    daily,
    fixed,
    found,
    lost,
    minus,
    october,
    quotient,
    shifted,
    stage,
    times,
    total,
)
from kpi_rules.language.formula import (
    Absolute,
    AnyOf,
    Constant,
    DaysWhere,
    Greatest,
    Growth,
    Least,
    Named,
    Negated,
    OverDays,
    Product,
    Rounded,
    Shift,
    Sum,
)
from kpi_rules_engine.judge.evaluate import evaluate
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown

NET = minus(JOINED, LEFT)


def value(formula, figures):
    return evaluate(formula, OCTOBER, stage(figures))


def undefined(what):
    return Unknown(Reason.UNDEFINED, what)


def test_a_ratio_is_that_of_the_aggregates():
    figures = {LIKES: 12_301, REPOSTS: 1_200, COMMENTS: 300, AVG_MEMBERS: "67958.5"}
    assert value(ENGAGEMENT, figures) == Fraction(13_801) / Fraction("67958.5")
    assert value(Named("engagement_per_member", ENGAGEMENT), figures) == Fraction(27_602, 135_917)


@pytest.mark.parametrize(
    ("formula", "figures", "expected"),
    [
        (CPA, {SPEND: 30_000, ACQUIRED: 0}, INF),
        (CPA, {SPEND: 0, ACQUIRED: 0}, undefined("spend / acquired")),
        (CPA, {SPEND: 0, ACQUIRED: 7}, Fraction(0)),
        (quotient(SPEND, Greatest((NET, fixed(0)))), {SPEND: 100, JOINED: 3, LEFT: 9}, INF),
        (quotient(NET, POSTS), {JOINED: 3, LEFT: 9, POSTS: 0}, MINUS_INF),
        (quotient(LIKES, quotient(POSTS, COMMENTS)), {LIKES: 5, POSTS: 1, COMMENTS: 0}, Fraction(0)),
        (
            times(LIKES, quotient(POSTS, COMMENTS)),
            {LIKES: 0, POSTS: 1, COMMENTS: 0},
            undefined("likes * (posts / comments)"),
        ),
        (
            minus(quotient(LIKES, POSTS), quotient(COMMENTS, POSTS)),
            {LIKES: 1, COMMENTS: 1, POSTS: 0},
            undefined("likes / posts - comments / posts"),
        ),
        (quotient(LIKES, POSTS, COMMENTS), {LIKES: 0, POSTS: 0, COMMENTS: 0}, undefined("likes / posts")),
        (Absolute(NET), {JOINED: 3, LEFT: 9}, Fraction(6)),
        (Rounded(quotient(LIKES, POSTS), 2), {LIKES: 1, POSTS: 8}, Fraction("0.13")),
        (Rounded(NET, 0), {JOINED: 3, LEFT: 9}, Fraction(-6)),
        (Least((LIKES, POSTS)), {LIKES: 3, POSTS: 9}, Fraction(3)),
        (Greatest((quotient(LIKES, POSTS), COMMENTS)), {LIKES: 3, POSTS: 0, COMMENTS: 9}, INF),
        (Product(((-1, POSTS), (1, LIKES))), {POSTS: 4, LIKES: 3}, Fraction(3, 4)),
        (Sum(((-1, POSTS), (1, LIKES))), {POSTS: 4, LIKES: 3}, Fraction(-1)),
    ],
)
def test_formulas(formula, figures, expected):
    assert value(formula, figures) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (103, 100, Fraction(3, 100)),
        (0, 100, Fraction(-1)),
        (5, 0, INF),
        (-5, 0, MINUS_INF),
        (0, 0, undefined("likes / previous(likes) - 1")),
        (5, -1, undefined("likes / previous(likes) - 1")),
    ],
)
def test_growth(now, before, expected):
    formula = Growth(LIKES, shifted(LIKES, Shift.PREVIOUS))
    assert value(formula, {LIKES: now, shifted(LIKES, Shift.PREVIOUS): before}) == expected


def test_shifts_lead_from_the_left():
    there = shifted(MEMBERS, Shift.PREVIOUS, Shift.DAY_BEFORE)
    scene = stage({there: 900})
    assert evaluate(there, OCTOBER, scene) == 900
    assert [window for _, window in scene.figures] == [Window(date(2026, 8, 31), date(2026, 8, 31))]


def test_missing_data_is_named_with_its_days():
    days = october(5, 6)
    scene = Stage({(LIKES.part, OCTOBER): found(lost(), 29, days), (POSTS.part, OCTOBER): found(0)})
    expected = Unknown(Reason.MISSING_DAY, "likes", days)
    assert evaluate(quotient(LIKES, POSTS), OCTOBER, scene) == expected
    assert evaluate(total(quotient(POSTS, POSTS), LIKES), OCTOBER, scene) == expected
    nothing = evaluate(COMMENTS, OCTOBER, scene)
    assert nothing == Unknown(Reason.MISSING_DATA, "comments", tuple(OCTOBER.days()))
    assert evaluate(shifted(MEMBERS, Shift.DAY_BEFORE), OCTOBER, scene) == Unknown(
        Reason.MISSING_DAY, "at_start(members)", (EVE.first,)
    )


def test_other_reasons_pass_through():
    for reason in (Reason.MISSING_COUNTS, Reason.UNDEFINED):
        scene = Stage({(LIKES.part, OCTOBER): found(Unknown(reason), 31)})
        assert evaluate(LIKES, OCTOBER, scene) == Unknown(reason, "likes")


@pytest.mark.parametrize(("how", "expected"), [("avg", 4), ("max", 9), ("min", 1)])
def test_over_days(how, expected):
    scene = Stage(daily(LIKES, [1, 2, 9]))
    assert evaluate(OverDays(how, LIKES), OCTOBER, scene) == expected


def test_over_days_of_a_ratio_takes_each_day_by_itself():
    scene = Stage({**daily(LIKES, [4, 9]), **daily(POSTS, [2, 0])})
    assert evaluate(OverDays("max", quotient(LIKES, POSTS)), OCTOBER, scene) == INF
    assert evaluate(OverDays("avg", quotient(LIKES, POSTS)), OCTOBER, scene) == INF
    assert evaluate(OverDays("min", quotient(LIKES, POSTS)), OCTOBER, scene) == 2


def test_a_day_without_a_value_is_left_out_if_its_data_is_missing_and_not_if_it_is_undefined():
    scene = Stage({**daily(LIKES, [4, 0, 6]), **daily(POSTS, [2, 0, 3])})
    assert evaluate(OverDays("avg", quotient(LIKES, POSTS)), OCTOBER, scene) == undefined("likes / posts")
    nothing = evaluate(OverDays("avg", LIKES), OCTOBER, Stage())
    assert nothing == Unknown(Reason.MISSING_DATA, "daily_avg(likes)", tuple(OCTOBER.days()))


def test_days_where():
    scene = Stage({**daily(LIKES, [4, 0, 6, 7]), **daily(POSTS, [2, 1, 0])})
    many, some = compare(LIKES, ">=", 6), compare(POSTS, ">=", 1)
    assert evaluate(DaysWhere(many), OCTOBER, scene) == 2
    assert evaluate(DaysWhere(Negated(many)), OCTOBER, scene) == 2
    assert evaluate(DaysWhere(AnyOf((many, some))), OCTOBER, scene) == 4  # the 4th is true whatever posts were
    assert evaluate(DaysWhere(compare(CPA, "<=", 30)), OCTOBER, scene).reason is Reason.MISSING_DATA
    zero = Stage({**daily(LIKES, [4, 0]), **daily(POSTS, [2, 0])})
    assert evaluate(DaysWhere(compare(quotient(LIKES, POSTS), ">=", 1)), OCTOBER, zero) == undefined("likes / posts")


measures = st.sampled_from([LIKES, REPOSTS, COMMENTS, POSTS, JOINED, LEFT])
constants = st.fractions(max_denominator=100, min_value=-100, max_value=100).map(Constant)


def joined_up(inner):
    signs = st.sampled_from([1, -1])
    return st.one_of(
        st.lists(st.tuples(signs, inner), min_size=1, max_size=3).map(lambda terms: Sum(tuple(terms))),
        st.lists(st.tuples(signs, inner), min_size=1, max_size=3).map(lambda factors: Product(tuple(factors))),
        inner.map(Absolute),
        st.tuples(inner, inner).map(Greatest),
        st.tuples(inner, inner).map(Least),
        inner.map(lambda of: Named("x", of)),
    )


def plainly(formula, figures):
    """The same with Python's own fractions; an error where a divisor is zero."""
    match formula:
        case Constant(value):
            return value
        case Sum(terms):
            return sum(sign * plainly(term, figures) for sign, term in terms)
        case Product(factors):
            result = Fraction(1)
            for power, factor in factors:
                result *= plainly(factor, figures) ** power
            return result
        case Absolute(of):
            return abs(plainly(of, figures))
        case Greatest(of):
            return max(plainly(one, figures) for one in of)
        case Least(of):
            return min(plainly(one, figures) for one in of)
        case Named(_, of):
            return plainly(of, figures)
    return Fraction(figures[formula])


@given(
    st.recursive(st.one_of(measures, constants), joined_up, max_leaves=12),
    st.lists(st.integers(-5, 1000), min_size=6, max_size=6),
)
def test_finite_formulas_are_plain_arithmetic(formula, numbers):
    figures = dict(zip([LIKES, REPOSTS, COMMENTS, POSTS, JOINED, LEFT], numbers, strict=True))
    try:
        expected = plainly(formula, figures)
    except ZeroDivisionError:
        value(formula, figures)
    else:
        assert value(formula, figures) == expected
