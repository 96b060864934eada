"""What a judge may ask: the value of a part on a window, and where the windows lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kpi_rules.language.formula import Part, Shift
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Value


@dataclass(frozen=True, slots=True)
class Found:
    """A part on a window.

    `value` is Unknown where there is none. `covered` days have data, `missing` ones (in order) do
    not; days that are excepted are neither. `rows` went into the value.
    """

    value: Value
    rows: int
    covered: int
    missing: tuple[date, ...]
    source: str
    digests: tuple[str, ...] = ()


class Scene(Protocol):
    """One clause, period and group, with the data that was fetched for it."""

    def find(self, part: Part, window: Window) -> Found:
        """The part on this very window."""

    def move(self, window: Window, shift: Shift) -> Window:
        """The window that a shift leads to."""

    def days(self, window: Window) -> Sequence[Window]:
        """Each day of the window that is not excepted, as a window of its own."""
