"""Values: exact where finite, by rule where infinite, unknown where there is none."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_rules_engine.judge.arithmetic import (
    UNDEFINED,
    add,
    divide,
    lesser,
    magnitude,
    merged,
    multiply,
    negative,
    order,
    subtract,
    to_step,
)
from kpi_rules_engine.values import Infinite, Reason, Unknown

INF, MINUS = Infinite(1), Infinite(-1)
ZERO, TWO = Fraction(0), Fraction(2)

numbers = st.fractions(max_denominator=10**6)
known = st.one_of(numbers, st.just(INF), st.just(MINUS))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (TWO, ZERO, INF),
        (-TWO, ZERO, MINUS),
        (INF, ZERO, INF),
        (MINUS, ZERO, MINUS),
        (ZERO, ZERO, UNDEFINED),
        (TWO, INF, ZERO),
        (-TWO, MINUS, ZERO),
        (INF, TWO, INF),
        (INF, -TWO, MINUS),
        (INF, INF, UNDEFINED),
        (INF, MINUS, UNDEFINED),
        (ZERO, INF, ZERO),
    ],
)
def test_division(a, b, expected):
    assert divide(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (INF, TWO, INF),
        (INF, -TWO, MINUS),
        (MINUS, MINUS, INF),
        (INF, ZERO, UNDEFINED),
        (ZERO, MINUS, UNDEFINED),
    ],
)
def test_multiplication_with_infinities(a, b, expected):
    assert multiply(a, b) == multiply(b, a) == expected


def test_sums_with_infinities():
    assert add(INF, TWO) == add(TWO, INF) == add(INF, INF) == INF
    assert add(INF, MINUS) == subtract(INF, INF) == UNDEFINED


@given(numbers, numbers)
def test_finite_values_are_plain_fractions(a, b):
    assert (add(a, b), subtract(a, b), multiply(a, b)) == (a + b, a - b, a * b)
    if b:
        assert divide(a, b) == a / b
    assert magnitude(a) == abs(a)
    assert order(a, b) == (a > b) - (a < b)


@given(known, known)
def test_order_is_one_order(a, b):
    assert order(a, b) == -order(b, a)
    assert (order(a, b) == 0) == (a == b)
    assert lesser(a, b) == (a if order(a, b) <= 0 else b)
    assert order(negative(a), negative(b)) == order(b, a)


@pytest.mark.parametrize(
    ("value", "step", "expected"),
    [
        ("0.0449", "0.01", "0.04"),
        ("0.045", "0.01", "0.05"),
        ("-0.045", "0.01", "-0.05"),
        ("0.055", "0.01", "0.06"),
        ("25", "10", "30"),
        ("-24.99", "10", "-20"),
        ("0", "10", "0"),
        ("1", "0.3", "0.9"),
    ],
)
def test_rounding_goes_away_from_zero_from_half_way(value, step, expected):
    assert to_step(Fraction(value), Fraction(step)) == Fraction(expected)


def test_rounding_leaves_infinities_alone():
    assert to_step(INF, TWO) == INF


def test_missing_weighs_more_than_undefined_and_days_are_gathered():
    a = Unknown(Reason.UNDEFINED, "likes / posts")
    b = Unknown(Reason.MISSING_DAY, "likes", (date(2026, 10, 2),))
    c = Unknown(Reason.MISSING_DAY, "members", (date(2026, 10, 1), date(2026, 10, 2)))
    assert merged([a, b]) == b
    assert merged([b, a, c]) == Unknown(Reason.MISSING_DAY, "likes, members", (date(2026, 10, 1), date(2026, 10, 2)))
    assert merged([c, Unknown(Reason.MISSING_DATA, "spend")]).reason is Reason.MISSING_DATA
    assert add(a, b) == divide(b, a) == multiply(Fraction(0), b) == b
