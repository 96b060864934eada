"""Runs of misses: how many there are in a row, and what becomes of the first ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status


@dataclass(frozen=True, slots=True)
class Run:
    """So many fails without a pass between them; `provisional` if one of them, or the pass before, is."""

    length: int
    provisional: bool = False


NO_RUN = Run(0)


def run(newest_first: Iterable[Decision], most: int | None = None) -> Run:
    """The run that ends with the first of these decisions, counted up to `most`.

    What is not applicable, without a verdict or pending neither breaks nor lengthens it, and nor does a first miss.
    """
    length, provisional = 0, False
    for decision in newest_first:
        if decision.status is Status.FAIL:
            length, provisional = length + 1, provisional or decision.provisional
            if length == most:
                break
        elif _breaks(decision):
            return Run(length, length > 0 and (provisional or decision.provisional))
    return Run(length, provisional)


def after_misses(now: Decision, earlier_newest_first: Iterable[Decision], enough: int) -> tuple[Decision, Run]:
    """A miss as `fails after` takes it: a warning until there are enough in a row. All decisions are as judged."""
    if now.status is not Status.FAIL:
        return now, NO_RUN

    def newest_first() -> Iterable[Decision]:
        yield now
        yield from earlier_newest_first

    found = run(newest_first(), enough)
    provisional = now.provisional or found.provisional
    if found.length < enough:
        return replace(now, status=Status.WARN, reason=Reason.FIRST_MISS, provisional=provisional), found
    reason = now.reason or (Reason.NOT_SETTLED if provisional else None)
    return replace(now, provisional=provisional, reason=reason), found


def _breaks(decision: Decision) -> bool:
    return decision.status is Status.PASS or (
        decision.status is Status.WARN and decision.reason is not Reason.FIRST_MISS
    )
