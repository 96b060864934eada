"""Statements and scorecards for people, below the verdicts of their contract."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.shell.lines import INDENT, status_word
from kpi_rules.shell.terminal import Screen, safe, wrap
from kpi_rules_engine.explain.cost_text import in_money
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
    remark = " (provisional)" if card.provisional else ""
    yield f"  {status_word(card.status, screen)}  Scorecard  {card.period}{remark}"
    yield from (screen.paint("faint", line) for line in wrap(safe(card.explanation), screen.columns, INDENT))


def _statement(statement: Statement, screen: Screen) -> Iterator[str]:
    yield f"  Statement of {statement.period}"
    for name, total in (("deductions", statement.deductions), ("bonuses", statement.bonuses)):
        if total.before:
            yield from wrap(f"{name}: {_total(total, statement.currency)}", screen.columns, "    ")
    for line in statement.lines:
        if line.cut and line.line.amount is not None:
            left = in_money(line.line.amount - line.cut, statement.currency)
            text = f"the limit leaves {left} of the {in_money(line.line.amount, statement.currency)} of {line.clause}"
            yield from (screen.paint("faint", part) for part in wrap(safe(text), screen.columns, "      "))
    open_lines = [line for line in statement.lines if line.line.open]
    if open_lines:
        count = len(open_lines)
        yield f"    {count} {'line is' if count == 1 else 'lines are'} open and in no sum"


def _total(total: Total, currency: str) -> str:
    after = in_money(total.after, currency)
    if total.after == total.before or total.limit is None:
        return after
    return f"{after}, the limit, of {in_money(total.before, currency)}"
