"""Exact values as text: for machines to the last digit, for eyes with as many digits as the comparison needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kpi_rules.language.units import Scale, Unit
from kpi_rules_engine.explain.numerals import ENGLISH, Numerals
from kpi_rules_engine.values import Infinite, Unknown, Value

DAY, HOUR, MINUTE = 86_400, 3_600, 60  # in seconds
CENTS = 2  # places that money shows, unless all that stands beside each other is whole
SIGNIFICANT = 3  # digits that a small number shows at least; of an amount one will do


def exact(value: Value) -> str | None:
    """In lowest terms: `3`, `2929/67958`, `inf`, `-inf`; None where there is no value."""
    return str(value) if isinstance(value, Fraction) else _endless(value)


def decimal6(value: Value) -> str | None:
    """Rounded half-even to 6 places, `0.043100`; `inf`, `-inf`; None where there is no value."""
    return _fixed(value, 6, "", ".") if isinstance(value, Fraction) else _endless(value)


def display(value: Value, unit: Unit, against: Value | None = None, numerals: Numerals = ENGLISH) -> str:
    """For eyes: `12,301`, `0.0431`, `15,000 RUB`, `27.85 RUB`, `1 h 30 min`; in Russian `15 000 руб.`, `1 ч 30 мин`.

    Rounded, but a value that differs from `against` also looks different from it, on its right side.
    """
    return displays((value,) if against is None else (value, against), unit, numerals)[0]


def displays(values: Sequence[Value], unit: Unit, numerals: Numerals = ENGLISH) -> tuple[str, ...]:
    """Several values side by side: as many digits as it takes to tell those apart that differ."""
    digits = digits_for(values, unit)
    return tuple(shown(value, unit, digits, numerals) for value in values)


@dataclass(frozen=True, slots=True)
class Digits:
    """How many decimal places are shown at most, and how many even if they are zeros."""

    places: int
    kept: int = 0


def digits_for(values: Sequence[Value], unit: Unit) -> Digits:
    """The digits that these values need side by side."""
    numbers = sorted({value for value in values if isinstance(value, Fraction)})
    places = max((_usual_places(number, unit) for number in numbers), default=0)
    while any(_units(a, places) == _units(b, places) for a, b in pairwise(numbers)):
        places += 1
    broken = _is_price(unit) and any(number.denominator != 1 for number in numbers)
    return Digits(places, CENTS if broken else 0)


def rounded(value: Value, digits: Digits) -> Value:
    """The number that its shown text says."""
    if not isinstance(value, Fraction):
        return value
    return Fraction(_units(value, digits.places), 10**digits.places)


def shown(value: Value, unit: Unit, digits: Digits, numerals: Numerals = ENGLISH) -> str:
    """One value with these digits."""
    match value:
        case Unknown():
            return numerals.no_value
        case Infinite(sign):
            return numerals.infinite[sign]
    if unit.time == 1 and unit.money == 0:
        return _duration(value, digits.places, numerals)
    number = _stripped(value, digits, numerals)
    currency = numerals.currency(unit.currency)
    if _is_price(unit):
        return f"{number}{numerals.gap}{currency}"
    if unit.money == -1 and unit.time == 0:
        noun = f"{numerals.gap}{numerals.noun(unit.noun)}" if unit.noun else ""
        return f"{number}{noun} {numerals.per} {currency}"
    return number if unit.plain else f"{number}{numerals.gap}{unit.spelt(currency, numerals.second)}"


def exponent(number: Fraction) -> int:
    """The power of ten of its first digit: 0 of 5, 3 of 1000, -2 of 0.05."""
    number = abs(number)
    power = len(str(number.numerator)) - len(str(number.denominator))
    return power if number >= Fraction(10) ** power else power - 1


def _is_price(unit: Unit) -> bool:
    return unit.money == 1 and unit.time == 0


def _usual_places(number: Fraction, unit: Unit) -> int:
    price, lasting = _is_price(unit), unit.time == 1 and unit.money == 0
    if number.denominator == 1 or (lasting and abs(number) >= 60):
        return 0
    small = unit.plain and unit.scale is not Scale.COUNT and abs(number) < 10
    # a small number that is not zero must not look like zero
    return max(4 if small else CENTS, (0 if price else SIGNIFICANT - 1) - exponent(number))


def _units(number: Fraction, places: int) -> int:
    """The number in units of its last shown digit, rounded half-even."""
    return round(number * Fraction(10**places))


def _fixed(number: Fraction, places: int, group: str, point: str) -> str:
    units = _units(number, places)
    whole, rest = divmod(abs(units), 10**places)
    digits = f"{whole:,}".replace(",", group)
    tail = f"{point}{rest:0{places}}" if places else ""
    return ("-" if units < 0 else "") + digits + tail


def _stripped(number: Fraction, digits: Digits, numerals: Numerals) -> str:
    """Without the zeros at its end, but for those that are kept."""
    places = max(digits.places, digits.kept)
    while places > digits.kept and _units(number, places) % 10 == 0:
        places -= 1
    return _fixed(number, places, numerals.group, numerals.point)


def _duration(seconds: Fraction, places: int, numerals: Numerals) -> str:
    units = _units(seconds, places)
    left = Fraction(abs(units), 10**places)
    words: list[str] = []
    whole, left = divmod(left, DAY)
    hours, left = divmod(left, HOUR)
    minutes, left = divmod(left, MINUTE)
    for count, word in ((whole, numerals.day(whole)), (hours, numerals.hour), (minutes, numerals.minute)):
        if count:
            words.append(f"{_fixed(Fraction(count), 0, numerals.group, numerals.point)}{numerals.gap}{word}")
    if left or not words:
        words.append(f"{_stripped(left, Digits(places), numerals)}{numerals.gap}{numerals.second}")
    return ("-" if units < 0 else "") + " ".join(words)


def _endless(value: Infinite | Unknown) -> str | None:
    if isinstance(value, Unknown):
        return None
    return "inf" if value.sign > 0 else "-inf"
