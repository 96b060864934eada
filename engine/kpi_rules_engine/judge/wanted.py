"""Which parts a condition will ask for, and on which windows: told before anything is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from kpi_rules.language.formula import Part
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.judge.scene import Found, Scene
from kpi_rules_engine.judge.tree import Node, measured_in
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown

_NOTHING = Found(Unknown(Reason.MISSING_DATA), 0, 0, (), "")


def wanted(node: Node, window: Window, scene: Scene) -> Iterator[tuple[Part, Window]]:
    """Each part with each window on which judging and evidence will read it; some come twice."""
    for measured, daily in measured_in(node):
        for start in scene.days(window) if daily else (window,):
            yield measured.part, reduce(scene.move, measured.shifts, start)
    for measurement in parts_of(node, window, scene):
        yield measurement.measured.part, measurement.window


class Unfetched(Scene):
    """A scene without data, to find out what will be wanted."""

    def __init__(self, real: Scene) -> None:
        self.move = real.move  # type: ignore[method-assign]
        self.days = real.days  # type: ignore[method-assign]

    def find(self, part: Part, window: Window) -> Found:
        return _NOTHING
