"""When a clause is judged and on what days, as the clause says it; days are resolved dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Unit(Enum):
    """Calendar units; weeks are ISO weeks."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


WORDS = {"daily": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH, "quarterly": Unit.QUARTER, "yearly": Unit.YEAR}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both included."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """Each calendar period of the term; `over` n units that end with it, instead of the period."""

    unit: Unit
    over: tuple[int, Unit] | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """Blocks of n units, counted from the start of the term."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class By:
    """Once on a day, from the start of the term to it."""

    day: date


@dataclass(frozen=True, slots=True)
class Once:
    """Once, on these days: `on`, `during`, `in the N days after`, `from … to …`. `event` names it if there is one."""

    days: Days
    event: str = ""


@dataclass(frozen=True, slots=True)
class OverTerm:
    """Once, at the end, on the whole term."""


Schedule = Calendar | Every | By | Once | OverTerm
