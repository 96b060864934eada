"""Whether a clause that is due by a day is decided before it: only where no further data could change the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import islice

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import AllOf, Condition
from kpi_rules_engine.judge.conditions import Judged, judge_condition
from kpi_rules_engine.judge.final import is_final
from kpi_rules_engine.judge.parts import Measurement, parts_of
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.judge.warning import warns
from kpi_rules_engine.plan.windows import Window

ANY = Fraction(0)  # a period that is not over is not asked for its coverage


def decided_parts(
    clause: Clause, found: Judged, header: Header, window: Window, scene: Scene
) -> tuple[Measurement, ...] | None:
    """The parts that an early outcome rests on; None where the outcome may still change.

    A second source may still differ, a pass may rise above its warning line, and data that will be missing
    may count otherwise than what was found. A miss needs no acceptance.
    """
    met = found.truth is Truth.TRUE
    others = (*clause.when, *(clause.provided if met else ()))
    if clause.against is not None or (clause.missing == ("fail" if met else "pass")) or (met and warns(clause, found)):
        return None
    if not is_final(clause.requirement, found.truth) or not all(is_final(one, Truth.TRUE) for one in others):
        return None
    asked: tuple[Condition, ...] = (clause.requirement, *others)
    parts = tuple(part for condition in asked for part in parts_of(condition, window, scene))
    holds = judge_condition(AllOf(others), window, scene, ANY).truth is Truth.TRUE
    covered = all(_coverage_so_far(part) >= header.coverage for part in parts)
    return parts if holds and covered else None


def gaps_of(parts: Sequence[Measurement]) -> tuple[date, ...]:
    """Days without data before the last one with: unlike the days to come, they would cost the verdict at the end."""
    return tuple(sorted({day for part in parts for day in _gaps(part)}))


def _coverage_so_far(part: Measurement) -> Fraction:
    days, gaps = len(_days_so_far(part)), len(_gaps(part))
    return Fraction(days - gaps, days) if days else ANY


def _gaps(part: Measurement) -> tuple[date, ...]:
    so_far = set(_days_so_far(part))
    return tuple(day for day in part.found.missing if day in so_far)


def _days_so_far(part: Measurement) -> list[date]:
    """The days up to the check, without those at the end for which nothing has come in yet."""
    found = part.found
    days = list(islice(part.window.days(), found.covered + len(found.missing)))
    missing = set(found.missing)
    while days and days[-1] in missing:
        days.pop()
    return days
