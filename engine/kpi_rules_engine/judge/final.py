"""Whether what is found before the end can still change: the rule for clauses that are due by a day."""

from __future__ import annotations

from typing import assert_never

from kpi_rules.language.formula import (
    AllOf,
    AnyOf,
    Between,
    Comparison,
    Condition,
    Constant,
    Formula,
    How,
    Measured,
    Negated,
    Part,
    Sum,
    Within,
)
from kpi_rules.language.rows import (
    Cell,
    Fixed,
    RowAll,
    RowAny,
    RowCondition,
    RowFlag,
    RowIn,
    RowMissing,
    RowNot,
    RowProduct,
    RowSum,
    RowTest,
    RowValue,
)
from kpi_rules.language.vocabulary import ColumnKind, Kind
from kpi_rules_engine.judge.compare import oriented
from kpi_rules_engine.judge.tree import bare, is_fixed
from kpi_rules_engine.judge.truth import Truth

LATER = frozenset({ColumnKind.DATE, ColumnKind.MOMENT})


def is_final(condition: Condition, window_truth: Truth) -> bool:
    """Whether no further day can change this truth.

    Only of one comparison with a constant: what can only grow stays at or above it, what can only
    shrink stays at or below it. Of a ratio it is never final.
    """
    match condition:
        case Comparison():
            value, comparator, target = oriented(condition)
            way = _direction(value) if is_fixed(target) else None
            above = comparator in (">=", ">")
            if way is None or window_truth is Truth.UNKNOWN or comparator in ("=", "!="):
                return False
            return way != 0 and (window_truth is Truth.TRUE) == (above == (way > 0))
        case Between() | Within() | AllOf() | AnyOf() | Negated():
            return False
        case _:
            assert_never(condition)


def _direction(formula: Formula) -> int | None:
    """1 can only grow as days are added, -1 only shrink, 0 is fixed; None: who knows."""
    match bare(formula):
        case Constant():
            return 0
        case Measured(part, ()):
            return _part_direction(part)
        case Sum(terms):
            ways = {None if (way := _direction(term)) is None else sign * way for sign, term in terms}
            moving = ways - {0}
            return moving.pop() if len(moving) == 1 else (None if moving else 0)
        case _:
            return None


def _part_direction(part: Part) -> int | None:
    if _may_turn(part):
        return None
    daily = part.kind in (Kind.FLOW, Kind.COUNT)  # the total of a day that is not over may still grow
    match part.how:
        case How.SUM | How.MAX if part.kind is Kind.FLOW:
            return 1 if part.nonnegative else None
        case How.SUM:
            return 1 if part.kind is Kind.COUNT else None
        case How.COUNT | How.MAX:
            return 1
        case How.MIN:
            return None if daily else -1
        case How.AVG | How.FIRST | How.LAST | How.DISTINCT | How.PERCENTILE | How.EXACT:
            return None
        case _:
            assert_never(part.how)


def _may_turn(part: Part) -> bool:
    # a row that is counted now may not be once its `left_at` or `replied_at` has come
    return _reads_moments(part.where) or (part.value is not None and _is_moment(part.value))


def _reads_moments(condition: RowCondition) -> bool:
    match condition:
        case RowTest(left, _, right):
            return _is_moment(left) or _is_moment(right)
        case RowIn(value, _) | RowMissing(value) | RowFlag(value):
            return _is_moment(value)
        case RowAll(parts) | RowAny(parts):
            return any(_reads_moments(part) for part in parts)
        case RowNot(part):
            return _reads_moments(part)
        case _:
            assert_never(condition)


def _is_moment(value: RowValue) -> bool:
    match value:
        case Cell(_, kind):
            return kind in LATER
        case Fixed():
            return False
        case RowSum(terms):
            return any(_is_moment(term) for _, term in terms)
        case RowProduct(factors):
            return any(_is_moment(factor) for factor in factors)
        case _:
            assert_never(value)
