"""How many digits a column of numbers needs, before and after the decimal mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kpi_rules_engine.sources.numbers import MAX_DIGITS, MAX_SCALE

FAST = 18  # digits that fit into 64 bits
_WHOLE = re.compile("(?m)^-?0*([0-9]+)")
_SCALE = re.compile("[.]([0-9]*[1-9])")


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
    """What plain spellings of numbers (`-12.50`, empty) need; zeros at their ends need nothing."""
    text = "\n".join(numbers)
    whole, scale = (max(map(len, pattern.findall(text)), default=0) for pattern in (_WHOLE, _SCALE))
    return Size(whole, scale)
