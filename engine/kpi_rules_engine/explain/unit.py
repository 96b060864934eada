"""The unit of a formula, to show what part of it came to."""

from __future__ import annotations

from functools import reduce
from typing import assert_never

from kpi_rules.language.formula import (
    Absolute,
    Constant,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    Least,
    Measured,
    Named,
    OverDays,
    Product,
    Rounded,
    Sum,
)
from kpi_rules.language.units import BARE, COUNT, RATIO, Unit, joint, multiplied


def unit_of(formula: Formula) -> Unit:
    """The unit of a formula whose units were checked."""
    match formula:
        case Constant():
            return BARE
        case Measured(part):
            return part.unit
        case Named(_, of) | Absolute(of) | Rounded(of) | OverDays(_, of):
            return unit_of(of)
        case Sum(terms):
            return reduce(joint, (unit_of(term) for _, term in terms))
        case Product(factors):
            return _product([(power, unit_of(factor)) for power, factor in factors])
        case Growth():
            return RATIO
        case Least(several) | Greatest(several):
            return reduce(joint, map(unit_of, several))
        case DaysWhere():
            return COUNT
        case _:
            assert_never(formula)


def _product(factors: list[tuple[int, Unit]]) -> Unit:
    unit = BARE
    for index, (power, factor) in enumerate(factors):
        unit = factor if index == 0 and power > 0 else multiplied(unit, factor, power)
    return unit
