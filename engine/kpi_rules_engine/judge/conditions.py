"""Judges a condition on a window: coverage first, then rounding, the comparison, the tolerance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Check, Condition, Formula
from kpi_rules_engine.explain.formula_text import say_condition
from kpi_rules_engine.judge.arithmetic import merged, to_step
from kpi_rules_engine.judge.compare import Asked, margin, meets, meets_nearly, sides
from kpi_rules_engine.judge.evaluate import evaluate
from kpi_rules_engine.judge.parts import Measurement, absence, parts_of
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.truth import Answer, Truth, settled
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown, Value
from kpi_rules_engine.verdict import CheckResult


@dataclass(frozen=True, slots=True)
class Judged:
    """What a condition comes to.

    `reason` says why it is unknown, and is None otherwise. `missing_days` are all days without data of
    any of its parts, whatever came out. `within_tolerance`: it holds, and would not without the tolerance.
    """

    truth: Truth
    checks: tuple[CheckResult, ...]
    reason: Reason | None
    missing_days: tuple[date, ...]
    within_tolerance: bool


def judge_condition(
    condition: Condition,
    window: Window,
    scene: Scene,
    header_coverage: Fraction,
    tolerance: Tolerance | None = None,
    rounding: Fraction | None = None,
) -> Judged:
    """The condition on the window; each comparison is asked for `header_coverage` by itself."""
    checks: list[CheckResult] = []

    def value_of(formula: Formula) -> Value:
        return covered_value(formula, window, scene, header_coverage)

    def ask(check: Check) -> Answer:
        result, answer = _judge_check(check, value_of, tolerance, rounding)
        checks.append(result)
        return answer

    answer = settled(condition, ask)
    reason = answer.why.reason if answer.why is not None else None
    missing = missing_days(parts_of(condition, window, scene))
    return Judged(answer.truth, tuple(checks), reason, missing, answer.nearly)


def truth_of(
    condition: Condition,
    window: Window,
    scene: Scene,
    tolerance: Tolerance | None = None,
    rounding: Fraction | None = None,
) -> Truth:
    """The truth alone, without asking for coverage."""

    def ask(check: Check) -> Answer:
        return _judge_check(check, lambda formula: evaluate(formula, window, scene), tolerance, rounding)[1]

    return settled(condition, ask).truth


def missing_days(parts: Iterable[Measurement]) -> tuple[date, ...]:
    """The days without data of any of these parts, in order."""
    return tuple(sorted({day for part in parts for day in part.found.missing}))


def covered_value(formula: Formula, window: Window, scene: Scene, coverage: Fraction) -> Value:
    """The value of a formula; none where any part of it has data on less than `coverage` of its days."""
    lacks = [why for part in parts_of(formula, window, scene) if (why := _shortfall(part, coverage)) is not None]
    return merged(lacks) if lacks else evaluate(formula, window, scene)


def _shortfall(part: Measurement, coverage: Fraction) -> Unknown | None:
    found = part.found
    days = found.covered + len(found.missing)
    if isinstance(found.value, Unknown) and found.value.reason is Reason.MISSING_COUNTS:
        return None  # counts for exact days are there or not, whatever the days; the value itself says so
    if days == 0 or Fraction(found.covered, days) >= coverage:
        return None
    return Unknown(absence(found, part.window), part.name, found.missing)


def _judge_check(
    check: Check,
    value_of: Callable[[Formula], Value],
    tolerance: Tolerance | None,
    rounding: Fraction | None,
) -> tuple[CheckResult, Answer]:
    raw, asked = sides(check, value_of)
    value = raw if rounding is None else to_step(raw, rounding)
    held, nearly = meets(value, asked), False
    if held is Truth.FALSE and tolerance is not None:
        nearly = meets_nearly(value, asked, tolerance) is Truth.TRUE
        held = Truth.TRUE if nearly else held
    unknown = [one for one in (value, asked.target, asked.high) if isinstance(one, Unknown)]
    why = merged(unknown) if held is Truth.UNKNOWN else None
    return _result(check, raw, value, asked, held), Answer(held, why, nearly)


def _result(check: Check, raw: Value, value: Value, asked: Asked, held: Truth) -> CheckResult:
    return CheckResult(
        text=say_condition(check),
        value=value,
        raw=raw,
        comparator=asked.test,
        target=asked.target,
        margin=margin(value, asked),
        holds=None if held is Truth.UNKNOWN else held is Truth.TRUE,
        unit=check.unit,
        high=asked.high if asked.test == "between" else None,
        distance=asked.distance if asked.test == "within" else None,
    )
