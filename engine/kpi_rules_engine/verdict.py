"""What a check comes to: verdicts with all their evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Literal

from kpi_rules.language.remedies import Money
from kpi_rules.language.said import Lang
from kpi_rules.language.units import Unit
from kpi_rules_engine.values import Reason, Value


class Status(Enum):
    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    NO_VERDICT = "no_verdict"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One comparison of the requirement.

    `comparator` is `>=`, `<=`, `>`, `<`, `=`, `!=`, `between` or `within`. `target` is the number
    compared with; of `between` the low end with `high` the other; of `within` the middle with
    `distance` around it. `raw` is the value before `rounded to`. `holds` None: unknown.
    """

    text: str
    value: Value
    raw: Value
    comparator: str
    target: Value
    margin: Value
    holds: bool | None
    unit: Unit
    high: Value | None = None
    distance: Value | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The value of one comparison from the first source and from the second, before it is rounded.

    They may lie `allowed` apart. `agrees` None: one of them is not there.
    """

    text: str  # what the value is
    value: Value
    other: Value
    allowed: Value
    agrees: bool | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Report:
    """A value that is told and not judged; `formula` says how it is computed."""

    value: Value
    unit: Unit
    formula: str


@dataclass(frozen=True, slots=True)
class PartResult:
    """A measured part: the aggregate's value on its window and where it comes from."""

    name: str  # with selection and shift: `likes[channel = "vk"]`, `previous(likes)`
    aggregate: str
    value: Value
    unit: Unit
    rows: int
    first: date
    last: date
    covered: int  # days with data
    missing: int  # days without
    source: str
    digests: tuple[str, ...]  # sha256:… of the source's files


@dataclass(frozen=True, slots=True)
class Standing:
    """How the periods of a block stand: `needed` of the `of` that count must pass."""

    needed: int
    of: int
    passed: int
    failed: int
    no_verdict: int
    open: int
    not_applicable: int
    periods: tuple[tuple[str, Status], ...]  # in order of time
    decided: date | None = None  # the last day of the period that decided it


Open = Literal["not_settled", "gate"]


@dataclass(frozen=True, slots=True)
class Sum:
    """How an amount is computed: a price once, or for each step by which a target was missed or beaten.

    `far` is how far that was, as the rate says it, `steps` how many steps. `exact` is not rounded yet, `most`
    what its `up to` cut it to, if it did.
    """

    act: Money
    price: Fraction
    fee: Fraction | None
    far: Value | None
    steps: Value | None
    exact: Fraction
    most: Fraction | None


@dataclass(frozen=True, slots=True)
class Line:
    """One remedy that applies. `amount` is rounded to the currency's minor unit, and not capped yet.

    `open` says why it cannot be said yet: the verdict has not settled, or a gate is open.
    """

    kind: Literal["deduct", "pay", "notify", "terminate"]
    text: str  # as it is written
    amount: Fraction | None = None
    currency: str = ""
    sum: Sum | None = None
    notice: str = ""  # what is to be notified
    open: Open | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one clause in one period and group, and all that it rests on."""

    contract: str
    version: int
    clause: str
    title: str
    period: str
    start: date
    end: date
    partial: bool
    group: Mapping[str, str]
    status: Status
    reason: Reason | None
    provisional: bool
    checks: tuple[CheckResult, ...]
    parts: tuple[PartResult, ...]
    missing_days: tuple[date, ...]
    excluded_days: tuple[date, ...]
    owner: str
    because: str
    fingerprint: str
    asked: str  # the clause as written
    path: str  # the contract's file
    tell: Callable[[Lang], Sequence[str]] = field(compare=False, repr=False)  # explained only when somebody asks
    formulas: tuple[str, ...] = ()  # how the value of each check is computed
    provided: tuple[CheckResult, ...] = ()  # what a met requirement needs for being accepted, where it was asked
    provided_formulas: tuple[str, ...] = ()
    against: str = ""  # the second source
    agreements: tuple[Agreement, ...] = ()  # what it says of each check, where it was asked
    warn: Fraction | None = None  # what passes on the wrong side of this line is a warning
    report: Report | None = None
    by_missing: bool = False  # missing data was counted, as the clause says: such a pass earns nothing
    block: Standing | None = None
    remedies: tuple[Line, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The English explanation, one sentence or short paragraph each."""
        return self.sentences_in("en")

    @property
    def explanation(self) -> str:
        """Why the verdict is what it is, in one English paragraph."""
        return self.explanation_in("en")

    def sentences_in(self, lang: Lang) -> tuple[str, ...]:
        """The explanation in a language, one sentence or short paragraph each."""
        return tuple(text for text in self.tell(lang) if text)

    def explanation_in(self, lang: Lang) -> str:
        """Why the verdict is what it is, in one paragraph."""
        return " ".join(self.sentences_in(lang))


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """A clause's own verdict over its groups and periods."""

    contract: str
    clause: str
    status: Status
    verdicts: int


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of money on a statement; of its amount a limit cut `cut` off."""

    clause: str
    period: str
    group: Mapping[str, str]
    line: Line
    cut: Fraction


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a statement's deductions, or of its bonuses, before and after its limit."""

    before: Fraction
    limit: Fraction | None
    after: Fraction


@dataclass(frozen=True, slots=True)
class Statement:
    """What the verdicts of one fee period come to. Lines that are open are in no sum."""

    contract: str
    path: str
    period: str
    start: date
    end: date
    currency: str
    lines: tuple[StatementLine, ...]
    deductions: Total
    bonuses: Total


@dataclass(frozen=True, slots=True)
class ScoredClause:
    """A clause on a scorecard: None of points where it is left out, or has no verdict."""

    clause: str
    status: Status
    weight: Fraction
    key: bool
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A scorecard for one fee period: `points` of `of` are sure, `unknown` more are without a verdict."""

    contract: str
    path: str
    version: int
    period: str
    start: date
    end: date
    status: Status
    provisional: bool
    points: Fraction
    of: Fraction
    unknown: Fraction
    clauses: tuple[ScoredClause, ...]
    tell: Callable[[Lang], str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that one check found, in the order of contracts, clauses, periods, groups."""

    as_of: date
    verdicts: tuple[Verdict, ...]
    clauses: tuple[ClauseResult, ...]
    ends: Mapping[str, date] = field(default_factory=dict)  # the last day that each source speaks of
    statements: tuple[Statement, ...] = ()
    scorecards: tuple[ScoreResult, ...] = ()
