"""A job judged, with its evidence and explanation put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from kpi_rules.language import rows
from kpi_rules.language.contract import Clause, computed_by
from kpi_rules.language.formula import AllOf, Condition, Formula
from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules_engine.across.runs import NO_RUN, Run
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.formula_text import say
from kpi_rules_engine.explain.sentence import sentences
from kpi_rules_engine.explain.tongue import Tongue, tongue
from kpi_rules_engine.jobs import Job, trend_value
from kpi_rules_engine.judge.compare import subject
from kpi_rules_engine.judge.decide import Decision, decide, without_rows
from kpi_rules_engine.judge.evaluate import evaluate
from kpi_rules_engine.judge.parts import Measurement, parts_of
from kpi_rules_engine.judge.summary import overall
from kpi_rules_engine.judge.tree import checks_in
from kpi_rules_engine.plan.windows import ONE, Window
from kpi_rules_engine.values import Reason, Unknown, Value
from kpi_rules_engine.verdict import ClauseResult, Line, PartResult, Report, Status, Verdict


def decided(job: Job) -> Decision:
    """The decision on a job by itself, when its requests were answered."""
    clause, header, period = job.clause, job.contract.header, job.period
    as_of = job.scene.ground.as_of
    final = as_of > period.days.last + timedelta(header.settle)
    decision = decide(clause, header, period.window, job.scene, period.over(as_of), not final, period.outside)
    return without_rows(clause, decision) if _absent(job, decision) else decision


def verdict(
    job: Job, decision: Decision, vocabulary: Vocabulary, misses: Run = NO_RUN, costs: tuple[Line, ...] = ()
) -> Verdict:
    """The verdict that a decision comes to; `misses` is the run of misses that it ends, `costs` what it costs."""
    clause, header, period = job.clause, job.contract.header, job.period
    parts = () if period.outside else _parts(job)
    return Verdict(
        contract=header.id,
        version=header.version,
        clause=clause.id,
        title=clause.title,
        period=period.key,
        start=period.days.first,
        end=period.days.last,
        partial=period.partial,
        group=dict(job.scene.group),
        status=decision.status,
        reason=decision.reason,
        provisional=decision.provisional,
        checks=decision.checks,
        parts=tuple(_evidence(part) for part in parts),
        missing_days=decision.missing_days,
        excluded_days=() if period.outside else period.window.excluded(),
        owner=clause.owner,
        because=clause.because,
        fingerprint=job.contract.fingerprints.get(clause.id, ""),
        asked=clause.text,
        path=job.contract.path,
        tell=lambda lang: tuple(
            sentences(replace(_case(job, decision, parts, vocabulary, lang), misses=misses, costs=costs))
        ),
        formulas=_formulas(clause.requirement) if decision.checks else (),
        provided=decision.provided,
        provided_formulas=_formulas(AllOf(clause.provided)) if decision.provided else (),
        against=clause.against.source if clause.against else "",
        agreements=decision.agreements,
        warn=clause.warn,
        report=_report(clause, decision),
        by_missing=decision.by_missing,
        remedies=costs,
    )


def _formulas(condition: Condition) -> tuple[str, ...]:
    return tuple(say(subject(check)) for check in checks_in(condition))


def _report(clause: Clause, decision: Decision) -> Report | None:
    """What is reported; None where the clause judges, or was not asked."""
    if clause.reported is None or decision.reported is None:
        return None
    return Report(decision.reported, clause.reported.unit, say(clause.reported.value))


def _absent(job: Job, decision: Decision) -> bool:
    """A group that has no row in the window is not judged by the zeros that this would be."""
    if not job.scene.group or decision.status in (Status.NOT_APPLICABLE, Status.PENDING):
        return False
    clause = replace(job.clause, provided=(), against=None)  # rows that only check the value are not those of the group
    own = [part for part in _parts_of(clause, job) if not part.measured.shifts]
    return bool(own) and all(part.found.rows == 0 for part in own)


def _case(job: Job, decision: Decision, parts: Sequence[Measurement], vocabulary: Vocabulary, lang: Lang) -> Case:
    """What the explanation is made from."""
    period, said = job.period, tongue(lang, vocabulary)
    return Case(
        job.clause,
        job.contract.header,
        period.window,
        period.key,
        job.scene,
        decision,
        job.scene.ground.as_of,
        said,
        days_passed=sum(1 for day in period.window.days() if day <= job.scene.ground.as_of),
        partial=period.partial,
        group=dict(job.scene.group),
        earlier=_earlier(job),
        aim=job.aim,
        notes=tuple(_notes(parts, vocabulary, said)),
    )


def clause_results(verdicts: Sequence[Verdict]) -> tuple[ClauseResult, ...]:
    """Each clause's own verdict over its periods and groups."""
    clauses: dict[tuple[str, str, str], list[Verdict]] = {}
    for one in verdicts:
        clauses.setdefault((one.path, one.contract, one.clause), []).append(one)
    return tuple(
        ClauseResult(contract, clause, overall(v.status for v in members), len(members))
        for (_, contract, clause), members in clauses.items()
    )


def _parts(job: Job) -> tuple[Measurement, ...]:
    """The measured parts of all that the clause asks, each once."""
    return _parts_of(job.clause, job)


def _parts_of(clause: Clause, job: Job) -> tuple[Measurement, ...]:
    found = [part for node in computed_by(clause) for part in parts_of(node, job.period.window, job.scene)]
    return tuple({(p.measured.part, p.window): p for p in reversed(found)}.values())[::-1]


def _earlier(job: Job) -> tuple[tuple[str, Value], ...]:
    value = trend_value(job.clause)
    if value is None or job.period.outside:
        return ()
    return tuple((p.key, _value(value, p.window, job)) for p in job.earlier)


def _value(formula: Formula, window: Window, job: Job) -> Value:
    """A value of the past, with the coverage that a verdict would ask of it."""
    short = [part for part in parts_of(formula, window, job.scene) if not _covered(part, job)]
    if short:
        return Unknown(Reason.MISSING_DAY, short[0].name, short[0].found.missing)
    return evaluate(formula, window, job.scene)


def _covered(part: Measurement, job: Job) -> bool:
    found = part.found
    return found.covered >= job.contract.header.coverage * (found.covered + len(found.missing))


def _evidence(part: Measurement) -> PartResult:
    found, wanted = part.found, part.measured.part
    how = wanted.how.value
    if wanted.rank is not None:
        how = "median" if wanted.rank == 50 else f"percentile {wanted.rank}"
    return PartResult(
        name=part.name,
        aggregate=how,
        value=found.value,
        unit=wanted.unit,
        rows=found.rows,
        first=part.window.first,
        last=max(part.window.last, part.window.first - ONE),
        covered=found.covered,
        missing=len(found.missing),
        source=found.source,
        digests=found.digests,
    )


def _notes(parts: Sequence[Measurement], vocabulary: Vocabulary, said: Tongue) -> Iterator[str]:
    """A sentence on each measure that is not read from where it is read first."""
    for name in dict.fromkeys(part.measured.part.measure for part in parts):
        measure = vocabulary.measures.get(name)
        if measure is None or not measure.homes:
            continue
        part = next(p.measured.part for p in parts if p.measured.part.measure == name)
        column = part.value.column if isinstance(part.value, rows.Cell) else None
        first, named, table = measure.homes[0], said.spelling.name(name), said.table(part.table)
        if part.table != first.table:
            yield said.wording.counted_in(named, table, part.source)
        elif column is not None and column != first.column:
            yield said.wording.read_from(named, said.column(column), table, part.source)
