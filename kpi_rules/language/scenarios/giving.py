"""`given 2026-08: spend = 30_000 RUB`: figures on made-up days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kpi_rules.language import tree
from kpi_rules.language.building import Builder, tokens, trees
from kpi_rules.language.formula import Measured, Part
from kpi_rules.language.meaning.acceptance import source_named
from kpi_rules.language.meaning.comparisons import number_in
from kpi_rules.language.meaning.desk import Desk, Reading, look_up
from kpi_rules.language.meaning.expressions import resolve
from kpi_rules.language.meaning.fault import Fault, each, fault
from kpi_rules.language.meaning.homes import parsed
from kpi_rules.language.meaning.measures import default_how, part_of
from kpi_rules.language.rows import RowAll
from kpi_rules.language.said import said
from kpi_rules.language.scenarios.scenario import Given, Rows, Spot
from kpi_rules.language.syntax import Raw
from kpi_rules.language.tree_names import names_of
from kpi_rules.language.vocabulary import Kpi, Measure


def indifferent(desk: Desk) -> Desk:
    """The desk of scenarios: made-up figures come from no source, and need no column of one."""
    header = replace(desk.header, scope={}, currency=desk.header.currency or desk.vocabulary.currency)
    vocabulary = replace(desk.vocabulary, sources=None, currency=header.currency)
    return replace(desk, vocabulary=vocabulary, header=header)


def givens(raw: Raw, builder: Builder, desk: Desk, own: Desk) -> list[Given]:
    """The figures of one `given`; a Fault with all that is wrong in it. `own` is the contract's desk."""
    period = stretch_text(next(raw.find_data("stretch")))
    source = next((source_named(own, name) for name in builder.names(raw)), None)
    told = [child for child in trees(raw) if child.data == "told"]
    return each(lambda child: _given(child, builder, desk, period, source), told)


def stretch_text(raw: Raw) -> str:
    """A period as it is written, without blanks."""
    return "".join(str(token) for token in tokens(raw))


def _given(raw: Raw, builder: Builder, desk: Desk, period: str, source: str | None) -> Given:
    figure, *amounts = trees(raw)
    node = builder.node(figure)
    span = builder.span(raw)
    alone = not isinstance(node, tree.Call)
    parts = _homes(desk, node) if alone else [_aggregate(desk, node)]
    value = _value(desk, builder.amount(amounts[0]), parts[0]) if amounts else None
    return Given(
        period,
        parts[0],
        alone,
        tuple(dict.fromkeys(map(rows_of, parts))),
        value,
        source,
        Spot(span, desk.notes.line(span.line)),
    )


def rows_of(part: Part) -> Rows:
    """The rows that a part reads, to compare with another's."""
    conditions = part.where.parts if isinstance(part.where, RowAll) else (part.where,)
    return frozenset(conditions), None if part.accounts is None else tuple(sorted(part.accounts))


def _homes(desk: Desk, node: tree.Node) -> list[Part]:
    """The measure as each of its homes has it."""
    name = node.name if isinstance(node, tree.Selection) else node
    if not isinstance(name, tree.Name):
        raise fault("KPI081", node.span, said("here stands a measure"))
    measure = look_up(desk, name)
    if not isinstance(measure, Measure):
        message = said("`{name}` is defined in this contract, and is computed, not given", name=name.text)
        if isinstance(measure, Kpi):
            message = said("`{name}` is a KPI, and is computed, not given", name=name.text)
        made = [one if name.text.isascii() else desk.vocabulary.russian(one, "figure") for one in _measures(desk, name)]
        raise fault("KPI081", name.span, message, said("give what it is made of: {names}", names=", ".join(made)))
    reading = Reading(selection=(node.condition,)) if isinstance(node, tree.Selection) else Reading()
    found: list[Part] = []
    faults: list[Fault] = []
    for home in measure.homes:
        one = replace(measure, homes=(home,))
        try:
            found.append(part_of(desk, one, default_how(desk, one), reading, node.span))
        except Fault as wrong:
            faults.append(wrong)
    if not found:
        raise faults[0]
    return found


def _aggregate(desk: Desk, node: tree.Node) -> Part:
    """A figure such as `median(response_time)` or `count(posts)`."""
    formula = resolve(desk, node, Reading()).formula
    if isinstance(formula, Measured) and not formula.shifts:
        return formula.part
    help = said("give its measures, or one aggregate: median(response_time) = 20 min")
    raise fault("KPI081", node.span, said("this is computed from several figures, and is not given"), help)


def _measures(desk: Desk, name: tree.Name) -> Iterator[str]:
    """The measures that a formula is made of, each once."""
    seen: dict[str, None] = {}

    def visit(one: tree.Name) -> None:
        meaning = look_up(desk, one)
        if isinstance(meaning, Measure):
            seen.setdefault(meaning.name)
            return
        formula = parsed(meaning.formula) if isinstance(meaning, Kpi) else meaning.formula
        for inner in names_of(formula):
            visit(inner)

    visit(name)
    return iter(seen)


def _value(desk: Desk, node: tree.Node, part: Part) -> Fraction:
    value = number_in(desk, node, part.unit)
    if value < 0 and part.nonnegative:
        raise fault("KPI081", node.span, said("`{measure}` is never below zero", measure=part.measure))
    return value
