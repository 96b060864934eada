"""Clauses on a table of posts: how each is written, and what it comes to."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from engine.second_judge.answers import NO_DAY_LEFT, Answer, Asked, Found, answer
from engine.second_judge.events import Part, Source, read
from engine.second_judge.periods import Window, before
from engine.second_judge.rows import Post

MEASURES = """measures:
  lag: {kind: sample, from: {table: posts, column: approved_at - planned_at}, unit: duration}
  weight: {kind: flow, from: {table: posts, column: likes + 2 * comments}, unit: count}
"""
Selection = tuple[str, Callable[[Post], bool]]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is written, its part and the window that this is read on; targets lie around its value."""

    text: str
    part: Part
    targets: tuple[str, ...]
    window: Callable[[Window], Window] = lambda window: window


def formulas(luck: random.Random) -> list[Formula]:
    """A formula of every form; some with a selection drawn for it."""
    return [*_selected(*luck.choice(SELECTIONS)), *_selected(*luck.choice(SELECTIONS)), *_planned(), *_bags()]


def asked(luck: random.Random, formula: Formula) -> Asked:
    return Asked(luck.choice((">=", "<=", ">", "<")), Fraction(luck.choice(formula.targets)))


def verdict(found: Source, formula: Formula, right: Asked, window: Window, coverage: Fraction) -> Answer:
    """The verdict; where the data may still change and nothing else is to be said, that is the reason."""
    told = NO_DAY_LEFT
    if window.days():
        reading = read(found, formula.part, formula.window(window))
        told = answer(Found(reading.value, (reading,)), right, coverage)
    return replace(told, reason=told.reason or "not_settled") if found.provisional(window) else told


def _one(post: Post) -> int:
    return 1


def _likes(post: Post) -> int | None:
    return post.likes


def _weight(post: Post) -> int | None:
    return None if post.likes is None else post.likes + 2 * post.comments


def _lag(post: Post) -> int | None:
    if post.approved_at is None or post.planned_at is None:
        return None
    return int((post.approved_at - post.planned_at).total_seconds())


def _in_time(post: Post) -> bool:
    return post.approved_at is not None and post.planned_at is not None and post.approved_at <= post.planned_at


def _late(post: Post) -> bool:
    """Placed by its planned moment, so that there is one."""
    return post.approved_at is None or (post.planned_at is not None and post.approved_at > post.planned_at)


SELECTIONS: tuple[Selection, ...] = (
    ("", lambda post: True),
    ('[account = "a"]', lambda post: post.account == "a"),
    ('[topic = "x"]', lambda post: post.topic == "x"),
    ('[topic != "x"]', lambda post: post.topic == "y"),
    ('[not topic = "x"]', lambda post: post.topic == "y"),
    ("[topic is missing]", lambda post: post.topic is None),
    ('[topic = "y" or likes >= 5]', lambda post: post.topic == "y" or (post.likes is not None and post.likes >= 5)),
    ("[approved_at <= planned_at]", _in_time),
    ("[approved_at is missing]", lambda post: post.approved_at is None),
)


def _selected(text: str, keeps: Callable[[Post], bool]) -> list[Formula]:
    written = {
        "posts{}": ("sum", _one), "likes{}": ("sum", _likes), "weight{}": ("sum", _weight),
        "avg(likes{})": ("avg", _likes), "max(likes{})": ("max", _likes), "min(posts{})": ("min", _one),
        "median(likes{})": ("50", _likes), "percentile(posts{}, 90)": ("90", _one),
        "count(posts{})": ("sum", _one),
    }  # fmt: skip
    found = [Formula(form.format(text), Part(how, value, keeps), ("1", "4")) for form, (how, value) in written.items()]
    return [*found, Formula(f"previous(posts{text})", Part("sum", _one, keeps), ("1", "4"), before)]


def _planned() -> list[Formula]:
    """Posts placed by the moment that they were planned for."""
    published = Part("sum", _one, lambda post: post.published_at is not None, "planned_at")
    late = Part("sum", _one, _late, "planned_at")
    return [
        Formula("posts_planned_and_published", published, ("1", "3")),
        Formula("posts_approved_late", late, ("1", "3")),
        Formula("max(posts_approved_late)", replace(late, how="max"), ("1", "2")),
        Formula("previous(posts_approved_late)", late, ("1", "2"), before),
    ]


def _bags() -> list[Formula]:
    return [
        Formula("distinct(posts)", Part("distinct", lambda post: post.post_id, bag=True), ("1", "4")),
        *(
            Formula(text, Part(how, _lag, bag=True), ("0", "86400"))
            for text, how in (("median(lag)", "50"), ("avg(lag)", "avg"), ("sum(lag)", "sum"), ("max(lag)", "max"))
        ),
    ]
