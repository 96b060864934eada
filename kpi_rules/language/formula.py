"""The checked tree of what a clause computes and asks: names are gone, aggregates are left."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Literal

from kpi_rules.language.diagnostics import NOWHERE, Span
from kpi_rules.language.rows import EVERY_ROW, RowCondition, RowValue
from kpi_rules.language.units import Unit
from kpi_rules.language.vocabulary import Kind

Comparator = Literal[">=", "<=", ">", "<", "=", "!="]


class How(Enum):
    """How the rows or days of a window become one number."""

    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    FIRST = "first"
    LAST = "last"
    COUNT = "count"
    DISTINCT = "distinct"
    PERCENTILE = "percentile"
    EXACT = "exact"  # the platform's own figure for exactly these days


class Shift(Enum):
    """From a window to another one."""

    PREVIOUS = "previous"
    YEAR_AGO = "year_ago"
    BASELINE = "baseline"
    DAY_BEFORE = "at_start"
    LAST_DAY = "on_the_day"  # a stock under `by` is taken on that day


@dataclass(frozen=True, slots=True)
class Part:
    """One aggregate over a window: equal parts are computed once.

    `value` None counts rows. `scope` says which rows exist for the contract at all, `where` which
    of them are meant. `accounts` None means all of the contract's scope. `rank` is the percentile,
    0 < rank <= 100. `measure` is the name under which it is shown.
    """

    measure: str
    kind: Kind
    how: How
    source: str
    table: str
    time: str
    value: RowValue | None
    where: RowCondition = EVERY_ROW
    scope: RowCondition = EVERY_ROW
    accounts: tuple[str, ...] | None = None
    rank: Fraction | None = None
    unit: Unit = field(kw_only=True)
    nonnegative: bool = False
    by_account: bool = False  # distinct: what one account has is told apart from what others have
    selection: str = field(default="", compare=False)  # the selection as written, for the eye
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A part is looked up many times, and hashing its conditions anew each time takes most of a check.
        key = (
            self.how,
            self.source,
            self.table,
            self.time,
            self.value,
            self.where,
            self.scope,
            self.accounts,
            self.rank,
        )
        object.__setattr__(self, "_hash", hash(key))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Constant:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Measured:
    """A part on the window that the shifts lead to, applied from the left."""

    part: Part
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with their signs, 1 or -1."""

    terms: tuple[tuple[int, Formula], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors, each multiplied (1) or divided by (-1), from the left."""

    factors: tuple[tuple[int, Formula], ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """`now / before - 1`; no value where `before` is negative."""

    now: Formula
    before: Formula


@dataclass(frozen=True, slots=True)
class Absolute:
    of: Formula


@dataclass(frozen=True, slots=True)
class Rounded:
    """To decimal places, half away from zero."""

    of: Formula
    places: int


@dataclass(frozen=True, slots=True)
class Least:
    of: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Greatest:
    of: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class OverDays:
    """Over the days of the window that the shifts lead to: the formula of each day, then its avg, max or min.

    Excepted days are left out.
    """

    how: Literal["avg", "max", "min"]
    of: Formula
    shifts: tuple[Shift, ...] = ()
    name: str = field(default="", compare=False)  # as it was written: best_day is the lowest where less is better


@dataclass(frozen=True, slots=True)
class DaysWhere:
    """The number of days, of the window that the shifts lead to, that fulfil a condition."""

    condition: Condition
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A KPI or definition under its name; only the formula counts."""

    name: str = field(compare=False)
    of: Formula


Formula = (
    Constant | Measured | Sum | Product | Growth | Absolute | Rounded | Least | Greatest | OverDays | DaysWhere | Named
)


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Formula
    comparator: Comparator
    right: Formula
    unit: Unit
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """Both ends included."""

    value: Formula
    low: Formula
    high: Formula
    unit: Unit
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """|value - target| <= distance, which is a share of |target| if `relative`."""

    value: Formula
    distance: Fraction
    relative: bool
    target: Formula
    unit: Unit
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    of: Condition


Check = Comparison | Between | Within
Condition = Check | AllOf | AnyOf | Negated


@dataclass(frozen=True, slots=True)
class Reported:
    """A value that is told and not judged."""

    value: Formula
    unit: Unit
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)
