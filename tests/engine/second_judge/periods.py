"""The periods of a schedule and the windows before them, counted out day by day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days without those that are left out; `month` says that it is a whole one."""

    first: date
    last: date
    month: bool = False
    out: frozenset[date] = frozenset()

    def days(self) -> list[date]:
        return [day for day in stretch(self.first, self.last) if day not in self.out]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as it is written, and what it means for a term; `starts` is the day on which months start."""

    word: str
    starts: int = 1
    since: date | None = None
    until: date | None = None
    out: frozenset[date] = frozenset()
    exception: str = ""

    def __str__(self) -> str:
        bounds = f" from {self.since}" * bool(self.since) + f" until {self.until}" * bool(self.until)
        return f"{self.word}{bounds}{self.exception}"


def stretch(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def drawn(luck: random.Random, first: date, last: date, starts: int) -> Schedule:
    """A random schedule for a clause of a term."""
    words = ("over term", "over term", "weekly", "monthly", "every 9 days", "every 2 weeks")
    schedule = Schedule(luck.choice(words), starts)
    if schedule.word != "over term" and luck.random() < 0.3:
        schedule = replace(schedule, since=luck.choice(stretch(first, last)))
    if schedule.word != "over term" and luck.random() < 0.3:
        schedule = replace(schedule, until=luck.choice(stretch(schedule.since or first, last)))
    match luck.randrange(5):
        case 0:
            weekends = frozenset(day for day in stretch(date(2025, 1, 1), last) if day.isoweekday() > 5)
            return replace(schedule, out=weekends, exception=" except weekends")
        case 1:
            start = luck.choice(stretch(first - 9 * DAY, last))
            days = stretch(start, start + luck.randrange(12) * DAY)
            return replace(schedule, out=frozenset(days), exception=f" except {days[0]}..{days[-1]}")
    return schedule


def periods(schedule: Schedule, first: date, last: date) -> dict[str, Window | None]:
    """Each period's name and window; None where the bounds leave the whole of it outside."""
    if schedule.word == "over term":
        return {_name(first, last): Window(first, last, out=schedule.out)}
    found: dict[str, Window | None] = {}
    for name, start, end in _units(schedule, first, last):
        low, high = max(start, first, schedule.since or first), min(end, last, schedule.until or last)
        month = schedule.word == "monthly" and (low, high) == (start, end)
        found[name] = Window(low, high, month, schedule.out) if low <= high else None
    return found


def before(window: Window) -> Window:
    """`previous`: the month before a whole month, else as many days directly before."""
    eve = window.first - DAY
    if window.month:
        return replace(window, first=_back(eve, window.first.day), last=eve)
    return replace(window, first=window.first - (window.last - window.first) - DAY, last=eve)


def eve_of(window: Window) -> Window:
    """`at_start`: the day before the window, excepted or not."""
    return Window(window.first - DAY, window.first - DAY)


def _units(schedule: Schedule, first: date, last: date) -> Iterator[tuple[str, date, date]]:
    word, start = schedule.word, first
    if word == "weekly":
        start = first - (first.isoweekday() - 1) * DAY
    elif word == "monthly":
        start = _back(first, schedule.starts)
    while start <= last:
        following = _following(word, start)
        yield _called(word, start, following - DAY), start, following - DAY
        start = following


def _back(day: date, starts: int) -> date:
    """The last day up to this one that a month starts on."""
    while day.day != starts:
        day -= DAY
    return day


def _following(word: str, start: date) -> date:
    if word == "monthly":
        return _back(start + 31 * DAY, start.day)
    return start + {"weekly": 7, "every 9 days": 9, "every 2 weeks": 14}[word] * DAY


def _called(word: str, first: date, last: date) -> str:
    if word == "weekly":
        return "{:04}-W{:02}".format(*first.isocalendar()[:2])
    if word == "monthly":
        return Counter(f"{day:%Y-%m}" for day in stretch(first, last)).most_common(1)[0][0]
    return _name(first, last)


def _name(first: date, last: date) -> str:
    return str(first) if first == last else f"{first}..{last}"
