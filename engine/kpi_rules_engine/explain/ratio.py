"""A formula as a function of one measured part: a quotient of two straight lines, and where it may turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce

from kpi_rules.language.formula import Formula, Growth, Measured, Named, Part, Product, Sum
from kpi_rules_engine.judge.evaluate import evaluate
from kpi_rules_engine.judge.parts import measurement
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.tree import Node, measured_in
from kpi_rules_engine.plan.windows import Window

Line = tuple[Fraction, Fraction]  # a + b * x

ZERO, ONE = Fraction(0), Fraction(1)
CONSTANT_ONE: Line = (ONE, ZERO)


@dataclass(frozen=True, slots=True)
class Place:
    """A part on a window: the one thing that is thought to change."""

    part: Part
    window: Window


@dataclass(frozen=True, slots=True)
class Ratio:
    """`over / under`. `poles` are the places where something in the formula was divided by zero."""

    over: Line
    under: Line = CONSTANT_ONE
    poles: frozenset[Fraction] = field(default=frozenset())


def ratio_in(place: Place, formula: Formula, window: Window, scene: Scene) -> Ratio | None:
    """The formula as a function of the part at `place`, all else as found; None if it is no quotient of lines."""
    if not depends(place, formula, window, scene):
        value = evaluate(formula, window, scene)
        return Ratio((value, ZERO)) if isinstance(value, Fraction) else None
    match formula:
        case Measured():
            return Ratio((ZERO, ONE))
        case Named(_, of):
            return ratio_in(place, of, window, scene)
        case Sum(terms):
            return reduce(plus, [scaled(ratio_in(place, term, window, scene), sign) for sign, term in terms])
        case Product(factors):
            return _product(place, factors, window, scene)
        case Growth(now, before):
            quotient = _product(place, ((1, now), (-1, before)), window, scene)
            return plus(quotient, Ratio((-ONE, ZERO)))
        case _:
            return None  # bent at some value, or counted day by day


def depends(place: Place, node: Node, window: Window, scene: Scene) -> bool:
    """Whether the part at this place goes into the formula; day by day counts as well."""
    return any(
        measured.part == place.part
        and (daily is not None or measurement(measured, window, scene).window == place.window)
        for measured, daily in measured_in(node)
    )


def plus(a: Ratio | None, b: Ratio | None) -> Ratio | None:
    if a is None or b is None:
        return None
    poles = a.poles | b.poles
    share = _multiple(a.under, b.under)
    if share is not None:  # b.under = share * a.under
        return Ratio((a.over[0] + b.over[0] / share, a.over[1] + b.over[1] / share), a.under, poles)
    left, right = line_times(a.over, b.under), line_times(b.over, a.under)
    under = line_times(a.under, b.under)
    if left is None or right is None or under is None:
        return None
    return Ratio((left[0] + right[0], left[1] + right[1]), under, poles)


def times(a: Ratio | None, b: Ratio | None) -> Ratio | None:
    if a is None or b is None:
        return None
    over, under = line_times(a.over, b.over), line_times(a.under, b.under)
    return None if over is None or under is None else Ratio(over, under, a.poles | b.poles)


def divided(a: Ratio | None, b: Ratio | None) -> Ratio | None:
    if a is None or b is None or b.over == (ZERO, ZERO):
        return None
    return times(Ratio(a.over, a.under, a.poles | roots(b.over)), Ratio(b.under, b.over, b.poles))


def scaled(a: Ratio | None, factor: Fraction | int) -> Ratio | None:
    return None if a is None else replace(a, over=(a.over[0] * factor, a.over[1] * factor))


def roots(line: Line) -> frozenset[Fraction]:
    """Where the line is zero, if it slopes."""
    return frozenset({-line[0] / line[1]}) if line[1] else frozenset()


def line_times(a: Line, b: Line) -> Line | None:
    """The product, if it is a line again."""
    return None if a[1] and b[1] else (a[0] * b[0], a[0] * b[1] + a[1] * b[0])


def _product(place: Place, factors: tuple[tuple[int, Formula], ...], window: Window, scene: Scene) -> Ratio | None:
    result: Ratio | None = Ratio(CONSTANT_ONE)
    for power, factor in factors:
        one = ratio_in(place, factor, window, scene)
        result = times(result, one) if power > 0 else divided(result, one)
    return result


def _multiple(a: Line, b: Line) -> Fraction | None:
    """k with b = k * a, k not zero."""
    index = 0 if a[0] else 1
    share = b[index] / a[index]
    return share if share and (a[0] * share, a[1] * share) == b else None
