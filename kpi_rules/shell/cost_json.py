"""Blocks, remedies, statements and scorecards as JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from kpi_rules.language.said import Lang
from kpi_rules_engine.costs.prices import in_digits
from kpi_rules_engine.explain.cost_text import arithmetic
from kpi_rules_engine.explain.numbers import decimal6, exact
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.verdict import Line, ScoredClause, ScoreResult, Standing, Statement, StatementLine, Total

Json = dict[str, Any]


def block(standing: Standing) -> Json:
    """How the periods of a block stand."""
    return {
        "needed": standing.needed,
        "of": standing.of,
        "passed": standing.passed,
        "failed": standing.failed,
        "no_verdict": standing.no_verdict,
        "open": standing.open,
        "not_applicable": standing.not_applicable,
        "decided": standing.decided.isoformat() if standing.decided else None,
        "periods": [{"period": period, "status": status.value} for period, status in standing.periods],
    }


def remedy(line: Line, tongue: Tongue) -> Json:
    """A line of a verdict, before any limit."""
    return {
        "kind": line.kind,
        "amount": None if line.amount is None else in_digits(line.amount, line.currency),
        "currency": line.currency or None,
        "text": line.text,
        "arithmetic": arithmetic(line, tongue) or None,
        "notice": line.notice or None,
        "open": line.open is not None,
        "waits_for": line.open,
    }


def statement(of: Statement, tongue: Tongue) -> Json:
    return {
        "contract": of.contract,
        "period": of.period,
        "start": of.start.isoformat(),
        "end": of.end.isoformat(),
        "currency": of.currency,
        "lines": [_statement_line(line, tongue) for line in of.lines],
        "deductions": _total(of.deductions, of.currency),
        "bonuses": _total(of.bonuses, of.currency),
    }


def scorecard(of: ScoreResult, lang: Lang) -> Json:
    return {
        "contract": of.contract,
        "version": of.version,
        "period": of.period,
        "start": of.start.isoformat(),
        "end": of.end.isoformat(),
        "status": of.status.value,
        "provisional": of.provisional,
        "points": exact(of.points),
        "of": exact(of.of),
        "unknown": exact(of.unknown),
        "share": _share(of.points, of.of),
        "share_at_most": _share(of.points + of.unknown, of.of),
        "clauses": [_scored(clause) for clause in of.clauses],
        "explanation": of.tell(lang),
    }


def _statement_line(of: StatementLine, tongue: Tongue) -> Json:
    line, currency = of.line, of.line.currency
    due = None if line.open or line.amount is None else line.amount - of.cut
    return {
        "clause": of.clause,
        "period": of.period,
        "group": dict(of.group),
        "kind": line.kind,
        "amount": None if line.amount is None else in_digits(line.amount, currency),
        "cut": in_digits(of.cut, currency),
        "due": None if due is None else in_digits(due, currency),
        "arithmetic": arithmetic(line, tongue),
        "open": line.open is not None,
        "waits_for": line.open,
    }


def _total(of: Total, currency: str) -> Json:
    return {
        "sum": in_digits(of.before, currency),
        "limit": None if of.limit is None else in_digits(of.limit, currency),
        "due": in_digits(of.after, currency),
    }


def _share(points: Fraction, of: Fraction) -> Json | None:
    return {"exact": exact(points / of), "decimal": decimal6(points / of)} if of else None


def _scored(of: ScoredClause) -> Json:
    return {
        "clause": of.clause,
        "status": of.status.value,
        "weight": exact(of.weight),
        "key": of.key,
        "points": None if of.points is None else exact(of.points),
    }
