"""A second source: what each comparison's value is there, and whether it agrees with the first."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.contract import Against, Clause
from kpi_rules.language.formula import Formula
from kpi_rules_engine.explain.formula_text import say
from kpi_rules_engine.judge.arithmetic import magnitude, multiply
from kpi_rules_engine.judge.compare import subject
from kpi_rules_engine.judge.conditions import covered_value
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.tree import checks_in
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Infinite, Unknown, Value
from kpi_rules_engine.verdict import Agreement


def agreements(clause: Clause, window: Window, scene: Scene, coverage: Fraction) -> tuple[Agreement, ...]:
    """The values of the requirement, before rounding, from both sources; none without `checked against`."""
    if clause.against is None:
        return ()

    def value_of(formula: Formula) -> Value:
        return covered_value(formula, window, scene, coverage)

    found: list[Agreement] = []
    pairs = zip(checks_in(clause.requirement), checks_in(clause.against.requirement), strict=True)
    for first, second in pairs:
        value, other = value_of(subject(first)), value_of(subject(second))
        allowed = _allowed(value, clause.against)
        found.append(Agreement(say(subject(first)), value, other, allowed, _agree(value, other, allowed), first.unit))
    return tuple(found)


def _allowed(value: Value, against: Against) -> Value:
    """How far the second value may lie from the first."""
    return multiply(against.amount, magnitude(value)) if against.relative else against.amount


def _agree(value: Value, other: Value, allowed: Value) -> bool | None:
    if isinstance(value, Unknown) or isinstance(other, Unknown):
        return None
    if isinstance(value, Infinite) or isinstance(other, Infinite):
        return value == other  # nothing finite is near an infinity, not even within 10 % of it
    return isinstance(allowed, Fraction) and abs(value - other) <= allowed
