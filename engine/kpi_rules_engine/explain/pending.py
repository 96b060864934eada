"""What can be said before a period is over: the value so far, the pace, what is still needed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kpi_rules.language.formula import Check, Constant, Formula, How, Measured, Product, Shift, Sum
from kpi_rules_engine.explain import wording
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.changes import change_text
from kpi_rules_engine.explain.comparison import computed_texts, formulas_of
from kpi_rules_engine.explain.gaps import missing_texts
from kpi_rules_engine.explain.numbers import display
from kpi_rules_engine.explain.smallest import Turn, turning_points
from kpi_rules_engine.judge.arithmetic import multiply
from kpi_rules_engine.judge.conditions import truth_of
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.judge.tree import bare, checks_in
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import CheckResult


def pending_texts(case: Case) -> Iterator[str]:
    """The sentences on a period that is not over, comparison by comparison."""
    for check, result in zip(checks_in(case.clause.requirement), case.decision.checks, strict=True):
        if isinstance(result.raw, Unknown):
            yield wording.nothing_so_far(case.as_of)
            continue
        yield wording.so_far(display(result.raw, result.unit, result.target), case.as_of, case.days_passed, _days(case))
        yield from computed_texts(check, result, case.window, case.scene)
        yield from _pace(case, check, result)
    yield from _needed(case)
    passed = list(case.window.days())[: case.days_passed]
    if passed:
        yield from missing_texts(parts_of(case.clause.requirement, case.window, case.scene), passed[-1])


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


def _pace(case: Case, check: Check, result: CheckResult) -> Iterator[str]:
    if adds_up(formulas_of(check)[0]) and case.days_passed:
        pace = multiply(result.raw, Fraction(_days(case), case.days_passed))
        yield wording.pace(display(pace, result.unit, result.target))


def _needed(case: Case) -> Iterator[str]:
    """For a lower bound: that it would do already, or how much more of one part it takes."""
    clause, results = case.clause, case.decision.checks
    if len(results) != 1 or results[0].comparator not in (">=", ">"):
        return
    options = (clause.tolerance, clause.rounding)
    so_far = truth_of(clause.requirement, case.window, case.scene, *options)
    if so_far is Truth.TRUE:
        yield wording.enough_so_far()
        return
    turns = turning_points(clause.requirement, case.window, case.scene, *options)
    more = [turn for turn in turns if turn.change > 0 and set(turn.measured.shifts) <= {Shift.LAST_DAY}]
    if more:
        yield wording.still_needed([change_text(turn) for turn in more], _a_day(case, more), _days_left(case))


def _a_day(case: Case, turns: list[Turn]) -> str:
    """How much a day, if one sum is all there is to the value."""
    value = formulas_of(checks_in(case.clause.requirement)[0])[0]
    if not (isinstance(bare(value), Measured) and adds_up(value) and _days_left(case)):
        return ""
    return display(turns[0].change / _days_left(case), turns[0].unit)


def _days(case: Case) -> int:
    return sum(1 for _ in case.window.days())


def _days_left(case: Case) -> int:
    return max(_days(case) - case.days_passed, 0)
