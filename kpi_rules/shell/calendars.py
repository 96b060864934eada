"""Which days a source has, as a calendar: a line a month, a character a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Table
from kpi_rules_engine.sources.connect import Connection
from kpi_rules_engine.sources.load import Loaded
from kpi_rules_engine.sources.spelling import quoted

ACCOUNT = "account"
ALL, SOME, NONE, OUTSIDE = "#", "+", ".", " "


@dataclass(frozen=True, slots=True)
class Held:
    """The days of a source. `accounts` are how many there are, `on` how many of them have a row on a day.

    `within` is what is looked at; None for tables whose rows stand for stretches of days, and without rows.
    `stretches` are those of such a table.
    """

    accounts: int
    within: Days | None = None
    on: Mapping[date, int] = field(default_factory=dict)
    stretches: tuple[Days, ...] = ()

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
    return Held(accounts, loaded.covers or Days(loaded.first, loaded.last), on)


def in_calendar(held: Held) -> Iterator[str]:
    """`2026-10  ####.##…`, each line from the first to the last day of its month; then what the characters mean."""
    if held.within is None:
        return
    month = held.within.first.replace(day=1)
    while month <= held.within.last:
        length = calendar.monthrange(month.year, month.month)[1]
        days = [month + timedelta(number) for number in range(length)]
        yield f"{month:%Y-%m}  {''.join(held.mark(d) if d in held.within else OUTSIDE for d in days)}".rstrip()
        month += timedelta(length)
    some = f"  {SOME} some accounts have one" if held.accounts > 1 else ""
    yield f"{ALL} {'every account has' if held.accounts > 1 else 'there is'} a row on this day{some}  {NONE} no row"
