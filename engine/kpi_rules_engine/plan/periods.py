"""The periods in which a clause is judged: which days each has, and which of them are asked for now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.literals import stretch
from kpi_rules.language.schedule import By, Calendar, Days, Every, Once, OverTerm, Unit
from kpi_rules_engine.plan.windows import MONTHS, ONE, Window, add_months

_WEEK = re.compile(r"(\d{4})-W(\d\d)\Z")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z")
_YEAR = re.compile(r"\d{4}\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """One judgement of a clause.

    `days` is what is judged, `window` what is read; they differ where a clause looks back over
    several periods. `begins` is its first day in the term, whatever the clause cuts off. `partial`:
    the term or the clause cuts it. `outside`: the clause does not bind there.
    """

    key: str
    days: Days
    window: Window
    begins: date
    partial: bool = False
    outside: bool = False

    def over(self, as_of: date) -> bool:
        return as_of > self.days.last


def periods(clause: Clause, header: Header) -> list[Period]:
    """All periods of a clause in its term, in order."""
    found = list(_all(clause, header))
    return [p for p in found if not p.partial] if header.partial == "skip" else found


def asked(found: Sequence[Period], as_of: date, wanted: Days | None) -> list[Period]:
    """The periods that end in `wanted`; without it the last one that is over, else the first that is not."""
    if wanted is not None:
        return [p for p in found if p.days.last in wanted]
    binding = [p for p in found if not p.outside]
    done = [p for p in binding if p.over(as_of)]
    return done[-1:] or binding[:1] or list(found[-1:])


def parse_period(text: str) -> Days | None:
    """`2026-10-05`, `2026-W41`, `2026-10`, `2026-Q4`, `2026`, `2026-01-01..2026-06-30`; None for anything else."""
    week, quarter = _WEEK.match(text), _QUARTER.match(text)
    try:
        if week:
            first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return Days(first, first + timedelta(6))
        if quarter:
            return _whole(Unit.QUARTER, date(int(quarter[1]), int(quarter[2]) * 3, 1))
        if _YEAR.match(text):
            return _whole(Unit.YEAR, date(int(text), 1, 1))
    except ValueError:
        return None
    return stretch(text)


def _all(clause: Clause, header: Header) -> Iterator[Period]:
    term = header.term
    bounds = Days(max(term.first, clause.since or term.first), min(term.last, clause.until or term.last))
    match clause.schedule:
        case Calendar(unit=unit, over=over):
            for whole in _calendar(unit, term):
                yield _calendar_period(clause, whole, unit, over, term, bounds)
        case Every(count=count, unit=unit):
            for block in _blocks(term, count, unit):
                yield _once(clause, block, bounds, _name(block))
        case By(day=day):
            yield _once(clause, Days(term.first, day), Days(bounds.first, max(bounds.last, day)))
        case Once(days=days):
            yield _once(clause, days, bounds)
        case OverTerm():
            yield _once(clause, term, bounds)
        case _:
            assert_never(clause.schedule)


def _calendar_period(
    clause: Clause, whole: Days, unit: Unit, over: tuple[int, Unit] | None, term: Days, bounds: Days
) -> Period:
    cut = _cut(whole, bounds)
    inside = _cut(whole, term) or whole
    days = cut or inside
    partial = cut is not None and cut != whole
    key = _calendar_name(unit, whole)
    if over is None:
        window = Window(days.first, days.last, None if partial else unit, 1, clause.exclusions)
        return Period(key, days, window, inside.first, partial, cut is None)
    count, step = over
    first = _rolled(days.last, whole.last, count, step)
    even = days.last == whole.last and (step is Unit.DAY or _whole(step, whole.last).last == whole.last)
    window = Window(first, days.last, step if even else None, count if even else 1, clause.exclusions)
    # Cut in front, the window begins before the term anyway; cut at the end, it is shorter.
    return Period(
        key, days, window, inside.first, partial and days.last != whole.last, cut is None or first < term.first
    )


def _rolled(last: date, whole_last: date, count: int, step: Unit) -> date:
    """The first day of `count` units that end on a day."""
    match step:
        case Unit.DAY:
            return last - timedelta(count - 1)
        case Unit.WEEK:
            return last - timedelta(7 * count - 1)
        case _:
            return add_months(_whole(step, whole_last).first, -MONTHS[step] * (count - 1))


def _once(clause: Clause, days: Days, bounds: Days, key: str | None = None) -> Period:
    cut = _cut(days, bounds)
    kept = cut or days
    unit = Unit.DAY if len(kept) == 1 else None
    window = Window(kept.first, kept.last, unit, 1, clause.exclusions)
    return Period(key or _name(kept), kept, window, days.first, cut is not None and cut != days, cut is None)


def _blocks(term: Days, count: int, unit: Unit) -> Iterator[Days]:
    """Blocks from the start of the term; the last one may reach beyond its end."""
    step = 0
    while True:
        first, following = (_stepped(term.first, count * n, unit) for n in (step, step + 1))
        if first > term.last:
            return
        yield Days(first, following - ONE)
        step += 1


def _stepped(day: date, count: int, unit: Unit) -> date:
    if unit in MONTHS:
        return add_months(day, MONTHS[unit] * count)
    return day + timedelta(count * (7 if unit is Unit.WEEK else 1))


def _calendar(unit: Unit, term: Days) -> Iterator[Days]:
    day = term.first
    while day <= term.last:
        whole = _whole(unit, day)
        yield whole
        day = whole.last + ONE


def _whole(unit: Unit, day: date) -> Days:
    """The calendar unit that a day lies in."""
    match unit:
        case Unit.DAY:
            return Days(day, day)
        case Unit.WEEK:
            monday = day - timedelta(day.isoweekday() - 1)
            return Days(monday, monday + timedelta(6))
        case Unit.MONTH:
            first = day.replace(day=1)
        case Unit.QUARTER:
            first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Unit.YEAR:
            first = date(day.year, 1, 1)
        case _:
            assert_never(unit)
    return Days(first, add_months(first, MONTHS[unit]) - ONE)


def _cut(days: Days, bounds: Days) -> Days | None:
    first, last = max(days.first, bounds.first), min(days.last, bounds.last)
    return Days(first, last) if first <= last else None


def _calendar_name(unit: Unit, whole: Days) -> str:
    first = whole.first
    match unit:
        case Unit.DAY:
            return first.isoformat()
        case Unit.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year}-W{week:02}"
        case Unit.MONTH:
            return f"{first.year:04}-{first.month:02}"
        case Unit.QUARTER:
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case Unit.YEAR:
            return f"{first.year:04}"
    assert_never(unit)


def _name(days: Days) -> str:
    return days.first.isoformat() if days.first == days.last else f"{days.first}..{days.last}"
