"""Exact values as text: for machines to the last digit, for eyes with as many digits as the comparison needs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from kpi_rules.language.units import Scale, Unit
from kpi_rules_engine.values import Infinite, Unknown, Value

GROUP = ","
POINT = "."
NO_VALUE = "no value"
INFINITE = {1: "infinite", -1: "minus infinite"}
DURATIONS = ((86_400, "day", "days"), (3_600, "h", "h"), (60, "min", "min"))
SECOND = "s"
CENTS = 2  # places that money shows at least
SIGNIFICANT = 3  # digits that a small number shows at least; of an amount one will do


def exact(value: Value) -> str | None:
    """In lowest terms: `3`, `2929/67958`, `inf`, `-inf`; None where there is no value."""
    return str(value) if isinstance(value, Fraction) else _endless(value)


def decimal6(value: Value) -> str | None:
    """Rounded half-even to 6 places, `0.043100`; `inf`, `-inf`; None where there is no value."""
    return _fixed(value, 6, "") if isinstance(value, Fraction) else _endless(value)


def display(value: Value, unit: Unit, against: Value | None = None) -> str:
    """For eyes: `12,301`, `0.0431`, `15,000.00 RUB`, `1 h 30 min`.

    Rounded, but a value that differs from `against` also looks different from it, on its right side.
    """
    return displays((value,) if against is None else (value, against), unit)[0]


def displays(values: Sequence[Value], unit: Unit) -> tuple[str, ...]:
    """Several values side by side: as many digits as it takes to tell those apart that differ."""
    numbers = sorted({value for value in values if isinstance(value, Fraction)})
    places = max((_usual_places(number, unit) for number in numbers), default=0)
    while any(_units(a, places) == _units(b, places) for a, b in pairwise(numbers)):
        places += 1
    return tuple(_one(value, unit, places) for value in values)


def exponent(number: Fraction) -> int:
    """The power of ten of its first digit: 0 of 5, 3 of 1000, -2 of 0.05."""
    number = abs(number)
    power = len(str(number.numerator)) - len(str(number.denominator))
    return power if number >= Fraction(10) ** power else power - 1


def _one(value: Value, unit: Unit, places: int) -> str:
    match value:
        case Unknown():
            return NO_VALUE
        case Infinite(sign):
            return INFINITE[sign]
    if unit.time == 1 and unit.money == 0:
        return _duration(value, places)
    if unit.money == 1 and unit.time == 0:
        return f"{_stripped(value, places, CENTS)} {unit.currency or 'money'}"
    if unit.money == -1 and unit.time == 0:
        noun = f" {unit.noun}" if unit.noun else ""
        return f"{_stripped(value, places)}{noun} per {unit.currency or 'money'}"
    number = _stripped(value, places)
    return number if unit.plain else f"{number} {unit.name}"


def _usual_places(number: Fraction, unit: Unit) -> int:
    price, lasting = unit.money == 1 and unit.time == 0, unit.time == 1 and unit.money == 0
    if number.denominator == 1 or (lasting and abs(number) >= 60):
        return CENTS if price else 0
    small = unit.plain and unit.scale is not Scale.COUNT and abs(number) < 10
    # a small number that is not zero must not look like zero
    return max(4 if small else 2, (0 if price else SIGNIFICANT - 1) - exponent(number))


def _units(number: Fraction, places: int) -> int:
    """The number in units of its last shown digit, rounded half-even."""
    return round(number * Fraction(10**places))


def _fixed(number: Fraction, places: int, group: str = GROUP) -> str:
    units = _units(number, places)
    whole, rest = divmod(abs(units), 10**places)
    digits = f"{whole:,}".replace(",", group)
    tail = f"{POINT}{rest:0{places}}" if places else ""
    return ("-" if units < 0 else "") + digits + tail


def _stripped(number: Fraction, places: int, keep: int = 0) -> str:
    """Without the zeros at its end, but for `keep` places."""
    while places > keep and _units(number, places) % 10 == 0:
        places -= 1
    return _fixed(number, places)


def _duration(seconds: Fraction, places: int) -> str:
    units = _units(seconds, places)
    left = Fraction(abs(units), 10**places)
    words: list[str] = []
    for length, one, many in DURATIONS:
        count, left = divmod(left, length)
        if count:
            words.append(f"{count:,} {one if count == 1 else many}")
    if left or not words:
        words.append(f"{_stripped(left, places)} {SECOND}")
    return ("-" if units < 0 else "") + " ".join(words)


def _endless(value: Infinite | Unknown) -> str | None:
    if isinstance(value, Unknown):
        return None
    return "inf" if value.sign > 0 else "-inf"
