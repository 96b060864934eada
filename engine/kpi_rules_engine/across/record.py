"""The decisions of a check, each job judged once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from kpi_rules_engine.across.blocks import BlockResult, Member, result_of
from kpi_rules_engine.across.course import Courses, Key, key_of
from kpi_rules_engine.across.docket import BlockJob, Entry, Slot, blocks_before, gates_of
from kpi_rules_engine.across.runs import NO_RUN, Run, after_misses, run
from kpi_rules_engine.assemble import decided
from kpi_rules_engine.jobs import Job
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.summary import overall
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.verdict import Status


@dataclass(slots=True)
class Record:
    """Asks the judge once for each job, and looks back where a clause does."""

    courses: Courses
    _judged: dict[Key, Decision] = field(default_factory=dict)
    _final: dict[Key, tuple[Decision, Run]] = field(default_factory=dict)

    def judged(self, job: Job) -> Decision:
        """The decision on this period alone."""
        key = key_of(job)
        if key not in self._judged:
            self._judged[key] = decided(job)
        return self._judged[key]

    def final(self, job: Job) -> Decision:
        """The decision as `fails after` leaves it; a block counts its periods one by one."""
        return self._ruled(job)[0]

    def misses(self, job: Job) -> Run:
        """The run of misses that ends with this job, as far as `fails after` counts; none where it is no miss."""
        return self._ruled(job)[1]

    def block(self, of: BlockJob) -> BlockResult:
        """How a block stands on its day."""
        members = [self._member(slot, of.until) for slot in of.slots]
        return result_of(of.block, members, of.until)

    def decision(self, entry: Entry) -> Decision:
        """The final decision on a period or a block."""
        if isinstance(entry, Job):
            return self.final(entry)
        result = self.block(entry)
        return Decision(result.status, result.reason, provisional=result.provisional)

    def fails(self, entry: Entry) -> Run:
        """The run of fails that ends with this period or block."""
        now = self.decision(entry)
        if isinstance(entry, Job):
            earlier = (self.final(one) for one in self.courses.before(entry))
        else:
            earlier = (self.decision(one) for one in blocks_before(self.courses, entry))
        return run(chain((now,), earlier)) if now.status is Status.FAIL else NO_RUN

    def gate(self, entry: Entry, name: str) -> Truth:
        """Whether the clause of this id passed in the same period; unknown where that is open."""
        found = [self.decision(one) for one in gates_of(self.courses, entry, name)]
        if any(decision.provisional for decision in found):
            return Truth.UNKNOWN
        match overall(decision.status for decision in found):
            case Status.PASS | Status.WARN:
                return Truth.TRUE
            case Status.PENDING | Status.NO_VERDICT:
                return Truth.UNKNOWN
            case Status.FAIL | Status.NOT_APPLICABLE | Status.REPORTED:
                return Truth.FALSE

    def _member(self, slot: Slot, until: date) -> Member:
        last = slot.period.days.last
        if slot.job is None:
            return Member(slot.period.key, last, Status.NOT_APPLICABLE, absent=True)
        if last > until:
            return Member(slot.period.key, last, Status.PENDING)
        found = self.final(slot.job)
        return Member(slot.period.key, last, found.status, found.reason, found.provisional)

    def _ruled(self, job: Job) -> tuple[Decision, Run]:
        key = key_of(job)
        if key not in self._final:
            now, enough = self.judged(job), job.clause.misses
            if enough is None or job.clause.block is not None:
                self._final[key] = now, NO_RUN
            else:
                earlier = (self.judged(one) for one in self.courses.before(job))
                self._final[key] = after_misses(now, earlier, enough)
        return self._final[key]
