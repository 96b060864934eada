"""What a clause's modifiers say beyond its requirement and its days: missing data, moving targets, blocks, weight."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, cast

from kpi_rules.language import tree
from kpi_rules.language.contract import Block
from kpi_rules.language.formula import Condition
from kpi_rules.language.literals import stretch
from kpi_rules.language.meaning.comparisons import checks_of, number_like
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.schedule import WORDS, Calendar, Days, Every, Schedule, Unit
from kpi_rules.language.targets import Approach, Listed, Moving, Step


def missing_of(modifier: tree.Modifier | None) -> Literal["fail", "pass"] | None:
    return None if modifier is None else cast(Literal["fail", "pass"], modifier.values[0])


def misses_of(modifier: tree.Modifier | None) -> int | None:
    if modifier is None:
        return None
    count = cast(int, modifier.values[0])
    if count < 2:
        raise fault("KPI049", modifier.span, "a clause fails after one miss anyway", "fails after 2 misses in a row")
    return count


def weight_of(modifier: tree.Modifier | None) -> Fraction:
    return Fraction(1) if modifier is None else cast(tree.Quantity, modifier.values[0]).value


def block_of(modifier: tree.Modifier | None, schedule: Schedule) -> Block | None:
    """`in 10 of 12 months`, counted in the periods of the schedule."""
    if modifier is None:
        return None
    needed, of, unit = cast(tuple[int, int, str], modifier.values)
    _same_unit(schedule, unit, modifier)
    if needed > of:
        raise fault("KPI042", modifier.span, f"{needed} of {of} is never reached", f"in {of} of {needed} {unit}")
    if of == 1:
        raise fault("KPI049", modifier.span, "one of one says nothing", "in 10 of 12 months")
    return Block(needed, of)


def moving_of(desk: Desk, modifier: tree.Modifier | None, asked: Condition, schedule: Schedule) -> Moving | None:
    """How the target moves."""
    if modifier is None:
        return None
    checks = [check for check, straight in checks_of(asked) if straight]
    if len(checks) != 1:
        raise fault("KPI049", modifier.span, "a target moves in one comparison only", "make two clauses of it")
    if modifier.kind == "step":
        way, amount, word = cast(tuple[str, tree.Node, str], modifier.values)
        _same_unit(schedule, WORDS[word].value, modifier)
        size = number_like(desk, amount, checks[0])
        return Step(size if way == "rising" else -size)
    if modifier.kind == "approach":
        _, target, count, unit = cast(tuple[str, tree.Node, int, str], modifier.values)
        _same_unit(schedule, unit, modifier)
        return Approach(number_like(desk, target, checks[0]), count)
    found = [listed for listed in modifier.values if isinstance(listed, tree.ListedTarget)]
    return Listed(tuple((_days(listed), number_like(desk, listed.target, checks[0])) for listed in found))


def _days(listed: tree.ListedTarget) -> Days:
    days = stretch(listed.period)
    if days is None:
        raise fault("KPI022", listed.span, f"`{listed.period}` is no period", "target 2026-04: 0.05")
    return days


def _same_unit(schedule: Schedule, unit: str, modifier: tree.Modifier) -> None:
    wanted = Unit(unit.removesuffix("s"))
    if isinstance(schedule, Calendar) and schedule.unit is wanted:
        return
    if isinstance(schedule, Every) and schedule.count == 1 and schedule.unit is wanted:
        return
    said = f"{schedule.unit.value}s" if isinstance(schedule, Calendar) else "no calendar periods"
    raise fault("KPI049", modifier.span, f"the clause is judged in {said}, and this counts {wanted.value}s")
