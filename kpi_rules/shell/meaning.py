"""What a clause means, in words, without any data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language.contract import Clause, Contract, Exclusion, computed_by
from kpi_rules.language.formula import Between, Check, Comparison, Formula, Measured, Named, Negated, Part, Within
from kpi_rules.language.schedule import By, Calendar, Every, Once, OverTerm, Schedule
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.shell.paths import LOOSE
from kpi_rules.shell.stretches import spoken, stretch
from kpi_rules.shell.trial import inside
from kpi_rules_engine.explain.formula_text import plain, say, say_condition

Row = tuple[str, str]


def meaning(clause: Clause, contract: Contract, vocabulary: Vocabulary) -> Iterator[Row]:
    """Title and text of each thing that there is to say."""
    if clause.reported is None:
        yield "asks", say_condition(clause.requirement)
    else:
        yield "reports", say(clause.reported.value)
    for text in formulas(clause):
        yield "formula", text
    yield "judged", in_words(clause.schedule)
    for condition in clause.when:
        if isinstance(condition, Negated):
            yield "unless", say_condition(condition.of)
        else:
            yield "only when", say_condition(condition)
    yield from _bounds(clause, contract)
    yield from _leniency(clause)
    yield from _strictness(clause)
    if clause.each:
        yield "for each", ", ".join(clause.each)
    yield "owed by", _party(clause, contract)
    if clause.because:
        yield "because", clause.because
    yield from _sentences(clause, vocabulary)


def formulas(clause: Clause) -> Iterator[str]:
    """What is computed on each side of each comparison: `cpa = spend / joined`."""
    sides = [side for check in checks(clause) for side in _sides(check)]
    sides += [clause.reported.value] if clause.reported is not None else []
    for side in dict.fromkeys(sides):
        text, name = say(side), side.name if isinstance(side, Named) else ""
        if any(inside(side, Measured)) and not text.isidentifier():
            yield f"{name} = {text}" if name else text


def checks(clause: Clause) -> list[Check]:
    """The comparisons of the requirement and of its acceptance, in the order of the text."""
    asked = (clause.requirement, clause.provided)
    return [node for node in inside(asked, object) if isinstance(node, Comparison | Between | Within)]


def in_words(schedule: Schedule) -> str:
    """When a clause is judged, and on which days."""
    match schedule:
        case Calendar(unit, over):
            each = f"each {unit.value} of the term"
            return f"{each}, on the {over[0]} {over[1].value}s that end with it" if over else each
        case Every(count, unit):
            return f"every {count} {unit.value}s, counted from the start of the term"
        case By(day):
            return f"once, on {day}, on the data from the start of the term to that day"
        case Once(days, event):
            return f"once, when they are over, on the days {stretch(days)}{f' ({event})' if event else ''}"
        case OverTerm():
            return "once, at the end, on the data of the whole term"
        case _:
            assert_never(schedule)


def exclusion(left_out: Exclusion) -> str:
    """The days, and why."""
    parts = [stretch(left_out.days)] if left_out.days else []
    parts += ["Saturdays and Sundays"] if left_out.weekends else []
    parts += [spoken(left_out.dates)] if left_out.dates else []
    days = ", ".join(parts)
    return f"{days} ({left_out.reason})" if left_out.reason else days


def _sides(check: Check) -> tuple[Formula, ...]:
    match check:
        case Comparison(left, _, right):
            return left, right
        case Between(value, low, high):
            return value, low, high
        case Within(value, _, _, target):
            return value, target
        case _:
            assert_never(check)


def _bounds(clause: Clause, contract: Contract) -> Iterator[Row]:
    if not contract.path.endswith(LOOSE):  # such a file has no term of its own
        yield "term", stretch(contract.header.term)
    if clause.since:
        yield "binds from", clause.since.isoformat()
    if clause.until:
        yield "binds until", clause.until.isoformat()
    for left_out in clause.exclusions:
        yield "left out", exclusion(left_out)
    if contract.header.scope:
        yield "rows of", "; ".join(f"{column} = {' or '.join(of)}" for column, of in contract.header.scope.items())
    yield "coverage", f"{plain(contract.header.coverage * 100)}% of the days must have data, else there is no verdict"
    if contract.header.settle:
        yield "settles", f"{contract.header.settle} days after the end; until then a verdict is provisional"


def _leniency(clause: Clause) -> Iterator[Row]:
    if clause.rounding is not None:
        yield "rounded", f"the value, to a multiple of {plain(clause.rounding)}, before it is compared"
    if clause.tolerance is not None:
        amount = clause.tolerance.amount
        by = f"{plain(amount * 100)}% of the target" if clause.tolerance.relative else plain(amount)
        yield "tolerance", f"a miss by no more than {by} passes"


def _strictness(clause: Clause) -> Iterator[Row]:
    if clause.warn is not None:
        yield "warns", f"of what is met on the wrong side of {plain(clause.warn)}"
    for condition in clause.provided:
        yield "accepted if", say_condition(condition)
    if clause.against is not None:
        amount = clause.against.amount
        by = f"{plain(amount * 100)}% of the first value" if clause.against.relative else plain(amount)
        yield "checked", f"against {clause.against.source}: more than {by} apart, there is no verdict"
    if clause.missing is not None:
        yield "if missing", "met, without payment" if clause.missing == "pass" else "missed"


def _party(clause: Clause, contract: Contract) -> str:
    name = contract.header.parties.get(clause.owner, "")
    return f"{name} (the {clause.owner})" if name else f"the {clause.owner}"


def _sentences(clause: Clause, vocabulary: Vocabulary) -> Iterator[Row]:
    """What the catalogue says of every KPI and measure in it."""
    asked = computed_by(clause)
    names = [named.name for named in inside(asked, Named)] + [part.measure for part in inside(asked, Part)]
    for name in dict.fromkeys(names):
        entry = vocabulary.kpis.get(name) or vocabulary.measures.get(name)
        if entry and entry.about.en:
            yield name, entry.about.en
