"""What a rehearsal says: what came out, what should have, what a figure does not say."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.formula import How
from kpi_rules.language.said import AND, Said, listed, said
from kpi_rules.language.units import Unit
from kpi_rules_engine.explain.cost_text import in_money
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.trial.stage import Lack
from kpi_rules_engine.values import Unknown, Value

OUTCOMES = {
    "pass": "passes",
    "fail": "fails",
    "warn": "warns",
    "no_verdict": "has no verdict",
    "not_applicable": "is not applicable",
    "pending": "is pending",
    "reported": "is reported",
}


def otherwise(clause: str, found: str, wanted: str, period: str) -> Said:
    """``expected that `cpa` fails in 2026-08, and it passes``; statuses as in a verdict."""
    return said(
        "expected that `{clause}` {wanted} in {period}, and it {found}",
        clause=clause,
        wanted=OUTCOMES[wanted],
        period=period,
        found=OUTCOMES[found],
    )


def other_value(clause: str, found: list[Value], wanted: Fraction, unit: Unit, period: str, tongue: Tongue) -> Said:
    """``expected that `cpa` is 30 RUB in 2026-08, and it is 31 RUB``."""
    near = next((value for value in found if isinstance(value, Fraction)), None)
    asked = tongue.display(wanted, unit, near)
    shown = [tongue.display(value, unit, wanted) for value in found if not isinstance(value, Unknown)]
    if not shown:
        return said(
            "expected that `{clause}` is {wanted} in {period}, and it has no value",
            clause=clause,
            wanted=asked,
            period=period,
        )
    return said(
        "expected that `{clause}` is {wanted} in {period}, and it is {found}",
        clause=clause,
        wanted=asked,
        period=period,
        found=listed(shown, AND),
    )


def other_cost(
    clause: str, kind: str, found: Fraction, wanted: Fraction, currency: str, period: str, tongue: Tongue
) -> Said:
    """``expected that `cpa` deducts 15,000.00 RUB in 2026-08, and it deducts nothing``."""
    comes = in_money(found, currency, tongue) if found else said("nothing")
    asked = in_money(wanted, currency, tongue)
    if kind == "deduct":
        return said(
            "expected that `{clause}` deducts {wanted} in {period}, and it deducts {found}",
            clause=clause,
            wanted=asked,
            period=period,
            found=comes,
        )
    return said(
        "expected that `{clause}` pays {wanted} in {period}, and it pays {found}",
        clause=clause,
        wanted=asked,
        period=period,
        found=comes,
    )


def too_little(lack: Lack) -> tuple[Said, Said]:
    """Message and help about a figure of a period that a clause asks for other days."""
    given, window, part = lack.given, lack.window, lack.part
    measure, first = given.part.measure, str(window.first)
    if window.first == window.last:
        message = said(
            "`{measure}` is given for {period} as a whole, and a clause asks for {day} by itself",
            measure=measure,
            period=given.period,
            day=first,
        )
        return message, said("give each day: given {day}: {measure} = …", day=first, measure=measure)
    if part.how not in (How.SUM, How.COUNT, How.DISTINCT):
        message = said(
            "`{measure}` is given for {period} as a whole, and a clause asks for the {how} of its days",
            measure=measure,
            period=given.period,
            how=part.how.value,
        )
        return message, said("give each day: given {day}: {measure} = …", day=first, measure=measure)
    days = f"{first}..{window.last}"
    message = said(
        "`{measure}` is given for {period} as a whole, and a clause asks for {days}",
        measure=measure,
        period=given.period,
        days=days,
    )
    return message, said("given {period}: {figure} = …", period=days, figure=measure)
