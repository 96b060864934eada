"""Comparisons of values: truth, tolerance, margin."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import INF, LIKES, MEMBERS, MINUS_INF, compare, fixed
from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Within
from kpi_rules.language.units import BARE
from kpi_rules_engine.judge.compare import MIRRORED, Asked, margin, meets, meets_nearly, oriented, sides
from kpi_rules_engine.judge.truth import Truth, opposite
from kpi_rules_engine.values import Infinite, Reason, Unknown

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
GONE = Unknown(Reason.MISSING_DAY)

numbers = st.fractions(max_denominator=10**9)
known = st.one_of(numbers, st.just(INF), st.just(MINUS_INF))
comparators = st.sampled_from(list(MIRRORED))


def value(text):
    return {"inf": INF, "-inf": MINUS_INF, "?": GONE}.get(text) or Fraction(text)


@pytest.mark.parametrize(
    ("x", "test", "target", "expected"),
    [
        ("0.05", ">=", "0.05", T),
        ("0.05", ">", "0.05", F),
        ("0.049999999999", ">=", "0.05", F),
        ("30", "<=", "30", T),
        ("inf", "<=", "30", F),
        ("inf", ">=", "30", T),
        ("-inf", "<", "0", T),
        ("inf", "=", "30", F),
        ("inf", "!=", "30", T),
        ("inf", ">", "inf", F),
        ("5", "<", "inf", T),
        ("?", ">=", "1", U),
        ("1", ">=", "?", U),
    ],
)
def test_comparators(x, test, target, expected):
    assert meets(value(x), Asked(test, value(target))) is expected


@pytest.mark.parametrize(
    ("x", "expected"),
    [("10", T), ("30", T), ("20", T), ("9.99", F), ("30.01", F), ("inf", F), ("-inf", F), ("?", U)],
)
def test_between_has_both_ends_and_no_infinity(x, expected):
    assert meets(value(x), Asked("between", Fraction(10), high=Fraction(30))) is expected
    assert meets(value(x), Asked("within", Fraction(20), distance=Fraction(10))) is expected


def test_infinite_ends():
    assert meets(INF, Asked("between", Fraction(0), high=INF)) is F
    assert meets(Fraction(5), Asked("between", Fraction(0), high=INF)) is T
    assert meets(Fraction(5), Asked("within", INF, distance=INF)) is F
    assert meets(Fraction(5), Asked("between", Fraction(0), high=GONE)) is U


@pytest.mark.parametrize(
    ("x", "test", "target", "expected"),
    [
        ("98", ">=", "100", T),
        ("97.99", ">=", "100", F),
        ("102", "<=", "100", T),
        ("102.01", "<=", "100", F),
        ("98", ">", "100", T),
        ("100", ">", "100", T),
        ("102", "<", "100", T),
        ("102", "=", "100", T),
        ("97", "=", "100", F),
        ("100", "!=", "100", F),
        ("-102", ">=", "-100", T),
        ("-103", ">=", "-100", F),
        ("inf", "<=", "100", F),
    ],
)
def test_two_percent_of_tolerance(x, test, target, expected):
    assert meets_nearly(value(x), Asked(test, value(target)), Tolerance(Fraction(2, 100), True)) is expected


def test_tolerance_widens_both_ends_by_their_own_share():
    asked = Asked("between", Fraction(100), high=Fraction(200))
    nearly = [
        meets_nearly(Fraction(x), asked, Tolerance(Fraction(2, 100), True)) for x in ("98", "97.9", "204", "204.1")
    ]
    assert nearly == [T, F, T, F]
    near = Asked("within", Fraction(100), distance=Fraction(10))
    assert [meets_nearly(Fraction(x), near, Tolerance(Fraction(1), False)) for x in (111, 112)] == [T, F]


@given(known, comparators, known)
def test_opposites(x, comparator, target):
    against = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "!=", "!=": "="}
    assert meets(x, Asked(comparator, target)) is opposite(meets(x, Asked(against[comparator], target)))
    assert meets(x, Asked(comparator, target)) is meets(target, Asked(MIRRORED[comparator], x))


@given(numbers)
def test_exactly_equal_is_met_always(x):
    for test in (">=", "<=", "="):
        assert meets(x, Asked(test, x)) is T
    assert meets(x, Asked("between", x, high=x)) is T
    assert meets(x, Asked("within", x)) is T


@given(numbers, comparators, numbers, st.fractions(min_value=0, max_value=2, max_denominator=100), st.booleans())
def test_tolerance_never_takes_anything_away(x, comparator, target, amount, relative):
    asked = Asked(comparator, target)
    if comparator != "!=" and meets(x, asked) is T:
        assert meets_nearly(x, asked, Tolerance(amount, relative)) is T or comparator in "><"


@pytest.mark.parametrize(
    ("x", "asked", "expected"),
    [
        ("7", Asked(">=", Fraction(5)), "2"),
        ("7", Asked("<", Fraction(5)), "-2"),
        ("7", Asked("=", Fraction(5)), "-2"),
        ("5", Asked("=", Fraction(5)), "0"),
        ("3", Asked("!=", Fraction(5)), "2"),
        ("12", Asked("between", Fraction(10), high=Fraction(30)), "2"),
        ("35", Asked("between", Fraction(10), high=Fraction(30)), "-5"),
        ("95", Asked("within", Fraction(100), distance=Fraction(10)), "5"),
        ("inf", Asked("<=", Fraction(30)), "-inf"),
        ("inf", Asked(">=", Fraction(30)), "inf"),
        ("inf", Asked("between", Fraction(10), high=Fraction(30)), "-inf"),
    ],
)
def test_margin(x, asked, expected):
    assert margin(value(x), asked) == value(expected)


def test_margin_of_what_cannot_be_computed():
    assert isinstance(margin(GONE, Asked(">=", Fraction(1))), Unknown)
    assert isinstance(margin(INF, Asked(">=", INF)), Unknown)


@given(known, st.sampled_from([*MIRRORED, "between", "within"]), numbers, st.fractions(min_value=0, max_value=100))
def test_margin_agrees_with_the_verdict(x, test, target, width):
    asked = Asked(test, target, high=target + width, distance=width)
    room = margin(x, asked)
    sign = room.sign if isinstance(room, Infinite) else (room > 0) - (room < 0)
    assert (meets(x, asked) is T) == (sign > 0 or (sign == 0 and test not in (">", "<", "!=")))


def test_a_constant_on_the_left_is_the_target():
    assert oriented(compare(fixed(30), ">=", LIKES)) == (LIKES, "<=", fixed(30))
    assert oriented(compare(LIKES, ">=", MEMBERS)) == (LIKES, ">=", MEMBERS)


def test_distance_is_a_share_of_the_target():
    values = {LIKES: Fraction(90), fixed(-100): Fraction(-100)}
    relative = Within(LIKES, Fraction(1, 10), True, fixed(-100), BARE)
    assert sides(relative, values.__getitem__)[1].distance == 10
    absolute = Within(LIKES, Fraction(3), False, fixed(-100), BARE)
    assert sides(absolute, values.__getitem__)[1].distance == 3
