"""The number that a clause asks for in one period, where its target moves or is scaled with a cut period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from kpi_rules.language.contract import Clause
from kpi_rules.language.formula import Comparison, Constant
from kpi_rules.language.meaning.expressions import constant
from kpi_rules.language.schedule import Days
from kpi_rules.language.targets import Approach, Listed, Moving, Step
from kpi_rules_engine.plan.periods import Period


@dataclass(frozen=True, slots=True)
class Aim:
    """What is asked in one period, and where the number comes from.

    `full` is the target of the whole period; `place` is the period's number if the target moves. `share`
    is the days inside and those of the whole period, where the target is scaled by them.
    """

    full: Fraction
    place: int | None = None
    share: tuple[int, int] | None = None

    @property
    def number(self) -> Fraction:
        return self.full if self.share is None else self.full * Fraction(*self.share)


def clause_in(clause: Clause, period: Period) -> Clause:
    """The clause as it stands in a period: the same one, with the number that its only comparison asks for there."""
    aim = aim_in(clause, period)
    if aim is None:
        return clause
    # the text of the comparison says another number
    return replace(clause, requirement=replace(_comparison(clause), right=Constant(aim.number), text=""))


def aim_in(clause: Clause, period: Period) -> Aim | None:
    """The number asked for in a period; None where the requirement itself says it, or nobody is bound."""
    if period.number is None or (clause.moving is None and not clause.prorated):
        return None
    full = written = _written(clause)
    if clause.moving is not None:
        full = moved_target(written, clause.moving, period.number, period.days)
    share = None
    if clause.prorated and period.uncut is not None:
        share = len(Days(period.window.first, period.window.last)), period.uncut
    if clause.moving is None and share is None:
        return None
    return Aim(full, None if clause.moving is None else period.number, share)


def moved_target(first: Fraction, moving: Moving, number: int, days: Days) -> Fraction:
    """The target of the period with this number, from 1, and these days; `first` is that of the first one."""
    match moving:
        case Step(amount=amount):
            return first + amount * (number - 1)
        case Approach(to=to, periods=count):
            return first + (to - first) * Fraction(min(number, count) - 1, count - 1)
        case Listed(targets=targets):
            reached = [target for since, target in targets if since.first <= days.last]
            return reached[-1] if reached else first
        case _:
            assert_never(moving)


def _written(clause: Clause) -> Fraction:
    number = constant(_comparison(clause).right)
    if number is None:
        raise ValueError(f"the clause `{clause.id}` moves a target that is no number, and was let through")
    return number


def _comparison(clause: Clause) -> Comparison:
    if not isinstance(clause.requirement, Comparison):
        raise ValueError(f"the clause `{clause.id}` moves the target of several comparisons, and was let through")
    return clause.requirement
