"""What else was asked of a requirement that was met: that it is accepted, that it is clear of the warning line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kpi_rules.language.formula import AllOf, Check, Condition
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.changes import change_text
from kpi_rules_engine.explain.comparison import among_several_text, computed_texts, target_text, value_text
from kpi_rules_engine.explain.margin import size_text
from kpi_rules_engine.explain.smallest import turning_points
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.judge.arithmetic import negative, subtract
from kpi_rules_engine.judge.tree import checks_in
from kpi_rules_engine.verdict import CheckResult

Results = tuple[CheckResult, ...]


def acceptance_texts(case: Case) -> Iterator[str]:
    """The conditions of acceptance, each with what was found and how it was computed."""
    for condition, results in acceptance(case):
        tongue = case.tongue
        if isinstance(condition, Check):
            yield _found(condition, results[0], tongue)
        else:
            yield tongue.further.accepted_if(tongue.say_condition(condition))
            for check, result in zip(checks_in(condition), results, strict=True):
                yield among_several_text(tongue.say_condition(check), result, None, tongue)
        for check, result in zip(checks_in(condition), results, strict=True):
            yield from computed_texts(check, result, case.window, case.scene, tongue)


def acceptance(case: Case) -> Iterator[tuple[Condition, Results]]:
    """Each condition of acceptance with the results of its comparisons; nothing where it was not asked."""
    rest = case.decision.provided
    for condition in case.clause.provided if rest else ():
        count = len(checks_in(condition))
        yield condition, rest[:count]
        rest = rest[count:]


def accepted_turns(case: Case) -> str:
    """What would have made a met requirement one that is accepted; empty where no single part would."""
    conditions = case.clause.provided
    condition = conditions[0] if len(conditions) == 1 else AllOf(conditions)
    turns = turning_points(condition, case.window, case.scene)
    return case.tongue.further.accepted_with([change_text(turn, case.tongue) for turn in turns]) if turns else ""


def warning_text(check: CheckResult, line: Fraction, tongue: Tongue) -> str:
    """By how much a value falls short of the warning line, or lies over it."""
    floor = check.comparator in (">=", ">")
    over = subtract(check.value, line)
    held = replace(check, target=line, margin=over if floor else negative(over))
    return tongue.further.warned(target_text(held, tongue), size_text(held, tongue.numerals), floor)


def _found(condition: Check, result: CheckResult, tongue: Tongue) -> str:
    text = tongue.wording.in_its_unit(tongue.say_condition(condition), target_text(result, tongue))
    bound = result.holds is False and result.margin == 0
    value, size = value_text(result, tongue), size_text(result, tongue.numerals)
    return tongue.further.accepted_if_found(text, value, result.holds, size, bound)
