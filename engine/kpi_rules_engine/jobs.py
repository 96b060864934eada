"""What is to be judged: each clause in each period that is asked for, and for each of its groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kpi_rules.language.contract import Clause, Contract, Header, computed_by
from kpi_rules.language.formula import Formula, Part
from kpi_rules.language.rows import cells_in
from kpi_rules.language.schedule import Days
from kpi_rules_engine.fetched import Fetched, Ground, Group
from kpi_rules_engine.judge.compare import subject
from kpi_rules_engine.judge.tree import checks_in, measured_in
from kpi_rules_engine.judge.wanted import Unfetched, wanted
from kpi_rules_engine.plan.force import ruled
from kpi_rules_engine.plan.periods import Period, asked, periods
from kpi_rules_engine.plan.requests import Request
from kpi_rules_engine.plan.targets import Aim, aim_in, clause_in

TREND = 5  # periods before the judged one that an explanation looks back on

Groups = Mapping[Group, date]  # a group, and since when it is there


@dataclass(frozen=True, slots=True)
class Job:
    """One verdict to be found. `earlier` are the periods before, oldest first.

    `clause` is as it stands in this period; `aim` says where its number comes from, if not from the text.
    """

    contract: Contract
    clause: Clause
    period: Period
    earlier: tuple[Period, ...]
    scene: Fetched
    aim: Aim | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One version of a contract with the ground that it is judged on.

    `versions` are the headers of all its versions that are at hand; `groups` are by clause id.
    """

    contract: Contract
    versions: tuple[Header, ...]
    ground: Ground
    groups: Mapping[str, Groups]


def ruled_periods(file: File, clause: Clause) -> list[Period]:
    """The periods of a clause that this version rules, in order."""
    header = file.contract.header
    return list(ruled(periods(clause, header), clause, header, file.versions))


def jobs_of(file: File, clause: Clause, wanted_days: Days | None) -> Iterator[Job]:
    """The jobs of a clause, in the order of periods and groups."""
    every = ruled_periods(file, clause)
    for period in asked(every, file.ground.as_of, wanted_days):
        place = every.index(period)
        earlier = tuple(p for p in every[max(place - TREND, 0) : place] if not p.outside)
        yield from jobs_in(file, clause, period, earlier)


def jobs_in(file: File, clause: Clause, period: Period, earlier: tuple[Period, ...] = ()) -> Iterator[Job]:
    """The jobs of one period, one a group."""
    here, aim = clause_in(clause, period), aim_in(clause, period)
    for group in _groups(clause, file.groups, period, file.ground.as_of):
        yield Job(file.contract, here, period, earlier, file.ground.scene(group), aim)


def requests_of(job: Job) -> Iterator[Request]:
    """Everything that judging and explaining the job will ask of the data."""
    if job.period.outside:
        return
    blind = Unfetched(job.scene)
    for asked_of_data in computed_by(job.clause):
        for part, window in wanted(asked_of_data, job.period.window, blind):
            yield job.scene.request(part, window)
    value = trend_value(job.clause)
    if value is None:
        return
    for period in job.earlier:
        # most periods before this one are judged themselves, or come before several
        if job.scene.first_look(job.clause.id, period.window):
            for part, window in wanted(value, period.window, blind):
                yield job.scene.request(part, window)


def trend_value(clause: Clause) -> Formula | None:
    """The value whose past is of interest: that which is reported, or that of the only comparison."""
    if clause.reported is not None:
        return clause.reported.value
    checks = checks_in(clause.requirement)
    return subject(checks[0]) if len(checks) == 1 else None


def parts_of_clause(clause: Clause) -> tuple[Part, ...]:
    """Every aggregate that a clause speaks of."""
    return tuple(dict.fromkeys(measured.part for tree in computed_by(clause) for measured, _ in measured_in(tree)))


def columns_of(contract: Contract, source: str) -> Iterator[str]:
    """The columns that a contract's clauses read from a source."""
    for clause in contract.clauses:
        for part in parts_of_clause(clause):
            if part.source == source:
                yield from (cell.column for tree in (part.value, part.where, part.scope) for cell in cells_in(tree))
                yield from (part.time, *clause.each)


def _groups(clause: Clause, groups: Mapping[str, Groups], period: Period, as_of: date) -> Sequence[Group]:
    """The groups that have a row between the start of the term and the end of the window."""
    if not clause.each:
        return ((),)
    last = min(period.window.last, as_of)
    return sorted(group for group, since in groups[clause.id].items() if since <= last)
