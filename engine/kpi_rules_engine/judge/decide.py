"""The verdict on one clause in one period: the questions in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import islice

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import AllOf
from kpi_rules.language.schedule import By
from kpi_rules_engine.judge.conditions import Judged, judge_condition
from kpi_rules_engine.judge.final import is_final
from kpi_rules_engine.judge.parts import Measurement, parts_of
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import CheckResult, Status

ANY = Fraction(0)  # a period that is not over is not asked for its coverage


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict without its evidence. `checks` is empty where the requirement was not asked."""

    status: Status
    reason: Reason | None
    checks: tuple[CheckResult, ...] = ()
    missing_days: tuple[date, ...] = ()
    provisional: bool = False


def decide(
    clause: Clause,
    header: Header,
    window: Window,
    scene: Scene,
    as_of_is_over: bool,
    provisional: bool,
    outside: bool,
) -> Decision:
    """The verdict; `provisional` says that the data of the period may still change, `outside` that nobody is bound."""
    if outside:
        return Decision(Status.NOT_APPLICABLE, Reason.OUTSIDE_CLAUSE)
    if next(window.days(), None) is None:
        return Decision(Status.NOT_APPLICABLE, Reason.ALL_DAYS_EXCLUDED)
    if not as_of_is_over:
        decision = _before_the_end(clause, header, window, scene)
    else:
        decision = _precondition(clause, header, window, scene) or _requirement(clause, header, window, scene)
    return _provisional(decision) if provisional and decision.status is not Status.PENDING else decision


def _before_the_end(clause: Clause, header: Header, window: Window, scene: Scene) -> Decision:
    so_far = _judge(clause, window, scene, ANY)
    parts = [part for asked in (clause.requirement, *clause.when) for part in parts_of(asked, window, scene)]
    if isinstance(clause.schedule, By) and _is_certain(clause, so_far.truth, parts, header, window, scene):
        return replace(_decision(so_far), missing_days=tuple(sorted({day for part in parts for day in _gaps(part)})))
    # no more than a value so far: whether it holds is open
    checks = tuple(replace(check, holds=None) for check in so_far.checks)
    return Decision(Status.PENDING, Reason.PERIOD_NOT_OVER, checks)


def _is_certain(
    clause: Clause, found: Truth, parts: Sequence[Measurement], header: Header, window: Window, scene: Scene
) -> bool:
    if not is_final(clause.requirement, found) or not all(is_final(one, Truth.TRUE) for one in clause.when):
        return False
    holds = judge_condition(AllOf(clause.when), window, scene, ANY).truth is Truth.TRUE
    return holds and all(_coverage_so_far(part) >= header.coverage for part in parts)


def _coverage_so_far(part: Measurement) -> Fraction:
    days, gaps = len(_days_so_far(part)), len(_gaps(part))
    return Fraction(days - gaps, days) if days else ANY


def _gaps(part: Measurement) -> tuple[date, ...]:
    """Days without data before the last one with: unlike the days to come, they would cost the verdict at the end."""
    so_far = set(_days_so_far(part))
    return tuple(day for day in part.found.missing if day in so_far)


def _days_so_far(part: Measurement) -> list[date]:
    """The days up to the check, without those at the end for which nothing has come in yet."""
    found = part.found
    days = list(islice(part.window.days(), found.covered + len(found.missing)))
    missing = set(found.missing)
    while days and days[-1] in missing:
        days.pop()
    return days


def _precondition(clause: Clause, header: Header, window: Window, scene: Scene) -> Decision | None:
    """The decision that the precondition makes, if it does not simply hold."""
    asked = judge_condition(AllOf(clause.when), window, scene, header.coverage)
    match asked.truth:
        case Truth.TRUE:
            return None
        case Truth.FALSE:
            return Decision(Status.NOT_APPLICABLE, Reason.PRECONDITION)
        case Truth.UNKNOWN:
            return Decision(Status.NO_VERDICT, asked.reason, (), asked.missing_days)


def _requirement(clause: Clause, header: Header, window: Window, scene: Scene) -> Decision:
    return _decision(_judge(clause, window, scene, header.coverage))


def _judge(clause: Clause, window: Window, scene: Scene, coverage: Fraction) -> Judged:
    return judge_condition(clause.requirement, window, scene, coverage, clause.tolerance, clause.rounding)


def _decision(asked: Judged) -> Decision:
    match asked.truth:
        case Truth.TRUE:
            reason = Reason.WITHIN_TOLERANCE if asked.within_tolerance else None
            return Decision(Status.PASS, reason, asked.checks, asked.missing_days)
        case Truth.FALSE:
            return Decision(Status.FAIL, None, asked.checks, asked.missing_days)
        case Truth.UNKNOWN:
            return Decision(Status.NO_VERDICT, asked.reason, asked.checks, asked.missing_days)


def _provisional(decision: Decision) -> Decision:
    return replace(decision, provisional=True, reason=decision.reason or Reason.NOT_SETTLED)
