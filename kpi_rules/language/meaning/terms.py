"""What a clause's modifiers say beyond its requirement and its days: missing data, blocks, weight."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, cast

from kpi_rules.language import tree
from kpi_rules.language.contract import Block
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.said import said
from kpi_rules.language.schedule import WORDS, Calendar, Every, Schedule, Unit

_ADVERBS = {unit: word for word, unit in WORDS.items()}


def missing_of(modifier: tree.Modifier | None) -> Literal["fail", "pass"] | None:
    return None if modifier is None else cast(Literal["fail", "pass"], modifier.values[0])


def misses_of(modifier: tree.Modifier | None) -> int | None:
    if modifier is None:
        return None
    count = cast(int, modifier.values[0])
    if count < 2:
        raise fault(
            "KPI049", modifier.span, said("a clause fails after one miss anyway"), "fails after 2 misses in a row"
        )
    return count


def weight_of(modifier: tree.Modifier | None) -> Fraction:
    return Fraction(1) if modifier is None else cast(tree.Quantity, modifier.values[0]).value


def block_of(modifier: tree.Modifier | None, schedule: Schedule) -> Block | None:
    """`in 10 of 12 months`, counted in the periods of the schedule."""
    if modifier is None:
        return None
    needed, of, unit = cast(tuple[int, int, str], modifier.values)
    same_unit(schedule, Unit(unit.removesuffix("s")), modifier)
    if needed > of:
        raise fault(
            "KPI042",
            modifier.span,
            said("{needed} of {of} is never reached", needed=needed, of=of),
            f"in {of} of {needed} {unit}",
        )
    if of == 1:
        raise fault("KPI049", modifier.span, said("one of one says nothing"), "in 10 of 12 months")
    return Block(needed, of)


def same_unit(schedule: Schedule, unit: Unit, modifier: tree.Modifier) -> None:
    """A Fault unless the clause is judged once for each such unit, which a modifier counts."""
    if isinstance(schedule, Calendar) and schedule.unit is unit:
        return
    if isinstance(schedule, Every) and schedule.count == 1 and schedule.unit is unit:
        return
    if isinstance(schedule, Calendar):
        message = said(
            "the clause is judged in {judged}s, and this counts {unit}s", judged=schedule.unit.value, unit=unit.value
        )
        raise fault("KPI049", modifier.span, message, said("count in {unit}s", unit=schedule.unit.value))
    message = said("the clause has no calendar periods, and this counts {unit}s", unit=unit.value)
    raise fault("KPI049", modifier.span, message, said("let it be judged {adverb}", adverb=_ADVERBS[unit]))
