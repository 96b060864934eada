"""The whole explanation of a verdict for a person, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Check, Condition
from kpi_rules.language.schedule import Calendar
from kpi_rules.language.units import BARE
from kpi_rules_engine.explain import further_wording, wording
from kpi_rules_engine.explain.acceptance import acceptance, acceptance_texts, accepted_turns, warning_text
from kpi_rules_engine.explain.across_text import costs_text, run_text
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
from kpi_rules_engine.explain.pending import pending_texts, report_so_far
from kpi_rules_engine.explain.report import report_texts
from kpi_rules_engine.explain.second_source import second_source_texts
from kpi_rules_engine.explain.smallest import turning_points
from kpi_rules_engine.explain.stretches import excluded_by_reason, gathered
from kpi_rules_engine.explain.trend import trend
from kpi_rules_engine.judge.conditions import judge_condition
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.parts import Measurement, parts_of
from kpi_rules_engine.judge.tree import Node, checks_in
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.values import Reason, Unknown, Value
from kpi_rules_engine.verdict import CheckResult, Status


def explain(case: Case) -> str:
    """Why the verdict is what it is, in one paragraph."""
    return " ".join(text for text in sentences(case) if text)


def sentences(case: Case) -> Iterator[str]:
    """The explanation sentence by sentence; some may be empty."""
    decision = case.decision
    yield _headline(case)
    match decision.status:
        case Status.PASS | Status.WARN | Status.FAIL:
            yield from _counted(case) if decision.by_missing else _judged(case)
        case Status.REPORTED:
            yield from _reported(case)
        case Status.NO_VERDICT:
            yield from _no_verdict(case)
        case Status.NOT_APPLICABLE:
            yield from _not_applicable(case)
        case Status.PENDING:
            yield from _pending(case)
        case _:
            assert_never(decision.status)
    if decision.reason is not Reason.OUTSIDE_CLAUSE:
        yield from _circumstances(case)
    yield run_text(case.misses, case.clause.misses)
    yield costs_text(case.costs)
    if case.clause.because:
        yield wording.because(case.clause.because)


def _headline(case: Case) -> str:
    group, decision = tuple(case.group.items()), case.decision
    if decision.by_missing:
        met = decision.status is Status.PASS
        return further_wording.headline(case.period, group, "counts_as_met" if met else "counts_as_missed")
    if decision.reason is Reason.NOT_ACCEPTED:
        return further_wording.headline(case.period, group, "not_accepted")
    # a first miss is a miss, and what the warning is about is said below
    status = Status.FAIL if decision.reason is Reason.FIRST_MISS else decision.status
    return wording.headline(case.period, group, status)


def _judged(case: Case) -> Iterator[str]:
    clause, decision = case.clause, case.decision
    yield from _asked(case)
    yield from _checks(case)
    if clause.warn is not None and decision.status is Status.WARN and decision.reason is not Reason.FIRST_MISS:
        yield warning_text(decision.checks[0], clause.warn)
    yield from acceptance_texts(case)
    yield from second_source_texts(case)
    if decision.reason is Reason.NOT_ACCEPTED:
        yield accepted_turns(case)
    else:
        turns = turning_points(clause.requirement, case.window, case.scene, clause.tolerance, clause.rounding)
        if turns:
            yield wording.turns([change_text(turn) for turn in turns], met=_met(decision))
    if decision.missing_days:
        yield from missing_texts(_parts(case))
        yield wording.left_out()


def _counted(case: Case) -> Iterator[str]:
    """What is missing, and that the contract counts it."""
    clause, decision = case.clause, case.decision
    if decision.absent:
        yield further_wording.no_rows()
    else:
        yield from _asked(case)
        yield from missing_texts(parts_of(clause.requirement, case.window, case.scene))
    yield further_wording.counted_as(decision.status is Status.PASS)


def _reported(case: Case) -> Iterator[str]:
    reported, value = case.clause.reported, case.decision.reported
    if reported is not None and value is not None:
        yield from report_texts(case, reported, value)


def _pending(case: Case) -> Iterator[str]:
    reported, value = case.clause.reported, case.decision.reported
    if reported is not None and value is not None:
        yield from report_so_far(case, reported, value)
    else:
        yield from _asked(case)
        yield from pending_texts(case)


def _met(decision: Decision) -> bool:
    return decision.status is not Status.FAIL and decision.reason is not Reason.FIRST_MISS


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
    if case.decision.absent:
        yield further_wording.no_rows()
        return
    if results:
        yield from _asked(case)
        yield from second_source_texts(case)
        if case.decision.provided:
            yield from _checks(case)
            yield from acceptance_texts(case)
        if case.decision.reason is not Reason.DISPUTED:
            for condition, found in ((clause.requirement, results), *acceptance(case)):
                yield from _open(case, condition, found)
        return
    for condition in clause.when:
        judged = judge_condition(condition, case.window, case.scene, case.header.coverage)
        if judged.truth is not Truth.TRUE:
            yield wording.precondition(precondition_text(condition, judged.checks))
            yield from _open(case, condition, judged.checks)


def _open(case: Case, condition: Condition, results: tuple[CheckResult, ...]) -> Iterator[str]:
    if not isinstance(condition, Check) and results is case.decision.checks:
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
    if decision.checks or _is_told(decision.reported):
        yield _sources(case)
    yield from case.notes
    value, unit = decision.reported, case.clause.reported.unit if case.clause.reported else BARE
    if len(decision.checks) == 1:
        value, unit = decision.checks[0].value, decision.checks[0].unit
    if value is not None:
        yield trend(case.earlier, unit, None if decision.status is Status.PENDING else value)


def _is_told(value: Value | None) -> bool:
    return value is not None and not isinstance(value, Unknown)


def _sources(case: Case) -> str:
    names: dict[str, list[str]] = {}
    for part in _parts(case):
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


def _parts(case: Case) -> list[Measurement]:
    """The measured parts of what was asked, of the acceptance where that was asked too."""
    clause = case.clause
    nodes: list[Node] = [clause.requirement, *(clause.provided if case.decision.provided else ())]
    nodes += [clause.reported.value] if clause.reported is not None else []
    found = [part for node in nodes for part in parts_of(node, case.window, case.scene)]
    return list({(part.measured.part, part.window): part for part in reversed(found)}.values())[::-1]


def _target(condition: Condition, results: tuple[CheckResult, ...]) -> str:
    return target_text(results[0]) if isinstance(condition, Check) else ""
