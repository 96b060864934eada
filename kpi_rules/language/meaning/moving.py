"""Targets that move from period to period, and targets that are scaled with a cut period."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import assert_never, cast

from kpi_rules.language import tree
from kpi_rules.language.contract import Header
from kpi_rules.language.formula import (
    Absolute,
    Comparison,
    Condition,
    Constant,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    How,
    Least,
    Measured,
    Named,
    OverDays,
    Product,
    Rounded,
    Sum,
)
from kpi_rules.language.meaning.comparisons import number_like
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.expressions import constant
from kpi_rules.language.meaning.fault import each, fault
from kpi_rules.language.meaning.sense import check_range
from kpi_rules.language.meaning.terms import same_unit
from kpi_rules.language.months import name_of, unit_named
from kpi_rules.language.said import said
from kpi_rules.language.schedule import WORDS, Calendar, Days, Schedule, Unit
from kpi_rules.language.targets import Approach, Listed, Moving, Step
from kpi_rules.language.vocabulary import Kind

_FLOWS = (Kind.FLOW, Kind.COUNT)
_SUMS = (How.SUM, How.COUNT)


def moving_of(desk: Desk, modifier: tree.Modifier | None, asked: Condition, schedule: Schedule) -> Moving | None:
    """How the target moves; a Fault where there is no single number to move, or it does not move as it is said to."""
    if modifier is None:
        return None
    comparison, first = _compared(modifier, asked, said("a target moves"))
    match modifier.kind:
        case "step":
            way, amount, word = cast(tuple[str, tree.Node, str], modifier.values)
            same_unit(schedule, WORDS[word], modifier)
            return Step(_step(desk, comparison, way, amount))
        case "approach":
            way, end, count, unit = cast(tuple[str, tree.Node, int, str], modifier.values)
            same_unit(schedule, Unit(unit.removesuffix("s")), modifier)
            if count < 2:
                message = said("a target that is reached in its first period does not move")
                raise fault("KPI049", modifier.span, message, said("over 2 months, or more"))
            return Approach(_end(desk, comparison, first, way, end), count)
        case "targets":
            listed = [value for value in modifier.values if isinstance(value, tree.ListedTarget)]
            return _listed(desk, comparison, listed, schedule, modifier)
    raise AssertionError(modifier.kind)


def check_prorated(modifier: tree.Modifier | None, asked: Condition) -> None:
    """A Fault unless the requirement compares a sum over days with one number."""
    if modifier is None:
        return
    comparison, _ = _compared(modifier, asked, said("a target is scaled"))
    if not sums_flows(comparison.left):
        message = said("only what adds up day by day is scaled with the days of a cut period")
        help = said("leave it out: a ratio, a level or an average is asked for in full, however short the period")
        raise fault("KPI049", modifier.span, message, help)


def sums_flows(formula: Formula) -> bool:
    """Whether the value is made of sums over the days of its window alone, so that half the days give half of it."""
    match formula:
        case Measured(part=part, shifts=shifts):
            return part.kind in _FLOWS and part.how in _SUMS and not shifts
        case Named(of=of):
            return sums_flows(of)
        case Sum(terms=terms):
            return all(sums_flows(term) for _, term in terms)
        case Product(factors=factors):
            measured = [(power, factor) for power, factor in factors if constant(factor) is None]
            return len(measured) == 1 and measured[0][0] > 0 and sums_flows(measured[0][1])
        case Constant() | Growth() | Absolute() | Rounded() | Least() | Greatest() | OverDays() | DaysWhere():
            return False
        case _:
            assert_never(formula)


def _compared(modifier: tree.Modifier, asked: Condition, what: str) -> tuple[Comparison, Fraction]:
    """The only comparison, and the number in it."""
    number = constant(asked.right) if isinstance(asked, Comparison) else None
    if not isinstance(asked, Comparison) or number is None:
        message = said("{what} where one comparison with a number is all that is asked", what=what)
        raise fault("KPI049", modifier.span, message, said("make a clause of its own of it, such as likes >= 500"))
    return asked, number


def _step(desk: Desk, comparison: Comparison, way: str, node: tree.Node) -> Fraction:
    amount = number_like(desk, node, comparison)
    if amount <= 0:
        raise fault("KPI049", node.span, said("a step is above zero"), said("`rising` leads up, and `falling` down"))
    return amount if way == "rising" else -amount


def _end(desk: Desk, comparison: Comparison, first: Fraction, word: str, node: tree.Node) -> Fraction:
    end = number_like(desk, node, comparison)
    rises = word.startswith("rising")
    if end == first or (end > first) is not rises:
        text = desk.source_text(node.span)
        if rises:
            message = said("the target begins with the number of the requirement, and does not rise to {end}", end=text)
        else:
            message = said("the target begins with the number of the requirement, and does not fall to {end}", end=text)
        help = said("leave it out") if end == first else f"{'falling' if rises else 'rising'} to {text}"
        raise fault("KPI049", node.span, message, help)
    return _possible(desk, comparison, end, node)


def _listed(
    desk: Desk, comparison: Comparison, listed: list[tree.ListedTarget], schedule: Schedule, modifier: tree.Modifier
) -> Listed:
    if not isinstance(schedule, Calendar):
        message = said("targets are listed by calendar periods, and the clause is not judged by them")
        raise fault("KPI049", modifier.span, message, said("such as monthly"))
    unit = schedule.unit

    def one(entry: tree.ListedTarget) -> tuple[Days, Fraction]:
        days = _period(desk.header, entry, unit)
        return days, _possible(desk, comparison, number_like(desk, entry.target, comparison), entry)

    found = each(one, listed)
    for index in range(1, len(found)):
        if found[index][0].first <= found[index - 1][0].first:
            before = listed[index - 1].period
            message = said("`{period}` does not come after `{before}`", period=listed[index].period, before=before)
            raise fault("KPI049", listed[index].span, message, said("list the periods in the order of time, each once"))
    return Listed(tuple(found))


def _period(header: Header, entry: tree.ListedTarget, unit: Unit) -> Days:
    """The days of a listed period, which is one that the clause is judged in."""
    found = unit_named(entry.period, header.month_day)
    example = name_of(unit, header.term.first, header.month_day)
    if found is None or found[0] is not unit:
        message = said(
            "`{period}` is no {unit}, and the clause is judged in {unit}s", period=entry.period, unit=unit.value
        )
        raise fault("KPI049", entry.span, message, said("name a {unit}: {example}", unit=unit.value, example=example))
    days = found[1]
    if days.last < header.term.first or days.first > header.term.last:
        term = f"{header.term.first}..{header.term.last}"
        raise fault(
            "KPI045", entry.span, said("`{period}` lies outside the term ({term})", period=entry.period, term=term)
        )
    return days


def _possible(desk: Desk, comparison: Comparison, target: Fraction, node: tree.Node | tree.ListedTarget) -> Fraction:
    """The target, if it can be met at all."""
    check_range(desk, replace(comparison, right=Constant(target), span=node.span))
    return target
