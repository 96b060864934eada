"""A checked contract: what the front matter says and the clauses, ready to be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from kpi_rules.language.diagnostics import NOWHERE, Span
from kpi_rules.language.formula import Condition, Formula, Reported
from kpi_rules.language.remedies import Limits, Remedy
from kpi_rules.language.scenarios.scenario import Scenario
from kpi_rules.language.schedule import Days, Schedule
from kpi_rules.language.targets import Moving
from kpi_rules.language.vocabulary import Words

UNTITLED = Words("")


@dataclass(frozen=True, slots=True)
class Scorecard:
    """From which share of the points on the scorecard is passed, and from which it is a warning."""

    passes: Fraction
    warns: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The facts of the front matter.

    `coverage` is a share from 0 to 1; `settle` is in days; `scope` maps a column to the values
    that it may have, `account` among them. `fee` is the amount of one payment. `month_day` is the day
    on which a month of the contract starts, from 1 to 28.
    """

    id: str
    term: Days
    title: Words = UNTITLED
    version: int = 1
    effective: date | None = None
    parties: Mapping[str, str] = field(default_factory=dict)
    timezone: str | None = None
    currency: str | None = None
    fee: tuple[Fraction, str, str] | None = None  # amount, currency, unit of time
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    holidays: str | None = None
    events: Mapping[str, Days] = field(default_factory=dict)
    coverage: Fraction = Fraction(1)
    settle: int = 0
    schedule: Schedule | None = None
    partial: Literal["judge", "skip"] = "judge"
    baseline: Days | None = None
    month_day: int = 1
    limits: Limits | None = None
    scorecard: Scorecard | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Days left out: a stretch, single days (holidays), or weekends. `reason` is shown."""

    reason: str
    days: Days | None = None
    dates: frozenset[date] = frozenset()
    weekends: bool = False

    def covers(self, day: date) -> bool:
        return (
            (self.days is not None and day in self.days)
            or day in self.dates
            or (self.weekends and day.isoweekday() > 5)
        )


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much a miss may be: a share of the target, or an amount in the KPI's unit."""

    amount: Fraction
    relative: bool


@dataclass(frozen=True, slots=True)
class Block:
    """`in 10 of 12 months`: so many of so many periods of the schedule must pass."""

    needed: int
    of: int


@dataclass(frozen=True, slots=True)
class Against:
    """A second source: what the requirement compares, read from there, may differ by no more than this.

    `requirement` is the clause's, read from `source` for the tables that it feeds: its comparisons are
    those of the clause, one by one. `amount` is a share of the first value if `relative`.
    """

    source: str
    amount: Fraction
    relative: bool
    requirement: Condition


@dataclass(frozen=True, slots=True)
class Clause:
    """One checked clause. `since` and `until` bound it inside the term (both included).

    A clause that only reports has `reported` and an empty requirement. `moving` changes the number that
    its only comparison is held against, from period to period. `warn` is a line beyond the target,
    `misses` in a row make a fail. `remedies` stand in the order of the text.
    """

    id: str
    requirement: Condition
    schedule: Schedule
    title: str = ""
    when: tuple[Condition, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    since: date | None = None
    until: date | None = None
    tolerance: Tolerance | None = None
    rounding: Fraction | None = None  # the step
    each: tuple[str, ...] = ()
    owner: Literal["agency", "client"] = "agency"
    because: str = ""
    reported: Reported | None = None
    provided: tuple[Condition, ...] = ()
    against: Against | None = None
    missing: Literal["fail", "pass"] | None = None  # what missing data counts as
    moving: Moving | None = None
    warn: Fraction | None = None
    misses: int | None = None
    prorated: bool = False
    block: Block | None = None
    weight: Fraction = Fraction(1)
    key: bool = False
    remedies: tuple[Remedy, ...] = ()
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


def computed_by(clause: Clause) -> tuple[Condition | Formula, ...]:
    """Everything that is asked of data for a clause, what is judged first, what checks it last."""
    reported = () if clause.reported is None else (clause.reported.value,)
    against = () if clause.against is None else (clause.against.requirement,)
    return (clause.requirement, *reported, *clause.when, *clause.provided, *against)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that was checked without an error."""

    header: Header
    clauses: tuple[Clause, ...]
    scenarios: tuple[Scenario, ...] = ()
    path: str = field(default="", compare=False)
    fingerprints: Mapping[str, str] = field(default_factory=dict, compare=False)  # clause id -> sha256:…
    fingerprint: str = field(default="", compare=False)  # of the whole: sha256:…
