"""What an aggregate or a formula may come to: a number, an infinity, or no value and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from kpi_rules.language.formula import Formula


class Reason(Enum):
    """Why a verdict is what it is, when the numbers alone do not say it. A closed list."""

    MISSING_DATA = "missing_data"
    MISSING_DAY = "missing_day"
    UNDEFINED = "undefined"
    DISPUTED = "disputed"
    PRECONDITION = "precondition"
    OUTSIDE_CLAUSE = "outside_clause"
    ALL_DAYS_EXCLUDED = "all_days_excluded"
    PERIOD_NOT_OVER = "period_not_over"
    NOT_SETTLED = "not_settled"
    WITHIN_TOLERANCE = "within_tolerance"
    BELOW_WARN_LINE = "below_warn_line"
    FIRST_MISS = "first_miss"
    NOT_ACCEPTED = "not_accepted"
    MISSING_COUNTS = "missing_counts"


@dataclass(frozen=True, slots=True)
class Infinite:
    """Larger (sign 1) or smaller (-1) than every number."""

    sign: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value. `days` are those whose data is missing; `what` names the measure or division.

    `operations` are what `what` names: formulas, or names of measures.
    """

    reason: Reason
    what: str = ""
    days: tuple[date, ...] = ()
    operations: tuple[Formula | str, ...] = field(default=(), compare=False, repr=False)


Value = Fraction | Infinite | Unknown
