"""What every language can say of runs, blocks and scorecards, and of what a verdict costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from kpi_rules_engine.verdict import Open, Status


class Costing(Protocol):
    """The sentences in one language; numbers, names and amounts come in as text."""

    def misses(self, length: int, enough: int) -> str: ...

    def block_asked(self, text: str, needed: int, of: int) -> str: ...

    def standing(self, needed: int, of: int, periods: Sequence[tuple[Status, Sequence[str]]]) -> str: ...

    def may_fail(self, more: int) -> str: ...

    def costs(self, lines: Sequence[str]) -> str: ...

    def cost(self, kind: Literal["deduct", "pay", "notify", "terminate"], text: str, waits: Open | None) -> str:
        """`text` is the arithmetic, or what is to be notified."""

    def share_of(self, share: str, fee: str) -> str: ...

    def steps(self, far: str, side: Literal["short", "over"], step: str, price: str) -> str:
        """`4% short × 1% of 150,000.00 RUB`; `step` is empty where it is one."""

    def whole_steps(self, far: str, side: Literal["short", "over"], count: str, step: str, price: str) -> str: ...

    def without_end(self, side: Literal["short", "over"]) -> str: ...

    def up_to(self, text: str, most: str) -> str: ...

    def equals(self, text: str, exact: str, rounded: str) -> str:
        """The last two may be empty: nothing was computed, nothing rounded."""

    def no_points(self) -> str: ...

    def scorecard(
        self, points: str, of: str, share: str, lines: Sequence[str], unknown: str, failed_keys: Sequence[str]
    ) -> str:
        """`lines` are where it passes and where it is a warning, in per cent; `unknown` points are open."""
