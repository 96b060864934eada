"""How far a value is short of its target, or over it."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.remedies import Rate
from kpi_rules_engine.judge.arithmetic import divide, lesser, magnitude, negative, order, subtract
from kpi_rules_engine.values import Unknown, Value
from kpi_rules_engine.verdict import CheckResult

ZERO = Fraction(0)


def distance(check: CheckResult, rate: Rate) -> Value:
    """In the unit of the comparison, or as a share of the target; 0 on the other side of it.

    Of `between`, from the nearer end, and nothing is over it. The value is the one that was compared.
    """
    beyond, target = _beyond(check)
    if isinstance(beyond, Unknown):
        return beyond
    far = beyond if rate.side == "over" else negative(beyond)
    if isinstance(far, Unknown) or order(far, ZERO) <= 0:
        return ZERO if not isinstance(far, Unknown) else far
    return divide(far, magnitude(target)) if rate.relative else far


def _beyond(check: CheckResult) -> tuple[Value, Value]:
    """By how much the value beats its target (below 0: misses), and which target that is."""
    value, low = check.value, check.target
    match check.comparator:
        case ">=" | ">":
            return subtract(value, low), low
        case "<=" | "<":
            return subtract(low, value), low
        case "between":
            high = check.high if check.high is not None else low
            below, above = subtract(value, low), subtract(high, value)
            missed = lesser(lesser(below, above), ZERO)
            return missed, low if lesser(below, above) == below else high
        case _:
            return ZERO, low
