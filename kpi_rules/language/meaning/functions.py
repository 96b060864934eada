"""Functions of the language: what each takes, and the formula that comes of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from kpi_rules.language import tree
from kpi_rules.language.formula import (
    Absolute,
    Condition,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    How,
    Least,
    OverDays,
    Product,
    Rounded,
    Shift,
    Sum,
)
from kpi_rules.language.meaning.desk import Desk, Reading, look_up, look_up_table
from kpi_rules.language.meaning.expressions import Typed, constant, resolve, shared, typed_part
from kpi_rules.language.meaning.fault import each, fault
from kpi_rules.language.meaning.measures import aggregate, at_start, counted
from kpi_rules.language.said import said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.units import RATIO, Scale, Unit
from kpi_rules.language.vocabulary import Kind, Measure
from kpi_rules.language.words import function

_AGGREGATES = {h.value: h for h in (How.SUM, How.AVG, How.MIN, How.MAX, How.FIRST, How.LAST)}
_SHIFTS = {"previous": Shift.PREVIOUS, "year_ago": Shift.YEAR_AGO, "baseline": Shift.BASELINE}
_DAYWISE = ("daily_avg", "best_day", "worst_day")
DAYS = Unit(Scale.COUNT, noun="days")
_UNBUILT = ("retained", "business", "answered_within", "negative_handled")
NAMES = (
    *_AGGREGATES,
    *_SHIFTS,
    *_DAYWISE,
    *("count", "distinct", "median", "percentile", "share", "at_start", "growth", "change", "days"),
    *("abs", "round", "min_of", "max_of"),
)


def call(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    """The formula of `name(…)`."""
    name = function(node.name.text)
    if node.where is not None and name != "share":
        raise fault(
            "KPI034",
            node.where.span,
            said("`where` stands in share() only; {name}() takes a selection: m[…]", name=name),
        )
    match name:
        case _ if name in _AGGREGATES:
            return _aggregate(desk, node, _AGGREGATES[name], reading)
        case "median" | "percentile":
            return _percentile(desk, node, reading)
        case "count" | "distinct":
            return _rows(desk, node, reading)
        case "share":
            return _share(desk, node, reading)
        case _ if name in _SHIFTS:
            return _shifted(desk, node, reading)
        case "at_start":
            (argument,) = _arguments(node, 1)
            measure, inner = _measure(desk, argument, reading, name)
            return typed_part(desk, at_start(desk, measure, inner, argument.span), measure)
        case "growth" | "change":
            return _growth(desk, node, reading)
        case _ if name in _DAYWISE:
            (argument,) = _arguments(node, 1)
            return _over_days(resolve(desk, argument, _day_by_day(node, reading)), name, reading.shifts)
        case "days":
            return Typed(DaysWhere(_condition(desk, node, _day_by_day(node, reading)), reading.shifts), DAYS)
        case "abs":
            (argument,) = _arguments(node, 1)
            typed = resolve(desk, argument, reading)
            return Typed(Absolute(typed.formula), typed.unit)
        case "round":
            return _round(desk, node, reading)
        case "min_of" | "max_of":
            return _extreme(desk, node, reading)
    if name in _UNBUILT:
        message = said(
            "`{name}()` reads tables of members and messages, which this version does not", name=node.name.text
        )
        raise fault("KPI028", node.name.span, message, said("leave it out, or say it in prose"))
    guess = nearest(name, NAMES)
    help = (
        said("did you mean `{guess}()`?", guess=guess) if guess else said("there are {names}", names=", ".join(NAMES))
    )
    raise fault("KPI030", node.name.span, said("there is no function `{name}`", name=node.name.text), help)


def _day_by_day(node: tree.Call, reading: Reading) -> Reading:
    """How the formula of a single day is read: its own `previous` is the day before."""
    if reading.by_day:
        message = said("{name}() looks at the days of one day", name=node.name.text)
        raise fault("KPI034", node.span, message, said("a figure over days does not stand inside another"))
    return replace(reading, shifts=(), by_day=True)


def _over_days(typed: Typed, name: str, shifts: tuple[Shift, ...]) -> Typed:
    """The best day is the highest, unless less is better."""
    how: Literal["avg", "max", "min"] = "avg"
    if name != "daily_avg":
        how = "max" if (name == "best_day") != (typed.better == "less") else "min"
    return Typed(OverDays(how, typed.formula, shifts, name), typed.unit, typed.better)


def _aggregate(desk: Desk, node: tree.Call, how: How, reading: Reading) -> Typed:
    (argument,) = _arguments(node, 1)
    measure, inner = _measure(desk, argument, reading, how.value)
    return typed_part(desk, aggregate(desk, measure, how, inner, argument.span), measure)


def _percentile(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    median = function(node.name.text) == "median"
    arguments = _arguments(node, 1 if median else 2)
    rank = Fraction(50) if median else _number(arguments[1])
    if not 0 < rank <= 100:
        raise fault("KPI034", arguments[-1].span, said("a percentile is above 0 and at most 100"), "percentile(m, 90)")
    measure, inner = _measure(desk, arguments[0], reading, node.name.text)
    return typed_part(desk, aggregate(desk, measure, How.PERCENTILE, inner, arguments[0].span, rank), measure)


def _rows(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    (argument,) = _arguments(node, 1)
    distinct = function(node.name.text) == "distinct"
    return _counted(desk, argument, reading, node.name.text, distinct=distinct)


def _counted(desk: Desk, argument: tree.Node, reading: Reading, function: str, *, distinct: bool = False) -> Typed:
    name, inner = _selected(argument, reading, function)
    table = look_up_table(desk, name)
    if table is None:
        known = ", ".join(sorted(desk.vocabulary.tables))
        message = said(
            "{function}() counts the rows of a table, and `{name}` is none", function=function, name=name.text
        )
        raise fault("KPI034", name.span, message, said("the tables are {known}", known=known))
    measured = counted(desk, table, inner, argument.span, distinct=distinct)
    return Typed(measured, measured.part.unit)


def _share(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    (argument,) = _arguments(node, 1)
    if node.where is None:
        raise fault("KPI034", node.span, said("share() needs a condition"), "share(posts where paid = true)")
    every = _counted(desk, argument, reading, "share")
    inner = replace(reading, selection=(*reading.selection, node.where))
    some = _counted(desk, argument, inner, "share")
    return Typed(Product(((1, some.formula), (-1, every.formula))), RATIO)


def _shifted(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    name = function(node.name.text)
    (argument,) = _arguments(node, 1)
    if name == "baseline" and desk.header.baseline is None:
        message = said("baseline() compares with the contract's baseline, and the front matter names none")
        raise fault("KPI034", node.span, message, said("add to the front matter: baseline: 2025-10..2025-12"))
    return resolve(desk, argument, replace(reading, shifts=(*reading.shifts, _SHIFTS[name])))


def _growth(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    (argument,) = _arguments(node, 1)
    now = resolve(desk, argument, reading)
    before = _before(desk, argument, reading)
    if constant(now.formula) is not None:
        raise fault("KPI041", node.span, said("a constant does not grow"))
    if function(node.name.text) == "growth":
        return Typed(Growth(now.formula, before.formula), RATIO, now.better)
    return Typed(Sum(((1, now.formula), (-1, before.formula))), now.unit, now.better)


def _before(desk: Desk, argument: tree.Node, reading: Reading) -> Typed:
    """What growth compares with: a stock at the start of the window, anything else in the period before."""
    name = argument.name if isinstance(argument, tree.Selection) else argument
    if isinstance(name, tree.Name):
        meaning = look_up(desk, name)
        if isinstance(meaning, Measure) and meaning.kind is Kind.STOCK:
            measure, inner = _measure(desk, argument, reading, "growth")
            return typed_part(desk, at_start(desk, measure, inner, argument.span), measure)
    return resolve(desk, argument, replace(reading, shifts=(*reading.shifts, Shift.PREVIOUS)))


def _condition(desk: Desk, node: tree.Call, reading: Reading) -> Condition:
    from kpi_rules.language.meaning.requirements import (
        requirement,
    )  # conditions hold formulas, and this one a condition

    (argument,) = _arguments(node, 1)
    return requirement(desk, argument, reading, wished=False)


def _round(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    argument, places = _arguments(node, 2)
    digits = _number(places)
    if digits.denominator != 1 or not 0 <= digits <= 20:
        raise fault("KPI034", places.span, said("the places are a whole number from 0 to 20"), "round(x, 2)")
    typed = resolve(desk, argument, reading)
    return Typed(Rounded(typed.formula, int(digits)), typed.unit, typed.better)


def _extreme(desk: Desk, node: tree.Call, reading: Reading) -> Typed:
    if len(node.arguments) < 2:
        raise fault(
            "KPI034",
            node.span,
            said("{name}() takes two values or more", name=node.name.text),
            f"{node.name.text}(a, b)",
        )
    typed = each(lambda part: resolve(desk, part, reading), node.arguments)
    unit = shared(desk, typed, node.span, said("these cannot be compared:"))
    formulas: tuple[Formula, ...] = tuple(t.formula for t in typed)
    return Typed(Least(formulas) if function(node.name.text) == "min_of" else Greatest(formulas), unit)


def _measure(desk: Desk, argument: tree.Node, reading: Reading, function: str) -> tuple[Measure, Reading]:
    """The measure that an aggregate takes, with its selection."""
    name, inner = _selected(argument, reading, function)
    meaning = look_up(desk, name)
    if isinstance(meaning, Measure):
        return meaning, inner
    message = said(
        "{function}() takes a measure, and `{name}` is a formula, computed after adding up",
        function=function,
        name=name.text,
    )
    raise fault("KPI034", name.span, message, said("write {name} alone, or daily_avg({name})", name=name.text))


def _selected(argument: tree.Node, reading: Reading, function: str) -> tuple[tree.Name, Reading]:
    match argument:
        case tree.Name():
            return argument, reading
        case tree.Selection(name=name, condition=condition):
            return name, replace(reading, selection=(*reading.selection, condition))
    raise fault(
        "KPI034",
        argument.span,
        said("{function}() takes one name, with or without a selection", function=function),
        f"{function}(likes)",
    )


def _arguments(node: tree.Call, count: int) -> tuple[tree.Node, ...]:
    if len(node.arguments) != count:
        wanted = said("one value") if count == 1 else said("{count} values", count=count)
        raise fault(
            "KPI034",
            node.span,
            said("{name}() takes {wanted}, not {count}", name=node.name.text, wanted=wanted, count=len(node.arguments)),
        )
    return node.arguments


def _number(node: tree.Node) -> Fraction:
    if isinstance(node, tree.Quantity) and node.unit == "bare":
        return node.value
    raise fault("KPI034", node.span, said("here must stand a plain number, such as 90"))
