"""What a formula comes to on a window, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from typing import Literal, assert_never

from kpi_rules.language.formula import (
    Absolute,
    Check,
    Constant,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    Least,
    Measured,
    Named,
    OverDays,
    Product,
    Rounded,
    Sum,
)
from kpi_rules_engine.explain.formula_text import say
from kpi_rules_engine.judge.arithmetic import (
    UNDEFINED,
    add,
    divide,
    lacks_data,
    lesser,
    magnitude,
    merged,
    multiply,
    negative,
    sign_of,
    subtract,
    to_step,
)
from kpi_rules_engine.judge.compare import meets, sides
from kpi_rules_engine.judge.parts import Measurement, absence, measurement
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.truth import Answer, Truth, settled
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown, Value


def evaluate(formula: Formula, window: Window, scene: Scene) -> Value:
    """The exact value; everything in the formula is looked up, whatever the first parts come to."""

    def value_of(inner: Formula) -> Value:
        return evaluate(inner, window, scene)

    match formula:
        case Constant(value):
            return value
        case Measured():
            return _value(measurement(formula, window, scene))
        case Named(_, of):
            return value_of(of)
        case Sum(terms):
            values = [value_of(term) if sign > 0 else negative(value_of(term)) for sign, term in terms]
            return _named(reduce(add, values), formula)
        case Product(factors):
            return _product(factors, [value_of(factor) for _, factor in factors])
        case Growth(now, before):
            return _named(_growth(value_of(now), value_of(before)), formula)
        case Absolute(of):
            return magnitude(value_of(of))
        case Rounded(of, places):
            return to_step(value_of(of), Fraction(1, 10) ** places)
        case Least(several):
            return reduce(lesser, map(value_of, several))
        case Greatest(several):
            return negative(reduce(lesser, [negative(value_of(one)) for one in several]))
        case OverDays(how, of, shifts):
            days = scene.days(reduce(scene.move, shifts, window))
            return _over_days(how, [evaluate(of, day, scene) for day in days], formula)
        case DaysWhere():
            return _days_where(formula, window, scene)
        case _:
            assert_never(formula)


def _value(part: Measurement) -> Value:
    found, value = part.found, part.found.value
    if not isinstance(value, Unknown):
        return value
    what = value.what or part.name
    if value.reason not in (Reason.MISSING_DATA, Reason.MISSING_DAY):
        return replace(value, what=what, operations=value.operations or (value.what or part.measured,))
    return Unknown(absence(found, part.window), what, value.days or found.missing)


def _product(factors: Sequence[tuple[int, Formula]], values: Sequence[Value]) -> Value:
    result: Value = Fraction(1)
    for count, ((power, _), value) in enumerate(zip(factors, values, strict=True), 1):
        result = multiply(result, value) if power > 0 else divide(result, value)
        if result is UNDEFINED:
            result = _named(result, Product(tuple(factors[:count])))
    return result


def _growth(now: Value, before: Value) -> Value:
    if not isinstance(now, Unknown) and not isinstance(before, Unknown) and sign_of(before) < 0:
        return UNDEFINED
    quotient = divide(now, before)
    return quotient if quotient is UNDEFINED else subtract(quotient, Fraction(1))


def _over_days(how: Literal["avg", "max", "min"], values: Sequence[Value], formula: Formula) -> Value:
    known = _on_known_days(values, formula)
    if isinstance(known, Unknown):
        return known
    match how:
        case "avg":
            return _named(divide(reduce(add, known), Fraction(len(known))), formula)
        case "max":
            return negative(reduce(lesser, map(negative, known)))
        case "min":
            return reduce(lesser, known)
        case _:
            assert_never(how)


def _days_where(formula: DaysWhere, window: Window, scene: Scene) -> Value:
    def number(answer: Answer) -> Value:
        return answer.why or Fraction(answer.truth is Truth.TRUE)

    days = scene.days(reduce(scene.move, formula.shifts, window))
    answers = [settled(formula.condition, _asking(day, scene)) for day in days]
    known = _on_known_days([number(answer) for answer in answers], formula)
    return known if isinstance(known, Unknown) else reduce(add, known)


def _asking(window: Window, scene: Scene) -> Callable[[Check], Answer]:
    def ask(check: Check) -> Answer:
        value, asked = sides(check, lambda formula: evaluate(formula, window, scene))
        unknown = [one for one in (value, asked.target, asked.high, asked.distance) if isinstance(one, Unknown)]
        held = meets(value, asked)
        return Answer(held, merged(unknown) if held is Truth.UNKNOWN else None)

    return ask


def _on_known_days(values: Iterable[Value], formula: Formula) -> list[Value] | Unknown:
    """Days without data are left out, as coverage allows; a day whose value is undefined is not."""
    values = list(values)
    kept = [value for value in values if not lacks_data(value)]
    undefined = [value for value in kept if isinstance(value, Unknown)]
    if undefined:
        return merged(undefined)
    if kept:
        return kept
    lacking = [value for value in values if isinstance(value, Unknown)]
    days = merged(lacking or [Unknown(Reason.MISSING_DATA)]).days
    reason = Reason.MISSING_DAY if len(lacking) == 1 else Reason.MISSING_DATA  # of a single day, the day is named
    return Unknown(reason, say(formula), days)


def _named(value: Value, operation: Formula) -> Value:
    """An undefined result gets the text of the operation that it came from, the innermost one."""
    return replace(UNDEFINED, what=say(operation), operations=(operation,)) if value is UNDEFINED else value
