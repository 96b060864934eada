"""What is certain before the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.judge.stage import (
    AVG_MEMBERS,
    COUNT,
    LIKES,
    MEMBERS,
    POSTS,
    RUB,
    compare,
    fixed,
    minus,
    part,
    quotient,
    shifted,
    total,
)
from kpi_rules.language.formula import AllOf, Between, How, Measured, Named, Shift
from kpi_rules.language.rows import Cell, RowAll, RowMissing, RowNot
from kpi_rules.language.vocabulary import ColumnKind, Kind
from kpi_rules_engine.judge.final import is_final
from kpi_rules_engine.judge.truth import Truth

T, F = Truth.TRUE, Truth.FALSE

COUNTED = Measured(part("cases", Kind.COUNT, How.COUNT))
HIGHEST = Measured(part("members", Kind.STOCK, How.MAX))
LOWEST = Measured(part("members", Kind.STOCK, How.MIN))
REFUNDS = Measured(part("refunds", unit=RUB, nonnegative=False))
UNANSWERED = Measured(replace(COUNTED.part, where=RowAll((RowNot(RowMissing(Cell("replied_at", ColumnKind.MOMENT))),))))


@pytest.mark.parametrize(
    ("formula", "at_least_met", "at_least_missed", "at_most_met", "at_most_missed"),
    [
        (LIKES, True, False, False, True),
        (COUNTED, True, False, False, True),
        (HIGHEST, True, False, False, True),
        (LOWEST, False, True, True, False),
        (total(LIKES, POSTS), True, False, False, True),
        (Named("engagement", total(LIKES, POSTS)), True, False, False, True),
        (minus(LIKES, POSTS), False, False, False, False),
        (quotient(LIKES, POSTS), False, False, False, False),
        (MEMBERS, False, False, False, False),
        (AVG_MEMBERS, False, False, False, False),
        (REFUNDS, False, False, False, False),
        (UNANSWERED, False, False, False, False),
        (shifted(LIKES, Shift.PREVIOUS), False, False, False, False),
        (shifted(HIGHEST, Shift.LAST_DAY), False, False, False, False),
        (Measured(part("likes", how=How.MIN)), False, False, False, False),
        (Measured(part("people", Kind.COUNT, How.DISTINCT, COUNT)), False, False, False, False),
    ],
)
def test_only_what_runs_one_way(formula, at_least_met, at_least_missed, at_most_met, at_most_missed):
    for least, most in ((">=", "<="), (">", "<")):
        assert is_final(compare(formula, least, 500), T) is at_least_met
        assert is_final(compare(formula, least, 500), F) is at_least_missed
        assert is_final(compare(formula, most, 500), T) is at_most_met
        assert is_final(compare(formula, most, 500), F) is at_most_missed


def test_the_constant_may_stand_on_the_left():
    assert is_final(compare(fixed(500), "<=", LIKES), T)
    assert not is_final(compare(fixed(500), ">=", LIKES), T)


def test_never():
    check = compare(LIKES, ">=", 500)
    assert not is_final(check, Truth.UNKNOWN)
    assert not is_final(compare(LIKES, "=", 500), F)
    assert not is_final(compare(LIKES, ">=", POSTS), T)
    assert not is_final(AllOf((check,)), T)
    assert not is_final(Between(LIKES, fixed(1), fixed(2), COUNT), F)
