"""`then cpa fails in 2026-08 and deducts 15_000 RUB`: what must come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kpi_rules.language import tree
from kpi_rules.language.building import Builder, string, tokens, trees, word
from kpi_rules.language.contract import Clause
from kpi_rules.language.meaning.comparisons import checks_of, number_in
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.said import COMMA, listed, said
from kpi_rules.language.scenarios.giving import stretch_text
from kpi_rules.language.scenarios.scenario import Cost, Expected, Spot
from kpi_rules.language.suggest import nearest
from kpi_rules.language.syntax import Raw
from kpi_rules.language.units import Unit, money
from kpi_rules.language.vocabulary import fold

STATUSES = {
    "passes": "pass",
    "fails": "fail",
    "warns": "warn",
    "has no verdict": "no_verdict",
    "is not applicable": "not_applicable",
    "is pending": "pending",
}
KINDS: dict[str, Literal["deduct", "pay"]] = {"deducts": "deduct", "pays": "pay"}


def expected(raw: Raw, builder: Builder, desk: Desk, clauses: Sequence[Clause]) -> Expected:
    """What one `then` asks for; a Fault if there is no such clause, or it has no such figure."""
    clause = _clause(desk, builder.name(raw), clauses)
    group = tuple(string(token) for token in tokens(raw) if token.type == "STRING")
    if group and len(group) != len(clause.each):
        message = said("`{clause}` is judged as a whole", clause=clause.id)
        if clause.each:
            message = said(
                "`{clause}` is judged for each {columns}", clause=clause.id, columns=listed(clause.each, COMMA)
            )
        raise fault("KPI082", builder.name(raw).span, message)
    outcome = next((word(token) for token in tokens(raw) if token.type == "OUTCOME"), None)
    value, unit, costs = None, None, []
    for child in trees(raw):
        if child.data == "amount":
            unit = _unit(clause, builder.amount(child))
            value = number_in(desk, builder.amount(child), unit)
        elif child.data == "further":
            node = builder.amount(trees(child)[0])
            kind = next((word(token) for token in tokens(child) if token.type == "COSTS"), None)
            if kind is None:
                unit = _unit(clause, node)
                value = number_in(desk, node, unit)
            else:
                costs.append(Cost(KINDS[kind], number_in(desk, node, money(desk.currency(node.span)))))
    period = stretch_text(next(raw.find_data("stretch")))
    span = builder.span(raw)
    return Expected(
        clause.id,
        period,
        group,
        STATUSES[outcome] if outcome else None,
        value,
        unit,
        tuple(costs),
        Spot(span, desk.notes.line(span.line)),
    )


def _clause(desk: Desk, name: tree.Name, clauses: Sequence[Clause]) -> Clause:
    """The clause of this id, or the one whose KPI is called so in another spelling."""
    canonical = desk.vocabulary.canonical(name.text)
    for wanted in (fold(name.text), fold(canonical or name.text)):
        for clause in clauses:
            if fold(clause.id) == wanted:
                return clause
    ids = [clause.id for clause in clauses]
    guess = nearest(fold(name.text), ids)
    help = said("did you mean `{guess}`?", guess=guess) if guess else said("there are {ids}", ids=", ".join(ids[:5]))
    raise fault("KPI082", name.span, said("there is no clause `{clause}`", clause=name.text), help)


def _unit(clause: Clause, node: tree.Node) -> Unit:
    """The unit of the only value that a clause has."""
    if clause.reported is not None:
        return clause.reported.unit
    checks = [check for check, _ in checks_of(clause.requirement)]
    if len(checks) != 1:
        message = said("`{clause}` compares {count} values, and none is its own", clause=clause.id, count=len(checks))
        raise fault("KPI082", node.span, message)
    return checks[0].unit
