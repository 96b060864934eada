"""The comparisons of a requirement, and numbers that are held against them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kpi_rules.language import tree
from kpi_rules.language.formula import AllOf, AnyOf, Between, Check, Comparison, Condition, Formula, Negated, Within
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.expressions import Typed, constant, resolve, shared
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.said import said
from kpi_rules.language.units import BARE, Unit, agree


def checks_of(condition: Condition) -> Iterator[tuple[Check, bool]]:
    """The comparisons of a condition, and whether each stands straight: under no `or` and no `not`."""
    match condition:
        case AllOf(of=of):
            for part in of:
                yield from checks_of(part)
        case AnyOf(of=of):
            for part in of:
                yield from ((check, False) for check, _ in checks_of(part))
        case Negated(of=part):
            yield from ((check, False) for check, _ in checks_of(part))
        case _:
            yield condition, True


def targets_of(check: Check) -> list[Fraction]:
    match check:
        case Comparison(right=right):
            ends: tuple[Formula, ...] = (right,)
        case Between(low=low, high=high):
            ends = (low, high)
        case Within(target=target):
            ends = (target,)
    return [value for value in map(constant, ends) if value is not None]


def check_unit(desk: Desk, quantity: tree.Node, check: Check) -> None:
    """A Fault unless a quantity may be compared with what the check compares."""
    _check_fit(desk, quantity, check.unit)


def number_like(desk: Desk, node: tree.Node, check: Check) -> Fraction:
    """A number in the unit of the check."""
    return number_in(desk, node, check.unit)


def number_in(desk: Desk, node: tree.Node, unit: Unit) -> Fraction:
    """A number in this unit; a bare one takes it."""
    _check_fit(desk, node, unit)
    number = constant(resolve(desk, node, Reading()).formula)
    if number is None:
        raise fault("KPI034", node.span, said("here stands a number"))
    return number


def _check_fit(desk: Desk, quantity: tree.Node, unit: Unit) -> None:
    typed = resolve(desk, quantity, Reading())
    if typed.unit != BARE and not agree(typed.unit, unit):
        shared(desk, [typed, Typed(typed.formula, unit)], quantity.span, said("these do not fit:"))
