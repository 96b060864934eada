"""When a clause applies, and what decided that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from kpi_rules.language.formula import AllOf, AnyOf, Between, Check, Comparison, Condition, Negated, Within
from kpi_rules_engine.explain.comparison import target_text, value_text
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.judge.tree import checks_in
from kpi_rules_engine.judge.truth import Answer, Truth, settled
from kpi_rules_engine.values import Reason, Unknown
from kpi_rules_engine.verdict import CheckResult

Results = Sequence[CheckResult]
OPEN = Unknown(Reason.UNDEFINED)  # why a part is open says nothing of those that decide


def precondition_text(condition: Condition, results: Results, tongue: Tongue) -> str:
    """`only when spend >= 20,000 RUB`, `unless posts_approved_late > 3`."""
    asked = condition.of if isinstance(condition, Negated) else condition
    wording, text = tongue.wording, tongue.say_condition(asked)
    if isinstance(asked, Check):
        text = wording.in_its_unit(text, target_text(results[0], tongue))
    return wording.unless(text) if isinstance(condition, Negated) else wording.only_when(text)


def decided_text(condition: Condition, results: Results, tongue: Tongue) -> str:
    """That the precondition does not hold, and what was found; of a compound one by the parts that decide."""
    wording, text = tongue.wording, precondition_text(condition, results, tongue)
    asked = condition.of if isinstance(condition, Negated) else condition
    if isinstance(asked, Check):
        return wording.does_not_apply(text, value_text(results[0], tongue), ())
    parts = [
        (tongue.say_condition(check), one.holds is True, value_text(one, tongue))
        for check, one in deciding(condition, results)
    ]
    return wording.does_not_apply(text, "", parts)


def deciding(condition: Condition, results: Results) -> list[tuple[Check, CheckResult]]:
    """The comparisons without which the condition would not have come out as it did, in the order of the text."""
    pairs = list(zip(checks_in(condition), results, strict=True))
    wanted = {id(check) for check in _deciding(condition, {id(check): result for check, result in pairs})}
    return [(check, result) for check, result in pairs if id(check) in wanted]


def _deciding(condition: Condition, results: dict[int, CheckResult]) -> Iterator[Check]:
    match condition:
        case Comparison() | Between() | Within():
            yield condition
        case Negated(of):
            yield from _deciding(of, results)
        case AllOf(several) | AnyOf(several):
            whole = _truth(condition, results)
            for one in several:
                if _truth(one, results) is whole:
                    yield from _deciding(one, results)
        case _:
            assert_never(condition)


def _truth(condition: Condition, results: dict[int, CheckResult]) -> Truth:
    known = {True: Answer(Truth.TRUE), False: Answer(Truth.FALSE), None: Answer(Truth.UNKNOWN, OPEN)}
    return settled(condition, lambda check: known[results[id(check)].holds]).truth
