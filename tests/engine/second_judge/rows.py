"""Random tables: days of accounts and channels with holes, nulls and late starts, and posts with later moments."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

FIRST, DAYS = date(2025, 12, 1), 85  # some weeks before every term, so that earlier windows can be read
NULL = 0.03


@dataclass(frozen=True, slots=True)
class Row:
    """An account's day, or a part of it; a cell without a value is None."""

    account: str
    day: date
    channel: str | None
    campaign: str | None
    likes: int | None
    comments: int | None
    members: int | None
    reach: int | None


@dataclass(frozen=True, slots=True)
class Post:
    """Something published, or only planned; cells without a value are None."""

    account: str
    post_id: str
    published_at: datetime | None
    planned_at: datetime | None
    approved_at: datetime | None
    topic: str | None
    likes: int | None
    comments: int


def days(luck: random.Random) -> tuple[Row, ...]:
    """Rows of one or two accounts, with or without channels and campaigns. The second account may start late."""
    channels: tuple[str | None, ...] = luck.choice(((None,), ("vk", "ok"), ("vk", "ok"), ("vk", "ok", "tg")))
    campaigns: tuple[str | None, ...] = luck.choice(((None,), (None,), ("spring", "brand")))
    holes = luck.choice((0, 0.02, 0.1))
    rows: list[Row] = []
    for account in luck.choice((("a",), ("a", "b"))):
        late = luck.choice((0, 0, 35, 60)) if account == "b" else 0
        begins = {channel: late + luck.choice((0, 0, 40, 55)) for channel in channels[1:]}
        for number in range(late, DAYS):
            there = [c for c in channels if number >= begins.get(c, 0) and luck.random() >= holes]
            for channel in there if luck.random() >= holes / 2 else ():
                level = _cell(luck, 50, 60, holes / 2)
                for campaign in campaigns:
                    if campaign != "brand" or luck.random() > 0.2:
                        likes, comments, reach = (_cell(luck, 0, high, holes / 2) for high in (9, 2, 99))
                        day = FIRST + timedelta(number)
                        rows.append(Row(account, day, channel, campaign, likes, comments, level, reach))
    return tuple(rows)


def posts(luck: random.Random, first: date, last: date) -> tuple[Post, ...]:
    """Posts published and planned in these days; on the first day each account has one, on the last day one of them."""
    found = [_post(luck, account, n, first, last, first) for n, account in enumerate("ab")]
    found.append(_post(luck, "a", 2, first, last, last))
    for number in range(3, luck.randint(4, 50)):
        found.append(_post(luck, luck.choice("ab"), number, first, last))
    return tuple(found)


def table(rows: Sequence[Row | Post]) -> str:
    """The rows as CSV, without the columns that are empty throughout."""
    names = [name for name in rows[0].__slots__ if any(getattr(row, name) is not None for row in rows)]
    head = ",".join("date" if name == "day" else name for name in names)
    return "\n".join([head, *(",".join(_written(getattr(row, name)) for name in names) for row in rows)]) + "\n"


def _post(
    luck: random.Random, account: str, number: int, first: date, last: date, published: date | None = None
) -> Post:
    """A post; its approval may come a long time after the last day."""
    at = _moment(luck, published, published, 0) if published else _moment(luck, first, last, 0.1)
    planned, approved = _moment(luck, first, last, 0.15), _moment(luck, first, last + timedelta(20), 0.25)
    topic, comments = luck.choice((None, "x", "y")), luck.randint(0, 3)
    return Post(account, f"p{number}", at, planned, approved, topic, _cell(luck, 0, 9, NULL), comments)


def _moment(luck: random.Random, first: date, last: date, empty: float) -> datetime | None:
    if luck.random() < empty:
        return None
    start = datetime.combine(first, time())
    return start + timedelta(days=luck.randint(0, (last - first).days), hours=luck.randint(0, 23))


def _cell(luck: random.Random, low: int, high: int, empty: float) -> int | None:
    return None if luck.random() < empty else luck.randint(low, high)


def _written(cell: object) -> str:
    return "" if cell is None else str(cell)
