"""Remedies that cannot be computed, can never apply, or are not what they seem."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.language.contract import Clause
from kpi_rules.language.formula import (
    Between,
    Check,
    Comparison,
    Constant,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    How,
    Least,
    Measured,
    Product,
    Sum,
    Within,
)
from kpi_rules.language.meaning.comparisons import checks_of, targets_of
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.expressions import constant
from kpi_rules.language.meaning.fault import Fault, Finding
from kpi_rules.language.meaning.sense import reachable
from kpi_rules.language.meaning.tiers import check_tiers
from kpi_rules.language.remedies import FeeShare, Money, On, Rate, Remedy
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Calendar, Every, Unit
from kpi_rules.language.vocabulary import Kind

_SHORT = (Unit.DAY, Unit.WEEK)


def check_costs(desk: Desk, clause: Clause) -> None:
    """A Fault with everything in a clause's remedies that could not be computed; warnings for what is never reached."""
    found = [*_once_only(clause), *_of_blocks(clause)]
    for remedy in clause.remedies:
        found += _remedy(clause, remedy)
    if found:
        raise Fault(*found)
    for remedy in clause.remedies:
        _warn_of_the_fee(desk, clause, remedy)
    check_tiers(desk, clause)


def check_gates(desk: Desk, clauses: list[Clause]) -> None:
    """Note gates that no clause answers in the same period, and circles of them."""
    by_id = {clause.id: clause for clause in clauses}
    for clause in clauses:
        for remedy in clause.remedies:
            for name in remedy.gate:
                finding = _gate(clause, remedy, name, by_id)
                broken = name not in by_id and name in desk.labels  # told where it stands
                if finding is not None and not broken:
                    desk.notes.add(finding.code, finding.span, finding.message, finding.help)


def _gate(clause: Clause, remedy: Remedy, name: str, by_id: dict[str, Clause]) -> Finding | None:
    other = by_id.get(name)
    if other is None:
        known = ", ".join(id for id in by_id if id != clause.id)
        help = said("there are {ids}", ids=known) if known else None
        return Finding("KPI030", remedy.span, said("there is no clause `{name}` that could pass", name=name), help)
    if other is clause:
        message = said("a remedy cannot hang on its own clause")
        return Finding("KPI049", remedy.span, message, said("leave the `if` out"))
    if other.reported is not None:
        return Finding("KPI049", remedy.span, said("the clause `{name}` only reports: it never passes", name=name))
    if not _same_periods(clause, other):
        message = said("the clause `{name}` is not judged on the same periods as this one", name=name)
        return Finding("KPI049", remedy.span, message, said("give both the same schedule"))
    return None


def _same_periods(one: Clause, other: Clause) -> bool:
    """Whether both are judged in the same periods, whatever days they look back over."""
    if one.block != other.block:
        return False
    if isinstance(one.schedule, Calendar) and isinstance(other.schedule, Calendar):
        return one.schedule.unit is other.schedule.unit
    return one.schedule == other.schedule


def _once_only(clause: Clause) -> Iterator[Finding]:
    """There is no row of periods where a clause is judged once."""
    if isinstance(clause.schedule, Calendar | Every):
        return
    if clause.misses is not None:
        yield Finding("KPI049", clause.span, said("the clause is judged once, and has no misses in a row"))
    for remedy in clause.remedies:
        if remedy.trigger.on is On.FAILS and (remedy.trigger.fails or 0) > 1:
            message = said("the clause is judged once, and has no fails in a row")
            yield Finding("KPI049", remedy.span, message, said("on fail …"))


def _of_blocks(clause: Clause) -> Iterator[Finding]:
    if clause.block is None:
        return
    if clause.misses is not None:
        message = said("a block counts its periods, and `fails after` would forgive some of them: one of the two")
        yield Finding("KPI049", clause.span, message)
    for remedy in clause.remedies:
        by_value = remedy.trigger.on in (On.OVER, On.UNDER) or _rate(remedy) is not None
        if by_value:
            message = said("a block of periods passes or fails, and has no value of its own")
            yield Finding("KPI049", remedy.span, message, said("on fail deduct 10% of fee"))


def _remedy(clause: Clause, remedy: Remedy) -> Iterator[Finding]:
    act, rate = remedy.act, _rate(remedy)
    if not isinstance(act, Money) or rate is None:
        return
    if rate.step <= 0:
        yield Finding("KPI049", remedy.span, said("a step is above zero"), said("per 1% short"))
        return
    checks = [check for check, _ in checks_of(clause.requirement)]
    if len(checks) != 1:
        return  # told where the rate was read
    yield from _measurable(checks[0], rate, remedy)
    if act.most is None:
        why = _endless(checks[0], rate)
        if clause.missing == "fail" and rate.side == "short":
            why = said("missing data counts as a fail, and tells no distance")
        if why:
            message = said("{why}: the amount needs a limit", why=why)
            yield Finding("KPI049", remedy.span, message, said("add: up to 20% of fee"))


def _measurable(check: Check, rate: Rate, remedy: Remedy) -> Iterator[Finding]:
    if isinstance(check, Within) or (isinstance(check, Comparison) and check.comparator in ("=", "!=")):
        yield Finding("KPI049", remedy.span, said("what is short is told of >=, <=, >, < and between"))
    elif isinstance(check, Between) and rate.side == "over":
        yield Finding("KPI049", remedy.span, said("nothing is over a target of two ends"))
    elif rate.relative and 0 in targets_of(check):
        message = said("no value is a per cent short of zero, or over it")
        yield Finding("KPI049", remedy.span, message, said("say the step as a number: per 1 short"))


def _endless(check: Check, rate: Rate) -> str:
    """Why the distance may have no limit; empty where it has one."""
    if rate.relative and not _fixed(check):
        return said("the target may be zero, and every value is endlessly far from it")
    formula = check.left if isinstance(check, Comparison) else check.value
    if not may_be_infinite(formula):
        return ""
    upward = isinstance(check, Comparison) and ((check.comparator in (">=", ">")) == (rate.side == "over"))
    if upward or isinstance(check, Between | Within) or reachable(formula).low is None:
        return said("the value is infinite where it is divided by zero, or a case has no answer")
    return ""


def _fixed(check: Check) -> bool:
    return len(targets_of(check)) == (2 if isinstance(check, Between) else 1)


def may_be_infinite(formula: Formula) -> bool:
    """Whether a formula can come to an infinity: divided by what may be zero, or an unanswered case in it."""
    match formula:
        case Constant() | DaysWhere():
            return False
        case Measured(part=part):
            answered = part.kind is not Kind.SAMPLE or part.how in (How.COUNT, How.DISTINCT, How.MIN)
            return not answered
        case Product(factors=factors):
            divided = any(power < 0 and not _never_zero(factor) for power, factor in factors)
            return divided or any(may_be_infinite(factor) for power, factor in factors if power > 0)
        case Growth():
            return True
        case Sum(terms=terms):
            return any(may_be_infinite(term) for _, term in terms)
        case Least(of=several) | Greatest(of=several):
            return any(may_be_infinite(one) for one in several)
        case _:
            return may_be_infinite(formula.of)


def _never_zero(formula: Formula) -> bool:
    number = constant(formula)
    if number is not None:
        return number != 0
    low = reachable(formula).low
    return low is not None and low > 0


def _warn_of_the_fee(desk: Desk, clause: Clause, remedy: Remedy) -> None:
    fee = desk.header.fee
    act = remedy.act
    if fee is None or not isinstance(act, Money) or not isinstance(act.price, FeeShare):
        return
    unit = clause.schedule.unit if isinstance(clause.schedule, Calendar | Every) else None
    if unit in _SHORT and clause.block is None:
        if unit is Unit.DAY:
            message = said(
                "the clause is judged each day, and each time this is a share of the {paid} fee", paid=fee[2]
            )
        else:
            message = said(
                "the clause is judged each week, and each time this is a share of the {paid} fee", paid=fee[2]
            )
        help = said("say an amount, or judge the clause as often as the fee is paid")
        desk.notes.add("KPI057", remedy.span, message, help)


def _rate(remedy: Remedy) -> Rate | None:
    return remedy.act.rate if isinstance(remedy.act, Money) else None
