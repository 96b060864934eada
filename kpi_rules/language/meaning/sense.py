"""Comparisons that make no sense whatever the data: never true, never false, the harmful way round."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kpi_rules.language.formula import (
    Absolute,
    Between,
    Comparison,
    DaysWhere,
    Formula,
    Greatest,
    How,
    Least,
    Measured,
    Named,
    OverDays,
    Part,
    Product,
    Rounded,
    Sum,
)
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.expressions import constant
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.rows import both
from kpi_rules.language.said import said

_WORSE = {"more": ("<=", "<"), "less": (">=", ">")}


@dataclass(frozen=True, slots=True)
class Range:
    """Where a value can lie; None is without bound. Both ends can be reached."""

    low: Fraction | None
    high: Fraction | None


ANYWHERE = Range(None, None)
NOT_NEGATIVE = Range(Fraction(0), None)
SHARE = Range(Fraction(0), Fraction(1))


def check_range(desk: Desk, check: Comparison | Between) -> None:
    """Refuse a target that can never hold; warn of one that can never fail."""
    if isinstance(check, Between):
        reach = reachable(check.value)
        low, high = constant(check.low), constant(check.high)
        never = (reach.high is not None and low is not None and low > reach.high) or (
            reach.low is not None and high is not None and high < reach.low
        )
        if never:
            raise fault("KPI042", check.span, said("this can never hold: the value lies {reach}", reach=_said(reach)))
        return
    target = constant(check.right)
    if target is None:
        return
    reach = reachable(check.left)
    holds = _holds(check.comparator, reach, target)
    if holds is False:
        raise fault("KPI042", check.span, said("this can never hold: the value lies {reach}", reach=_said(reach)))
    if holds is True:
        message = said("this can never fail where there is data: the value lies {reach}", reach=_said(reach))
        desk.notes.add("KPI056", check.span, message)


def check_direction(desk: Desk, check: Comparison, better: str) -> None:
    """Warn of a floor for what should be small, and of a ceiling for what should be large."""
    if constant(check.right) is not None and check.comparator in _WORSE.get(better, ()):
        meant = "at most" if better == "less" else "at least"
        message = (
            said("of this value less is better, and the clause asks for the opposite")
            if better == "less"
            else said("of this value more is better, and the clause asks for the opposite")
        )
        desk.notes.add("KPI043", check.span, message, said("is `{meant}` meant?", meant=meant))


def reachable(formula: Formula) -> Range:
    """Where a formula's value can lie, as far as its measures tell."""
    number = constant(formula)
    if number is not None:
        return Range(number, number)
    match formula:
        case Measured(part=part):
            return NOT_NEGATIVE if part.nonnegative else ANYWHERE
        case Named(of=of) | OverDays(of=of):
            return reachable(of)
        case Rounded(of=of):
            inner = reachable(of)
            return NOT_NEGATIVE if inner.low is not None and inner.low >= 0 else ANYWHERE
        case DaysWhere() | Absolute():
            return NOT_NEGATIVE
        case Sum(terms=terms):
            reaches = [(sign, reachable(f)) for sign, f in terms]
            low = _total([(r.low if sign > 0 else r.high, sign) for sign, r in reaches])
            high = _total([(r.high if sign > 0 else r.low, sign) for sign, r in reaches])
            return Range(low, high)
        case Product(factors=((1, Measured(part=some)), (-1, Measured(part=every)))) if _is_share(some, every):
            return SHARE
        case Product(factors=factors):
            lows = [reachable(f).low for _, f in factors]
            return NOT_NEGATIVE if all(low is not None and low >= 0 for low in lows) else ANYWHERE
        case Greatest(of=of):
            known = [low for low in (reachable(f).low for f in of) if low is not None]
            return Range(max(known) if known else None, None)
        case Least(of=of):
            lows = [reachable(f).low for f in of]
            return NOT_NEGATIVE if all(low is not None and low >= 0 for low in lows) else ANYWHERE
    return ANYWHERE


def _is_share(some: Part, every: Part) -> bool:
    """Rows of a table over all rows of it that are asked for: the condition of the whole is part of the other's."""
    same = (some.table, some.source, some.how, some.accounts, every.how) == (
        every.table,
        every.source,
        How.COUNT,
        every.accounts,
        How.COUNT,
    )
    return same and both(every.where, some.where) == some.where


def _total(ends: list[tuple[Fraction | None, int]]) -> Fraction | None:
    total = Fraction(0)
    for end, sign in ends:
        if end is None:
            return None
        total += sign * end
    return total


def _holds(comparator: str, reach: Range, target: Fraction) -> bool | None:
    """True or False where it cannot be otherwise."""
    low, high = reach.low, reach.high
    above, under = low is not None and low > target, high is not None and high < target
    least, most = low is not None and low >= target, high is not None and high <= target
    match comparator:
        case ">=":
            return True if least else False if under else None
        case ">":
            return True if above else False if most else None
        case "<=":
            return True if most else False if above else None
        case "<":
            return True if under else False if least else None
        case "=":
            return False if above or under else None
    return True if above or under else None


def _said(reach: Range) -> str:
    if reach.low is not None and reach.high is not None:
        return said("between {low} and {high}", low=reach.low, high=reach.high)
    return (
        said("at {low} or above", low=reach.low)
        if reach.low is not None
        else said("at {high} or below", high=reach.high)
    )
