"""One comparison of values: whether it holds, holds within a tolerance, and by how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, assert_never

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Between, Check, Comparator, Comparison, Formula, Within
from kpi_rules_engine.judge.arithmetic import Known, add, lesser, magnitude, multiply, negative, order, subtract
from kpi_rules_engine.judge.tree import is_fixed
from kpi_rules_engine.judge.truth import Truth, truth
from kpi_rules_engine.values import Unknown, Value

Test = Comparator | Literal["between", "within"]

ZERO = Fraction(0)

MIRRORED: dict[Comparator, Comparator] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a value is held against: `target`, of `between` up to `high`, of `within` plus or minus `distance`."""

    test: Test
    target: Value
    high: Value = ZERO
    distance: Value = ZERO


def sides(check: Check, value_of: Callable[[Formula], Value]) -> tuple[Value, Asked]:
    """The value and what it is held against; `30 >= cpa` is read as `cpa <= 30`."""
    match check:
        case Comparison():
            value, test, target = oriented(check)
            return value_of(value), Asked(test, value_of(target))
        case Between():
            return value_of(check.value), Asked("between", value_of(check.low), high=value_of(check.high))
        case Within():
            value_, target_ = value_of(check.value), value_of(check.target)
            distance = multiply(check.distance, magnitude(target_)) if check.relative else check.distance
            return value_, Asked("within", target_, distance=distance)
        case _:
            assert_never(check)


def subject(check: Check) -> Formula:
    """What is compared: the formula that the target is held against."""
    return oriented(check)[0] if isinstance(check, Comparison) else check.value


def oriented(check: Comparison) -> tuple[Formula, Comparator, Formula]:
    """Value, comparator and target: a constant on the left is the target."""
    if is_fixed(check.left) and not is_fixed(check.right):
        return check.right, MIRRORED[check.comparator], check.left
    return check.left, check.comparator, check.right


def meets(value: Value, asked: Asked) -> Truth:
    """Whether the comparison holds; unknown if anything in it is. `between` and `within` need a finite value."""
    target = asked.target
    if isinstance(value, Unknown) or isinstance(target, Unknown):
        return Truth.UNKNOWN
    match asked.test:
        case "between":
            return _among(value, target, asked.high)
        case "within":
            if not isinstance(target, Fraction):
                return Truth.FALSE  # nothing finite is near an infinity
            return _among(value, subtract(target, asked.distance), add(target, asked.distance))
        case ">=" | "<=" | ">" | "<" | "=" | "!=":
            return truth(_ordered(value, asked.test, target))
        case _:
            assert_never(asked.test)


def meets_nearly(value: Value, asked: Asked, tolerance: Tolerance) -> Truth:
    """Whether a comparison that fails holds when it is widened by the tolerance; `!=` knows none."""
    target, slack = asked.target, _slack(asked.target, tolerance)
    match asked.test:
        case ">=":
            return meets(value, replace(asked, target=subtract(target, slack)))
        case "<=":
            return meets(value, replace(asked, target=add(target, slack)))
        case ">" | "<" | "=":
            return meets(value, Asked("within", target, distance=slack))
        case "between":
            high = add(asked.high, _slack(asked.high, tolerance))
            return meets(value, Asked("between", subtract(target, slack), high))
        case "within":
            return meets(value, replace(asked, distance=add(asked.distance, slack)))
        case "!=":
            return Truth.FALSE
        case _:
            assert_never(asked.test)


def margin(value: Value, asked: Asked) -> Value:
    """By how much it is met; negative when missed, unknown where there is no such number."""
    over = subtract(value, asked.target)
    match asked.test:
        case ">=" | ">":
            return over
        case "<=" | "<":
            return negative(over)
        case "=":
            return negative(magnitude(over))
        case "!=":
            return magnitude(over)
        case "between":
            return lesser(over, subtract(asked.high, value))
        case "within":
            return subtract(asked.distance, magnitude(over))
        case _:
            assert_never(asked.test)


def _ordered(value: Known, comparator: Comparator, target: Known) -> bool:
    found = order(value, target)
    match comparator:
        case ">=":
            return found >= 0
        case "<=":
            return found <= 0
        case ">":
            return found > 0
        case "<":
            return found < 0
        case "=":
            return found == 0
        case "!=":
            return found != 0
        case _:
            assert_never(comparator)


def _among(value: Known, low: Value, high: Value) -> Truth:
    if isinstance(low, Unknown) or isinstance(high, Unknown):
        return Truth.UNKNOWN
    return truth(isinstance(value, Fraction) and order(low, value) <= 0 <= order(high, value))


def _slack(target: Value, tolerance: Tolerance) -> Value:
    return multiply(tolerance.amount, magnitude(target)) if tolerance.relative else tolerance.amount
