"""Formulas: from the tree of an expression to aggregates and arithmetic, each with its unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from kpi_rules.language import tree
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.formula import Constant, Formula, Measured, Named, Part, Product, Sum
from kpi_rules.language.meaning.desk import Desk, Reading, look_up
from kpi_rules.language.meaning.fault import Fault, Finding, each, fault
from kpi_rules.language.meaning.homes import parsed
from kpi_rules.language.meaning.measures import default_part
from kpi_rules.language.said import AND, listed, said
from kpi_rules.language.units import BARE, RATIO, SECONDS, Scale, Unit, agree, joint, money, multiplied
from kpi_rules.language.vocabulary import Kpi, Measure, fold
from kpi_rules.language.walk import changed, inside

Node = TypeVar("Node")


@dataclass(frozen=True, slots=True)
class Typed:
    """A formula with its unit. `better` is that of the KPI or measure that it is, if it is one."""

    formula: Formula
    unit: Unit
    better: str = "none"


def resolve(desk: Desk, node: tree.Node, reading: Reading) -> Typed:
    """The formula of an expression; a Fault if it has none."""
    match node:
        case tree.Quantity():
            return Typed(Constant(node.value), _unit(desk, node))
        case tree.Name():
            return _named(desk, node, reading)
        case tree.SumNode():
            return _sum(desk, node, reading)
        case tree.ProductNode():
            return _product(desk, node, reading)
        case tree.Selection(name=name, condition=condition):
            inner = replace(reading, selection=(*reading.selection, condition))
            return _named(desk, name, inner)
        case tree.Call():
            from kpi_rules.language.meaning.functions import call  # functions resolve their arguments here

            return call(desk, node, reading)
        case tree.Word():
            raise fault(
                "KPI034", node.span, said("a text or date is compared with a column of the rows"), 'm[channel = "vk"]'
            )
    raise fault("KPI034", node.span, said("here stands a number, not a condition"))


def constant(formula: Formula) -> Fraction | None:
    """The number that a formula is, if it measures nothing."""
    match formula:
        case Constant(value=value):
            return value
        case Sum(terms=terms):
            values = [(sign, constant(f)) for sign, f in terms]
            if all(v is not None for _, v in values):
                return sum((sign * v for sign, v in values if v is not None), Fraction(0))
        case Product(factors=factors):
            total = Fraction(1)
            for sign, factor in factors:
                number = constant(factor)
                if number is None or (sign < 0 and number == 0):
                    return None
                total = total * number if sign > 0 else total / number
            return total
    return None


def shared(desk: Desk, typed: list[Typed], span: Span, what: str) -> Unit:
    """The unit that values have in common; a Fault if they have none."""
    unit = typed[0].unit
    for other in typed[1:]:
        if not agree(unit, other.unit):
            raise fault(
                "KPI040",
                span,
                said("{what} {one} and {other}", what=what, one=_called(unit), other=_called(other.unit)),
                _why_apart(unit, other.unit),
            )
        unit = joint(unit, other.unit)
    return unit


def _why_apart(a: Unit, b: Unit) -> str | None:
    if a.money and b.money and a.currency != b.currency:
        return said("nothing is converted: use one currency")
    if a.plain and b.plain:
        return said("a percentage is compared with a ratio, such as engagement_per_member")
    return None


def _called(unit: Unit) -> str:
    match unit.scale:
        case Scale.RATIO:
            return said("a ratio")
        case Scale.COUNT:
            return said("a count of {noun}", noun=unit.noun) if unit.noun else said("a count")
    if unit == SECONDS:
        return said("a duration")
    return (
        said("an amount in {unit}", unit=unit.name)
        if unit.money == 1 and not unit.time
        else said("a value in {unit}", unit=unit.name)
    )


def _unit(desk: Desk, node: tree.Quantity) -> Unit:
    match node.unit:
        case "money":
            return money(node.currency)
        case "time":
            return SECONDS
        case "percent":
            return RATIO
    return BARE


def _named(desk: Desk, name: tree.Name, reading: Reading) -> Typed:
    meaning = look_up(desk, name)
    if isinstance(meaning, Measure):
        return typed_part(desk, default_part(desk, meaning, reading, name.span), meaning)
    key = fold(name.text)
    if key in reading.inside:
        circle = " -> ".join((*reading.inside[reading.inside.index(key) :], key))
        raise fault("KPI033", name.span, said("`{name}` is defined by itself: {circle}", name=name.text, circle=circle))
    inner = replace(reading, inside=(*reading.inside, key))
    if isinstance(meaning, tree.Definition):
        found = resolve(desk, meaning.formula, inner)
        return Typed(Named(meaning.name.text, found.formula), found.unit)
    return _kpi(desk, meaning, name.span, inner)


def _kpi(desk: Desk, kpi: Kpi, span: Span, reading: Reading) -> Typed:
    """The KPI's formula; what is wrong inside it is told where the KPI is used."""
    try:
        found = resolve(desk, parsed(kpi.formula), reading)
    except Fault as wrong:
        findings = (Finding(f.code, span, _via(kpi, f.message), f.help) for f in wrong.findings)
        raise Fault(*findings) from None
    return Typed(Named(kpi.name, found.formula), desk.unit(kpi.unit, span), kpi.better)


def _via(kpi: Kpi, message: str) -> str:
    if message.startswith(f"`{kpi.name}`: "):
        return message
    return said("`{kpi}`: {message}", kpi=kpi.name, message=message)


def typed_part(desk: Desk, measured: Measured, measure: Measure) -> Typed:
    """A part with the unit of its measure."""
    return Typed(measured, measured.part.unit, measure.better)


def _sum(desk: Desk, node: tree.SumNode, reading: Reading) -> Typed:
    typed = each(lambda part: resolve(desk, part, reading), (part for _, part in node.terms))
    unit = shared(desk, typed, node.span, said("these cannot be added:"))
    terms = tuple((sign, t.formula) for (sign, _), t in zip(node.terms, typed, strict=True))
    _warn_of_two_homes(desk, Sum(terms), node.span)
    return Typed(Sum(terms), unit)


def _product(desk: Desk, node: tree.ProductNode, reading: Reading) -> Typed:
    typed = each(lambda part: resolve(desk, part, reading), (part for _, part in node.factors))
    unit = typed[0].unit
    for (sign, part), t in zip(node.factors[1:], typed[1:], strict=True):
        if unit.currency and t.unit.currency and unit.currency != t.unit.currency:
            raise fault(
                "KPI040",
                part.span,
                said("{one} and {other} stand in one formula", one=unit.currency, other=t.unit.currency),
            )
        if sign < 0 and constant(t.formula) == 0:
            raise fault("KPI034", part.span, said("a division by zero has no value"))
        unit = t.unit if unit == BARE and sign > 0 else multiplied(unit, t.unit, sign)
    factors = tuple((sign, t.formula) for (sign, _), t in zip(node.factors, typed, strict=True))
    _warn_of_two_homes(desk, Product(factors), node.span)
    return Typed(Product(factors), unit)


def _warn_of_two_homes(desk: Desk, formula: Formula, span: Span) -> None:
    """One measure from two tables in one formula: the figures need not agree."""
    homes: dict[str, set[tuple[str, str]]] = {}
    for measured in inside(formula, Measured):
        homes.setdefault(measured.part.measure, set()).add(_home(measured.part))
    for measure, found in homes.items():
        if len(found) > 1 and measure in desk.vocabulary.measures:
            tables = listed((f"`{table}` ({source})" for source, table in sorted(found)), AND)
            message = said(
                "`{measure}` is read from {tables} in one formula: the figures need not agree",
                measure=measure,
                tables=tables,
            )
            desk.notes.add("KPI054", span, message, said("make every selection one that the same table can serve"))


def _home(part: Part) -> tuple[str, str]:
    return part.source, part.table


def with_parts(node: Node, change: Callable[[Measured], Measured]) -> Node:
    """The same formula or condition with every measured part changed."""
    return changed(node, Measured, change)
