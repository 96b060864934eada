"""A margin as text: the very difference of the figures that are shown beside it."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules_engine.explain.numbers import digits_for, display, rounded, shown
from kpi_rules_engine.explain.numerals import ENGLISH, Numerals
from kpi_rules_engine.judge.arithmetic import add, lesser, magnitude, subtract
from kpi_rules_engine.values import Value
from kpi_rules_engine.verdict import CheckResult


def ends_of(check: CheckResult) -> tuple[Value, ...]:
    """What the value is held against: the target, or the two ends between which it must lie."""
    if check.distance is not None:
        return subtract(check.target, check.distance), add(check.target, check.distance)
    return (check.target,) if check.high is None else (check.target, check.high)


def size_text(check: CheckResult, numerals: Numerals = ENGLISH) -> str:
    """The size of the margin; empty if it is zero or no number."""
    return _size(check, numerals) if isinstance(check.margin, Fraction) and check.margin else ""


def margin_text(check: CheckResult, numerals: Numerals = ENGLISH) -> str:
    """The margin with its sign."""
    if not isinstance(check.margin, Fraction):
        return display(check.margin, check.unit, numerals=numerals)
    return ("-" if check.margin < 0 else "") + _size(check, numerals)


def _size(check: CheckResult, numerals: Numerals) -> str:
    """Not the margin rounded by itself: 40.009 less 40 is 0.01 where 40.01 and 40.00 are shown."""
    digits = digits_for((check.value, *ends_of(check)), check.unit)
    value, *ends = (rounded(one, digits) for one in (check.value, *ends_of(check)))
    off = subtract(value, ends[0])
    off = off if len(ends) == 1 else lesser(off, subtract(ends[1], value))
    return shown(magnitude(off), check.unit, digits, numerals)
