"""What a verdict costs, as the contract says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Literal

from kpi_rules.language.diagnostics import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class FeeShare:
    """A share of the fee: 1/10 for `10% of fee`."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the contract's currency."""

    value: Fraction


Price = FeeShare | Amount


class On(Enum):
    """What a remedy waits for. OVER and UNDER have a line, FAILS a number of fails in a row."""

    FAIL = "fail"
    PASS = "pass"
    OVER = "over"
    UNDER = "under"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Trigger:
    """`on fail`, `on under 0.03`, `on 2 fails in a row`. `line` is in the unit of the clause's comparison."""

    on: On
    line: Fraction | None = None
    fails: int | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """`per 1% short`: the price is for each `step` by which the target was missed or beaten.

    `step` is a share of the target if `relative`, else in the unit of the comparison. `whole`: only whole
    steps count.
    """

    step: Fraction
    relative: bool
    side: Literal["short", "over"]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """`deduct` or `pay` a price; `most` is its `up to`."""

    kind: Literal["deduct", "pay"]
    price: Price
    rate: Rate | None = None
    most: Price | None = None


@dataclass(frozen=True, slots=True)
class Notify:
    text: str


@dataclass(frozen=True, slots=True)
class Terminate:
    """The other party may end the contract."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One line of a clause. `gate` names the clauses that must pass in the same period."""

    trigger: Trigger
    act: Money | Notify | Terminate
    gate: tuple[str, ...] = ()
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that the deductions, and the bonuses, of one statement come to."""

    deductions: Price | None = None
    bonuses: Price | None = None
