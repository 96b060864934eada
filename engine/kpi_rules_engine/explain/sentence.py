"""The whole explanation of a verdict for a person, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import Check, Condition
from kpi_rules.language.schedule import Calendar
from kpi_rules.language.units import BARE
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
from kpi_rules_engine.explain.gaps import missing_texts, remedy_text, undefined_texts
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
    yield run_text(case.misses, case.clause.misses, case.tongue)
    yield costs_text(case.costs, case.tongue)
    if case.clause.because:
        yield case.tongue.wording.because(case.clause.because)


def _headline(case: Case) -> str:
    decision, tongue = case.decision, case.tongue
    group = [(tongue.column(name), of) for name, of in case.group.items()]
    if decision.by_missing:
        met = decision.status is Status.PASS
        return tongue.further.headline(case.period, group, "counts_as_met" if met else "counts_as_missed")
    if decision.reason is Reason.NOT_ACCEPTED:
        return tongue.further.headline(case.period, group, "not_accepted")
    # a first miss is a miss, and what the warning is about is said below
    status = Status.FAIL if decision.reason is Reason.FIRST_MISS else decision.status
    return tongue.wording.headline(case.period, group, status)


def _judged(case: Case) -> Iterator[str]:
    clause, decision, wording = case.clause, case.decision, case.tongue.wording
    yield from _asked(case, clause.requirement, decision.checks)
    yield from _checks(case)
    if clause.warn is not None and decision.status is Status.WARN and decision.reason is not Reason.FIRST_MISS:
        yield warning_text(decision.checks[0], clause.warn, case.tongue)
    yield from acceptance_texts(case)
    yield from second_source_texts(case)
    if decision.reason is Reason.NOT_ACCEPTED:
        yield accepted_turns(case)
    else:
        turns = turning_points(clause.requirement, case.window, case.scene, clause.tolerance, clause.rounding)
        changes = [change_text(turn, case.tongue) for turn in turns]
        if changes:
            yield wording.turns(changes, met=_met(decision))
    if decision.missing_days:
        yield from missing_texts(_parts(case), case.tongue)
        yield wording.left_out()


def _counted(case: Case) -> Iterator[str]:
    """What is missing, and that the contract counts it."""
    clause, decision = case.clause, case.decision
    if decision.absent:
        yield case.tongue.further.no_rows()
    else:
        yield from _asked(case, clause.requirement, decision.checks)
        yield from missing_texts(parts_of(clause.requirement, case.window, case.scene), case.tongue)
    yield case.tongue.further.counted_as(decision.status is Status.PASS)


def _reported(case: Case) -> Iterator[str]:
    reported, value = case.clause.reported, case.decision.reported
    if reported is not None and value is not None:
        yield from report_texts(case, reported, value)


def _pending(case: Case) -> Iterator[str]:
    reported, value = case.clause.reported, case.decision.reported
    if reported is not None and value is not None:
        yield from report_so_far(case, reported, value)
    else:
        yield from _asked(case, case.clause.requirement, case.decision.checks)
        yield from pending_texts(case)


def _met(decision: Decision) -> bool:
    return decision.status is not Status.FAIL and decision.reason is not Reason.FIRST_MISS


def _checks(case: Case) -> Iterator[str]:
    requirement, results = case.clause.requirement, case.decision.checks
    found = _found(case, requirement, results, case.clause.tolerance)
    for check, result, text in zip(checks_in(requirement), results, found, strict=True):
        yield text
        yield rounded_text(result, case.tongue)
        yield from computed_texts(check, result, case.window, case.scene, case.tongue)


def _no_verdict(case: Case) -> Iterator[str]:
    """What is missing, of the precondition where that is what stands open, and what to do about it."""
    clause, results = case.clause, case.decision.checks
    if case.decision.absent:
        yield case.tongue.further.no_rows()
        return
    if results:
        yield from _asked(case, clause.requirement, results)
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
            yield case.tongue.wording.precondition(precondition_text(condition, judged.checks, case.tongue))
            yield from _open(case, condition, judged.checks)


def _open(case: Case, condition: Condition, results: tuple[CheckResult, ...]) -> Iterator[str]:
    if not isinstance(condition, Check) and results is case.decision.checks:
        yield from _found(case, condition, results)
    for check, result in zip(checks_in(condition), results, strict=True):
        if result.holds is None:
            parts = parts_of(check, case.window, case.scene)
            yield from missing_texts(parts, case.tongue)
            yield remedy_text(parts, case.header.coverage, case.tongue)
            yield from undefined_texts(check, result, case.window, case.scene, case.tongue)


def _not_applicable(case: Case) -> Iterator[str]:
    wording = case.tongue.wording
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
                    yield decided_text(condition, judged.checks, case.tongue)


def _found(
    case: Case, condition: Condition, results: tuple[CheckResult, ...], tolerance: Tolerance | None = None
) -> Iterator[str]:
    found = list(zip(checks_in(condition), results, strict=True))
    if case.decision.status is Status.FAIL:  # who reads only the beginning reads what failed
        found.sort(key=lambda pair: pair[1].holds is not False)
    for check, result in found:
        if isinstance(condition, Check):
            yield found_text(result, tolerance, case.tongue)
        else:  # under a `not`, to meet the comparison is not to meet what was asked
            yield among_several_text(case.tongue.say_condition(check), result, tolerance, case.tongue)


def _circumstances(case: Case) -> Iterator[str]:
    decision, window, wording = case.decision, case.window, case.tongue.wording
    excluded = excluded_by_reason(window, wording.exclusion)
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
        yield trend(case.earlier, unit, case.tongue, None if decision.status is Status.PENDING else value)


def _is_told(value: Value | None) -> bool:
    return value is not None and not isinstance(value, Unknown)


def _sources(case: Case) -> str:
    names: dict[str, list[str]] = {}
    for part in _parts(case):
        known = names.setdefault(part.found.source, [])
        name = case.tongue.name_of(part.measured)
        if name not in known:
            known.append(name)
    return case.tongue.wording.sources(list(names.items()))


def _parts(case: Case) -> list[Measurement]:
    """The measured parts of what was asked, of the acceptance where that was asked too."""
    clause = case.clause
    nodes: list[Node] = [clause.requirement, *(clause.provided if case.decision.provided else ())]
    nodes += [clause.reported.value] if clause.reported is not None else []
    found = [part for node in nodes for part in parts_of(node, case.window, case.scene)]
    return list({(part.measured.part, part.window): part for part in reversed(found)}.values())[::-1]


def _asked(case: Case, condition: Condition, results: tuple[CheckResult, ...]) -> Iterator[str]:
    """What was asked, and where the number comes from if it is not that of the text."""
    tongue = case.tongue
    target = target_text(results[0], tongue) if isinstance(condition, Check) else ""
    yield tongue.wording.asked(tongue.say_condition(condition), target)
    if case.aim is not None and isinstance(condition, Check):
        full = tongue.display(case.aim.full, condition.unit)
        if case.aim.place is not None:
            yield tongue.further.target_moves(full, case.aim.place)
        if case.aim.share is not None:
            yield tongue.further.prorated(*case.aim.share, full)
