"""The whole explanation of a verdict for a person, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Check, Condition
from kpi_rules.language.schedule import Calendar
from kpi_rules_engine.explain import wording
from kpi_rules_engine.explain.applies import decided_text, precondition_text
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.changes import change_text
from kpi_rules_engine.explain.comparison import (
    among_several_text,
    computed_texts,
    found_text,
    rounded_text,
    target_text,
)
from kpi_rules_engine.explain.formula_text import say_condition
from kpi_rules_engine.explain.gaps import missing_texts, remedy_text, undefined_texts
from kpi_rules_engine.explain.numbers import display
from kpi_rules_engine.explain.pending import pending_texts
from kpi_rules_engine.explain.smallest import turning_points
from kpi_rules_engine.explain.stretches import excluded_by_reason, gathered
from kpi_rules_engine.explain.trend import trend
from kpi_rules_engine.judge.conditions import judge_condition
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.judge.tree import checks_in
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import CheckResult, Status


def explain(case: Case) -> str:
    """Why the verdict is what it is, in one paragraph."""
    return " ".join(text for text in sentences(case) if text)


def sentences(case: Case) -> Iterator[str]:
    """The explanation sentence by sentence; some may be empty."""
    decision = case.decision
    yield wording.headline(case.period, tuple(case.group.items()), decision.status)
    match decision.status:
        case Status.PASS | Status.WARN | Status.FAIL | Status.REPORTED:
            yield from _judged(case)
        case Status.NO_VERDICT:
            yield from _no_verdict(case)
        case Status.NOT_APPLICABLE:
            yield from _not_applicable(case)
        case Status.PENDING:
            yield from _asked(case)
            yield from pending_texts(case)
        case _:
            assert_never(decision.status)
    if decision.reason is not Reason.OUTSIDE_CLAUSE:
        yield from _circumstances(case)
    if case.clause.because:
        yield wording.because(case.clause.because)


def _judged(case: Case) -> Iterator[str]:
    clause, decision = case.clause, case.decision
    yield from _asked(case)
    yield from _checks(case)
    turns = turning_points(clause.requirement, case.window, case.scene, clause.tolerance, clause.rounding)
    if turns:
        yield wording.turns([change_text(turn) for turn in turns], met=decision.status is not Status.FAIL)
    if decision.missing_days:
        yield from missing_texts(parts_of(clause.requirement, case.window, case.scene))
        yield wording.left_out()


def _checks(case: Case) -> Iterator[str]:
    requirement, results = case.clause.requirement, case.decision.checks
    found = _found(requirement, results, case.clause.tolerance)
    for check, result, text in zip(checks_in(requirement), results, found, strict=True):
        yield text
        yield rounded_text(result)
        yield from computed_texts(check, result, case.window, case.scene)


def _no_verdict(case: Case) -> Iterator[str]:
    """What is missing, of the precondition where that is what stands open, and what to do about it."""
    clause, results = case.clause, case.decision.checks
    if results:
        yield from _asked(case)
        yield from _open(case, clause.requirement, results)
        return
    for condition in clause.when:
        judged = judge_condition(condition, case.window, case.scene, case.header.coverage)
        if judged.truth is not Truth.TRUE:
            yield wording.precondition(precondition_text(condition, judged.checks))
            yield from _open(case, condition, judged.checks)


def _open(case: Case, condition: Condition, results: tuple[CheckResult, ...]) -> Iterator[str]:
    if not isinstance(condition, Check):
        yield from _found(condition, results)
    for check, result in zip(checks_in(condition), results, strict=True):
        if result.holds is None:
            parts = parts_of(check, case.window, case.scene)
            yield from missing_texts(parts)
            yield remedy_text(parts, case.header.coverage)
            yield from undefined_texts(check, result, case.window, case.scene)


def _not_applicable(case: Case) -> Iterator[str]:
    match case.decision.reason:
        case Reason.OUTSIDE_CLAUSE:
            term, effective = case.header.term, case.header.effective
            if effective is not None and case.window.first < effective:
                yield wording.not_in_force(case.header.version, effective)
                return
            rolling = isinstance(case.clause.schedule, Calendar) and case.clause.schedule.over is not None
            yield wording.outside(case.clause.since or term.first, case.clause.until or term.last, rolling)
        case Reason.ALL_DAYS_EXCLUDED:
            yield wording.all_excepted()
        case _:
            for condition in case.clause.when:
                judged = judge_condition(condition, case.window, case.scene, case.header.coverage)
                if judged.truth is Truth.FALSE:
                    yield decided_text(condition, judged.checks)


def _found(condition: Condition, results: tuple[CheckResult, ...], tolerance: Tolerance | None = None) -> Iterator[str]:
    for result in results:
        # under a `not`, to meet the comparison is not to meet what was asked
        yield found_text(result, tolerance) if isinstance(condition, Check) else among_several_text(result, tolerance)


def _circumstances(case: Case) -> Iterator[str]:
    decision, window = case.decision, case.window
    excluded = excluded_by_reason(window)
    if excluded:
        count = sum(map(len, excluded.values()))
        reasons = [(reason, len(days), gathered(days)) for reason, days in excluded.items()]
        yield wording.excluded(reasons, count, count + sum(1 for _ in window.days()))
    if case.partial:
        yield wording.partial(window.first, window.last)
    if decision.provisional:
        yield wording.provisional(case.header.settle)
    if decision.checks:
        yield _sources(case)
    yield from case.notes
    if len(decision.checks) == 1:
        check = decision.checks[0]
        yield trend(case.earlier, check.unit, None if decision.status is Status.PENDING else check.value)


def _sources(case: Case) -> str:
    names: dict[str, list[str]] = {}
    for part in parts_of(case.clause.requirement, case.window, case.scene):
        known = names.setdefault(part.found.source, [])
        if part.name not in known:
            known.append(part.name)
    return wording.sources(list(names.items()))


def _asked(case: Case) -> Iterator[str]:
    """What was asked, and where the number comes from if it is not that of the text."""
    requirement = case.clause.requirement
    yield wording.asked(say_condition(requirement), _target(requirement, case.decision.checks))
    if case.aim is not None and isinstance(requirement, Check):
        target = display(case.aim.full, requirement.unit)
        if case.aim.place is not None:
            yield wording.target_moves(target, case.aim.place)
        if case.aim.share is not None:
            yield wording.prorated(*case.aim.share, target)


def _target(condition: Condition, results: tuple[CheckResult, ...]) -> str:
    return target_text(results[0]) if isinstance(condition, Check) else ""
