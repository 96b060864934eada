"""Which parts a condition will ask for, and on which windows: told before anything is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from kpi_rules.language.formula import Part, Shift
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.judge.scene import Found, Scene
from kpi_rules_engine.judge.tree import Node, measured_in
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown

_NOTHING = Found(Unknown(Reason.MISSING_DATA), 0, 0, (), "")


def wanted(node: Node, window: Window, scene: Scene) -> Iterator[tuple[Part, Window]]:
    """Each part with each window on which judging and evidence will read it; some come twice."""
    by_days = False
    for measured, daily in measured_in(node):
        by_days = by_days or daily is not None
        for start in (window,) if daily is None else scene.days(reduce(scene.move, daily, window)):
            yield measured.part, reduce(scene.move, measured.shifts, start)
    if by_days:  # the evidence of a figure over days is one part over all of them
        for measurement in parts_of(node, window, scene):
            yield measurement.measured.part, measurement.window


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A scene without data, to find out what will be wanted."""

    real: Scene

    def find(self, part: Part, window: Window) -> Found:
        return _NOTHING

    def move(self, window: Window, shift: Shift) -> Window:
        return self.real.move(window, shift)

    def days(self, window: Window) -> Sequence[Window]:
        return self.real.days(window)
