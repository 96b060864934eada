"""Units of values, and which may be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Scale(Enum):
    """What a number without money or time in it counts."""

    BARE = "bare"  # a number as written: takes the unit of what it meets
    RATIO = "ratio"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """Powers of money and time, and the scale of what is left. `noun` is for the eye only."""

    scale: Scale
    money: int = 0
    currency: str = ""
    time: int = 0
    noun: str = field(default="", compare=False)

    @property
    def plain(self) -> bool:
        return self.money == 0 and self.time == 0

    @property
    def name(self) -> str:
        """As in JSON: `ratio`, `count` (or its noun), `RUB`, `s`, `RUB/s`, `1/RUB`."""
        if self.plain:
            return self.noun or ("number" if self.scale is Scale.BARE else self.scale.value)
        return self.spelt(self.currency or "money", "s")

    def spelt(self, money: str, second: str) -> str:
        """The powers of money and time with these signs: `RUB/s`."""
        over: list[str] = []
        under: list[str] = []
        for sign, power in ((money, self.money), (second, self.time)):
            if power:
                (over if power > 0 else under).append(sign if abs(power) == 1 else f"{sign}^{abs(power)}")
        return "*".join(over or ["1"]) + ("/" + "*".join(under) if under else "")


BARE = Unit(Scale.BARE)
RATIO = Unit(Scale.RATIO)
COUNT = Unit(Scale.COUNT)
SECONDS = Unit(Scale.BARE, time=1)


def money(currency: str) -> Unit:
    """The unit of an amount in this currency."""
    return Unit(Scale.BARE, money=1, currency=currency)


def named(unit: str, currency: str) -> Unit:
    """The unit that a catalogue entry names."""
    match unit:
        case "ratio":
            return RATIO
        case "money":
            return money(currency)
        case "duration":
            return SECONDS
        case "count":
            return COUNT
    if unit.endswith(" per money"):
        return Unit(Scale.BARE, money=-1, currency=currency, noun=unit.removesuffix(" per money"))
    return Unit(Scale.COUNT, noun=unit)


def multiplied(a: Unit, b: Unit, power: int = 1) -> Unit:
    """The unit of `a * b`, or of `a / b` with power -1."""
    total, time = a.money + power * b.money, a.time + power * b.time
    currency = (a.currency or b.currency) if total else ""
    if total or time:
        return Unit(Scale.BARE, total, currency, time)
    if not a.plain or not b.plain:
        return RATIO
    if b.scale is Scale.BARE:
        return a
    if power < 0:
        return COUNT if a.scale is Scale.COUNT and b.scale is Scale.RATIO else RATIO
    return COUNT if Scale.COUNT in (a.scale, b.scale) else RATIO


def agree(a: Unit, b: Unit) -> bool:
    """Whether values of these units may be added or compared."""
    if a == BARE or b == BARE:
        return True
    return (a.money, a.currency, a.time) == (b.money, b.currency, b.time) and (not a.plain or a.scale is b.scale)


def joint(a: Unit, b: Unit) -> Unit:
    """The unit of a sum of two that agree."""
    if a == BARE:
        return b
    return a if b == BARE or a.noun == b.noun else Unit(a.scale, a.money, a.currency, a.time)
