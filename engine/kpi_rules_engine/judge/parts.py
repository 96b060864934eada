"""The measured parts of a formula or condition: what coverage and evidence are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from kpi_rules.language.formula import Measured, Part, Shift
from kpi_rules_engine.explain.formula_text import name_of
from kpi_rules_engine.judge.scene import Found, Scene
from kpi_rules_engine.judge.tree import Node, measured_in
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason


@dataclass(frozen=True, slots=True)
class Measurement:
    """A measured part of a formula on the window that its shifts lead to."""

    measured: Measured
    name: str
    window: Window
    found: Found


def parts_of(asked: Node, window: Window, scene: Scene) -> tuple[Measurement, ...]:
    """Every measured part of a formula or condition with its window, in the order of the text, each once.

    A part that is wanted day by day is one part over all these days; the days it covers are counted one by one.
    """
    parts: dict[tuple[Part, Window], Measurement] = {}
    for measured, daily in measured_in(asked):
        part = measurement(measured, window, scene) if daily is None else _daily(measured, daily, window, scene)
        parts.setdefault((measured.part, part.window), part)
    return tuple(parts.values())


def measurement(measured: Measured, window: Window, scene: Scene) -> Measurement:
    """The part where its shifts lead from this window."""
    window = reduce(scene.move, measured.shifts, window)
    return Measurement(measured, name_of(measured), window, scene.find(measured.part, window))


def absence(found: Found, window: Window) -> Reason:
    """Why data is missing: some days of several, or all that there could be."""
    return Reason.MISSING_DAY if found.covered or window.first == window.last else Reason.MISSING_DATA


def _daily(measured: Measured, shifts: tuple[Shift, ...], window: Window, scene: Scene) -> Measurement:
    window = reduce(scene.move, shifts, window)
    each = [measurement(measured, day, scene) for day in scene.days(window)]
    whole = _hull([one.window for one in each]) if each and measured.shifts else window
    missing = sorted({day for one in each for day in one.found.missing})
    covered = sum(one.found.covered for one in each)
    found = replace(scene.find(measured.part, whole), covered=covered, missing=tuple(missing))
    return Measurement(measured, name_of(measured), whole, found)


def _hull(windows: Sequence[Window]) -> Window:
    first, last = windows[0], windows[-1]
    return first if first == last else Window(first.first, last.last, exclusions=first.exclusions)
