"""What a check has to judge: the verdicts that are shown, and all other periods and clauses that they hang on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kpi_rules.language.contract import Block, Clause, Contract
from kpi_rules.language.schedule import Days
from kpi_rules.language.versions import in_force
from kpi_rules_engine.across.course import Courses, Key, counts_fails, key_of, looks_back
from kpi_rules_engine.fetched import Group
from kpi_rules_engine.jobs import File, Job, jobs_in, jobs_of, ruled_periods
from kpi_rules_engine.plan.periods import Period, asked, periods


@dataclass(frozen=True, slots=True)
class Slot:
    """A period in a block; None where no version judges it, or the group was not there yet."""

    period: Period
    job: Job | None


@dataclass(frozen=True, slots=True)
class BlockJob:
    """A block whose standing on the day `until` is to be found. `shown` are the last days of the periods asked for."""

    file: File
    clause: Clause
    block: Block
    slots: tuple[Slot, ...]
    group: Group
    until: date
    shown: tuple[date, ...]

    @property
    def contract(self) -> Contract:
        return self.file.contract

    @property
    def members(self) -> list[Job]:
        """Those that are over by then, the newest last."""
        return [slot.job for slot in self.slots if slot.job is not None and slot.period.days.last <= self.until]


Entry = Job | BlockJob


def entries(courses: Courses, files: Iterable[File], wanted: Days | None) -> Iterator[Entry]:
    """What is shown, in the order of contracts, clauses, periods, groups; without `wanted` the last that is over."""
    for file in files:
        for clause in file.contract.clauses:
            yield from entries_of(courses, file, clause, wanted)


def entries_of(courses: Courses, file: File, clause: Clause, wanted: Days | None) -> Iterator[Entry]:
    """The entries of one clause in one version."""
    if clause.block is None:
        yield from jobs_of(file, clause, wanted)
    else:
        yield from _blocks(courses, file, clause, clause.block, wanted)


def blocks_before(courses: Courses, of: BlockJob) -> list[BlockJob]:
    """The group's blocks before this one, each at its end, the newest first."""
    first = of.slots[0].period.days.first
    term = Days(date.min, first)
    every = _blocks(courses, of.file, of.clause, of.block, term)
    return [one for one in every if isinstance(one, BlockJob) and one.group == of.group and one.until < first][::-1]


def gates_of(courses: Courses, entry: Entry, name: str) -> list[Entry]:
    """A gate's entries in the same period: that of the same group if it has one, else all of its groups."""
    file = courses.file(entry.contract)
    clause = next((one for one in file.contract.clauses if one.id == name), None)
    if clause is None:
        return []
    found = list(_at(courses, file, clause, entry))
    group = entry.group if isinstance(entry, BlockJob) else entry.scene.group
    alike = [one for one in found if (one.group if isinstance(one, BlockJob) else one.scene.group) == group]
    return alike or found


def needed(courses: Courses, shown: Sequence[Entry], counted: Sequence[Entry] = ()) -> list[Job]:
    """Every further job that entries hang on, each once: those that are `shown`, and others that are only counted."""
    known = {key_of(entry) for entry in shown if isinstance(entry, Job)}
    gates = [
        one
        for entry in shown
        for name in dict.fromkeys(name for remedy in entry.clause.remedies for name in remedy.gate)
        for one in gates_of(courses, entry, name)
    ]
    found: dict[Key, Job] = {}
    for job in (job for entry in (*shown, *gates, *counted) for job in _needed(courses, entry)):
        key = key_of(job)
        if key not in known:
            found.setdefault(key, job)
    return list(found.values())


def _needed(courses: Courses, entry: Entry) -> Iterator[Job]:
    if isinstance(entry, Job):
        yield entry
        if looks_back(entry.clause):
            yield from courses.before(entry)
        return
    yield from entry.members
    if counts_fails(entry.clause):
        for block in blocks_before(courses, entry):
            yield from block.members


def _at(courses: Courses, file: File, clause: Clause, entry: Entry) -> Iterator[Entry]:
    """The entries of another clause in the period of this one."""
    if isinstance(entry, BlockJob) or clause.block is not None:
        day = entry.until if isinstance(entry, BlockJob) else entry.period.days.last
        yield from entries_of(courses, file, clause, Days(day, day))
        return
    for period in ruled_periods(file, clause):
        if period.key == entry.period.key:
            yield from jobs_in(file, clause, period)


def _blocks(courses: Courses, file: File, clause: Clause, block: Block, wanted: Days | None) -> Iterator[Entry]:
    chunks = [chunk for chunk in _chunks(courses, file, clause, block) if _rules(courses, file, clause, chunk)]
    judged = {turn.period.key for turn in courses.turns(file.contract.header.id, clause.id)}
    inside = [period for chunk in chunks for period in chunk if period.key in judged]
    shown = asked(inside, file.ground.as_of, wanted) if inside else []
    if wanted is not None or not inside:
        yield from _unbound(file, clause, wanted)
    jobs = courses.jobs(file.contract.header.id, clause.id)
    by_key = {group: {job.period.key: job for job in of} for group, of in jobs.items()}
    for chunk in chunks:
        days = tuple(period.days.last for period in chunk if period in shown)
        for group in sorted(by_key) if days else ():
            slots = tuple(Slot(period, by_key[group].get(period.key)) for period in chunk)
            if any(slot.job is not None and slot.period.days.last <= days[-1] for slot in slots):
                yield BlockJob(file, clause, block, slots, group, days[-1], days)


def _unbound(file: File, clause: Clause, wanted: Days | None) -> Iterator[Job]:
    """Periods in which the clause binds nobody: they are in no block."""
    outside = [period for period in ruled_periods(file, clause) if period.outside]
    for period in asked(outside, file.ground.as_of, wanted) if outside else ():
        yield from jobs_in(file, clause, period)


def _chunks(courses: Courses, file: File, clause: Clause, block: Block) -> list[tuple[Period, ...]]:
    """The blocks that the clause's own schedule makes, from the first period that any version judges."""
    header = file.contract.header
    binding = {turn.period.key for turn in courses.turns(header.id, clause.id) if not turn.period.outside}
    every = [period for period in periods(clause, header) if not period.outside]
    start = next((place for place, period in enumerate(every) if period.key in binding), len(every))
    return [tuple(every[place : place + block.of]) for place in range(start, len(every), block.of)]


def _rules(courses: Courses, file: File, clause: Clause, chunk: Sequence[Period]) -> bool:
    """Whether this version rules a block: of those with such a block, the one in force on its last day."""
    header = file.contract.header
    having = [
        other.contract.header
        for other in courses.family(header.id)
        if any(one.id == clause.id and one.block is not None for one in other.contract.clauses)
    ]
    return in_force(having, chunk[-1].days.last) is header
