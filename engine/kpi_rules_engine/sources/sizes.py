"""How many digits a column of numbers needs, before and after the decimal mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpi_rules_engine.sources.numbers import MAX_DIGITS, MAX_SCALE

FAST = 18  # digits that fit into 64 bits


@dataclass(frozen=True, slots=True)
class Size:
    """Digits before (`whole`) and after (`scale`) the decimal mark."""

    whole: int = 0
    scale: int = 0

    def __or__(self, other: Size) -> Size:
        """What holds both."""
        return Size(max(self.whole, other.whole), max(self.scale, other.scale))

    @property
    def width(self) -> int | None:
        """18 or 38 digits, whichever holds it; None if neither does."""
        digits = self.whole + self.scale
        if digits > MAX_DIGITS or self.scale > MAX_SCALE:
            return None
        return FAST if digits <= FAST else MAX_DIGITS


def size_of(numbers: Iterable[str]) -> Size:
    """What canonical spellings of numbers need."""
    whole = scale = 0
    for text in numbers:
        head, _, tail = text.lstrip("-").partition(".")
        whole, scale = max(whole, len(head)), max(scale, len(tail))
    return Size(whole, scale)
