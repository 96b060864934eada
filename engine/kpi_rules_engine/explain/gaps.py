"""What kept a clause from a verdict: days without data, results without a value; and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from kpi_rules.language.decimals import plain
from kpi_rules.language.formula import Check, DaysWhere, Formula, Growth, OverDays, Product
from kpi_rules_engine.explain.comparison import formulas_of, with_numbers
from kpi_rules_engine.explain.stretches import gathered
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.judge.evaluate import evaluate
from kpi_rules_engine.judge.parts import Measurement
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.tree import bare, children, is_fixed, measured_in
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown
from kpi_rules_engine.verdict import CheckResult


def missing_texts(parts: Sequence[Measurement], tongue: Tongue, until: date = date.max) -> Iterator[str]:
    """One sentence for all parts that lack the same days of the same window; another for people not counted."""
    groups: dict[tuple[Window, tuple[date, ...], bool], list[Measurement]] = {}
    for part in parts:
        missing = tuple(day for day in part.found.missing if day <= until)
        uncounted = _is_uncounted(part)
        if missing or (uncounted and part.window.last <= until):  # before the end nobody can have counted
            groups.setdefault((part.window, missing, uncounted), []).append(part)
    for (window, days, uncounted), group in groups.items():
        names, found = [tongue.name_of(part.measured) for part in group], group[0].found
        if uncounted:
            yield tongue.wording.no_counts(names, window.first, window.last)
        else:
            yield tongue.wording.no_data(names, gathered(days), len(days), found.covered + len(found.missing))


def remedy_text(parts: Sequence[Measurement], coverage: Fraction, tongue: Tongue) -> str:
    """What to do about missing days; empty where none are missing."""
    short = any(part.found.missing and not _is_uncounted(part) for part in parts)
    return tongue.wording.supply(f"{plain(coverage * 100, tongue.numerals.point)}%") if short else ""


def undefined_texts(check: Check, result: CheckResult, window: Window, scene: Scene, tongue: Tongue) -> Iterator[str]:
    """A 0/0 with its numbers and the precondition that would spare it; any other operation by name."""
    divisions = [pair for formula in formulas_of(check) if (pair := zero_by_zero(formula, window, scene)) is not None]
    for over, under in divisions[:1]:
        quotient = Product(((1, over), (-1, under)))
        yield tongue.wording.no_value(tongue.say(quotient), with_numbers(quotient, window, scene, tongue))
        yield tongue.wording.propose_when(tongue.say(_spared_by(over, under, result.comparator)))
    for formula, value in zip(formulas_of(check), (result.raw, result.target), strict=False):
        if not divisions and isinstance(value, Unknown) and value.reason is Reason.UNDEFINED:
            yield tongue.wording.no_value(undefined_operation(value, tongue) or tongue.say(formula), "")


def zero_by_zero(formula: Formula, window: Window, scene: Scene) -> tuple[Formula, Formula] | None:
    """The first division of 0 by 0 in the formula, the innermost first."""
    if isinstance(formula, OverDays | DaysWhere):
        return None  # on some day, not on the window
    for child in children(formula):
        found = zero_by_zero(child, window, scene) if isinstance(child, Formula) else None
        if found is not None:
            return found
    pairs = ((1, formula.now), (-1, formula.before)) if isinstance(formula, Growth) else ()
    return _in_product(formula.factors if isinstance(formula, Product) else pairs, window, scene)


def _in_product(
    factors: tuple[tuple[int, Formula], ...], window: Window, scene: Scene
) -> tuple[Formula, Formula] | None:
    for count, (power, factor) in enumerate(factors):
        before = Product(factors[:count])
        if power < 0 and count and evaluate(before, window, scene) == 0 == evaluate(factor, window, scene):
            return before, factor
    return None


def _spared_by(over: Formula, under: Formula, comparator: str) -> Formula:
    """What must be above zero for the comparison to be asked.

    Of a price that may not exceed something it is the money: spent for nothing it is infinite, and
    must go on failing. Of any other quotient it is what is divided by.
    """
    money = any(part.part.unit.money > 0 for part, _ in measured_in(over))
    if not (money and comparator in ("<=", "<")):
        return under
    return _without_constants(over)


def _without_constants(formula: Formula) -> Formula:
    """What is left of `1000 * spend` when only its sign matters."""
    inner = bare(formula)
    moving = [pair for pair in inner.factors if not is_fixed(pair[1])] if isinstance(inner, Product) else []
    return _without_constants(moving[0][1]) if len(moving) == 1 and moving[0][0] > 0 else inner


def undefined_operation(value: Unknown, tongue: Tongue) -> str:
    """The operations that had no value; empty where they are not known."""
    texts = [tongue.spelling.name(one) if isinstance(one, str) else tongue.say(one) for one in value.operations]
    return ", ".join(dict.fromkeys(texts))


def _is_uncounted(part: Measurement) -> bool:
    value = part.found.value
    return isinstance(value, Unknown) and value.reason is Reason.MISSING_COUNTS
