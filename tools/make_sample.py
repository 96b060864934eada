"""Write the data of the sample workspace `contracts/` anew: made up, seeded, the same bytes on every machine.

Only sums, products and quotients of floats are used, and no dice but `Random.random()`: these do not
differ between platforms and versions of Python.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

TARGET = Path(__file__).parent.parent / "contracts" / "data"
FIRST, LAST = date(2024, 11, 1), date(2026, 10, 31)
CONTEST = date(2026, 3, 1), date(2026, 3, 14)  # in both communities
GAP = date(2026, 10, 17), date(2026, 10, 19)  # the channel's views of these days were never exported
UNPAID = date(2026, 10, 1), LAST  # no money is spent on the community, and none on retargeting

WEEK = (1.06, 1.12, 1.1, 1.06, 1.0, 0.78, 0.7)  # Monday to Sunday: people do less at weekends
YEAR = (0.94, 1.0, 1.04, 1.02, 0.98, 0.92, 0.86, 0.88, 1.0, 1.05, 1.08, 1.12)  # January to December


def main(target: Path = TARGET) -> None:
    """Write every file."""
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (target / name).write_bytes(text.encode("utf-8"))


def files() -> dict[str, str]:
    """The text of every file by its name."""
    aurora = list(_community(Random("aurora"), members=8_400, joins=16, paid=1_500))
    harbour = list(_community(Random("harbour"), members=3_900, joins=13, paid=0))
    years = sorted({row.day.year for row in aurora})
    return {
        **{f"vk-aurora-{year}.csv": _vk([row for row in aurora if row.day.year == year]) for year in years},
        "telegram-harbour.csv": _telegram(harbour),
        "posts-harbour.csv": _posts(Random("posts"), harbour),
        "reach-by-month.csv": _reach(Random("reach"), {"aurora": aurora, "harbour": harbour}),
        "ads-orchard.csv": _ads(Random("ads")),
    }


# ---- a community, day by day ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Day:
    """What happened in a community on one day; `mood` is how active its members are."""

    day: date
    members: int
    joined: int
    left: int
    likes: int
    reposts: int
    comments: int
    posts: int
    views: int
    reach: int
    reach_ads: int
    spend: Decimal
    mood: float


def _community(dice: Random, members: int, joins: float, paid: float) -> Iterator[Day]:
    """Growth by `joins` a day and what `paid` roubles a day bring, a contest, and its hangover."""
    for day in _days():
        contest, after = CONTEST[0] <= day <= CONTEST[1], (day - CONTEST[1]).days
        season, mood = WEEK[day.weekday()] * YEAR[day.month - 1], _mood(contest, after)
        kopecks = 0 if _within(day, UNPAID) else round(100 * paid * _about(dice, 0.25))
        won = joins * (1 + (day - FIRST).days / 1_200) + kopecks / 6_200
        joined = round(won * season * _about(dice, 0.3) * (6 if contest else 1))
        left = round(members * 0.0013 * _about(dice, 0.5) * (7 - after / 6 if 0 < after <= 36 else 1))
        members += joined - left
        busy = members * season * mood
        yield Day(
            day=day,
            members=members,
            joined=joined,
            left=left,
            likes=round(busy * 0.00123 * _about(dice, 0.2)),
            reposts=round(busy * 0.00011 * _about(dice, 0.5)),
            comments=round(busy * 0.0002 * _about(dice, 0.4) * (3 if contest else 1)),
            posts=int((0.45 if day.weekday() >= 5 else 1.15) + dice.random()),
            views=round(busy * 0.62 * _about(dice, 0.15)),
            reach=round(busy * 0.31 * _about(dice, 0.12) + kopecks * 0.009),
            reach_ads=round(kopecks * 0.009),
            spend=Decimal(kopecks).scaleb(-2),
            mood=mood,
        )


def _mood(contest: bool, after: int) -> float:
    """How active the members are: more in a contest, less after it, back to the usual in seven weeks."""
    if contest:
        return 2.2
    return 0.55 + 0.45 * after / 49 if 0 < after <= 49 else 1.0


# ---- the exports ---------------------------------------------------------------------------------


def _vk(rows: list[Day]) -> str:
    """As a Russian Excel writes it: a title above the header, semicolons, decimal commas, a line of totals."""
    head = [f"Статистика сообщества «Аврора»{';' * (len(VK) - 1)}", ";".join(VK)]
    days = [";".join(_russian(getattr(row, name)) for name in VK.values()) for row in rows]
    added = [name not in ("members", "reach") for name in VK.values()][1:]
    sums = [sum(getattr(row, name) for row in rows) for name in list(VK.values())[1:]]
    totals = ["Итого", *(_russian(figure) if adds else "" for figure, adds in zip(sums, added, strict=True))]
    return "\ufeff" + "".join(f"{line}\r\n" for line in (*head, *days, ";".join(totals)))


VK = {
    "Дата": "day",
    "Участники": "members",
    "Вступили": "joined",
    "Вышли": "left",
    "Лайки": "likes",
    "Репосты": "reposts",
    "Комментарии": "comments",
    "Публикации": "posts",
    "Просмотры": "views",
    "Охват": "reach",
    "Рекламный охват": "reach_ads",
    "Расходы, руб.": "spend",
}


def _russian(figure: date | int | Decimal) -> str:
    """`05.10.2026`, `12`, `1 500,25` with the no-break space that Excel puts between thousands."""
    if isinstance(figure, date):
        return f"{figure:%d.%m.%Y}"
    if isinstance(figure, int):
        return str(figure)
    return f"{figure:,.2f}".replace(",", "\u00a0").replace(".", ",")


def _telegram(rows: list[Day]) -> str:
    """A plain export; the views of three days are missing."""
    lines = ["date,members,joined,left,views"]
    for row in rows:
        views = "" if _within(row.day, GAP) else row.views
        lines.append(f"{row.day},{row.members},{row.joined},{row.left},{views}")
    return _unix(lines)


def _posts(dice: Random, rows: list[Day]) -> str:
    """The publishing plan with what became of it."""
    lines = ["account,post_id,channel,format,planned_at,approved_at,published_at,likes,reposts,comments,views,reach"]
    number = 0
    for row in rows:
        for _ in range(row.posts):
            number += 1
            channel = "news" if dice.random() < 0.6 else "recipes"
            lines.append(f"harbour,{number:04},{channel},{_post(dice, row, channel)}")
    return _unix(lines)


def _post(dice: Random, row: Day, channel: str) -> str:
    kind = _pick(dice, (("text", 0.5), ("photo", 0.25), ("video", 0.25)))
    planned = datetime.combine(row.day, time(9 + int(dice.random() * 10), 15 * int(dice.random() * 4)))
    late = dice.random() < (0.24 if row.day >= UNPAID[0] else 0.04)  # then the client takes her time
    approved = planned + timedelta(minutes=int(30 + dice.random() * 600)) * (1 if late else -1)
    delay = 1_600 + dice.random() * 2_000 if dice.random() < 0.05 else dice.random() * 25
    published = max(planned, approved) + timedelta(minutes=int(delay))
    gone = dice.random() < 0.02 or published.date() > LAST
    reach = row.members * row.mood * (0.33 if channel == "news" else 0.27) * _about(dice, 0.25)
    reach *= 1.2 if kind == "video" else 1
    figures = [round(reach * rate * _about(dice, 0.5)) for rate in (0.021, 0.0032, 0.0045)]
    figures += [round(reach * (1.25 + dice.random() * 0.3)), round(reach)]
    fate = [""] * 6 if gone else [_minute(published), *map(str, figures)]
    return ",".join([kind, _minute(planned), _minute(approved), *fate])


def _reach(dice: Random, communities: dict[str, list[Day]]) -> str:
    """The platforms' own count of people, month by month: no sum of days would give it."""
    lines = ["account,start,end,reach"]
    for account, rows in communities.items():
        for month in sorted({(row.day.year, row.day.month) for row in rows}):
            days = [row for row in rows if (row.day.year, row.day.month) == month]
            people = sum(row.reach for row in days) / len(days) * (2.6 + dice.random() * 0.2)
            lines.append(f"{account},{days[0].day},{days[-1].day},{round(people)}")
    return _unix(lines)


def _ads(dice: Random) -> str:
    """As an advertising account exports it: days first, a comma between thousands, a row a campaign."""
    lines = ["Day,Campaign,Impressions,Clicks,Amount spent (EUR),Leads,New customers,Purchases,Purchase value (EUR)"]
    for day in _days():
        for campaign, money, click, lead, order in CAMPAIGNS:
            spend = 0 if campaign == "retargeting" and _within(day, UNPAID) else money * _about(dice, 0.2)
            spend *= WEEK[day.weekday()] * YEAR[day.month - 1]
            spend = int(spend * 100) / 100
            clicks = round(spend / click * _about(dice, 0.15))
            leads = round(clicks * lead * _about(dice, 0.35))
            orders = round(leads * order * _about(dice, 0.35))
            new = round(orders * (0.4 if campaign == "retargeting" else 0.85))
            value = int(orders * 8_600 * _about(dice, 0.15)) / 100
            shown = round(clicks / 0.014 * _about(dice, 0.12))
            cells = (f"{shown:,}", f"{clicks:,}", f"{spend:,.2f}", str(leads), str(new), str(orders), f"{value:,.2f}")
            lines.append(",".join([f"{day:%d/%m/%Y}", campaign, *(f'"{c}"' if "," in c else c for c in cells)]))
    return _unix(lines)


CAMPAIGNS = (  # name, euros a day, euros a click, leads of a click, orders of a lead
    ("search", 210, 0.82, 0.085, 0.42),
    ("social", 130, 0.55, 0.05, 0.33),
    ("retargeting", 60, 0.4, 0.06, 0.5),
)


# ---- small change --------------------------------------------------------------------------------


def _days() -> Iterator[date]:
    return (FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1))


def _within(day: date, stretch: tuple[date, date]) -> bool:
    return stretch[0] <= day <= stretch[1]


def _about(dice: Random, spread: float) -> float:
    """A factor around 1, seldom near 1 ± spread."""
    return 1 + spread * (dice.random() + dice.random() + dice.random() - 1.5) / 1.5


def _pick(dice: Random, weighted: Iterable[tuple[str, float]]) -> str:
    """One of the words; the weights come to 1."""
    left, picked = dice.random(), ""
    for word, weight in weighted:
        if left >= 0:
            picked = word
        left -= weight
    return picked


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _unix(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
