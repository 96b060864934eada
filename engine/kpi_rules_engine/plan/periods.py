"""The periods in which a clause is judged: which days each has, and which of them are asked for now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.literals import stretch
from kpi_rules.language.months import MONTHS, name_of, unit_named, whole
from kpi_rules.language.schedule import WORDS, By, Calendar, Days, Every, Once, OverTerm, Unit
from kpi_rules_engine.plan.windows import ONE, Window, add_months


@dataclass(frozen=True, slots=True)
class Period:
    """One judgement of a clause.

    `days` is what is judged, `window` what is read; they differ where a clause looks back over
    several periods. `begins` is its first day in the term, whatever the clause cuts off. `partial`:
    the term or the clause cuts it, of `uncut` days. `outside`: the clause does not bind there.
    `number` counts from 1 the periods in which it does.
    """

    key: str
    days: Days
    window: Window
    begins: date
    partial: bool = False
    outside: bool = False
    uncut: int | None = None
    number: int | None = None

    def over(self, as_of: date) -> bool:
        return as_of > self.days.last


def periods(clause: Clause, header: Header) -> list[Period]:
    """All periods of a clause in its term, in order."""
    found = _all(clause, header)
    return _numbered(p for p in found if not (p.partial and header.partial == "skip"))


def asked(found: Sequence[Period], as_of: date, wanted: Days | None) -> list[Period]:
    """The periods that end in `wanted`; without it the last one that is over, else the first that is not."""
    if wanted is not None:
        return [p for p in found if p.days.last in wanted]
    binding = [p for p in found if not p.outside]
    done = [p for p in binding if p.over(as_of)]
    return done[-1:] or binding[:1] or list(found[-1:])


def parse_period(text: str, month_day: int = 1) -> Days | None:
    """`2026-10-05`, `2026-W41`, `2026-10`, `2026-Q4`, `2026`, `2026-01-01..2026-06-30`; None for anything else.

    A month, quarter or year is that of a contract whose months start on this day; two ends are calendar days.
    """
    found = unit_named(text, month_day)
    return found[1] if found else stretch(text)


def fee_period(header: Header, day: date) -> tuple[str, Days]:
    """The name and the days of the period in which a day's fee falls due, uncut; without a fee it is a month."""
    unit = WORDS[header.fee[2]] if header.fee else Unit.MONTH
    return name_of(unit, day, header.month_day), whole(unit, day, header.month_day)


def _numbered(found: Iterable[Period]) -> list[Period]:
    numbered: list[Period] = []
    count = 0
    for period in found:
        count += not period.outside
        numbered.append(period if period.outside else replace(period, number=count))
    return numbered


def _all(clause: Clause, header: Header) -> Iterator[Period]:
    term = header.term
    bounds = Days(max(term.first, clause.since or term.first), min(term.last, clause.until or term.last))
    match clause.schedule:
        case Calendar(unit=unit, over=over):
            day = term.first
            while day <= term.last:
                yield _calendar_period(clause, header, day, unit, over, bounds)
                day = whole(unit, day, header.month_day).last + ONE
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
    clause: Clause, header: Header, day: date, unit: Unit, over: tuple[int, Unit] | None, bounds: Days
) -> Period:
    """The period that a day of the term lies in."""
    starts, term = header.month_day, header.term
    full = whole(unit, day, starts)
    cut = _cut(full, bounds)
    inside = _cut(full, term) or full
    days = cut or inside
    partial = cut is not None and cut != full
    key = name_of(unit, day, starts)
    if over is None:
        window = Window(days.first, days.last, None if partial else unit, 1, clause.exclusions)
        return Period(key, days, window, inside.first, partial, cut is None, len(full) if partial else None)
    count, step = over
    first = _rolled(days.last, whole(step, full.last, starts).first, count, step)
    even = days.last == full.last and (step is Unit.DAY or whole(step, full.last, starts).last == full.last)
    window = Window(first, days.last, step if even else None, count if even else 1, clause.exclusions)
    # Cut in front, the window begins before the term anyway; cut at the end, one of months is shorter.
    partial = partial and days.last != full.last
    uncut = len(Days(first, full.last if step in MONTHS else days.last)) if partial else None
    return Period(key, days, window, inside.first, partial, cut is None or first < term.first, uncut)


def _rolled(last: date, begins: date, count: int, step: Unit) -> date:
    """The first day of `count` units that end on a day; the last of them begins on `begins`."""
    match step:
        case Unit.DAY:
            return last - timedelta(count - 1)
        case Unit.WEEK:
            return last - timedelta(7 * count - 1)
        case _:
            return add_months(begins, -MONTHS[step] * (count - 1))


def _once(clause: Clause, days: Days, bounds: Days, key: str | None = None) -> Period:
    cut = _cut(days, bounds)
    kept = cut or days
    unit = Unit.DAY if len(kept) == 1 else None
    window = Window(kept.first, kept.last, unit, 1, clause.exclusions)
    partial = cut is not None and cut != days
    uncut = len(days) if partial else None
    return Period(key or _name(kept), kept, window, days.first, partial, cut is None, uncut)


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


def _cut(days: Days, bounds: Days) -> Days | None:
    first, last = max(days.first, bounds.first), min(days.last, bounds.last)
    return Days(first, last) if first <= last else None


def _name(days: Days) -> str:
    return days.first.isoformat() if days.first == days.last else f"{days.first}..{days.last}"
