"""Requirements: comparisons with agreeing units, joined by and, or, not."""

from __future__ import annotations

from typing import cast

from kpi_rules.language import tree
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.formula import (
    AllOf,
    AnyOf,
    Between,
    Comparator,
    Comparison,
    Condition,
    Formula,
    Measured,
    Negated,
    Within,
)
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.expressions import Typed, constant, resolve, shared
from kpi_rules.language.meaning.fault import each, fault
from kpi_rules.language.meaning.sense import check_direction, check_range
from kpi_rules.language.said import said
from kpi_rules.language.units import Unit
from kpi_rules.language.walk import inside

_SAME_WAY = ({">", ">="}, {"<", "<="}, {"="})


def requirement(desk: Desk, node: tree.Node, reading: Reading, *, wished: bool = True) -> Condition:
    """The condition that a tree stands for; a Fault with everything that is wrong in it.

    `wished` is what a party promises; the direction of preconditions and of what is denied says nothing.
    """
    match node:
        case tree.All(of=of):
            return AllOf(tuple(each(lambda part: requirement(desk, part, reading, wished=wished), of)))
        case tree.Any(of=of):
            return AnyOf(tuple(each(lambda part: requirement(desk, part, reading, wished=wished), of)))
        case tree.Not(of=part):
            return Negated(requirement(desk, part, reading, wished=False))
        case tree.Compared():
            return _compared(desk, node, reading, wished=wished)
        case tree.BetweenNode(value=value, low=low, high=high, span=span):
            typed = each(lambda part: resolve(desk, part, reading), (value, low, high))
            unit = _unit(desk, typed, span)
            what, least, most = _formulas(typed)
            between = Between(what, least, most, unit, desk.source_text(span), span)
            ends = constant(between.low), constant(between.high)
            if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
                raise fault(
                    "KPI042",
                    span,
                    said("the corridor ends before it begins"),
                    f"between {_said(high)} and {_said(low)}",
                )
            check_range(desk, between)
            return between
        case tree.WithinNode(value=value, distance=distance, target=target, span=span):
            typed = each(lambda part: resolve(desk, part, reading), (value, target))
            unit = _unit(desk, typed, span)
            relative = distance.unit == "percent"
            if not relative:
                _unit(desk, [typed[0], resolve(desk, distance, reading)], span)
            left, right = _formulas(typed)
            return Within(left, distance.value, relative, right, unit, desk.source_text(span), span)
        case tree.Missing(span=span) | tree.Among(span=span):
            raise fault(
                "KPI034",
                span,
                said("this is a condition on rows"),
                said('it stands in a selection: likes[channel = "vk"]'),
            )
    resolve(desk, node, reading)
    raise fault(
        "KPI041",
        node.span,
        said("nothing is compared"),
        said("such as {text} >= …", text=desk.source_text(node.span)),
    )


def _compared(desk: Desk, node: tree.Compared, reading: Reading, *, wished: bool) -> Condition:
    words = [operand for operand in node.operands if isinstance(operand, tree.Word)]
    if words:
        raise fault(
            "KPI034",
            node.span,
            said("this is a condition on rows"),
            said('it stands in a selection: likes[channel = "vk"]'),
        )
    typed = each(lambda part: resolve(desk, part, reading), node.operands)
    if len(typed) > 2 and not any(set(node.operators) <= way for way in _SAME_WAY):
        raise fault("KPI034", node.span, said("a chain of comparisons runs one way"), "10 <= cpa <= 30")
    checks: list[Condition] = []
    for index, operator in enumerate(node.operators):
        span = node.operands[index].span.to(node.operands[index + 1].span)
        pair = typed[index], typed[index + 1]
        alone = wished and len(typed) == 2  # a chain is a corridor
        checks.append(_comparison(desk, pair, cast(Comparator, operator), span, wished=alone))
    return checks[0] if len(checks) == 1 else AllOf(tuple(checks))


def _comparison(desk: Desk, pair: tuple[Typed, Typed], operator: Comparator, span: Span, *, wished: bool) -> Condition:
    left, right = pair
    unit = _unit(desk, [left, right], span)
    if constant(left.formula) is not None:
        left, right, operator = right, left, _mirrored(operator)
    comparison = Comparison(left.formula, operator, right.formula, unit, desk.source_text(span), span)
    check_range(desk, comparison)
    if wished:
        check_direction(desk, comparison, left.better)
    return comparison


def _unit(desk: Desk, typed: list[Typed], span: Span) -> Unit:
    if not any(_measures(t.formula) for t in typed):
        raise fault("KPI041", span, said("only constants are compared"), said("one side names a KPI or a measure"))
    return shared(desk, typed, span, said("these cannot be compared:"))


def _measures(formula: Formula) -> bool:
    """Whether any data can change it."""
    return next(inside(formula, Measured), None) is not None


def _formulas(typed: list[Typed]) -> list[Formula]:
    return [t.formula for t in typed]


def _mirrored(operator: Comparator) -> Comparator:
    mirror: dict[Comparator, Comparator] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "!=": "!="}
    return mirror[operator]


def _said(node: tree.Node) -> str:
    return node.text if isinstance(node, tree.Quantity) else "…"
