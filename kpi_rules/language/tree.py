"""The tree of a clause as it is written: names are names, and every node knows its place.

These trees are walked once and never compared: two that mean the same may be spelt in many ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from kpi_rules.language.diagnostics import Span

Measure = Literal["bare", "percent", "money", "time"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Name:
    text: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Quantity:
    """A number with its unit. A percent is a share (5% is 1/20), a duration is in seconds; `text` as written."""

    value: Fraction
    unit: Measure
    currency: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Word:
    """A string, a date or a truth, as they stand in conditions on rows."""

    value: str | date | bool
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Call:
    """`name(arguments)`, or `name(argument where condition)`."""

    name: Name
    arguments: tuple[Node, ...]
    where: Node | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Selection:
    name: Name
    condition: Node
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SumNode:
    terms: tuple[tuple[int, Node], ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProductNode:
    factors: tuple[tuple[int, Node], ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Compared:
    """`a >= b`, or a chain `a <= b <= c` with one operator fewer than operands."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BetweenNode:
    value: Node
    low: Node
    high: Node
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WithinNode:
    value: Node
    distance: Quantity
    target: Node
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Among:
    value: Node
    among: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Missing:
    value: Node
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class All:
    of: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Any:
    of: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Not:
    of: Node
    span: Span


Node = (
    Name
    | Quantity
    | Word
    | Call
    | Selection
    | SumNode
    | ProductNode
    | Compared
    | BetweenNode
    | WithinNode
    | Among
    | Missing
    | All
    | Any
    | Not
)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Point:
    """A date, or the number of a month of the term."""

    day: date | None
    month: int | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Excluded:
    """`2026-01-01..2026-01-08 "New Year"`, an event's name, `holidays`, `weekends`."""

    first: date | None
    last: date | None
    name: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ListedTarget:
    """`2026-04: 0.05`: the period as written, and the target from then on."""

    period: str
    target: Node
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Price:
    """`10% of fee` (`share`), or an amount of money."""

    amount: Quantity
    of_fee: bool
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rate:
    """`per 1% short`; `side` is `short` or `over`."""

    step: Quantity
    side: str
    whole: bool
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Money:
    """`deduct` or `pay`."""

    kind: str
    price: Price
    rate: Rate | None
    most: Price | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Notice:
    """`notify "…"`; without a text: `may terminate`."""

    text: str | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Remedy:
    """`on` is `fail`, `pass`, `over` or `under` with a `line`, or `fails` with their number."""

    on: str
    line: Node | None
    fails: int | None
    act: Money | Notice
    gate: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Modifier:
    """A modifier or schedule: `kind` is its rule in the grammar, `values` what stands in it, in order.

    Words of the language stand in their canonical English spelling.
    """

    kind: str
    values: tuple[Node | Point | Excluded | ListedTarget | Remedy | date | str | int, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ClauseNode:
    label: Name | None
    title: str
    requirement: Node
    modifiers: tuple[Modifier, ...]
    span: Span
    text: str
    reports: bool = False  # the requirement is a value that is told


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Definition:
    """`let name = expression "Title"`."""

    name: Name
    formula: Node
    title: str
    span: Span


Statement = ClauseNode | Definition
