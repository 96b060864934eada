"""The English sentences on what is asked beyond the requirement: acceptance, a second source, missing data, reports."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_rules_engine.explain.wording.english import either
from kpi_rules_engine.explain.wording.further import Outcome

OUTCOME: dict[Outcome, str] = {
    "not_accepted": "met, but not accepted",
    "counts_as_met": "no data, which counts as met",
    "counts_as_missed": "no data, which counts as missed",
}


def headline(period: str, group: Sequence[tuple[str, str]], outcome: Outcome) -> str:
    where = "".join(f", {name} {value}" for name, value in group)
    return f"{period}{where}: {OUTCOME[outcome]}."


def warned(line: str, size: str, floor: bool) -> str:
    by = f" by {size}" if size else ""
    if floor:
        return f"What is below {line} is met with a warning, and the value is below it{by}."
    return f"What is above {line} is met with a warning, and the value is above it{by}."


def accepted_if(text: str) -> str:
    return f"Accepted only if {text}."


def accepted_if_found(text: str, value: str, holds: bool | None, margin: str, bound: bool) -> str:
    match holds:
        case True:
            outcome = f"which meets it{f' with {margin} to spare' if margin else ''}"
        case False:
            outcome = "which is the very bound and so misses it" if bound else "which misses it"
            outcome += f" by {margin}" if margin else ""
        case None:
            outcome = "so nobody can tell"
    return f"Accepted only if {text}: found {value}, {outcome}."


def accepted_with(changes: Sequence[str]) -> str:
    alone = "any one of these alone: " if len(changes) > 1 else ""
    return f"It would have been accepted with {alone}{either(changes)}."


def agreed(text: str, value: str, source: str) -> str:
    return f"Checked against {source}, where {text} is {value}."


def disputed(text: str, first: tuple[str, str], second: tuple[str, str], apart: str, allowed: str, share: str) -> str:
    values = f"{first[0]} from {first[1]} and {second[0]} from {second[1]}"
    most = f"{share} of the first, {allowed}, is" if share else f"{allowed} is"
    return f"Disputed: {text} is {values}{f', {apart} apart, where {most} allowed' if apart else ''}."


def not_compared(text: str, source: str) -> str:
    return f"{text} is to be checked against {source}, and one of the two has no value."


def counted_as(met: bool) -> str:
    return f"The contract counts missing data as {'met, and pays nothing for it' if met else 'missed'}."


def no_rows() -> str:
    return "This group has no row in the period."


def reported(text: str, value: str) -> str:
    return f"Reported: {text} is {value}."


def nothing_to_report(text: str) -> str:
    return f"There is no value of {text} to report."


def target_moves(target: str, place: int) -> str:
    return f"The target moves: {target} in the {_ordinal(place)} period."


def prorated(inside: int, of: int, target: str) -> str:
    return f"Prorated: {inside} of {of} {'day' if of == 1 else 'days'} of {target}."


def _ordinal(number: int) -> str:
    """`1st`, `22nd`, `113th`."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
