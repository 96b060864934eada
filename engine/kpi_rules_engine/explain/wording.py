"""The English sentences of an explanation, each in one place; numbers and names come in as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, assert_never

from kpi_rules_engine.verdict import Status

Stretch = tuple[date, date]

MANY = 10  # so many stretches of days are named, the rest is counted
STATUS = {
    Status.PASS: "met",
    Status.WARN: "met, with a warning",
    Status.FAIL: "missed",
    Status.NO_VERDICT: "no verdict",
    Status.NOT_APPLICABLE: "not applicable",
    Status.PENDING: "not over yet",
    Status.REPORTED: "reported",
}


def headline(period: str, group: Sequence[tuple[str, str]], status: Status) -> str:
    where = "".join(f", {name} {value}" for name, value in group)
    return f"{period}{where}: {STATUS[status]}."


def asked(text: str, target: str) -> str:
    return f"Asked: {text}{_in_other_words(text, target)}."


def target_moves(target: str, place: int) -> str:
    return f"The target moves: {target} in the {_ordinal(place)} period."


def prorated(inside: int, of: int, target: str) -> str:
    return f"Prorated: {inside} of {_many(of, 'day')} of {target}."


def only_when(text: str) -> str:
    return f"only when {text}"


def unless(text: str) -> str:
    return f"unless {text}"


def precondition(text: str) -> str:
    return f"Applies {text}."


def does_not_apply(text: str, value: str, parts: Sequence[tuple[str, bool, str]]) -> str:
    """`value` is that of the only comparison; else each of the `parts` says whether it holds, and what was found."""
    if value:
        return f"Does not apply: {text}, and it was {value}."
    words = [f"{part} {'holds' if holds else 'does not hold'}, it was {found}" for part, holds, found in parts]
    return f"Does not apply: {text}; {'; '.join(words)}."


def ends(low: str, high: str) -> str:
    return f"{low} to {high}"


def found(value: str, holds: bool | None, margin: str) -> str:
    """`margin` is its size; empty if there is no such number, or it is zero."""
    match holds:
        case True:
            return f"Found: {value}, which meets it{f' with {margin} to spare' if margin else ''}."
        case False:
            return f"Found: {value}, which misses it{f' by {margin}' if margin else ''}."
        case None:
            return f"Found: {value}, so nobody can tell."


def found_at_bound(value: str) -> str:
    return f"Found: {value}, which is the very bound and so misses it."


def found_nearly(value: str, margin: str, tolerance: str, amount: str) -> str:
    by = f"misses it by {margin}" if margin else "is the very bound"
    return f"Found: {value}, which {by} and passes within the tolerance of {tolerance}{_aside(amount, tolerance)}."


def among_several(text: str, target: str, value: str, holds: bool | None, margin: str, tolerance: str) -> str:
    """`tolerance` is empty unless it is the reason why the comparison holds."""
    by = f" by {margin}" if margin else ""
    outcome = {True: f"holds{by}", False: f"fails{by}", None: "nobody can tell"}[holds]
    if tolerance:
        outcome = f"fails{by}, and holds within the tolerance of {tolerance}"
    return f"{text}{_in_other_words(text, target)}: found {value}, {outcome}."


def rounded(raw: str, value: str) -> str:
    return f"The value {raw} was rounded to {value} before it was compared."


def computed(name: str, formula: str, numbers: str, value: str) -> str:
    return "Computed: " + " = ".join(dict.fromkeys(text for text in (name, formula, numbers, value) if text)) + "."


def change(name: str, kind: Literal["things", "average", "amount", "level"], size: str, more: bool) -> str:
    match kind:
        case "things":
            return f"{size} {'more' if more else 'fewer'} {name}"
        case "average":
            return f"{size} {'more' if more else 'fewer'} {name} on average"
        case "amount":
            return f"{size} {'more' if more else 'less'} {name}"
        case "level":
            return f"{name} {'higher' if more else 'lower'} by {size}"
        case _:
            assert_never(kind)


def turns(changes: Sequence[str], met: bool) -> str:
    alone = "any one of these alone: " if len(changes) > 1 else ""
    return f"It would have been {'missed' if met else 'met'} with {alone}{either(changes)}."


def no_data(names: Sequence[str], days: Sequence[Stretch], count: int, of: int) -> str:
    extent = f"{count} of {_many(of, 'day')}" if of > 1 else ""
    return f"No data for {_and(names)} on {stretches(days)}{f' ({extent})' if extent else ''}."


def left_out() -> str:
    return "What is missing was left out of it."


def supply(coverage: str) -> str:
    return f"The contract asks for data on {coverage} of the days: supply what is missing and check again."


def no_counts(names: Sequence[str], first: date, last: date) -> str:
    return (
        f"No figure of {_and(names)} for exactly {stretches([(first, last)])}: supply the platform's own count "
        "for these very days, since people counted day by day cannot be added up."
    )


def no_value(operation: str, numbers: str) -> str:
    return f"No value: {operation} {f'is {numbers}' if numbers else 'cannot be computed'}."


def propose_when(condition: str) -> str:
    return f"With `when {condition} > 0` the clause would not apply to such a period."


def outside(first: date, last: date, rolling: bool) -> str:
    inside = ", and all the days that are read must lie inside" if rolling else ""
    return f"The clause does not bind here: it binds from {first} to {last}{inside}."


def not_in_force(version: int, effective: date) -> str:
    return f"Version {version} is in force from {effective}, and no earlier one is at hand."


def all_excepted() -> str:
    return "Every day of the period is excepted."


def excluded(reasons: Sequence[tuple[str, int, Sequence[Stretch]]], count: int, of: int) -> str:
    parts = [f"{reason} ({_extent(number, days)})" for reason, number, days in reasons]
    return f"Left out: {count} of {_many(of, 'day')}, for {_and(parts)}."


def partial(first: date, last: date) -> str:
    return f"A partial period: only {stretches([(first, last)])} is judged."


def provisional(settle: int) -> str:
    how_long = f" ({_many(settle, 'day')})" if settle else ""
    return f"Provisional: the data may still change until it has settled{how_long}."


def sources(names: Sequence[tuple[str, Sequence[str]]]) -> str:
    return "Data: " + "; ".join(f"{_and(parts)} from {source}" for source, parts in names) + "."


def so_far(value: str, as_of: date, passed: int, of: int, covered: int | None) -> str:
    """`covered` days have data; None where it is not counted by days of the period."""
    over = f"{passed} of {_many(of, 'day')} {'is' if passed == 1 else 'are'} over"
    data = "" if covered is None else ", all of them with data" if covered >= passed else f", data for {covered}"
    return f"So far, as of {as_of} ({over}{data}): {value}."


def latest(value: str, day: date) -> str:
    return f"The latest known level is that of {day}: {value}."


def nothing_so_far(as_of: date) -> str:
    return f"There is no value yet, as of {as_of}."


def not_begun(first: date) -> str:
    return f"The period begins on {first}."


def pace(value: str, gaps: bool) -> str:
    return f"At {'the pace of the days with data' if gaps else 'this pace'} it will come to {value}."


def enough_so_far() -> str:
    return "That would meet it."


def still_needed(changes: Sequence[str], a_day: str, days_left: int) -> str:
    rate = f", {a_day} a day over the {_many(days_left, 'day')} left" if a_day else ""
    return f"Still needed: {either(changes)}{rate}."


def trend(values: Sequence[tuple[str, str]], direction: int | None, periods: int) -> str:
    listed = ", ".join(f"{period} {value}" for period, value in values)
    if direction is None or periods < 2:  # one step is no direction
        return f"Earlier: {listed}."
    word = {1: "rising", -1: "falling", 0: "unchanged"}[direction]
    return f"Earlier: {listed}; {word} for {_many(periods, 'period')}."


def because(note: str) -> str:
    return f"Note: {note}{'' if note.endswith(('.', '!', '?')) else '.'}"


def stretches(days: Sequence[Stretch]) -> str:
    """`2026-05-05 to 2026-05-07 and 2026-05-09`."""
    named = [str(first) if first == last else f"{first} to {last}" for first, last in days[:MANY]]
    rest = sum((last - first).days + 1 for first, last in days[MANY:])
    return _and([*named, f"{rest} more"] if rest else named)


def either(texts: Sequence[str]) -> str:
    return _listed(texts, "or")


def _and(texts: Sequence[str]) -> str:
    return _listed(texts, "and")


def _listed(texts: Sequence[str], word: str) -> str:
    if len(texts) < 3:
        return f" {word} ".join(texts)
    return f"{', '.join(texts[:-1])}, {word} {texts[-1]}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _ordinal(number: int) -> str:
    """`1st`, `22nd`, `113th`."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def in_its_unit(text: str, target: str) -> str:
    """The text with the target as it is shown elsewhere: `spend >= 20,000 RUB` for `spend >= 20_000 RUB`."""
    said = _said(text, target)
    return text[: said.start()] + target + text[said.end() :] if said else text + _in_other_words(text, target)


def _in_other_words(text: str, target: str) -> str:
    """The target in its unit, unless the text says just that: `30 RUB` is 30.00 RUB, `1_000` is 1,000."""
    return f" ({target})" if target and not _said(text, target) else ""


def _said(text: str, target: str) -> re.Match[str] | None:
    """Where the text says the target in the same unit, but for zeros and the marks between thousands."""
    plain = re.sub(r"\.0+(?= |$)", "", target.replace(",", ""))
    digits = "".join(rf"{re.escape(char)}_?" if char.isdigit() else re.escape(char) for char in plain)
    return re.search(rf"(?<![\w.]){digits}(?![\w.%])", text) if target else None


def _aside(amount: str, tolerance: str) -> str:
    return f" ({amount})" if amount != tolerance else ""


def _extent(count: int, days: Sequence[Stretch]) -> str:
    return stretches(days) if len(days) <= 3 else _many(count, "day")
