"""Where the number that is asked for comes from, in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.explain.telling import MANY, said
from engine.judge.stage import LIKES, clause
from kpi_rules_engine.plan.targets import Aim


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (22, "22nd"),
        (111, "111th"),
    ],
)
def test_a_target_that_moves(place: int, words: str) -> None:
    text = said(clause(MANY), {LIKES: 600}, aim=Aim(Fraction(10_500), place))
    assert f"Asked: likes >= 500. The target moves: 10,500 in the {words} period. Found" in text


def test_a_target_that_is_scaled() -> None:
    text = said(clause(MANY), {LIKES: 600}, aim=Aim(Fraction(500), None, (17, 31)))
    assert "Asked: likes >= 500. Prorated: 17 of 31 days of 500. Found" in text


def test_both_and_before_the_end() -> None:
    text = said(clause(MANY), {LIKES: 600}, passed=12, aim=Aim(Fraction(500), 2, (1, 2)))
    assert "The target moves: 500 in the 2nd period. Prorated: 1 of 2 days of 500. So far" in text


def test_a_clause_that_says_its_number_says_no_more() -> None:
    text = said(clause(MANY), {LIKES: 600})
    assert "target moves" not in text
    assert "Prorated" not in text
