"""What a rehearsal says: what came out, what should have, what a figure does not say."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.formula import How
from kpi_rules.language.units import Unit
from kpi_rules_engine.explain.cost_text import in_money
from kpi_rules_engine.explain.numbers import display
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


def otherwise(clause: str, found: str, wanted: str, period: str) -> str:
    """``expected that `cpa` fails in 2026-08, and it passes``; statuses as in a verdict."""
    return f"expected that `{clause}` {OUTCOMES[wanted]} in {period}, and it {OUTCOMES[found]}"


def other_value(clause: str, found: list[Value], wanted: Fraction, unit: Unit, period: str) -> str:
    """``expected that `cpa` is 30 RUB in 2026-08, and it is 31 RUB``."""
    said = [display(value, unit, wanted) for value in found if not isinstance(value, Unknown)]
    comes = f"it is {' and '.join(said)}" if said else "it has no value"
    near = next((value for value in found if isinstance(value, Fraction)), None)
    return f"expected that `{clause}` is {display(wanted, unit, near)} in {period}, and {comes}"


def other_cost(clause: str, kind: str, found: Fraction, wanted: Fraction, currency: str, period: str) -> str:
    """``expected that `cpa` deducts 15,000.00 RUB in 2026-08, and it deducts nothing``."""
    verb = "deducts" if kind == "deduct" else "pays"
    comes = in_money(found, currency) if found else "nothing"
    return f"expected that `{clause}` {verb} {in_money(wanted, currency)} in {period}, and it {verb} {comes}"


def too_little(lack: Lack) -> tuple[str, str]:
    """Message and help about a figure of a period that a clause asks for other days."""
    given, window, part = lack.given, lack.window, lack.part
    days = str(window.first) if window.first == window.last else f"{window.first}..{window.last}"
    name = given.part.measure
    single = window.first == window.last
    if single or part.how not in (How.SUM, How.COUNT, How.DISTINCT):
        asked = f"{days} by itself" if single else f"the {part.how.value} of its days"
        message = f"`{name}` is given for {given.period} as a whole, and a clause asks for {asked}"
        return message, f"give each day: given {window.first}: {name} = …"
    message = f"`{name}` is given for {given.period} as a whole, and a clause asks for {days}"
    return message, f"given {days}: {name} = …"
