"""Every tree that differs from another in one place: a number, a word, a node, one more or one less in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

from kpi_rules.language import formula as f
from kpi_rules.language import remedies as r
from kpi_rules.language import rows
from kpi_rules.language.contract import Block, Clause, Exclusion, Header, Scorecard, Tolerance
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.schedule import By, Calendar, Days, Every, Once, OverTerm
from kpi_rules.language.schedule import Unit as Time
from kpi_rules.language.targets import Approach, Listed, Step
from kpi_rules.language.units import Unit
from kpi_rules.language.vocabulary import ColumnKind

SPRING, AUTUMN = Days(date(2026, 3, 1), date(2026, 3, 14)), Days(date(2026, 9, 1), date(2026, 9, 1))
HALF, TENTH = Fraction(1, 2), Fraction(1, 10)
FEES = (r.FeeShare(TENTH), r.Amount(Fraction(10)), r.Amount(TENTH))
TRIGGERS = (
    *(r.Trigger(on) for on in (r.On.FAIL, r.On.PASS)),
    *(r.Trigger(on, line) for on in (r.On.OVER, r.On.UNDER) for line in (TENTH, HALF)),
    *(r.Trigger(r.On.FAILS, fails=count) for count in (2, 3)),
)
RATES = (None, *(r.Rate(TENTH, relative, side, whole)
    for relative in (True, False) for side in ("short", "over") for whole in (True, False)))  # fmt: skip
MONEY = tuple(
    r.Money(kind, price, rate, most) for kind in ("deduct", "pay") for price in FEES for rate in RATES
    for most in (None, *FEES)
)  # fmt: skip
REMEDIES = (
    *(r.Remedy(trigger, r.Terminate()) for trigger in TRIGGERS),
    *(r.Remedy(TRIGGERS[0], r.Notify(text)) for text in ('a "b"', "a b", 'a ""b')),
    *(r.Remedy(TRIGGERS[0], act, gate) for act in MONEY for gate in ((), ("cpa",), ("cpa", "reach"))),
)
SCHEDULES = (
    *(Calendar(unit, over) for unit in Time for over in (None, (1, unit), (2, unit), (30, Time.DAY))),
    *(Every(count, unit) for count in (1, 2, 5) for unit in Time),
    *(By(day) for day in (SPRING.first, SPRING.last)),
    *(Once(days, event) for days in (SPRING, AUTUMN) for event in ("", "contest")),
    OverTerm(),
)
MOVING = (
    *(Step(amount) for amount in (HALF, -HALF, TENTH)),
    *(Approach(to, periods) for to in (HALF, TENTH) for periods in (2, 6)),
    *(Listed(((days, to),)) for days in (SPRING, AUTUMN) for to in (HALF, TENTH)),
    Listed(((SPRING, HALF), (AUTUMN, TENTH))),
)
LIMITS = tuple(r.Limits(one, two) for one in (None, *FEES) for two in (None, *FEES))
CHOICES: dict[tuple[type, str], tuple[Any, ...]] = {
    (Clause, "schedule"): SCHEDULES,
    (Clause, "exclusions"): tuple(
        (Exclusion("why", days, dates, weekends),)
        for days in (None, SPRING, AUTUMN)
        for dates in (frozenset(), frozenset({SPRING.first}), frozenset({SPRING.first, SPRING.last}))
        for weekends in (True, False)
    ),
    (Clause, "since"): (None, SPRING.first, SPRING.last),
    (Clause, "until"): (None, SPRING.first, SPRING.last),
    (Clause, "tolerance"): (None, *(Tolerance(amount, of) for amount in (HALF, TENTH) for of in (True, False))),
    (Clause, "rounding"): (None, HALF, TENTH),
    (Clause, "each"): ((), ("channel",), ("campaign",), ("campaign", "channel")),
    (Clause, "owner"): ("agency", "client"),
    (Clause, "missing"): (None, "fail", "pass"),
    (Clause, "moving"): (None, *MOVING),
    (Clause, "warn"): (None, HALF, TENTH),
    (Clause, "misses"): (None, 2, 3),
    (Clause, "block"): (None, Block(1, 2), Block(2, 3), Block(1, 3)),
    (Clause, "remedies"): ((), *((one,) for one in REMEDIES), REMEDIES[:2], REMEDIES[1::-1]),
    (r.Remedy, "trigger"): TRIGGERS,
    (r.Money, "rate"): RATES,
    (Header, "holidays"): (),
    (Header, "schedule"): (),
    (Header, "fee"): (None, *((amount, "RUB", often) for amount in (HALF, TENTH) for often in ("monthly", "yearly"))),
    (Header, "limits"): (None, *LIMITS),
    (Header, "scorecard"): (None, *(Scorecard(p, w) for p in (HALF, TENTH) for w in (None, HALF, TENTH))),
    (Header, "scope"): ({}, {"account": ("a",)}, {"account": ("a", "b")}, {"channel": ("a",)},
        {"channel": ('a" or "b',)}),
    (Header, "partial"): ("judge", "skip"),
    (Header, "baseline"): (None, SPRING, AUTUMN),
    (Header, "timezone"): (None, "UTC", "Europe/Moscow"),
    (Header, "currency"): (None, "RUB", "USD"),
    (Header, "parties"): ({},),
    (Header, "events"): ({},),
    (Header, "title"): (),
    (f.Comparison, "comparator"): (">=", "<=", ">", "<", "=", "!="),
    (rows.RowTest, "operator"): (">=", "<=", ">", "<", "=", "!="),
    (f.OverDays, "how"): ("avg", "max", "min"),
    (f.Part, "value"): (
        None,
        rows.Fixed(Fraction(1)),
        rows.Cell("likes", ColumnKind.NUMBER),
        rows.RowSum(((1, rows.Cell("likes", ColumnKind.NUMBER)), (-1, rows.Fixed(HALF)))),
        rows.RowProduct((rows.Cell("likes", ColumnKind.NUMBER), rows.Fixed(HALF))),
    ),
    (f.Part, "rank"): (None, Fraction(50), HALF),
    (f.Part, "accounts"): (None, ("a",), ("a", "b"), ('a" or "b',)),
    (f.Part, "scope"): (rows.EVERY_ROW, rows.RowFlag(rows.Cell("paid", ColumnKind.FLAG))),
    (rows.Fixed, "value"): (HALF, "0.5", "1/2", 'a"', "", SPRING.first, "2026-03-01", "yes", True, False),
}  # fmt: skip
_FIXED = {(rows.Cell, "kind"), (f.Part, "unit"), (Header, "id"), (f.Reported, "unit")}  # what follows from the rest
_SEVERAL = {"of", "parts", "terms", "factors"}  # of less than two there are no such nodes
_ROWS = (rows.RowTest, rows.RowIn, rows.RowMissing, rows.RowFlag, rows.RowAll, rows.RowAny, rows.RowNot)
_CONDITIONS = (f.Comparison, f.Between, f.Within, f.AllOf, f.AnyOf, f.Negated)
_FORMULAS = (f.Measured, f.Sum, f.Product, f.Growth, f.Absolute, f.Rounded, f.Least, f.OverDays, f.DaysWhere, f.Named)


def mutants(node: Any) -> Iterator[Any]:
    """The node with one thing in it changed."""
    match node:
        case bool():
            yield not node
        case int():
            yield from (-node,) if abs(node) == 1 else (node + 1,)
        case Fraction():
            yield from (node + 1, node / 10, -node if node else HALF)
        case Enum():
            yield from (other for other in type(node) if other is not node)
        case str():
            yield from (f"{node}2", f"{node}»", node.upper())
        case date():
            yield node + timedelta(1)
        case tuple():
            yield from _lists(node, 0)
        case _ if is_dataclass(node) and not isinstance(node, Span | Unit):
            yield from _nodes(node)


def _lists(node: tuple[Any, ...], least: int) -> Iterator[tuple[Any, ...]]:
    for place, item in enumerate(node):
        before, after = node[:place], node[place + 1 :]
        if len(node) > least:
            yield before + after
        yield (*before, item, item, *after)
        yield from ((*before, changed, *after) for changed in _pairs(item))
    if len(node) > 1:
        yield node[::-1]


def _pairs(item: Any) -> Iterator[Any]:
    """A sign with its term is no list that could grow."""
    if isinstance(item, tuple) and len(item) == 2:
        yield from ((changed, item[1]) for changed in mutants(item[0]))
        yield from ((item[0], changed) for changed in mutants(item[1]))
    else:
        yield from mutants(item)


def _nodes(node: Any) -> Iterator[Any]:
    for field in fields(node):
        key = (type(node), field.name)
        if not field.init or not field.compare or key in _FIXED:
            continue
        value = getattr(node, field.name)
        if key in CHOICES:
            found = iter(CHOICES[key])
        elif isinstance(value, tuple) and field.name in _SEVERAL:
            found = _lists(value, 2)
        else:
            found = mutants(value)
        yield from (replace(node, **{field.name: changed}) for changed in found if changed != value)
    if isinstance(node, _CONDITIONS):
        yield from (f.Negated(node), f.AllOf((node, node)), f.AnyOf((node, node)), f.AllOf((node, f.Negated(node))))
    if isinstance(node, _ROWS) and node != rows.EVERY_ROW:
        yield from (rows.RowNot(node), rows.RowAny((node, rows.RowNot(node))))
    if isinstance(node, _FORMULAS):
        two = f.Constant(Fraction(2))
        yield from (f.Absolute(node), f.Rounded(node, 2), f.Least((node, two)), f.Greatest((node, two)))
        yield from (f.Sum(((1, node), (-1, two))), f.Product(((1, node), (-1, two))), f.Growth(node, two))
        yield from (f.OverDays("avg", node), f.Sum(((-1, node),)), f.Product(((-1, node), (1, two))))
