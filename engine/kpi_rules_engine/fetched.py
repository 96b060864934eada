"""One clause, period and group as the judge sees them: answers that were fetched beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kpi_rules.language import rows
from kpi_rules.language.contract import Header
from kpi_rules.language.formula import Part, Shift
from kpi_rules.language.vocabulary import ColumnKind
from kpi_rules_engine.judge.scene import Found
from kpi_rules_engine.plan.requests import Request, day_windows, spans_of
from kpi_rules_engine.plan.windows import Window, moved

Group = tuple[tuple[str, str], ...]  # dimensions with their values


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same for all scenes of a contract.

    `accounts` are those of each source, in order, with the day of their first row. `answers` fills
    once the data was asked; `requests` remembers what it was asked for, `looked` which past values.
    """

    header: Header
    as_of: date
    accounts: Mapping[str, Mapping[str, date]]
    answers: dict[Request, Found]
    requests: dict[tuple[Part, Window, Group], Request] = field(default_factory=dict)
    looked: set[tuple[str, Window, Group]] = field(default_factory=set)

    def scene(self, group: Group) -> Fetched:
        """The scene of one group."""
        return Fetched(self, group)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A Scene: the group's rows of the contract's scope."""

    ground: Ground
    group: Group = ()

    def find(self, part: Part, window: Window) -> Found:
        return self.ground.answers[self.request(part, window)]

    def move(self, window: Window, shift: Shift) -> Window:
        if shift is Shift.LAST_DAY and window.last > self.ground.as_of:
            return window  # before that day, the latest known level is the value so far
        return moved(window, shift, self.ground.header.baseline)

    def days(self, window: Window) -> Sequence[Window]:
        return tuple(day for day in day_windows(window) if day.first <= self.ground.as_of)

    def first_look(self, clause: str, window: Window) -> bool:
        """Whether nobody has asked for the past of this clause on this window yet."""
        key = clause, window, self.group
        new = key not in self.ground.looked
        self.ground.looked.add(key)
        return new

    def request(self, part: Part, window: Window) -> Request:
        """The part on this window, narrowed to the scope's and the group's rows and accounts."""
        key = part, window, self.group
        known = self.ground.requests.get(key)
        if known is None:
            known = self.ground.requests[key] = self._request(part, window)
        return known

    def _request(self, part: Part, window: Window) -> Request:
        header, as_of = self.ground.header, self.ground.as_of
        there = self.ground.accounts[part.source]
        # without a scope, an account counts from its first row on: a new one does not change the past
        accounts = header.scope.get("account") or tuple(a for a, since in there.items() if since <= window.last)
        if part.accounts is not None:
            accounts = tuple(a for a in accounts if a in part.accounts)
        conditions: list[rows.RowCondition] = []
        for name, value in self.group:
            if name == "account":
                accounts = tuple(a for a in accounts if a == value)
            else:
                conditions.append(_equals(name, value))
        narrowed = replace(part, where=rows.both(part.where, *conditions)) if conditions else part
        horizon = min(window.last + timedelta(header.settle), as_of)
        unheard = tuple(a for a in accounts if a not in there)
        return Request(narrowed, accounts, spans_of(window, as_of), horizon, unheard)


def _equals(name: str, value: str) -> rows.RowCondition:
    """The rows of one group; rows without a value in the dimension are a group too."""
    cell = rows.Cell(name, ColumnKind.TEXT)
    return rows.RowTest(cell, "=", rows.Fixed(value)) if value else rows.RowMissing(cell)
