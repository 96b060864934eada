"""Exact numbers written out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.decimals import places, plain


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("30", "30"),
        ("1/20", "0.05"),
        ("-1/8", "-0.125"),
        ("-3/2", "-1.5"),
        ("1/3", "1/3"),
        ("-20/3", "-20/3"),
    ],
)
def test_written_out(number: str, text: str) -> None:
    assert plain(Fraction(number)) == text


def test_the_point_of_a_language() -> None:
    assert plain(Fraction(-3, 2), ",") == "-1,5"


@given(st.fractions())
def test_nothing_is_lost(number: Fraction) -> None:
    assert Fraction(plain(number)) == number


@given(st.fractions())
def test_there_are_no_more_places_than_are_needed(number: Fraction) -> None:
    ends = places(number.denominator)
    if ends is None:
        assert "/" in plain(number)
    else:
        assert (number * 10**ends).denominator == 1
        assert ends == 0 or (number * 10 ** (ends - 1)).denominator > 1
