"""What every language can say of what is asked beyond the requirement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

Outcome = Literal["not_accepted", "counts_as_met", "counts_as_missed"]


class Further(Protocol):
    """The sentences on acceptance, a second source, missing data and reports, in one language."""

    def headline(self, period: str, group: Sequence[tuple[str, str]], outcome: Outcome) -> str:
        """Of a status that came about in another way than by the requirement alone."""

    def warned(self, line: str, size: str, floor: bool) -> str:
        """`floor`: what lies below the line is a warning, else what lies above it. `size` is empty for an infinity."""

    def accepted_if(self, text: str) -> str: ...

    def accepted_if_found(self, text: str, value: str, holds: bool | None, margin: str, bound: bool) -> str:
        """`bound`: the value lies on a strict one's bound, and so misses it."""

    def accepted_with(self, changes: Sequence[str]) -> str: ...

    def agreed(self, text: str, value: str, source: str) -> str: ...

    def disputed(
        self, text: str, first: tuple[str, str], second: tuple[str, str], apart: str, allowed: str, share: str
    ) -> str:
        """`first` and `second` are a value and its source.

        `apart` is empty where one is infinite, `share` where an amount was agreed.
        """

    def not_compared(self, text: str, source: str) -> str: ...

    def counted_as(self, met: bool) -> str: ...

    def no_rows(self) -> str: ...

    def reported(self, text: str, value: str) -> str: ...

    def nothing_to_report(self, text: str) -> str: ...

    def target_moves(self, target: str, place: int) -> str:
        """`place` counts the judged periods from 1."""

    def prorated(self, inside: int, of: int, target: str) -> str:
        """`target` is that of the whole period, which has `of` days."""
