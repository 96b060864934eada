"""The smallest change of each single part that would have turned a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import AllOf, Between, Check, Comparison, Condition, How, Measured, Part, Shift, Within
from kpi_rules.language.units import Scale, Unit
from kpi_rules_engine.explain.bounds import turning_values
from kpi_rules_engine.explain.numbers import exponent
from kpi_rules_engine.explain.ratio import Place
from kpi_rules_engine.judge.conditions import truth_of
from kpi_rules_engine.judge.parts import Measurement, parts_of
from kpi_rules_engine.judge.scene import Found, Scene
from kpi_rules_engine.judge.truth import Truth, opposite
from kpi_rules_engine.plan.windows import Window

DIGITS = 6  # significant digits of a change that has no smallest unit
CENT = Fraction(1, 100)
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Turn:
    """This part alone, changed by so much, turns the verdict; one step less does not."""

    name: str
    change: Fraction
    unit: Unit
    measured: Measured
    window: Window


@dataclass(frozen=True, slots=True)
class Changed:
    """A scene in which one part has another value."""

    scene: Scene
    place: Place
    value: Fraction

    def find(self, part: Part, window: Window) -> Found:
        found = self.scene.find(part, window)
        return replace(found, value=self.value) if Place(part, window) == self.place else found

    def move(self, window: Window, shift: Shift) -> Window:
        return self.scene.move(window, shift)

    def days(self, window: Window) -> Sequence[Window]:
        return self.scene.days(window)


@dataclass(frozen=True, slots=True)
class Question:
    """A condition as it was judged. Its data was enough, so coverage is not asked again."""

    condition: Condition
    window: Window
    scene: Scene
    tolerance: Tolerance | None = None
    rounding: Fraction | None = None

    def truth(self, scene: Scene) -> Truth:
        return truth_of(self.condition, self.window, scene, self.tolerance, self.rounding)


def turning_points(
    condition: Condition,
    window: Window,
    scene: Scene,
    tolerance: Tolerance | None = None,
    rounding: Fraction | None = None,
) -> tuple[Turn, ...]:
    """For each part the smallest change that turns the condition, where there is one that can be told.

    Of several comparisons joined by `and`: only if exactly one of them fails.
    """
    question = Question(condition, window, scene, tolerance, rounding)
    checks = _checks(question)
    found = question.truth(scene) if checks else Truth.UNKNOWN
    if found is Truth.UNKNOWN:
        return ()
    turns = [_turn(part, question, checks, opposite(found)) for part in parts_of(condition, window, scene)]
    return tuple(turn for turn in turns if turn is not None)


def _checks(question: Question) -> tuple[Check, ...]:
    condition = question.condition
    if isinstance(condition, Comparison | Between | Within):
        return (condition,)
    if not isinstance(condition, AllOf):
        return ()
    checks = tuple(one for one in condition.of if isinstance(one, Comparison | Between | Within))
    truths = [replace(question, condition=check).truth(question.scene) for check in checks]
    alone = len(checks) == len(condition.of) and truths.count(Truth.FALSE) == 1 and Truth.UNKNOWN not in truths
    return checks if alone else ()


def _turn(measured: Measurement, question: Question, checks: Sequence[Check], wanted: Truth) -> Turn | None:
    part, now = measured.measured.part, measured.found.value
    if not isinstance(now, Fraction):
        return None
    place = Place(part, measured.window)
    values: set[Fraction] = set()
    for check in checks:
        at = turning_values(place, check, question.window, question.scene, question.tolerance, question.rounding)
        if at is None:
            return None
        values |= at

    def turns(change: Fraction) -> bool:
        return question.truth(Changed(question.scene, place, now + change)) is wanted

    floor_ = ZERO if now >= 0 and (part.nonnegative or part.unit.scale is Scale.COUNT) else None
    for change, step in sorted(_changes(part, now, values), key=lambda pair: (abs(pair[0]), pair[0] < 0)):
        possible = floor_ is None or now + change >= floor_
        if possible and turns(change) and not turns(change - step):
            return Turn(measured.name, change, part.unit, measured.measured, measured.window)
    return None


def _changes(part: Part, now: Fraction, values: set[Fraction]) -> Iterator[tuple[Fraction, Fraction]]:
    """Changes in whole steps that reach a value or pass it, each with its step (signed alike).

    Between two neighbouring values the truth stays the same, so the smallest change that turns it is here.
    """
    for value in values:
        gap = value - now
        step = _step(part, abs(gap) or abs(now))
        steps = floor(abs(gap) / step)
        for way in (1, -1):
            if gap * way >= 0:
                for count in {steps, steps + 1} - {0}:
                    yield count * step * way, step * way


def _step(part: Part, size: Fraction) -> Fraction:
    """What the part counts in: whole things, whole seconds, cents; else a fine step for its size."""
    if part.unit.scale is Scale.COUNT or part.how in (How.COUNT, How.DISTINCT) or part.unit.time == 1:
        return Fraction(1)
    if part.unit.money == 1 and part.unit.time == 0:
        return CENT
    return Fraction(10) ** ((exponent(size) if size else 0) - DIGITS + 1)
