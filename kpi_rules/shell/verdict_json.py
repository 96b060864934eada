"""Verdicts for programs: the JSON object whose schema is docs/verdicts.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from kpi_rules import __version__
from kpi_rules.language.contract import Contract
from kpi_rules.language.decimals import plain
from kpi_rules.language.said import Lang
from kpi_rules.language.units import Unit
from kpi_rules.shell import cost_json
from kpi_rules_engine.explain.numbers import decimal6, display, exact
from kpi_rules_engine.explain.numerals import NUMERALS
from kpi_rules_engine.explain.tongue import tongue
from kpi_rules_engine.values import Unknown, Value
from kpi_rules_engine.verdict import Agreement, CheckResult, ClauseResult, Outcome, PartResult, Status, Verdict

SCHEMA = "kpi-rules/verdicts/1"

JUDGED = tuple(status for status in Status if status is not Status.REPORTED)

Json = dict[str, Any]


def document(outcome: Outcome, contracts: Sequence[Contract] = (), encoding: str = "utf-8", lang: Lang = "en") -> str:
    """The whole outcome as one JSON object, indented; other letters than ASCII as they are where all can be written.

    The explanations and displayed values are in `lang`; nothing else depends on it.
    """
    return as_json(as_object(outcome, contracts, lang), encoding)


def as_json(found: Json, encoding: str) -> str:
    """The object's text, indented; other letters than ASCII as they are where all can be written."""
    everything = encoding.lower().replace("-", "").startswith("utf")
    return json.dumps(found, ensure_ascii=not everything, indent=2)


def as_object(outcome: Outcome, contracts: Sequence[Contract] = (), lang: Lang = "en") -> Json:
    """`clauses` is there only if some clause was judged in several periods or groups, `raw` only if one rounds.

    `statements` is there only if some verdict has a remedy, `scorecards` only if a contract has one.
    """
    rounding = {(of.path, clause.id) for of in contracts for clause in of.clauses if clause.rounding is not None}
    found: Json = {
        "schema": SCHEMA,
        "engine": __version__,
        "as_of": outcome.as_of.isoformat(),
        "summary": {status.value: _count(outcome, status) for status in JUDGED},
        "verdicts": [_verdict(one, (one.path, one.clause) in rounding, lang) for one in outcome.verdicts],
    }
    if any(clause.verdicts > 1 for clause in outcome.clauses):
        found["clauses"] = [_clause(clause) for clause in outcome.clauses]
    if any(verdict.remedies for verdict in outcome.verdicts):
        found["statements"] = [cost_json.statement(statement, tongue(lang)) for statement in outcome.statements]
    if outcome.scorecards:
        found["scorecards"] = [cost_json.scorecard(card, lang) for card in outcome.scorecards]
    return found


def _count(outcome: Outcome, status: Status) -> int:
    return sum(verdict.status is status for verdict in outcome.verdicts)


def _clause(clause: ClauseResult) -> Json:
    return {
        "contract": clause.contract,
        "clause": clause.clause,
        "status": clause.status.value,
        "verdicts": clause.verdicts,
    }


def _verdict(verdict: Verdict, rounds: bool, lang: Lang) -> Json:
    formulas = verdict.formulas or ("",) * len(verdict.checks)
    checks = [
        _check(check, formula, lang) | (_raw(check, lang) if rounds else {})
        for check, formula in zip(verdict.checks, formulas, strict=True)
    ]
    only = checks[0] if len(checks) == 1 else {"value": _reported(verdict, lang)}
    return {
        "contract": verdict.contract,
        "version": verdict.version,
        "clause": verdict.clause,
        "title": verdict.title,
        "period": verdict.period,
        "start": verdict.start.isoformat(),
        "end": verdict.end.isoformat(),
        "partial": verdict.partial,
        "group": dict(verdict.group),
        "block": cost_json.block(verdict.block) if verdict.block else None,
        "status": verdict.status.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "provisional": verdict.provisional,
        "value": only.get("value"),
        "comparator": only.get("comparator"),
        "target": only.get("target"),
        "margin": only.get("margin"),
        "checks": checks,
        **_further(verdict, lang),
        "parts": [_part(part) for part in verdict.parts],
        "missing_days": [day.isoformat() for day in verdict.missing_days],
        "excluded_days": [day.isoformat() for day in verdict.excluded_days],
        "remedies": [cost_json.remedy(line, tongue(lang)) for line in verdict.remedies],
        "explanation": verdict.explanation_in(lang),
        "fingerprint": verdict.fingerprint,
        "commit": None,
    }


def _reported(verdict: Verdict, lang: Lang) -> Json | None:
    return _number(verdict.report.value, verdict.report.unit, lang) if verdict.report else None


def _further(verdict: Verdict, lang: Lang) -> Json:
    """What was asked beyond the requirement; each key only where the clause asks it and it was come to."""
    found: Json = {}
    if verdict.warn is not None and verdict.checks:
        check = verdict.checks[0]
        found["warn_at"] = _number(verdict.warn, check.unit, lang, check.value)
    if verdict.provided:
        pairs = zip(verdict.provided, verdict.provided_formulas, strict=True)
        found["provided"] = [_check(check, formula, lang) for check, formula in pairs]
    if verdict.agreements:
        found["against"] = [_agreement(one, verdict.against, lang) for one in verdict.agreements]
    return found


def _agreement(one: Agreement, source: str, lang: Lang) -> Json:
    return {
        "formula": one.text,
        "value": _number(one.value, one.unit, lang, one.other),
        "source": source,
        "other": _number(one.other, one.unit, lang, one.value),
        "allowed": _number(one.allowed, one.unit, lang),
        "agrees": one.agrees,
    }


def _check(check: CheckResult, formula: str, lang: Lang) -> Json:
    margin = check.margin
    return {
        "formula": formula,
        "value": _number(check.value, check.unit, lang, check.target),
        "comparator": check.comparator,
        "target": _target(check, lang),
        "margin": None if isinstance(margin, Unknown) else {"exact": exact(margin), "decimal": decimal6(margin)},
        "holds": check.holds,
    }


def _raw(check: CheckResult, lang: Lang) -> Json:
    """The value before it was rounded."""
    return {"raw": _number(check.raw, check.unit, lang, check.value)}


def _target(check: CheckResult, lang: Lang) -> Json | None:
    target = _number(check.target, check.unit, lang, check.value)
    if check.high is not None:
        return {"low": target, "high": _number(check.high, check.unit, lang, check.value)}
    if check.distance is not None and target is not None:
        return target | {"within": _number(check.distance, check.unit, lang)}
    return target


def _number(value: Value, unit: Unit, lang: Lang, against: Value | None = None) -> Json | None:
    if isinstance(value, Unknown):
        return None
    return {
        "exact": exact(value),
        "decimal": decimal6(value),
        "unit": unit.name,
        "display": display(value, unit, against, NUMERALS[lang]),
    }


def _plain(value: Value) -> str | None:
    """To the last digit: as a decimal if it ends, else as a fraction."""
    return plain(value) if isinstance(value, Fraction) else exact(value)


def _part(part: PartResult) -> Json:
    return {
        "name": part.name,
        "aggregate": part.aggregate,
        "value": _plain(part.value),
        "unit": part.unit.name,
        "rows": part.rows,
        "covered": part.covered,
        "missing": part.missing,
        "first": part.first.isoformat(),
        "last": part.last.isoformat(),
        "source": part.source,
        "digests": list(part.digests),
    }
