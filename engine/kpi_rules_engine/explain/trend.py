"""The values of the periods before, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kpi_rules.language.units import Unit
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.judge.arithmetic import order
from kpi_rules_engine.values import Unknown, Value


def trend(earlier: Sequence[tuple[str, Value]], unit: Unit, tongue: Tongue, now: Value | None = None) -> str:
    """`Earlier: 2026-08 0.0498, 2026-09 0.0471; falling for 2 periods.`, oldest first; empty without earlier values.

    `now`, the value of the judged period, is not repeated, but counts for the direction, which takes two steps.
    """
    if not earlier:
        return ""
    values = [value for _, value in earlier]
    shown = tongue.displays(values, unit)
    moves = _moves([*values, now] if now is not None else values)
    named = [(period, text) for (period, _), text in zip(earlier, shown, strict=True)]
    return tongue.wording.trend(named, *_run(moves))


def _moves(values: Sequence[Value]) -> list[int | None]:
    return [None if isinstance(a, Unknown) or isinstance(b, Unknown) else order(b, a) for a, b in pairwise(values)]


def _run(moves: Sequence[int | None]) -> tuple[int | None, int]:
    """The direction of the last move (None: cannot be told), and for how many moves it has been the same."""
    last = moves[-1] if moves else None
    length = 0
    for move in reversed(moves):
        if move != last:
            break
        length += 1
    return last, length
