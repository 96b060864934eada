"""A checked scenario: what is given on made-up days, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kpi_rules.language.diagnostics import NOWHERE, Span
from kpi_rules.language.formula import Part
from kpi_rules.language.rows import RowCondition
from kpi_rules.language.units import Unit

Rows = tuple[frozenset[RowCondition], tuple[str, ...] | None]  # the conditions on rows, and the accounts


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the contract's file, with the text of its first line for the caret."""

    span: Span = NOWHERE
    line: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """`given 2026-08: likes = 100`: a figure on these days; without a `value`, it is missing.

    `part` is the figure. A measure alone (`alone`) answers every aggregate over `rows`, each set of which is
    how one of its homes picks them; any other figure answers that aggregate only. `period` is the text.
    """

    period: str
    part: Part
    alone: bool
    rows: tuple[Rows, ...]
    value: Fraction | None
    source: str | None = None
    spot: Spot = field(default=Spot(), compare=False)


@dataclass(frozen=True, slots=True)
class Cost:
    """`deducts 15_000 RUB`, in the contract's currency."""

    kind: Literal["deduct", "pay"]
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out for a clause in a period: a status in the words of a verdict, a value, what it costs.

    `group` are the values of the clause's `for each`; without them its verdict over all groups is meant.
    """

    clause: str
    period: str
    group: tuple[str, ...] = ()
    status: str | None = None
    value: Fraction | None = None
    unit: Unit | None = None
    costs: tuple[Cost, ...] = ()
    spot: Spot = field(default=Spot(), compare=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A title, what is given, and what then must come out."""

    title: str
    given: tuple[Given, ...]
    expected: tuple[Expected, ...]
    spot: Spot = field(default=Spot(), compare=False)
