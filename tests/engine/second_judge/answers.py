"""From measured parts to a verdict: coverage, arithmetic, comparison, reason."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

INFINITY = "inf"
Number = Fraction | str  # a fraction, or INFINITY
HOLDS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one measured part found on its window; `counted` is false where people were not counted for it."""

    value: Fraction | None
    known: int
    missing: tuple[date, ...] = ()
    single: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """The value of a formula, if it has one, and its parts; `by_day` if it is made of days that all parts know."""

    value: Number | None
    parts: tuple[Reading, ...]
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, as far as it is compared. The value is written out exactly."""

    status: str
    reason: str | None
    value: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The right side of a requirement; the tolerance is a share of the target, `missing` what no data counts as."""

    comparator: str
    target: Fraction
    tolerance: Fraction = Fraction(0)
    warn: Fraction | None = None
    missing: str = ""

    def __str__(self) -> str:
        tolerance = f" tolerance {int(self.tolerance * 100)}%" if self.tolerance else ""
        warn = "" if self.warn is None else f" warn at {float(self.warn)}"
        missing = f" if missing {self.missing}" if self.missing else ""
        return f"{self.comparator} {float(self.target)}{tolerance}{warn}{missing}"


OUTSIDE = Answer("not_applicable", "outside_clause")
NO_DAY_LEFT = Answer("not_applicable", "all_days_excluded")


def divided(above: Fraction, below: Fraction) -> Number | None:
    """The quotient of two numbers that are not negative."""
    if below:
        return above / below
    return INFINITY if above else None


def answer(found: Found, asked: Asked, coverage: Fraction) -> Answer:
    missing = tuple(sorted({str(day) for part in found.parts for day in part.missing}))
    reason = _unknown(found, coverage)
    if reason:
        counts = asked.missing if reason in ("missing_data", "missing_day") else ""
        return Answer(counts or "no_verdict", reason, None, missing)
    assert found.value is not None
    holds, reason = _compared(found.value, asked)
    if holds and _warned(found.value, asked):
        return Answer("warn", reason or "below_warn_line", str(found.value), missing)
    return Answer("pass" if holds else "fail", reason, str(found.value), missing)


def accepted(met: Answer, condition: Answer) -> Answer:
    """What a requirement comes to whose acceptance came to this."""
    if met.value is None or met.status not in ("pass", "warn"):
        return met
    missing = tuple(sorted({*met.missing, *condition.missing}))
    if condition.status == "pass":
        return Answer(met.status, met.reason, met.value, missing)
    if condition.status == "fail":
        return Answer("fail", "not_accepted", met.value, missing)
    return Answer("no_verdict", condition.reason, met.value, missing)


def _unknown(found: Found, coverage: Fraction) -> str | None:
    """Why there is no value, missing data before undefined results."""
    short = [part for part in found.parts if part.counted and _share(part) < coverage]
    absent = [part for part in found.parts if part.value is None and not part.known]
    reasons = [_lack(part) for part in short or absent]
    for reason in ("missing_data", "missing_day", "missing_counts"):
        if reason in reasons:
            return reason
    if found.value is None and found.by_day:
        return "missing_day" if found.parts[0].single else "missing_data"
    return "undefined" if found.value is None else None


def _share(part: Reading) -> Fraction:
    asked = part.known + len(part.missing)
    return Fraction(part.known, asked) if asked else Fraction(1)


def _lack(part: Reading) -> str:
    if not part.counted:
        return "missing_counts"
    return "missing_day" if part.known or part.single else "missing_data"


def _compared(value: Number, asked: Asked) -> tuple[bool, str | None]:
    if isinstance(value, str):
        return asked.comparator in (">=", ">"), None
    if HOLDS[asked.comparator](value, asked.target):
        return True, None
    near = asked.tolerance > 0 and _misses(value, asked) <= asked.tolerance * abs(asked.target)
    return near, "within_tolerance" if near else None


def _warned(value: Number, asked: Asked) -> bool:
    if asked.warn is None:
        return False
    floor = asked.comparator in (">=", ">")
    if isinstance(value, str):
        return not floor
    return value < asked.warn if floor else value > asked.warn


def _misses(value: Fraction, asked: Asked) -> Fraction:
    return abs(value - asked.target)


def ranked(values: Sequence[Fraction], percent: int) -> Fraction:
    """The value at rank ⌈percent · n / 100⌉ in order, counted from 1."""
    return sorted(values)[-(-percent * len(values) // 100) - 1]
