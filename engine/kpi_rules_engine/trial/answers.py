"""What made-up figures say of a part on a window: exactly, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import assert_never

from kpi_rules.language.formula import How, Part
from kpi_rules.language.said import said
from kpi_rules.language.scenarios.scenario import Given
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Kind
from kpi_rules_engine.judge.scene import Found
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown, Value

SOURCE = said("the scenario")


@dataclass(frozen=True, slots=True)
class Told:
    """A given, and the days that it speaks of."""

    given: Given
    days: Days


def answered(part: Part, window: Window, told: Sequence[Told]) -> tuple[Found, tuple[Given, ...]]:
    """The part on the window, and the givens that say too little of it.

    A figure of a period is of its days that the clause counts, and is never spread over them.
    """
    days = tuple(window.days())
    exact = [one for one in told if not one.given.alone]
    if exact:
        return _whole(part, window, days, exact)
    if part.how is How.EXACT:
        return _counted(part, window, days, told)
    if part.how is How.DISTINCT:
        return _absent(days), tuple(one.given for one in told if one.given.value is not None)
    if part.how in (How.SUM, How.COUNT) or (part.how is How.AVG and part.kind in (Kind.FLOW, Kind.COUNT)):
        return _added(part, window, days, told)
    return _day_by_day(part, days, told)


def _whole(part: Part, window: Window, days: Sequence[date], told: Sequence[Told]) -> tuple[Found, tuple[Given, ...]]:
    """A figure that was given as it is asked, for the very days."""
    for one in told:
        if (one.days.first, one.days.last) == (window.first, window.last):
            return _found(one.given.value, days, days if one.given.value is None else ()), ()
    if part.how is How.COUNT:
        return _added(part, window, days, told)
    return _absent(days), tuple(one.given for one in told)


def _counted(part: Part, window: Window, days: Sequence[date], told: Sequence[Told]) -> tuple[Found, tuple[Given, ...]]:
    """People are counted for exact days, or not at all."""
    for one in told:
        if (one.days.first, one.days.last) == (window.first, window.last) and one.given.value is not None:
            return _found(one.given.value, days, ()), ()
    return Found(Unknown(Reason.MISSING_COUNTS, part.measure), 0, 0, (), SOURCE), ()


def _added(part: Part, window: Window, days: Sequence[date], told: Sequence[Told]) -> tuple[Found, tuple[Given, ...]]:
    """The sum of the figures whose days lie in the window; nothing is nothing on each day."""
    counting = set(days)
    covered: set[date] = set()
    total = Fraction(0)
    short: list[Given] = []
    for one in told:
        value = one.given.value
        inside = [day for day in _each(one.days, window) if day in counting]
        if value is None or not inside:
            continue
        whole = window.first <= one.days.first and one.days.last <= window.last
        whole = whole and (part.kind is not Kind.SAMPLE or one.days.first == one.days.last)
        if not whole and not _is_nothing(part, value):
            short.append(one.given)
            continue
        covered.update(inside)
        total += value
    missing = tuple(day for day in days if day not in covered)
    value_ = total / len(covered) if part.how is How.AVG and covered else total
    return _found(value_, days, missing), tuple(short)


def _day_by_day(part: Part, days: Sequence[date], told: Sequence[Told]) -> tuple[Found, tuple[Given, ...]]:
    """A figure of single days. A stock, and each case of a sample, is on every day what it is in the period."""
    values: dict[date, Fraction] = {}
    short: list[Given] = []
    for one in told:
        value = one.given.value
        if value is None:
            continue
        each = part.kind in (Kind.STOCK, Kind.SAMPLE) or one.days.first == one.days.last
        if not each and not _is_nothing(part, value):
            short.append(one.given)
            continue
        values |= {day: value for day in days if day in one.days}
    missing = tuple(day for day in days if day not in values)
    if not values:
        return _absent(days), tuple(short)
    return _found(_figure(part, {day: values[day] for day in days if day in values}), days, missing), tuple(short)


def _figure(part: Part, values: Mapping[date, Fraction]) -> Fraction:
    """Of the days that have a value, in order."""
    found = list(values.values())
    match part.how:
        case How.AVG:
            return sum(found, Fraction(0)) / len(found)
        case How.MIN:
            return min(found)
        case How.MAX:
            return max(found)
        case How.FIRST:
            return found[0]
        case How.LAST:
            return found[-1]
        case How.PERCENTILE:
            rank = part.rank if part.rank is not None else Fraction(50)
            return sorted(found)[-(-len(found) * rank // 100) - 1]
        case How.SUM | How.COUNT | How.DISTINCT | How.EXACT:
            raise AssertionError(part.how)
        case _:
            assert_never(part.how)


def _is_nothing(part: Part, value: Fraction) -> bool:
    """Whether a figure of a period says what each of its days was: none of what cannot be negative."""
    return value == 0 and part.nonnegative and part.kind is not Kind.UNIQUE


def _found(value: Fraction | None, days: Sequence[date], missing: Sequence[date]) -> Found:
    if value is None or len(missing) == len(days):
        return _absent(days)
    covered = len(days) - len(missing)
    return Found(value, covered, covered, tuple(missing), SOURCE)


def _absent(days: Sequence[date]) -> Found:
    value: Value = Unknown(Reason.MISSING_DATA, days=tuple(days))
    return Found(value, 0, 0, tuple(days), SOURCE)


def _each(days: Days, window: Window) -> Sequence[date]:
    first, last = max(days.first, window.first), min(days.last, window.last)
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
