"""Clauses on a table of days: how each is written, and what it comes to."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from engine.second_judge.answers import NO_DAY_LEFT, Answer, Asked, Found, Number, Reading, answer, divided
from engine.second_judge.days import Part, Selection, Table, by_day, read
from engine.second_judge.periods import Window, before, eve_of

ANY = Selection()
BY_ACCOUNT = Selection('[account = "a"]', "a", lambda row: row.account == "a")
MANY = Selection("[likes >= 3]", None, lambda row: row.likes is not None and row.likes >= 3)
BY_CHANNEL = (
    Selection('[channel = "vk"]', None, lambda row: row.channel == "vk"),
    Selection('[channel != "vk"]', None, lambda row: row.channel != "vk"),
    Selection('[channel in ("ok", "tg")]', None, lambda row: row.channel in ("ok", "tg")),
)
Evaluated = Callable[[Table, Window], Found]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is written, and its value on a window; the targets lie around what it comes to."""

    text: str
    value: Evaluated
    targets: tuple[str, ...]


def formulas(luck: random.Random, channels: bool) -> list[Formula]:
    """A formula of every form, each with a selection drawn for it."""
    found: list[Formula] = []
    for build in (_one_flow, _one_level, _people, _two, _days):
        selections = (ANY, BY_ACCOUNT, *(BY_CHANNEL if channels else ()))
        flows = (*selections, MANY) if build in (_one_flow, _two) else selections
        for _ in range(2 if build is _one_flow else 1):
            found += build(luck.choice(flows))
    return found


def asked(luck: random.Random, formula: Formula) -> Asked:
    tolerance = Fraction(luck.choice((0, 0, 0, 10, 50)), 100)
    comparator, target = luck.choice((">=", "<=", ">", "<")), Fraction(luck.choice(formula.targets))
    beyond = target * (Fraction(5, 4) if comparator in (">=", ">") else Fraction(4, 5))
    warn = beyond if target > 0 and luck.random() < 0.3 else None
    return Asked(comparator, target, tolerance, warn, luck.choice(("", "", "", "pass", "fail")))


def condition(luck: random.Random, formula: Formula) -> Asked:
    """The right side of a condition of acceptance, which has neither tolerance nor line."""
    return Asked(luck.choice((">=", "<=")), Fraction(luck.choice(formula.targets)))


def verdict(found: Table, formula: Formula, right: Asked, window: Window, coverage: Fraction) -> Answer:
    if not window.days():
        return NO_DAY_LEFT
    return answer(formula.value(found, window), right, coverage)


def _one_flow(chosen: Selection) -> list[Formula]:
    written = {
        "sum": "likes{}", "avg": "avg(likes{})", "min": "min(likes{})", "max": "max(likes{})",
        "first": "first(likes{})", "last": "last(likes{})", "50": "median(likes{})", "90": "percentile(likes{}, 90)",
    }  # fmt: skip
    return [_measured(text, Part("likes", how, chosen), ("5", "11", "60")) for how, text in written.items()]


def _one_level(chosen: Selection) -> list[Formula]:
    written = {
        "last": "members{}",
        "avg": "avg(members{})",
        "first": "first(members{})",
        "25": "percentile(members{}, 25)",
    }
    return [_measured(text, Part("members", how, chosen), ("55", "105", "110")) for how, text in written.items()]


def _people(chosen: Selection) -> list[Formula]:
    written = {"avg": "avg(daily_reach{})", "max": "max(daily_reach{})", "last": "last(daily_reach{})"}
    return [_measured(text, Part("reach", how, chosen), ("50", "60")) for how, text in written.items()]


def _two(chosen: Selection) -> list[Formula]:
    """Formulas of two measures, or of one on two windows."""
    likes, comments = Part("likes", "sum", chosen), Part("comments", "sum", chosen)
    text = chosen.text
    return [
        Formula(f"likes{text} / comments{text}", _joined(likes, _same, comments, _same, divided), ("3", "4.5", "5")),
        Formula(f"growth(likes{text})", _joined(likes, _same, likes, before, _growth), ("-0.1", "0.1")),
        Formula(f"change(likes{text})", _joined(likes, _same, likes, before, _change), ("-5", "5")),
        Formula(f"previous(likes{text})", lambda t, w: _alone(read(t, likes, before(w))), ("30", "90")),
    ]


def _days(chosen: Selection) -> list[Formula]:
    """Formulas of each day, and of the day before."""
    level, text = Part("members", "last", chosen), chosen.text
    return [
        Formula(f"change(members{text})", _joined(level, _same, level, eve_of, _change), ("-1", "2")),
        Formula(f"at_start(members{text})", lambda t, w: _alone(read(t, level, eve_of(w))), ("55", "105")),
        Formula(f"daily_avg(likes{text} / avg(members{text}))", _ratio_of_days(chosen), ("0.05", "0.08", "0.1")),
        Formula(f"days(likes{text} >= 4 or comments{text} >= 2)", _days_that_hold(chosen), ("3", "6", "20")),
    ]


def _measured(text: str, part: Part, targets: tuple[str, ...]) -> Formula:
    return Formula(text.format(part.selection.text), lambda t, w: _alone(read(t, part, w)), targets)


def _alone(reading: Reading) -> Found:
    return Found(reading.value, (reading,))


def _same(window: Window) -> Window:
    return window


def _joined(
    left: Part,
    left_window: Callable[[Window], Window],
    right: Part,
    right_window: Callable[[Window], Window],
    join: Callable[[Fraction, Fraction], Number | None],
) -> Evaluated:
    def value(found: Table, window: Window) -> Found:
        a, b = read(found, left, left_window(window)), read(found, right, right_window(window))
        return Found(None if a.value is None or b.value is None else join(a.value, b.value), (a, b))

    return value


def _growth(now: Fraction, then: Fraction) -> Number | None:
    ratio = divided(now, then)
    return ratio - 1 if isinstance(ratio, Fraction) else ratio


def _change(now: Fraction, then: Fraction) -> Fraction:
    return now - then


def _ratio_of_days(chosen: Selection) -> Evaluated:
    def average(days: list[tuple[Fraction | None, Fraction | None]]) -> Fraction | None:
        ratios = [likes / members for likes, members in days if likes is not None and members]
        return sum(ratios, Fraction(0)) / len(ratios) if ratios else None

    return _day_by_day(Part("likes", "sum", chosen), Part("members", "last", chosen), average)


def _days_that_hold(chosen: Selection) -> Evaluated:
    def count(days: list[tuple[Fraction | None, Fraction | None]]) -> Fraction | None:
        told = [either for likes, comments in days if (either := _either(likes, comments)) is not None]
        return Fraction(sum(told)) if told else None

    return _day_by_day(Part("likes", "sum", chosen), Part("comments", "sum", chosen), count)


def _either(likes: Fraction | None, comments: Fraction | None) -> bool | None:
    """Whether the day has four likes or two comments; one that holds is enough, whatever the other is."""
    if (likes is not None and likes >= 4) or (comments is not None and comments >= 2):
        return True
    return None if likes is None or comments is None else False


def _day_by_day(
    left: Part, right: Part, gather: Callable[[list[tuple[Fraction | None, Fraction | None]]], Fraction | None]
) -> Evaluated:
    def value(found: Table, window: Window) -> Found:
        a, b = by_day(found, left, window), by_day(found, right, window)
        parts = _of_days(a, window), _of_days(b, window)
        return Found(gather([(a[day], b[day]) for day in window.days()]), parts, by_day=True)

    return value


def _of_days(values: dict[date, Fraction | None], window: Window) -> Reading:
    known = [value for value in values.values() if value is not None]
    missing = tuple(day for day, value in values.items() if value is None)
    return Reading(known[0] if known else None, len(known), missing, window.first == window.last)
