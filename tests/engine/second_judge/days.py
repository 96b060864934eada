"""The values of a table of days: account by account, channel by channel, day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from engine.second_judge.answers import Reading, ranked
from engine.second_judge.periods import Window
from engine.second_judge.rows import Row


@dataclass(frozen=True, slots=True)
class Selection:
    """What stands in `m[…]`; the account is apart, since it says whose days are asked for."""

    text: str = ""
    account: str | None = None
    keeps: Callable[[Row], bool] = lambda row: True


@dataclass(frozen=True, slots=True)
class Scope:
    """The front matter's `scope`."""

    account: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows in scope, by account and day, and the first day of each account in the source."""

    rows: Mapping[tuple[str, date], Sequence[Row]]
    begins: Mapping[str, date]
    channels: bool
    scope: Scope


@dataclass(frozen=True, slots=True)
class Part:
    """A measure with its selection, and how its days become one number."""

    measure: str
    how: str
    selection: Selection


def table(rows: Sequence[Row], scope: Scope) -> Table:
    begins: dict[str, date] = {}
    kept: dict[tuple[str, date], list[Row]] = {}
    for row in rows:
        begins[row.account] = min(begins.get(row.account, row.day), row.day)
        if scope.channel in (None, row.channel):
            kept.setdefault((row.account, row.day), []).append(row)
    return Table(kept, begins, rows[0].channel is not None, scope)


def read(found: Table, part: Part, window: Window) -> Reading:
    """The part on the window: the known days put together, and the unknown ones."""
    accounts = _accounts(found, part.selection, window.last)
    values = {day: _day(found, part, accounts, day) for day in window.days()}
    known = [value for _, value in sorted(values.items()) if value is not None]
    missing = tuple(day for day, value in values.items() if value is None)
    if part.measure == "reach" and len(accounts) > 1:
        return Reading(None, 0, missing, counted=False)
    value = together(known, part.how) if known else None
    return Reading(value, len(known), missing, window.first == window.last)


def by_day(found: Table, part: Part, window: Window) -> dict[date, Fraction | None]:
    """The part on each day of the window, each taken as a window of its own."""
    return {day: read(found, part, Window(day, day)).value for day in window.days()}


def together(known: Sequence[Fraction], how: str) -> Fraction:
    """One number out of the known days, in their order."""
    match how:
        case "sum":
            return sum(known, Fraction(0))
        case "avg":
            return sum(known, Fraction(0)) / len(known)
        case "min" | "max":
            return min(known) if how == "min" else max(known)
        case "first" | "last":
            return known[0 if how == "first" else -1]
        case _:
            return ranked(known, int(how))


def _accounts(found: Table, selection: Selection, last: date) -> list[str]:
    named = found.scope.account
    accounts = [named] if named else [account for account, day in found.begins.items() if day <= last]
    return [account for account in accounts if selection.account in (None, account)]


def _day(found: Table, part: Part, accounts: Sequence[str], day: date) -> Fraction | None:
    """The day's value; unknown if it is unknown of one account."""
    total = 0
    for account in accounts:
        match part.measure:
            case "members":
                value = _level(found, part.selection, account, day)
            case "reach":
                value = _people(found, part.selection, account, day)
            case _:
                value = _flow(found, part, account, day)
        if value is None:
            return None
        total += value
    return Fraction(total) if accounts else None


def _flow(found: Table, part: Part, account: str, day: date) -> int | None:
    rows = found.rows.get((account, day), ())
    if all(getattr(row, part.measure) is None for row in rows):
        return None
    total = 0
    for row in rows:
        if part.selection.keeps(row):
            value = getattr(row, part.measure)
            if value is None:
                return None
            total += value
    return total


def _level(found: Table, selection: Selection, account: str, day: date) -> int | None:
    levels = _levels(found, selection, account, day)
    if found.channels and _due(found, selection, account, day) - set(levels):
        return None
    return sum(levels.values()) if levels else None


def _levels(found: Table, selection: Selection, account: str, day: date) -> dict[str | None, int]:
    """The level of each channel that has one; rows that differ in the campaign show the same."""
    rows = found.rows.get((account, day), ())
    return {row.channel: row.members for row in rows if selection.keeps(row) and row.members is not None}


def _due(found: Table, selection: Selection, account: str, day: date) -> set[str | None]:
    begun = [key for key in found.rows if key[0] == account and key[1] <= day]
    return {channel for key in begun for channel in _levels(found, selection, *key)}


def _people(found: Table, selection: Selection, account: str, day: date) -> int | None:
    rows = [row for row in found.rows.get((account, day), ()) if selection.keeps(row)]
    return rows[0].reach if len(rows) == 1 else None
