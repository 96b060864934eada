"""The values of a table of events: covered days, bags of values, and moments up to a horizon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from engine.second_judge.answers import Reading, ranked
from engine.second_judge.days import together
from engine.second_judge.periods import Window
from engine.second_judge.rows import Post

MOMENTS = ("published_at", "planned_at", "approved_at")


@dataclass(frozen=True, slots=True)
class Source:
    """The posts of the accounts in scope, the days that the source covers, and what is known when."""

    posts: tuple[Post, ...]
    first: date
    last: date
    settle: int
    as_of: date

    def provisional(self, window: Window) -> bool:
        return self.as_of <= window.last + timedelta(self.settle)


@dataclass(frozen=True, slots=True)
class Part:
    """Which posts are meant, by which moment they are placed, and what is taken of them."""

    how: str
    value: Callable[[Post], object | None]
    keeps: Callable[[Post], bool] = lambda post: True
    time: str = "published_at"
    bag: bool = False


def source(
    posts: Sequence[Post], account: str | None, covers: tuple[date, date] | None, settle: int, as_of: date
) -> Source:
    """Without `covers`, the days from the first to the last row that there is on the day of the check."""
    days = [post.published_at.date() for post in posts if post.published_at and post.published_at.date() <= as_of]
    first, last = covers or (min(days), max(days))
    return Source(tuple(post for post in posts if account in (None, post.account)), first, last, settle, as_of)


def read(found: Source, part: Part, window: Window) -> Reading:
    """The part on the window, looked at from its horizon."""
    chosen = _chosen(found, part, window)
    values: dict[date, Fraction | None] = {}
    for day in window.days():
        covered = found.first <= day <= found.last
        values[day] = _day(part, chosen.get(day, [])) if covered else None
    known = [value for value in values.values() if value is not None]
    missing = tuple(day for day, value in values.items() if value is None)
    value = None
    if known and part.bag:
        value = _bag(part, [post for day in window.days() for post in chosen.get(day, [])])
    elif known:
        value = together(known, part.how)
    return Reading(value, len(known), missing, window.first == window.last)


def _chosen(found: Source, part: Part, window: Window) -> dict[date, list[Post]]:
    """The posts that are meant, by their day, as they look at the horizon."""
    horizon = min(window.last + timedelta(found.settle), found.as_of)
    chosen: dict[date, list[Post]] = {}
    for post in found.posts:
        placed: datetime | None = getattr(post, part.time)
        seen = _seen(post, part.time, horizon)
        if placed is not None and part.keeps(seen):
            chosen.setdefault(placed.date(), []).append(seen)
    return chosen


def _seen(post: Post, time: str, horizon: date) -> Post:
    """A moment after the horizon has not happened; the one that places the post stays."""
    seen = {name: getattr(post, name) for name in MOMENTS}
    for name, moment in seen.items():
        if name != time and moment is not None and moment.date() > horizon:
            seen[name] = None
    return replace(post, **seen)


def _day(part: Part, posts: Sequence[Post]) -> Fraction | None:
    """The sum of a covered day; a bag has no values of days, and is known wherever it is covered."""
    values = [part.value(post) for post in posts]
    if part.bag:
        return Fraction(0)
    return None if None in values else sum((Fraction(str(value)) for value in values), Fraction(0))


def _bag(part: Part, posts: Sequence[Post]) -> Fraction | None:
    values = [value for post in posts if (value := part.value(post)) is not None]
    if part.how == "distinct":
        return Fraction(len(set(values)))
    numbers = [Fraction(str(value)) for value in values]
    if part.how == "sum":
        return sum(numbers, Fraction(0))
    if not numbers:
        return None
    return ranked(numbers, int(part.how)) if part.how.isdigit() else together(numbers, part.how)
