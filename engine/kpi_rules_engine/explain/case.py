"""What an explanation is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpi_rules.language.contract import Clause, Header
from kpi_rules_engine.across.runs import NO_RUN, Run
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.scene import Scene
from kpi_rules_engine.plan.targets import Aim
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Value
from kpi_rules_engine.verdict import Line


@dataclass(frozen=True, slots=True)
class Case:
    """One decided clause, period and group, and the language to explain it in.

    `period` is its name (`2026-10`). `days_passed` counts the days of the window, without the excepted
    ones, whose data can be there; it matters while the period is not over. `earlier` are the values of
    the periods before, oldest first. `notes` are sentences on the sources. `aim` says where the number
    that is asked for comes from, if not from the clause's text. `misses` is the run of misses that
    ends here, `costs` what the verdict costs.
    """

    clause: Clause
    header: Header
    window: Window
    period: str
    scene: Scene
    decision: Decision
    as_of: date
    tongue: Tongue
    days_passed: int = 0
    partial: bool = False
    group: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[tuple[str, Value], ...] = ()
    notes: tuple[str, ...] = ()
    aim: Aim | None = None
    misses: Run = NO_RUN
    costs: tuple[Line, ...] = ()
