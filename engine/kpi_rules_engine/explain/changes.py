"""A change of one part in words."""

from __future__ import annotations

from typing import Literal

from kpi_rules.language.formula import How, Shift
from kpi_rules.language.units import Scale
from kpi_rules_engine.explain.smallest import Turn
from kpi_rules_engine.explain.tongue import Tongue

Kind = Literal["things", "average", "amount", "level"]

COUNTED = (How.SUM, How.COUNT, How.DISTINCT, How.LAST)


def change_text(turn: Turn, tongue: Tongue) -> str:
    """`2,345 more likes`, `46,890 fewer members on average`, `previous(spend) lower by 10.00 RUB`."""
    kind = _kind(turn)
    part = turn.measured.part
    name = tongue.name_of(turn.measured) if kind == "level" else tongue.selected(part)
    return tongue.wording.change(name, kind, tongue.display(abs(turn.change), turn.unit), turn.change > 0)


def _kind(turn: Turn) -> Kind:
    part, elsewhere = turn.measured.part, set(turn.measured.shifts) - {Shift.LAST_DAY}
    if elsewhere:
        return "level"
    if part.unit.plain and part.unit.scale is Scale.COUNT:
        return "things" if part.how in COUNTED else "average" if part.how is How.AVG else "level"
    return "amount" if part.unit.money == 1 and part.how is How.SUM else "level"
