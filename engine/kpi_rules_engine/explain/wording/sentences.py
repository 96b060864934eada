"""What every language can say in an explanation: one method a sentence or phrase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol

from kpi_rules.language.contract import Exclusion
from kpi_rules_engine.explain.wording.forms import Stretch
from kpi_rules_engine.verdict import Status


class Wording(Protocol):
    """The sentences of one language; numbers and names come in as text, an empty text stands for what is not there.

    A language is a module with these functions.
    """

    @property
    def ELSEWHERE(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the module
        """How the sentences begin that repeat what a line of `kpi check` shows, or are for `kpi explain`."""

    # the verdict, and what it was asked of

    def headline(self, period: str, group: Sequence[tuple[str, str]], status: Status) -> str: ...

    def asked(self, text: str, target: str) -> str: ...

    def only_when(self, text: str) -> str: ...

    def unless(self, text: str) -> str: ...

    def precondition(self, text: str) -> str: ...

    def does_not_apply(self, text: str, value: str, parts: Sequence[tuple[str, bool, str]]) -> str:
        """`value` is that of the only comparison; else each of `parts`: what it asks, whether it holds, what it is."""

    def ends(self, low: str, high: str) -> str: ...

    def in_its_unit(self, text: str, target: str) -> str:
        """The text with the target as it is shown elsewhere: `spend >= 20,000 RUB` for `spend >= 20_000 RUB`."""

    # what was found

    def found(self, value: str, holds: bool | None, margin: str) -> str:
        """`margin` is its size; empty if there is no such number, or it is zero."""

    def found_at_bound(self, value: str) -> str: ...

    def found_nearly(self, value: str, margin: str, tolerance: str, amount: str) -> str: ...

    def among_several(self, text: str, target: str, value: str, holds: bool | None, margin: str, tolerance: str) -> str:
        """`tolerance` is empty unless it is the reason why the comparison holds."""

    def rounded(self, raw: str, value: str) -> str: ...

    def computed(self, name: str, formula: str, numbers: str, value: str) -> str: ...

    # what would have turned it

    def change(
        self, name: str, kind: Literal["things", "average", "amount", "level"], size: str, more: bool
    ) -> str: ...

    def turns(self, changes: Sequence[str], met: bool) -> str: ...

    def either(self, texts: Sequence[str]) -> str: ...

    # what is missing

    def no_data(self, names: Sequence[str], days: Sequence[Stretch], count: int, of: int) -> str: ...

    def left_out(self) -> str: ...

    def supply(self, coverage: str) -> str: ...

    def no_counts(self, names: Sequence[str], first: date, last: date) -> str: ...

    def no_value(self, operation: str, numbers: str) -> str: ...

    def propose_when(self, condition: str) -> str: ...

    # where it does not bind

    def outside(self, first: date, last: date, rolling: bool) -> str: ...

    def not_in_force(self, version: int, effective: date) -> str: ...

    def all_excepted(self) -> str: ...

    # the circumstances

    def exclusion(self, left_out: Exclusion) -> str:
        """Why days are left out."""

    def excluded(self, reasons: Sequence[tuple[str, int, Sequence[Stretch]]], count: int, of: int) -> str: ...

    def partial(self, first: date, last: date) -> str: ...

    def provisional(self, settle: int) -> str: ...

    def sources(self, names: Sequence[tuple[str, Sequence[str]]]) -> str: ...

    def counted_in(self, name: str, table: str, source: str) -> str: ...

    def read_from(self, name: str, column: str, table: str, source: str) -> str: ...

    def trend(self, values: Sequence[tuple[str, str]], direction: int | None, periods: int) -> str: ...

    def because(self, note: str) -> str: ...

    # a period that is not over

    def so_far(self, value: str, as_of: date, passed: int, of: int, covered: int | None) -> str:
        """`covered` days have data; None where it is not counted by days of the period."""

    def latest(self, value: str, day: date) -> str: ...

    def nothing_so_far(self, as_of: date) -> str: ...

    def not_begun(self, first: date) -> str: ...

    def pace(self, value: str, gaps: bool) -> str: ...

    def enough_so_far(self) -> str: ...

    def still_needed(self, changes: Sequence[str], a_day: str, days_left: int) -> str: ...

    def stretches(self, days: Sequence[Stretch]) -> str:
        """`2026-05-05 to 2026-05-07 and 2026-05-09`."""
