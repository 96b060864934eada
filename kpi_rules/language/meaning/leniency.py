"""What makes a requirement softer: tolerance and rounding."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language import tree
from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Comparison, Condition
from kpi_rules.language.meaning.comparisons import check_unit, checks_of, targets_of
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.said import said


def tolerance_of(desk: Desk, modifier: tree.Modifier | None, asked: Condition) -> Tolerance | None:
    """How much a miss may be; a Fault where the requirement knows no tolerance."""
    if modifier is None or not isinstance(modifier.values[0], tree.Quantity):
        return None
    amount = modifier.values[0]
    for check, straight in checks_of(asked):
        if not straight or (isinstance(check, Comparison) and check.comparator == "!="):
            raise fault(
                "KPI049",
                modifier.span,
                said("a tolerance widens plain comparisons: none under `or` or `not`, and no `!=`"),
            )
        if amount.unit != "percent":
            check_unit(desk, amount, check)
    return Tolerance(amount.value, amount.unit == "percent")


def rounding_of(desk: Desk, modifier: tree.Modifier | None, asked: Condition) -> Fraction | None:
    """The step that the value is rounded to; a warning where that hides the target."""
    if modifier is None:
        return None
    value = modifier.values[0]
    if isinstance(value, tree.Quantity):
        if value.value <= 0:
            raise fault("KPI049", modifier.span, said("a value is rounded to a step above zero"), "rounded to 0.1%")
        step = value.value
    else:
        step = Fraction(1, 10 ** int(str(value)))
    for check, _ in checks_of(asked):
        if isinstance(value, tree.Quantity):
            check_unit(desk, value, check)
        for target in targets_of(check):
            if step > _last_digit(target):
                message = said(
                    "the value is rounded more coarsely than the target is written: it can pass by the rounding alone"
                )
                desk.notes.add("KPI047", modifier.span, message, said("round to a finer step"))
    return step


def _last_digit(number: Fraction) -> Fraction:
    """What one of a number's last significant digit is worth: a hundred in 1,500, a hundredth in 0.05."""
    if number == 0:
        return Fraction(10**40)
    worth = Fraction(1)
    while (number / worth).denominator != 1 and worth > Fraction(1, 10**40):
        worth /= 10
    while (number / worth) % 10 == 0:
        worth *= 10
    return worth
