"""The verdict on one clause in one period: the questions in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import AllOf, Reported
from kpi_rules.language.schedule import By
from kpi_rules_engine.judge.arithmetic import merged
from kpi_rules_engine.judge.conditions import Judged, covered_value, judge_condition, missing_days
from kpi_rules_engine.judge.dispute import agreements
from kpi_rules_engine.judge.early import ANY, decided_parts, gaps_of
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.judge.warning import warns
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown, Value
from kpi_rules_engine.verdict import Agreement, CheckResult, Status

COUNTABLE = (Reason.MISSING_DATA, Reason.MISSING_DAY)  # what `if missing` acts on


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict without its evidence. `checks` is empty where the requirement was not asked.

    `provided` are the comparisons of what a met requirement needs for being accepted, empty where that was
    not asked. `reported` is the value of a clause that only reports. `by_missing`: missing data was
    counted, so that a pass earns nothing. `absent`: the group has no row in the window.
    """

    status: Status
    reason: Reason | None
    checks: tuple[CheckResult, ...] = ()
    missing_days: tuple[date, ...] = ()
    provisional: bool = False
    provided: tuple[CheckResult, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    reported: Value | None = None
    by_missing: bool = False
    absent: bool = False


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
        decision = _precondition(clause, header, window, scene) or _judged(clause, header, window, scene, provisional)
    return _provisional(decision) if provisional and decision.status is not Status.PENDING else decision


def without_rows(clause: Clause, decision: Decision) -> Decision:
    """What becomes of a decision where the group has no row in the window: its zeros are no data."""
    if clause.reported is not None:
        return replace(decision, reason=Reason.MISSING_DATA, reported=Unknown(Reason.MISSING_DATA), absent=True)
    found = Decision(Status.NO_VERDICT, Reason.MISSING_DATA, provisional=decision.provisional, absent=True)
    return found if decision.provisional else _counted(clause, found)


def _before_the_end(clause: Clause, header: Header, window: Window, scene: Scene) -> Decision:
    if clause.reported is not None:
        value = covered_value(clause.reported.value, window, scene, ANY)
        return Decision(Status.PENDING, Reason.PERIOD_NOT_OVER, reported=value)
    so_far = _judge(clause, window, scene, ANY)
    if isinstance(clause.schedule, By):
        parts = decided_parts(clause, so_far, header, window, scene)
        if parts is not None:
            decision = _accepted(clause, ANY, window, scene, _decision(clause, so_far))
            return replace(decision, missing_days=gaps_of(parts))
    # no more than a value so far: whether it holds is open
    return Decision(Status.PENDING, Reason.PERIOD_NOT_OVER, _open(so_far.checks))


def _precondition(clause: Clause, header: Header, window: Window, scene: Scene) -> Decision | None:
    """The decision that the precondition makes, if it does not simply hold."""
    asked = judge_condition(AllOf(clause.when), window, scene, header.coverage)
    match asked.truth:
        case Truth.TRUE:
            return None
        case Truth.FALSE:
            return Decision(Status.NOT_APPLICABLE, Reason.PRECONDITION)
        case Truth.UNKNOWN:
            if clause.reported is not None and asked.reason is not None:
                lost = Unknown(asked.reason)
                return Decision(Status.REPORTED, asked.reason, (), asked.missing_days, reported=lost)
            return Decision(Status.NO_VERDICT, asked.reason, (), asked.missing_days)


def _judged(clause: Clause, header: Header, window: Window, scene: Scene, provisional: bool) -> Decision:
    """What is asked once the clause applies; missing data counts as something only when it can come no more."""
    if clause.reported is not None:
        return _report(clause.reported, header, window, scene)
    asked = _judge(clause, window, scene, header.coverage)
    pairs = agreements(clause, window, scene, header.coverage)
    disputed = _dispute(clause, asked, pairs, window, scene)
    if disputed is not None:
        return disputed
    lacking = [pair.value for pair in pairs if isinstance(pair.value, Unknown)]
    if lacking:
        reason, checks = merged(lacking).reason, _open(asked.checks)
        found = Decision(Status.NO_VERDICT, reason, checks, asked.missing_days, agreements=pairs)
    else:
        found = replace(_decision(clause, asked), agreements=pairs)
    if found.status is Status.NO_VERDICT:
        return found if provisional else _counted(clause, found)
    return _accepted(clause, header.coverage, window, scene, found)


def _dispute(
    clause: Clause, asked: Judged, pairs: tuple[Agreement, ...], window: Window, scene: Scene
) -> Decision | None:
    """That the sources differ, or that the second alone says nothing; what the first lacks is asked later."""
    if clause.against is None:
        return None
    checks = _open(asked.checks)
    if any(pair.agrees is False for pair in pairs):
        return Decision(Status.NO_VERDICT, Reason.DISPUTED, checks, asked.missing_days, agreements=pairs)
    silent = [pair.other for pair in pairs if isinstance(pair.other, Unknown)]
    if not silent or any(isinstance(pair.value, Unknown) for pair in pairs):
        return None
    days = {*asked.missing_days, *missing_days(parts_of(clause.against.requirement, window, scene))}
    return Decision(Status.NO_VERDICT, merged(silent).reason, checks, tuple(sorted(days)), agreements=pairs)


def _report(reported: Reported, header: Header, window: Window, scene: Scene) -> Decision:
    value = covered_value(reported.value, window, scene, header.coverage)
    reason = value.reason if isinstance(value, Unknown) else None
    days = missing_days(parts_of(reported.value, window, scene))
    return Decision(Status.REPORTED, reason, (), days, reported=value)


def _judge(clause: Clause, window: Window, scene: Scene, coverage: Fraction) -> Judged:
    return judge_condition(clause.requirement, window, scene, coverage, clause.tolerance, clause.rounding)


def _decision(clause: Clause, asked: Judged) -> Decision:
    """What the requirement comes to. Within the tolerance is beyond the target, and so beyond any warning line."""
    match asked.truth:
        case Truth.TRUE:
            warned = warns(clause, asked)
            reason = Reason.BELOW_WARN_LINE if warned else None
            reason = Reason.WITHIN_TOLERANCE if asked.within_tolerance else reason
            return Decision(Status.WARN if warned else Status.PASS, reason, asked.checks, asked.missing_days)
        case Truth.FALSE:
            return Decision(Status.FAIL, None, asked.checks, asked.missing_days)
        case Truth.UNKNOWN:
            return Decision(Status.NO_VERDICT, asked.reason, asked.checks, asked.missing_days)


def _accepted(clause: Clause, coverage: Fraction, window: Window, scene: Scene, met: Decision) -> Decision:
    """What a requirement that is met comes to once its acceptance is asked; a miss needs none."""
    if met.status is Status.FAIL or not clause.provided:
        return met
    asked = judge_condition(AllOf(clause.provided), window, scene, coverage)
    days = tuple(sorted({*met.missing_days, *asked.missing_days}))
    found = replace(met, missing_days=days, provided=asked.checks)
    match asked.truth:
        case Truth.TRUE:
            return found
        case Truth.FALSE:
            return replace(found, status=Status.FAIL, reason=Reason.NOT_ACCEPTED)
        case Truth.UNKNOWN:
            return replace(found, status=Status.NO_VERDICT, reason=asked.reason)


def _counted(clause: Clause, lacking: Decision) -> Decision:
    """What `if missing` makes of data that the requirement lacks."""
    if clause.missing is None or lacking.reason not in COUNTABLE:
        return lacking
    status = Status.PASS if clause.missing == "pass" else Status.FAIL
    return replace(lacking, status=status, by_missing=True)


def _open(checks: tuple[CheckResult, ...]) -> tuple[CheckResult, ...]:
    """The values, without a word on whether they will do."""
    return tuple(replace(check, holds=None) for check in checks)


def _provisional(decision: Decision) -> Decision:
    return replace(decision, provisional=True, reason=decision.reason or Reason.NOT_SETTLED)
