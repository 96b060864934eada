"""The figures of a scenario set on their days, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.language.contract import Contract, Header
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.formula import Part
from kpi_rules.language.said import said
from kpi_rules.language.scenarios.scenario import Given, Scenario, Spot
from kpi_rules.language.schedule import Days
from kpi_rules_engine.jobs import parts_of_clause
from kpi_rules_engine.plan.periods import parse_period
from kpi_rules_engine.trial.stage import Placed, speaks_of


def period_named(text: str, header: Header) -> Days | None:
    """The days of a period as it is written in this contract."""
    return parse_period(text, header.month_day)


def placed(scenario: Scenario, contract: Contract) -> tuple[list[Placed], list[Diagnostic]]:
    """The givens with their days, and messages about those that cannot be read, overlap, or serve no clause."""
    found: list[Placed] = []
    notes: list[Diagnostic] = []
    for given in scenario.given:
        days = period_named(given.period, contract.header)
        if days is None:
            message = said("`{period}` is no period", period=given.period)
            help = said("write 2026-10-05, 2026-W41, 2026-10, 2026-Q4, 2026 or 2026-01-01..2026-06-30")
            notes.append(diagnostic("KPI022", contract, given.spot, message, help))
            continue
        for earlier in found:
            if _one_figure(earlier.given, given) and _meet(earlier.days, days):
                message = said(
                    "this figure is given already for {period}, in line {line}",
                    period=earlier.given.period,
                    line=_line(earlier.given),
                )
                notes.append(diagnostic("KPI081", contract, given.spot, message, said("give it once for each day")))
                break
        found.append(Placed(given, days, _cut(days, contract.header.term)))
    notes += _unread(scenario, contract)
    return found, notes


def diagnostic(code: str, contract: Contract, spot: Spot, message: str, help: str | None = None) -> Diagnostic:
    """A message about a place of the contract's file."""
    return Diagnostic(code, contract.path, spot.span, message, help, spot.line)


def _unread(scenario: Scenario, contract: Contract) -> Iterator[Diagnostic]:
    """Figures that the clauses of the scenario never read."""
    parts = [part for clause in contract.clauses for part in parts_of_clause(clause)]
    for given in scenario.given:
        if not any(_may_speak_of(given, part, contract) for part in parts):
            message = said("no clause reads this figure of `{measure}`", measure=given.part.measure)
            notes = [part for part in parts if part.measure == given.part.measure]
            shown = next((f"{part.measure}[{part.selection}]" for part in notes if part.selection), None)
            help = said("the clauses read {figure}", figure=shown) if shown else None
            yield diagnostic("KPI084", contract, given.spot, message, help)


def _may_speak_of(given: Given, part: Part, contract: Contract) -> bool:
    if speaks_of(given, part):
        return True
    # a group's figure has conditions besides those of the clause
    each = any(clause.each and part in parts_of_clause(clause) for clause in contract.clauses)
    return each and given.part.measure == part.measure


def _one_figure(a: Given, b: Given) -> bool:
    if a.source != b.source or a.part.measure != b.part.measure or not set(a.rows) & set(b.rows):
        return False
    return a.alone == b.alone and (a.alone or (a.part.how, a.part.rank) == (b.part.how, b.part.rank))


def _line(given: Given) -> int:
    return given.spot.span.line


def _meet(a: Days, b: Days) -> bool:
    return a.first <= b.last and b.first <= a.last


def _cut(days: Days, term: Days) -> Days | None:
    return Days(max(days.first, term.first), min(days.last, term.last)) if _meet(days, term) else None
