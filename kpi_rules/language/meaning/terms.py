"""What a clause's modifiers say beyond its requirement and its days: acceptance, blocks, weight."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal, cast

from kpi_rules.language import tree
from kpi_rules.language.contract import Against, Block
from kpi_rules.language.formula import Condition
from kpi_rules.language.meaning.comparisons import check_unit, checks_of, number_like
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.meaning.requirements import requirement
from kpi_rules.language.schedule import WORDS, Calendar, Every, Schedule, Unit
from kpi_rules.language.vocabulary import fold

_ADVERBS = {unit: word for word, unit in WORDS.items()}


def against_of(
    desk: Desk, modifier: tree.Modifier | None, node: tree.ClauseNode, asked: Condition, reading: Reading
) -> Against | None:
    """The second source, with the requirement read from it."""
    if modifier is None:
        return None
    name, amount = cast(tuple[tree.Name, tree.Quantity], modifier.values)
    if amount.unit != "percent":
        for check, _ in checks_of(asked):
            check_unit(desk, amount, check)
    source = source_named(desk, name)
    second = requirement(desk, node.requirement, replace(reading, source=source), wished=False)
    if second == asked:
        message = f"the source `{name.text}` feeds nothing that this clause reads besides what it is checked against"
        raise fault("KPI051", name.span, message, "name a second source of the same table")
    return Against(source, amount.value, amount.unit == "percent", second)


def source_named(desk: Desk, name: tree.Name) -> str:
    """The workspace's source of this name; a Fault that lists those there are."""
    sources = desk.vocabulary.sources
    if sources is None:
        return name.text
    found = next((s.name for s in sources if fold(s.name) == fold(name.text)), None)
    if found is None:
        known = ", ".join(s.name for s in sources)
        help = f"the workspace has {known}" if known else "the workspace has none"
        raise fault("KPI051", name.span, f"there is no source `{name.text}`", help)
    return found


def missing_of(modifier: tree.Modifier | None) -> Literal["fail", "pass"] | None:
    return None if modifier is None else cast(Literal["fail", "pass"], modifier.values[0])


def warn_of(desk: Desk, modifier: tree.Modifier | None, asked: Condition) -> Fraction | None:
    """The line below which a pass is a warning."""
    if modifier is None:
        return None
    checks = [check for check, _ in checks_of(asked)]
    if len(checks) != 1:
        raise fault("KPI049", modifier.span, "a warning line belongs to one comparison", "make two clauses of it")
    return number_like(desk, cast(tree.Node, modifier.values[0]), checks[0])


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
    same_unit(schedule, Unit(unit.removesuffix("s")), modifier)
    if needed > of:
        raise fault("KPI042", modifier.span, f"{needed} of {of} is never reached", f"in {of} of {needed} {unit}")
    if of == 1:
        raise fault("KPI049", modifier.span, "one of one says nothing", "in 10 of 12 months")
    return Block(needed, of)


def same_unit(schedule: Schedule, unit: Unit, modifier: tree.Modifier) -> None:
    """A Fault unless the clause is judged once for each such unit, which a modifier counts."""
    if isinstance(schedule, Calendar) and schedule.unit is unit:
        return
    if isinstance(schedule, Every) and schedule.count == 1 and schedule.unit is unit:
        return
    said, help = "has no calendar periods", f"let it be judged {_ADVERBS[unit]}"
    if isinstance(schedule, Calendar):
        said, help = f"is judged in {schedule.unit.value}s", f"count in {schedule.unit.value}s"
    raise fault("KPI049", modifier.span, f"the clause {said}, and this counts {unit.value}s", help)
