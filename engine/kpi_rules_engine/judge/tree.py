"""What a formula or condition is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language.formula import (
    Absolute,
    AllOf,
    AnyOf,
    Between,
    Check,
    Comparison,
    Condition,
    Constant,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    Least,
    Measured,
    Named,
    Negated,
    OverDays,
    Product,
    Rounded,
    Shift,
    Sum,
    Within,
)

Node = Formula | Condition


def children(node: Node) -> tuple[Node, ...]:
    """What stands directly under a node, in the order of the text."""
    match node:
        case Constant() | Measured():
            return ()
        case Sum(pairs) | Product(pairs):
            return tuple(of for _, of in pairs)
        case Growth(now, before):
            return (now, before)
        case Absolute(of) | Rounded(of) | Named(_, of) | OverDays(_, of) | DaysWhere(of) | Negated(of):
            return (of,)
        case Least(several) | Greatest(several):
            return several
        case AllOf(conditions) | AnyOf(conditions):
            return conditions
        case Comparison():
            return (node.left, node.right)
        case Between():
            return (node.value, node.low, node.high)
        case Within():
            return (node.value, node.target)
        case _:
            assert_never(node)


Daily = tuple[Shift, ...] | None  # wanted day by day, in the window that these shifts lead to


def measured_in(node: Node, daily: Daily = None) -> Iterator[tuple[Measured, Daily]]:
    """Every measured part in the order of the text, and whether it is wanted for each day by itself."""
    if isinstance(node, Measured):
        yield node, daily
    if isinstance(node, OverDays | DaysWhere) and daily is None:
        daily = node.shifts
    for child in children(node):
        yield from measured_in(child, daily)


def is_fixed(formula: Formula) -> bool:
    """Whether no data can change it."""
    return next(measured_in(formula), None) is None


def bare(formula: Formula) -> Formula:
    """The formula without the names around it."""
    while isinstance(formula, Named):
        formula = formula.of
    return formula


def checks_in(condition: Condition) -> tuple[Check, ...]:
    """The comparisons that a condition is made of, in the order of the text."""
    match condition:
        case Comparison() | Between() | Within():
            return (condition,)
        case Negated(of):
            return checks_in(of)
        case AllOf(several) | AnyOf(several):
            return tuple(check for one in several for check in checks_in(one))
        case _:
            assert_never(condition)
