"""Which days a source has, as a calendar: a line for a run of full months, or a month and a character for each day."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Grain, Table
from kpi_rules_engine.sources.connect import Connection
from kpi_rules_engine.sources.load import Loaded
from kpi_rules_engine.sources.spelling import quoted

ACCOUNT = "account"
ALL, SOME, NONE, OUTSIDE = "#", "+", ".", " "


@dataclass(frozen=True, slots=True)
class Held:
    """The days of a source. `accounts` are how many there are, `on` how many of them have a row on a day.

    `within` is what is looked at; None for tables whose rows stand for stretches of days, and without rows.
    `stretches` are those of such a table. `holes` are the days on which an account has a row and no value in a column.
    """

    accounts: int
    within: Days | None = None
    on: Mapping[date, int] = field(default_factory=dict)
    stretches: tuple[Days, ...] = ()
    holes: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    def mark(self, day: date) -> str:
        """All accounts have a row on the day, some of them, or none."""
        count = self.on.get(day, 0)
        return NONE if not count else ALL if count >= self.accounts else SOME

    def days(self, mark: str) -> Iterator[date]:
        """The days of this mark, in order."""
        for number in range(len(self.within) if self.within else 0):
            day = self.within.first + timedelta(number) if self.within else date.min
            if self.mark(day) == mark:
                yield day


def days_of(loaded: Loaded, table: Table, connection: Connection) -> Held:
    """Count the accounts of each day."""
    account = quoted(ACCOUNT) if ACCOUNT in loaded.columns else "1"
    [(accounts,)] = connection.execute(f"SELECT count(DISTINCT {account}) FROM {loaded.relation}").fetchall()
    time = quoted(table.time)
    if table.until is not None:
        query = f"SELECT DISTINCT {time}, {quoted(table.until)} FROM {loaded.relation} ORDER BY ALL"
        return Held(accounts, stretches=tuple(Days(*pair) for pair in connection.execute(query).fetchall()))
    if loaded.first is None or loaded.last is None:
        return Held(accounts)
    query = (
        f"SELECT CAST({time} AS DATE) AS day, count(DISTINCT {account}) FROM {loaded.relation} "
        f"WHERE {time} IS NOT NULL GROUP BY day"
    )
    on = dict(connection.execute(query).fetchall())
    holes = _holes(loaded, table, account, connection) if table.grain is Grain.DAY else {}
    return Held(accounts, loaded.covers or Days(loaded.first, loaded.last), on, holes=holes)


def in_calendar(held: Held) -> Iterator[str]:
    """`2024-11..2026-09  all days`, `2026-10  ####.##…` from the first day of the month; then what that means."""
    drawn = False
    for full, group in groupby(_months(held.within), key=lambda month: _is_full(month, held)):
        months = list(group)
        if full:
            names = dict.fromkeys(f"{month.first:%Y-%m}" for month in (months[0], months[-1]))
            yield said("{names}  all days", names="..".join(names))
            continue
        drawn = True
        yield from (f"{month.first:%Y-%m}  {''.join(_marks(month, held))}".rstrip() for month in months)
    if drawn:
        if held.accounts > 1:
            yield said(
                "{all} every account has a row on this day  {some} some accounts have one  {none} no row",
                all=ALL,
                some=SOME,
                none=NONE,
            )
        else:
            yield said("{all} there is a row on this day  {none} no row", all=ALL, none=NONE)


def _months(within: Days | None) -> Iterator[Days]:
    first = within.first.replace(day=1) if within else date.max
    while within and first <= within.last:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        yield Days(first, last)
        first = last + timedelta(1)


def _marks(month: Days, held: Held) -> Iterator[str]:
    for number in range(len(month)):
        day = month.first + timedelta(number)
        yield held.mark(day) if held.within and day in held.within else OUTSIDE


def _is_full(month: Days, held: Held) -> bool:
    return set(_marks(month, held)) <= {ALL, OUTSIDE}


def _holes(loaded: Loaded, table: Table, account: str, connection: Connection) -> dict[str, tuple[date, ...]]:
    """The days on which some account that has a row has no value, by column."""
    known = {table.time, ACCOUNT, *table.key, *loaded.dimensions, *loaded.source.constants}
    columns = [column for column in loaded.columns if column not in known]
    if not columns:
        return {}
    counts = ", ".join(f"count({quoted(column)}) AS n{number}" for number, column in enumerate(columns))
    least = ", ".join(f"min(n{number})" for number in range(len(columns)))
    query = (
        f"SELECT day, {least} FROM (SELECT CAST({quoted(table.time)} AS DATE) AS day, {account} AS who, {counts} "
        f"FROM {loaded.relation} WHERE {quoted(table.time)} IS NOT NULL GROUP BY ALL) GROUP BY day ORDER BY day"
    )
    rows = connection.execute(query).fetchall()
    found = {column: tuple(row[0] for row in rows if not row[n]) for n, column in enumerate(columns, 1)}
    return {column: days for column, days in found.items() if days}
