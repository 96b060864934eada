"""Exact arithmetic on values: infinities follow their rules, and no value stays no value."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kpi_rules_engine.values import Infinite, Reason, Unknown, Value

Known = Fraction | Infinite

UNDEFINED = Unknown(Reason.UNDEFINED)
LACKING = (Reason.MISSING_DATA, Reason.MISSING_DAY, Reason.MISSING_COUNTS)  # the first weighs most


def lacks_data(value: Value) -> bool:
    """Whether there is no value because data is missing, not because of what it came to."""
    return isinstance(value, Unknown) and value.reason in LACKING


def merged(unknowns: Iterable[Unknown]) -> Unknown:
    """One for several: missing data before undefined results, the names and days of all that weigh as much."""
    found = list(unknowns)
    lacking = [unknown for unknown in found if unknown.reason in LACKING]
    kept = lacking or found
    reason = min((unknown.reason for unknown in lacking), key=LACKING.index, default=kept[0].reason)
    names = dict.fromkeys(unknown.what for unknown in kept if unknown.what)
    days = {day for unknown in kept for day in unknown.days}
    operations = dict.fromkeys(one for unknown in kept for one in (unknown.operations or (unknown.what,)) if one)
    return Unknown(reason, ", ".join(names), tuple(sorted(days)), tuple(operations))


def add(a: Value, b: Value) -> Value:
    """`a + b`; infinity minus infinity is undefined."""
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return _neither(a, b)
    if isinstance(a, Infinite):
        return UNDEFINED if isinstance(b, Infinite) and a.sign != b.sign else a
    return b if isinstance(b, Infinite) else a + b


def negative(a: Value) -> Value:
    match a:
        case Infinite(sign):
            return Infinite(-sign)
        case Unknown():
            return a
        case _:
            return -a


def subtract(a: Value, b: Value) -> Value:
    return add(a, negative(b))


def multiply(a: Value, b: Value) -> Value:
    """`a * b`; 0 times infinity is undefined."""
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return _neither(a, b)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    sign = sign_of(a) * sign_of(b)
    return Infinite(sign) if sign else UNDEFINED


def divide(a: Value, b: Value) -> Value:
    """`a / b`; by zero it is an infinity of the sign of a, by infinity 0; 0/0 and inf/inf are undefined."""
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return _neither(a, b)
    if isinstance(b, Infinite):
        return UNDEFINED if isinstance(a, Infinite) else Fraction(0)
    if b == 0:
        return Infinite(sign_of(a)) if sign_of(a) else UNDEFINED
    return Infinite(a.sign * sign_of(b)) if isinstance(a, Infinite) else a / b


def magnitude(a: Value) -> Value:
    """The value without its sign."""
    return negative(a) if not isinstance(a, Unknown) and sign_of(a) < 0 else a


def to_step(a: Value, step: Fraction) -> Value:
    """The nearest multiple of `step` (above 0); from half way, the one that is further from zero."""
    if not isinstance(a, Fraction):
        return a
    steps, rest = divmod(abs(a), step)
    return sign_of(a) * (steps + (2 * rest >= step)) * step


def sign_of(a: Known) -> int:
    """-1, 0 or 1."""
    if isinstance(a, Infinite):
        return a.sign
    return (a > 0) - (a < 0)


def order(a: Known, b: Known) -> int:
    """-1, 0 or 1 as a lies below, on or above b; infinities of one sign are equal."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return (a > b) - (a < b)
    if isinstance(a, Infinite):
        return a.sign if a != b else 0
    return -sign_of(b)


def lesser(a: Value, b: Value) -> Value:
    """The smaller of two."""
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return _neither(a, b)
    return a if order(a, b) <= 0 else b


def _neither(*values: Value) -> Unknown:
    return merged(value for value in values if isinstance(value, Unknown))
