"""The scorecard of a fee period: points for its clauses, and the verdict that they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpi_rules.language.contract import Scorecard
from kpi_rules_engine.verdict import ScoredClause, Status

POINTS = {Status.PASS: Fraction(1), Status.WARN: Fraction(1, 2), Status.FAIL: Fraction(0)}


@dataclass(frozen=True, slots=True)
class Score:
    """`points` of `of` are sure, and the clauses without a verdict could bring `unknown` more."""

    clauses: tuple[ScoredClause, ...]
    points: Fraction
    of: Fraction
    unknown: Fraction
    status: Status


def scored(clause: str, status: Status, weight: Fraction, key: bool) -> ScoredClause:
    """A clause by its own verdict in the fee period."""
    points = POINTS.get(status)
    return ScoredClause(clause, status, weight, key, None if points is None else points * weight)


def score_of(card: Scorecard, clauses: Iterable[ScoredClause]) -> Score:
    """What the clauses come to.

    Those that are not applicable, pending or only reported are left out with their weight; one without a
    verdict is worth nothing to all of its weight, and the scorecard is decided only where both come to the same.
    """
    found = tuple(clauses)
    counted = [one for one in found if one.points is not None or one.status is Status.NO_VERDICT]
    of = sum((one.weight for one in counted), Fraction(0))
    points = sum((one.points for one in counted if one.points is not None), Fraction(0))
    unknown = sum((one.weight for one in counted if one.points is None), Fraction(0))
    if not of:
        return Score(found, points, of, unknown, Status.NOT_APPLICABLE)
    worst = _status(card, points / of, _failed_key(counted, Status.FAIL, Status.NO_VERDICT))
    best = _status(card, (points + unknown) / of, _failed_key(counted, Status.FAIL))
    return Score(found, points, of, unknown, worst if worst is best else Status.NO_VERDICT)


def _failed_key(clauses: Sequence[ScoredClause], *failing: Status) -> bool:
    return any(one.key and one.status in failing for one in clauses)


def _status(card: Scorecard, share: Fraction, failed_key: bool) -> Status:
    if failed_key:
        return Status.FAIL
    if share >= card.passes:
        return Status.PASS
    return Status.WARN if card.warns is not None and share >= card.warns else Status.FAIL
