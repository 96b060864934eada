"""Exact numbers written out."""

from __future__ import annotations

from fractions import Fraction


def places(denominator: int) -> int | None:
    """How many decimal places a fraction of this denominator needs; none if it never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def plain(number: Fraction, point: str = ".") -> str:
    """The number exactly: as a decimal if it ends, else as a fraction."""
    ends = places(number.denominator)
    if ends is None:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(number.numerator) * 10**ends // number.denominator).rjust(ends + 1, "0")
    whole, rest = (digits[:-ends], digits[-ends:]) if ends else (digits, "")
    return ("-" if number < 0 else "") + whole + (f"{point}{rest}" if rest else "")
