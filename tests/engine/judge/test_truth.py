"""Kleene's logic."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import LIKES, compare
from kpi_rules.language.formula import AllOf, AnyOf, Negated
from kpi_rules_engine.judge.truth import Answer, Truth, all_hold, any_holds, opposite, settled
from kpi_rules_engine.values import Reason, Unknown

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
RANK = {F: 0, U: 1, T: 2}

truths = st.sampled_from(Truth)


@pytest.mark.parametrize(("a", "b"), list(product(Truth, repeat=2)))
def test_and_is_the_least_and_or_the_greatest(a, b):
    assert RANK[all_hold([a, b])] == min(RANK[a], RANK[b])
    assert RANK[any_holds([a, b])] == max(RANK[a], RANK[b])


@given(st.lists(truths), st.lists(truths), truths)
def test_laws(a, b, c):
    assert opposite(opposite(c)) is c
    assert opposite(all_hold(a)) is any_holds([opposite(x) for x in a])
    assert all_hold(a) is all_hold(a[::-1])
    assert all_hold([all_hold(a), all_hold(b)]) is all_hold(a + b)
    assert any_holds([any_holds(a), any_holds(b)]) is any_holds(a + b)
    assert all_hold([c, any_holds([c, *a])]) is c
    assert all_hold([c, any_holds([*a, *b, F])]) is any_holds([all_hold([c, x]) for x in [*a, *b, F]])


@given(st.lists(truths, min_size=1), st.sampled_from([T, F]))
def test_what_is_settled_stays_settled_when_the_unknown_becomes_known(values, later):
    for joined in (all_hold, any_holds):
        if joined(values) is not U:
            assert joined([later if value is U else value for value in values]) is joined(values)


def answers(*values):
    checks = [compare(LIKES, ">=", index) for index in range(len(values))]
    table = dict(zip(checks, values, strict=True))
    return checks, table.__getitem__


def test_only_what_leaves_it_open_is_the_reason():
    missing = Answer(U, Unknown(Reason.MISSING_DAY, "likes"))
    checks, ask = answers(Answer(T), missing, Answer(F))
    assert settled(AllOf(tuple(checks[:2])), ask) == missing
    assert settled(AllOf(tuple(checks)), ask) == Answer(F)
    assert settled(AnyOf(tuple(checks)), ask) == Answer(T)
    assert settled(Negated(checks[1]), ask) == missing
    assert settled(AllOf(()), ask) == Answer(T)


def test_tolerance_of_a_part_is_tolerance_of_the_whole():
    checks, ask = answers(Answer(T), Answer(T, nearly=True))
    assert settled(AllOf(tuple(checks)), ask).nearly
    assert not settled(AnyOf(tuple(checks)), ask).nearly
