"""One query for all clauses gives what one query a clause gives: random contracts on random data."""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from pages import kpi
from workspaces import inside, judged, write

KPI_YAML = """
currency: RUB
timezone: Europe/Moscow
sources:
  daily: {files: data/daily.csv, read: {decimal: "."}}
  posts: {files: data/posts.csv, covers: 2025-11-01..2026-04-30}
  periods: {files: data/periods.csv}
"""
HEADER = """---
contract: random
term: 2025-12-01..2026-04-30
coverage: COVERAGE
baseline: 2025-11
holidays: RU
events: {contest: 2026-02-10..2026-02-20}
SCOPE---
"""
VALUES = (
    "likes", "spend / joined", "engagement_per_member", "members", "avg(members)", "max(members)", "first(members)",
    "median(likes)", "percentile(likes, 90)", "min(likes)", "growth(members)", "growth(likes)", "change(likes)",
    "previous(likes)", "year_ago(likes)", "baseline(avg(members))", 'likes[channel = "vk"]', "cpa", "daily_avg(likes)",
    'avg(members[channel = "ok"])', "best_day(likes / max_of(joined, 1))", "days(likes >= 40)", "count(posts)",
    'share(posts where format = "video")', "posts_approved_late", "avg(post_likes)", "max(post_likes)",
    "distinct(posts)",
    "previous(daily_avg(likes))", "abs(net_growth)", "round(likes / 7, 2)", "at_start(members)", "sum(post_likes)",
)  # fmt: skip
SCHEDULES = (
    "monthly", "weekly", "quarterly", "yearly", "monthly over last 2 months", "every 3 weeks", "over term",
    "during contest", "in the 10 days after contest", "from 2026-01-10 to 2026-02-15", "on 2026-03-03",
    "weekly over last 10 days", "from month 2", "until 2026-03-15", "daily from 2026-04-01",
)  # fmt: skip
MODIFIERS = (
    "", "", "", "except weekends", "except contest, holidays", 'for channel in ("vk", "tg")', "for each channel",
    "when spend >= 900", "unless likes > 2000", "tolerance 10%", "rounded to 1 places", "for each account",
)  # fmt: skip


def clause(luck: random.Random, number: int) -> str:
    """A random clause; some do not fit together, and are left out by whoever asks `kpi lint`."""
    comparator = luck.choice((">=", "<=", ">", "<"))
    text = f"{luck.choice(VALUES)} {comparator} {luck.choice((0.03, 1, 7, 20, 45, 300, 1300, 5000))}"
    if luck.random() < 0.3:
        text += f" {luck.choice(('and', 'or'))} {luck.choice(VALUES)} {comparator} {luck.choice((1, 30, 900))}"
    return f"c{number}: {text} {luck.choice(SCHEDULES)} {luck.choice(MODIFIERS)}".strip()


POSTS = "account,post_id,published_at,planned_at,approved_at,format,channel,likes"


def data(luck: random.Random) -> dict[str, str]:
    """Days with holes, nulls and zeros of two accounts and three channels; posts; counts for exact months."""
    months = {11: 30, 12: 31, 1: 31, 2: 28, 3: 31, 4: 30}
    days = [f"{2025 if m > 10 else 2026}-{m:02}-{d:02}" for m, size in months.items() for d in range(1, size + 1)]
    rows, posts = ["account,date,channel,members,joined,left,likes,reposts,comments,spend"], []
    for account in ("a", "b"):
        for day in days:
            if luck.random() < 0.02:
                continue
            for channel in ("vk", "ok", "tg"):
                if luck.random() < 0.05:
                    continue
                likes = "" if luck.random() < 0.02 else luck.randrange(0, 30)
                cells = (luck.randrange(100, 999), luck.randrange(3), luck.randrange(3), likes, 1, luck.randrange(4))
                rows.append(",".join(map(str, (account, day, channel, *cells, f"{luck.randrange(0, 5000) / 100}"))))
            if luck.random() < 0.3:
                planned, approved = (f"{luck.choice(days)} 10:00" for _ in range(2))
                kind = luck.choice(("video", "photo"))
                likes = "" if luck.random() < 0.05 else luck.randrange(50)
                posts.append(f"{account},{len(posts)},{day} 12:00,{planned},{approved},{kind},vk,{likes}")
    spans = [f"{a},2026-{m:02}-01,2026-{m:02}-{months[m]},{luck.randrange(900)}" for a in "ab" for m in (1, 2, 3)]
    return {
        "data/daily.csv": "\n".join(rows) + "\n",
        "data/posts.csv": "\n".join(
            ["account,post_id,published_at,planned_at,approved_at,format,channel,likes", *posts]
        ),
        "data/periods.csv": "\n".join(["account,start,end,reach", *spans]) + "\n",
    }


def contract(luck: random.Random, clauses: list[str]) -> str:
    scope = luck.choice(("", "scope: {account: a}\n"))
    header = HEADER.replace("COVERAGE", luck.choice(("100%", "90%", "60%"))).replace("SCOPE", scope)
    return header + "```kpi\n" + "\n".join(clauses) + "\n```\n"


def good(root: Path, clauses: list[str], seed: int) -> list[str]:
    """The clauses without those that a lint refuses."""
    kept = []
    for text in clauses:
        write(root, {"random.kpi.md": contract(random.Random(seed), [text])})
        with inside(root):
            kept += [text] if kpi("lint")[2] == 0 else []
    return kept


@pytest.mark.parametrize("seed", range(12))
def test_fused_is_unfused(seed: int) -> None:
    luck = random.Random(seed)
    with TemporaryDirectory() as folder:
        root = write(Path(folder).resolve(), {"kpi.yaml": KPI_YAML, **data(luck)})
        clauses = good(root, [clause(luck, number) for number in range(14)], seed)
        assert len(clauses) > 5
        arguments = (
            "--period",
            luck.choice(("2026", "2026-02", "2026-Q1")),
            "--as-of",
            luck.choice(("2026-05-31", "2026-03-10")),
        )
        write(root, {"random.kpi.md": contract(random.Random(seed), clauses)})
        together = judged(root, *arguments)
        apart: list[dict[str, Any]] = []
        for text in clauses:
            write(root, {"random.kpi.md": contract(random.Random(seed), [text])})
            apart += _or_none(root, *arguments)
    assert together == apart
    assert len({v["status"] for v in together}) > 1


def _or_none(root: Path, *arguments: str) -> list[dict[str, Any]]:
    """The verdicts on a contract that may have none in these periods."""
    with inside(root):
        out, _, _ = kpi("check", *arguments, "--format", "json")
    found: list[dict[str, Any]] = json.loads(out)["verdicts"] if out.strip() else []
    return found
