"""The course of a clause: all its periods, through all versions of its contract, in order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.language.remedies import On
from kpi_rules.language.versions import since
from kpi_rules_engine.fetched import Group
from kpi_rules_engine.jobs import File, Job, jobs_in, ruled_periods
from kpi_rules_engine.plan.periods import Period

Key = tuple[str, tuple[date, int], str, date, date, Group]


def key_of(job: Job) -> Key:
    """What tells one job of a check from all others."""
    header, days = job.contract.header, job.period.days
    return header.id, since(header), job.clause.id, days.first, days.last, job.scene.group


def looks_back(clause: Clause) -> bool:
    """Whether a verdict hangs on those of earlier periods."""
    return clause.misses is not None or counts_fails(clause)


def counts_fails(clause: Clause) -> bool:
    """Whether a remedy waits for several fails in a row."""
    return any(remedy.trigger.on is On.FAILS for remedy in clause.remedies)


@dataclass(frozen=True, slots=True)
class Turn:
    """One period of a clause, by the version that rules it."""

    file: File
    clause: Clause
    period: Period


@dataclass(slots=True)
class Courses:
    """The courses of all clauses of a check, each found when it is first asked for."""

    files: Sequence[File]
    _turns: dict[tuple[str, str], tuple[Turn, ...]] = field(default_factory=dict)
    _jobs: dict[tuple[str, str], Mapping[Group, Sequence[Job]]] = field(default_factory=dict)

    def family(self, contract: str) -> list[File]:
        """All versions of a contract that are at hand."""
        return [file for file in self.files if file.contract.header.id == contract]

    def file(self, contract: Contract) -> File:
        """The file of this very version."""
        return next(file for file in self.files if file.contract is contract)

    def turns(self, contract: str, clause: str) -> tuple[Turn, ...]:
        """Every period of the clause of this id, in order of time."""
        if (contract, clause) not in self._turns:
            found = [
                Turn(file, one, period)
                for file in self.family(contract)
                for one in file.contract.clauses
                if one.id == clause
                for period in ruled_periods(file, one)
            ]
            found.sort(key=lambda turn: (turn.period.days.last, turn.period.days.first))
            self._turns[contract, clause] = tuple(found)
        return self._turns[contract, clause]

    def jobs(self, contract: str, clause: str) -> Mapping[Group, Sequence[Job]]:
        """The jobs of these periods for each group, in order of time."""
        if (contract, clause) not in self._jobs:
            found: dict[Group, list[Job]] = {}
            for turn in self.turns(contract, clause):
                for job in jobs_in(turn.file, turn.clause, turn.period):
                    found.setdefault(job.scene.group, []).append(job)
            self._jobs[contract, clause] = found
        return self._jobs[contract, clause]

    def before(self, job: Job) -> list[Job]:
        """The group's jobs of the periods before this one, the newest first."""
        days = job.period.days
        group = self.jobs(job.contract.header.id, job.clause.id).get(job.scene.group, ())
        here = days.last, days.first
        return [one for one in reversed(group) if (one.period.days.last, one.period.days.first) < here]
