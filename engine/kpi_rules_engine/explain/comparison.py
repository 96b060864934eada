"""What a comparison asked, what was found, how it was computed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.decimals import plain
from kpi_rules.language.formula import (
    Between,
    Check,
    Comparison,
    DaysWhere,
    Formula,
    Measured,
    OverDays,
    Within,
)
from kpi_rules_engine.explain.formula_text import name_alone, say
from kpi_rules_engine.explain.margin import ends_of, size_text
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.explain.unit import unit_of
from kpi_rules_engine.judge.arithmetic import magnitude, multiply
from kpi_rules_engine.judge.compare import oriented
from kpi_rules_engine.judge.evaluate import evaluate
from kpi_rules_engine.judge.parts import measurement
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.tree import bare, is_fixed
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import CheckResult


def target_text(check: CheckResult, tongue: Tongue) -> str:
    """`30.00 RUB`, of two ends `10.00 RUB to 30.00 RUB`; empty where there is no number to show."""
    ends = ends_of(check)
    if any(isinstance(end, Unknown) for end in ends):
        return ""
    shown = tongue.displays([check.value, *ends], check.unit)[1:]
    return shown[0] if len(shown) == 1 else tongue.wording.ends(*shown)


def value_text(check: CheckResult, tongue: Tongue) -> str:
    """The value with the digits that its comparison needs."""
    return tongue.displays([check.value, *ends_of(check)], check.unit)[0]


def found_text(check: CheckResult, tolerance: Tolerance | None, tongue: Tongue) -> str:
    """What was found for the only comparison there is, and by how much it is met or missed."""
    wording, value, size = tongue.wording, value_text(check, tongue), size_text(check, tongue.numerals)
    if check.holds and tolerance is not None and is_nearly(check):
        return wording.found_nearly(value, size, *_tolerance_texts(check, tolerance, tongue))
    if check.holds is False and check.margin == 0:
        return wording.found_at_bound(value)
    return wording.found(value, check.holds, size)


def among_several_text(text: str, check: CheckResult, tolerance: Tolerance | None, tongue: Tongue) -> str:
    """What was found for one of several comparisons; `text` is what it asks."""
    nearly = check.holds and tolerance is not None and is_nearly(check)
    share = _tolerance_texts(check, tolerance, tongue)[0] if nearly and tolerance is not None else ""
    value, size = value_text(check, tongue), size_text(check, tongue.numerals)
    return tongue.wording.among_several(text, target_text(check, tongue), value, check.holds, size, share)


def rounded_text(check: CheckResult, tongue: Tongue) -> str:
    """Both values, if rounding changed the one that was compared; else empty."""
    if check.raw == check.value:
        return ""
    return tongue.wording.rounded(*tongue.displays([check.raw, check.value], check.unit))


def is_nearly(check: CheckResult) -> bool:
    """Whether a comparison that holds does so by tolerance only."""
    margin = check.margin
    return isinstance(margin, Fraction) and (margin < 0 or (margin == 0 and check.comparator in (">", "<")))


def computed_texts(check: Check, result: CheckResult, window: Window, scene: Scene, tongue: Tongue) -> Iterator[str]:
    """The formula of the value, and of a target that is measured too, with the numbers put in."""
    ends = ends_of(result)[: len(formulas_of(check)) - 1]  # of `within` the target alone is a formula
    values = [result.raw, *([result.target] if result.comparator == "within" else ends)]
    shown = tongue.displays(values, result.unit)
    for formula, value, text in zip(formulas_of(check), values, shown, strict=True):
        if not isinstance(value, Unknown):
            yield computed_text(formula, text, result.text, window, scene, tongue)


def computed_text(formula: Formula, value: str, said: str, window: Window, scene: Scene, tongue: Tongue) -> str:
    """The formula with the numbers put in, and what that comes to; empty where `said` leaves nothing to compute."""
    if _is_said(formula, said, tongue):
        return ""
    numbers = with_numbers(formula, window, scene, tongue)
    return tongue.wording.computed(name_alone(formula, tongue.spelling), tongue.say(formula), numbers, value)


def with_numbers(formula: Formula, window: Window, scene: Scene, tongue: Tongue) -> str:
    """The formula with each measured part replaced by its value."""

    def number(node: Formula) -> str | None:
        if isinstance(node, Measured):
            return tongue.display(measurement(node, window, scene).found.value, node.part.unit)
        if isinstance(node, OverDays | DaysWhere):
            return tongue.display(evaluate(node, window, scene), unit_of(node))
        return None

    return tongue.say(formula, number)


def formulas_of(check: Check) -> tuple[Formula, ...]:
    """The value and its targets, as they were compared."""
    match check:
        case Comparison():
            value, _, target = oriented(check)
            return (value, target)
        case Between():
            return (check.value, check.low, check.high)
        case Within():
            return (check.value, check.target)
        case _:
            assert_never(check)


def _is_said(formula: Formula, text: str, tongue: Tongue) -> bool:
    """Whether nothing is left to compute: a constant, or one measured part that the text names."""
    return is_fixed(formula) or (
        isinstance(bare(formula), Measured) and any(said in text for said in (say(formula), tongue.say(formula)))
    )


def _tolerance_texts(check: CheckResult, tolerance: Tolerance, tongue: Tongue) -> tuple[str, str]:
    """The tolerance as agreed, and what it is for this target (of two ends it differs, and is not shown)."""
    if not tolerance.relative:
        amount = tongue.display(tolerance.amount, check.unit)
        return amount, amount
    share = f"{plain(tolerance.amount * 100, tongue.numerals.point)}%"
    slack = tongue.display(multiply(tolerance.amount, magnitude(check.target)), check.unit)
    return share, share if check.high is not None else slack
