"""Where a comparison may turn as one measured part changes."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Between, Check, Comparison, Formula, Within
from kpi_rules_engine.explain.ratio import ZERO, Place, Ratio, depends, plus, ratio_in, roots, scaled
from kpi_rules_engine.judge.compare import oriented
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.plan.windows import Window

HALF = Fraction(1, 2)


def turning_values(
    place: Place, check: Check, window: Window, scene: Scene, tolerance: Tolerance | None, rounding: Fraction | None
) -> frozenset[Fraction] | None:
    """All values of the part at which the truth of the comparison may change; None if they cannot be told."""
    if not depends(place, check, window, scene):
        return frozenset()
    formula, targets = _sides(check)
    value = ratio_in(place, formula, window, scene)
    found: set[Fraction] = set()
    for target, distance in targets:
        at = ratio_in(place, target, window, scene)
        for share, shift in _slacks(distance, tolerance):
            bound = plus(scaled(at, 1 + share), Ratio((shift, ZERO)))
            crossings = _crossings(value, bound, rounding)
            if crossings is None:
                return None
            found |= crossings
    return frozenset(found)


def _sides(check: Check) -> tuple[Formula, list[tuple[Formula, Tolerance | None]]]:
    """The value, and each target with the distance that is asked around it."""
    match check:
        case Comparison():
            value, _, target = oriented(check)
            return value, [(target, None)]
        case Between():
            return check.value, [(check.low, None), (check.high, None)]
        case Within():
            return check.value, [(check.target, Tolerance(check.distance, check.relative))]
        case _:
            assert_never(check)


def _slacks(distance: Tolerance | None, tolerance: Tolerance | None) -> set[tuple[Fraction, Fraction]]:
    """By how much a bound may lie off its target: a share of it, and an amount."""
    slacks = {(ZERO, ZERO)}
    for one in (distance, tolerance):
        if one is not None:
            share, amount = (one.amount, ZERO) if one.relative else (ZERO, one.amount)
            off = {(share * way, amount * way) for way in (-1, 1)} | ({(ZERO, ZERO)} if one is tolerance else set())
            slacks = {(a + c, b + d) for a, b in slacks for c, d in off}
    return slacks


def _crossings(value: Ratio | None, bound: Ratio | None, rounding: Fraction | None) -> frozenset[Fraction] | None:
    if value is None or bound is None:
        return None
    if rounding is None:
        return _zeros(value, bound)
    if bound.over[1] or bound.under[1]:
        return None  # both sides move, one of them in steps
    # rounding moves a bound to half way between two steps near it
    steps = bound.over[0] / bound.under[0] // rounding
    below, above = (_zeros(value, Ratio(((steps + off) * rounding, ZERO), poles=bound.poles)) for off in (-HALF, HALF))
    return None if below is None or above is None else below | above


def _zeros(value: Ratio, bound: Ratio) -> frozenset[Fraction] | None:
    gap = plus(value, scaled(bound, -1))
    return None if gap is None else roots(gap.over) | gap.poles
