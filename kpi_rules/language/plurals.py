"""Which form of a Russian noun goes with a number."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

Number = Literal["one", "few", "many", "part"]


def number_of(count: Fraction | int) -> Number:
    """1 and 21 `день`, 2 to 4 `дня`, 5 to 20 `дней`, 1.5 `дня`."""
    if count.denominator != 1:
        return "part"
    tens, ones = divmod(abs(count.numerator) % 100, 10)
    if tens == 1 or ones == 0 or ones > 4:
        return "many"
    return "one" if ones == 1 else "few"


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a whole number."""
    number = number_of(count)
    return one if number == "one" else few if number == "few" else many
