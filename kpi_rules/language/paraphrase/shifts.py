"""A formula over another period as the formula itself and the way to that period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from kpi_rules.language.formula import DaysWhere, Formula, Measured, OverDays, Shift
from kpi_rules.language.walk import changed

Node = TypeVar("Node")
Shifts = tuple[Shift, ...]

_PERIODS = frozenset({Shift.PREVIOUS, Shift.YEAR_AGO, Shift.BASELINE})


def unshifted(formula: Formula) -> tuple[Shifts, Formula]:
    """The shifts to other periods that a whole formula has in common, outermost first, and it without them."""
    windows = list(_windows(formula))
    common: Shifts = ()
    for steps in zip(*windows, strict=False):
        if len(set(steps)) > 1 or steps[0] not in _PERIODS:
            break
        common = (*common, steps[0])
    return common, changed(
        formula, (Measured, OverDays, DaysWhere), lambda node: replace(node, shifts=node.shifts[len(common) :])
    )


def _windows(node: object) -> Iterator[Shifts]:
    """The shifts of everything that is measured; what stands in a figure over days is measured on a day of it."""
    if isinstance(node, Measured | OverDays | DaysWhere):
        yield node.shifts
    elif isinstance(node, tuple):
        for item in node:
            yield from _windows(item)
    elif is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            yield from _windows(getattr(node, field.name))
