"""Targets that move from one judged period to the next."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kpi_rules.language.schedule import Days


@dataclass(frozen=True, slots=True)
class Step:
    """`rising 500 monthly`: so much more in each further period; falling, `amount` is negative."""

    amount: Fraction


@dataclass(frozen=True, slots=True)
class Approach:
    """`rising to 0.05 over 6 months`: in equal steps, reached in the last of these periods (2 or more) and kept."""

    to: Fraction
    periods: int


@dataclass(frozen=True, slots=True)
class Listed:
    """`target 2026-04: 0.05, 2026-07: 0.06`: each holds from its period on; in the order of time."""

    targets: tuple[tuple[Days, Fraction], ...]


Moving = Step | Approach | Listed
