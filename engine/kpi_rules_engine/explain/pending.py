"""What can be said before a period is over: the value so far, the pace, what is still needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kpi_rules.language.formula import Constant, Formula, How, Measured, Part, Product, Reported, Shift, Sum
from kpi_rules.language.units import Unit
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.changes import change_text
from kpi_rules_engine.explain.comparison import computed_text, computed_texts, formulas_of
from kpi_rules_engine.explain.gaps import missing_texts
from kpi_rules_engine.explain.smallest import Turn, turning_points
from kpi_rules_engine.judge.arithmetic import multiply
from kpi_rules_engine.judge.conditions import truth_of
from kpi_rules_engine.judge.evaluate import evaluate
from kpi_rules_engine.judge.parts import Measurement, measurement, parts_of
from kpi_rules_engine.judge.scene import Found, Scene
from kpi_rules_engine.judge.tree import Node, bare, checks_in
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Unknown, Value


def pending_texts(case: Case) -> Iterator[str]:
    """The sentences on a period that is not over, comparison by comparison."""
    wording = case.tongue.wording
    for check, result in zip(checks_in(case.clause.requirement), case.decision.checks, strict=True):
        if isinstance(result.raw, Unknown):
            yield wording.nothing_so_far(case.as_of) if case.days_passed else wording.not_begun(case.window.first)
            continue
        shown = case.tongue.display(result.raw, result.unit, result.target)
        yield _so_far(case, check, formulas_of(check)[0], shown)
        yield from computed_texts(check, result, case.window, case.scene, case.tongue)
        yield from _pace(case, formulas_of(check)[0], result.unit, result.target)
    yield from _needed(case)
    yield from _missing_so_far(case, case.clause.requirement)


def report_so_far(case: Case, reported: Reported, value: Value) -> Iterator[str]:
    """The sentences on a report whose period is not over."""
    wording = case.tongue.wording
    if isinstance(value, Unknown):
        yield wording.nothing_so_far(case.as_of) if case.days_passed else wording.not_begun(case.window.first)
    else:
        shown, said = case.tongue.display(value, reported.unit), case.tongue.say(reported.value)
        yield _so_far(case, reported.value, reported.value, shown)
        yield computed_text(reported.value, shown, said, case.window, case.scene, case.tongue)
        yield from _pace(case, reported.value, reported.unit)
    yield from _missing_so_far(case, reported.value)


def _missing_so_far(case: Case, node: Node) -> Iterator[str]:
    passed = list(case.window.days())[: case.days_passed]
    if passed:
        parts = parts_of(node, case.window, case.scene)
        yield from missing_texts([part for part in parts if not _is_due_later(part)], case.tongue, passed[-1])


def adds_up(formula: Formula) -> bool:
    """Whether the value grows with the days that are added: sums and counts, and sums and multiples of them."""
    match bare(formula):
        case Measured(part, ()):
            return part.how in (How.SUM, How.COUNT)
        case Sum(terms):
            return all(adds_up(term) for _, term in terms)
        case Product(factors):
            moving = [(power, factor) for power, factor in factors if not isinstance(bare(factor), Constant)]
            return len(moving) == 1 and moving[0][0] > 0 and adds_up(moving[0][1])
        case _:
            return False


@dataclass(frozen=True, slots=True)
class _Paced:
    """A scene in which every day of the window brought as much as those that have data did on average."""

    scene: Scene
    length: int

    def find(self, part: Part, window: Window) -> Found:
        found = self.scene.find(part, window)
        # a day without data is not a day on which nothing came
        share = Fraction(self.length, found.covered) if found.covered else Fraction(1)
        return replace(found, value=multiply(found.value, share))

    def move(self, window: Window, shift: Shift) -> Window:
        return self.scene.move(window, shift)

    def days(self, window: Window) -> Sequence[Window]:
        return self.scene.days(window)


def _so_far(case: Case, node: Node, formula: Formula, value: str) -> str:
    """`formula` is the one that came to this value, `node` all that was read."""
    day, wording = _day_of_level(case, formula), case.tongue.wording
    if day is not None:
        return wording.latest(value, day)
    return wording.so_far(value, case.as_of, case.days_passed, _days(case), _covered(case, node))


def _covered(case: Case, node: Node) -> int | None:
    """How many days of the period have data of everything; None where nothing is read from it."""
    own = [part for part in parts_of(node, case.window, case.scene) if part.window == case.window]
    return min((part.found.covered for part in own), default=None)


def _day_of_level(case: Case, formula: Formula) -> date | None:
    """The day of which a stock is known that is taken at the end."""
    value = bare(formula)
    if not isinstance(value, Measured) or value.part.how is not How.LAST:
        return None
    part = measurement(value, case.window, case.scene)
    missing = set(part.found.missing)
    known = [day for day in case.window.days() if day <= case.as_of and day not in missing]
    return known[-1] if known and part.window == case.window else None


def _is_due_later(part: Measurement) -> bool:
    """Whether it is a level of a day to come: days without one before it do not matter."""
    return Shift.LAST_DAY in part.measured.shifts and not isinstance(part.found.value, Unknown)


def _pace(case: Case, value: Formula, unit: Unit, target: Value | None = None) -> Iterator[str]:
    if adds_up(value) and case.days_passed:
        pace = evaluate(value, case.window, _Paced(case.scene, _days(case)))
        gaps = (_covered(case, value) or 0) < case.days_passed
        yield case.tongue.wording.pace(case.tongue.display(pace, unit, target), gaps)


def _needed(case: Case) -> Iterator[str]:
    """For a lower bound: that it would do already, or how much more of one part it takes."""
    clause, results = case.clause, case.decision.checks
    if len(results) != 1 or results[0].comparator not in (">=", ">"):
        return
    options = (clause.tolerance, clause.rounding)
    so_far = truth_of(clause.requirement, case.window, case.scene, *options)
    if so_far is Truth.TRUE:
        yield case.tongue.wording.enough_so_far()
        return
    turns = turning_points(clause.requirement, case.window, case.scene, *options)
    more = [turn for turn in turns if turn.change > 0 and set(turn.measured.shifts) <= {Shift.LAST_DAY}]
    if more:
        changes = [change_text(turn, case.tongue) for turn in more]
        yield case.tongue.wording.still_needed(changes, _a_day(case, more), _days_left(case))


def _a_day(case: Case, turns: list[Turn]) -> str:
    """How much a day, if one sum is all there is to the value."""
    value = formulas_of(checks_in(case.clause.requirement)[0])[0]
    if not (isinstance(bare(value), Measured) and adds_up(value) and _days_left(case)):
        return ""
    return case.tongue.display(turns[0].change / _days_left(case), turns[0].unit)


def _days(case: Case) -> int:
    return sum(1 for _ in case.window.days())


def _days_left(case: Case) -> int:
    return max(_days(case) - case.days_passed, 0)
