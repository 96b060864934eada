"""The form of a Russian noun after a number."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.plurals import number_of, plural


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "дней"),
        (1, "день"),
        (2, "дня"),
        (4, "дня"),
        (5, "дней"),
        (11, "дней"),
        (14, "дней"),
        (21, "день"),
        (112, "дней"),
    ],
)
def test_days(count: int, said: str) -> None:
    assert plural(count, "день", "дня", "дней") == said


def test_a_part_of_a_day() -> None:
    assert number_of(Fraction(3, 2)) == "part"
    assert number_of(Fraction(42, 2)) == "one"


@given(st.integers())
def test_only_the_last_two_digits_count(count: int) -> None:
    assert number_of(count) == number_of(abs(count) % 100) == number_of(-count)
