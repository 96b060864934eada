"""Statements and scorecards for people, below the verdicts of their contract."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.language.said import said
from kpi_rules.shell.lines import indent, status_word
from kpi_rules.shell.terminal import Screen, safe, wrap
from kpi_rules_engine.explain.cost_text import in_money
from kpi_rules_engine.explain.tongue import Tongue, tongue
from kpi_rules_engine.verdict import Outcome, ScoreResult, Statement, Total


def cost_lines(outcome: Outcome, path: str, contract: str, screen: Screen) -> Iterator[str]:
    """The scorecards and statements of one contract's file, each below an empty line."""
    for card in outcome.scorecards:
        if (card.path, card.contract) == (path, contract):
            yield ""
            yield from _scorecard(card, screen)
    for statement in outcome.statements:
        if (statement.path, statement.contract) == (path, contract):
            yield ""
            yield from _statement(statement, screen)


def _scorecard(card: ScoreResult, screen: Screen) -> Iterator[str]:
    remark = screen.words(said(" (provisional)")) if card.provisional else ""
    name = screen.words(said("Scorecard"))
    yield f"  {status_word(card.status, screen)}  {name}  {card.period}{remark}"
    text = safe(card.tell(screen.lang))
    yield from (screen.paint("faint", line) for line in wrap(text, screen.columns, indent(screen)))


def _statement(statement: Statement, screen: Screen) -> Iterator[str]:
    spoken, currency = tongue(screen.lang), statement.currency
    yield "  " + screen.words(said("Statement of {period}, from the verdicts above", period=statement.period))
    if statement.deductions.before:
        text = said("deductions: {total}", total=_total(statement.deductions, currency, spoken))
        yield from wrap(screen.words(text), screen.columns, "    ")
    if statement.bonuses.before:
        text = said("bonuses: {total}", total=_total(statement.bonuses, currency, spoken))
        yield from wrap(screen.words(text), screen.columns, "    ")
    for line in statement.lines:
        if line.cut and line.line.amount is not None:
            text = said(
                "the limit leaves {left} of the {amount} of {clause}",
                left=in_money(line.line.amount - line.cut, currency, spoken),
                amount=in_money(line.line.amount, currency, spoken),
                clause=safe(line.clause),
            )
            yield from (screen.paint("faint", part) for part in wrap(screen.words(text), screen.columns, "      "))
    count = sum(line.line.open is not None for line in statement.lines)
    if count:
        text = said("{count:line is|lines are} open and in no sum", count=count)
        yield "    " + screen.words(text)


def _total(total: Total, currency: str, spoken: Tongue) -> str:
    after = in_money(total.after, currency, spoken)
    if total.after == total.before or total.limit is None:
        return after
    return said("{after}, the limit, of {before}", after=after, before=in_money(total.before, currency, spoken))
