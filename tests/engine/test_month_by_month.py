"""Checked month by month, a contract costs what it costs checked at once; and a check made again says the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from workspaces import judged, write

MONTHS = [f"2026-{month:02}" for month in range(1, 9)]
CONTRACT = """---
contract: aurora
term: 2026-01-01..2026-08-31
currency: RUB
timezone: Europe/Moscow
fee: 100000 RUB monthly
---
```kpi
floor: likes >= 30
  on fail deduct 1% of fee per 1% short up to 20% of fee
  on under 10 deduct 7_000 RUB
  on pass pay 100 RUB per full 1 over up to 1_000 RUB if talk pass
  on 2 fails in a row notify "Meeting"
talk: comments >= 30 fails after 2 misses in a row
  on fail deduct 1_234.56 RUB
  on pass pay 10 RUB
blocks: likes >= 30 in 2 of 3 months when comments > 5
  on fail deduct 10% of fee
  on pass pay 5_000 RUB
  on 2 fails in a row may terminate
groups: likes >= 15 for each channel in 3 of 4 months
  on fail deduct 1% of fee
weekly: comments >= 8 weekly fails after 3 misses in a row
  on fail deduct 3 RUB per 1 short
```
"""


def data(luck: random.Random) -> str:
    rows = ["account,date,channel,likes,comments"]
    for month in MONTHS:
        days = {"2026-02": 28, "2026-04": 30, "2026-06": 30}.get(month, 31)
        for day in range(1, days + 1):
            if luck.random() < 0.004:
                continue  # a day without data: nothing can be told
            rows += [
                f"aurora,{month}-{day:02},{channel},{luck.choice((0, 0, 1))},{luck.choice((0, 0, 1, 2))}"
                for channel in ("vk", "ok")
            ]
    return "\n".join(rows) + "\n"


def bills(verdicts: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(
        (v["clause"], v["period"], str(v["group"]), line["kind"], line["amount"], line["open"], line["arithmetic"])
        for v in verdicts
        for line in v["remedies"]
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_the_months_come_to_what_the_year_comes_to(seed: int, tmp_path: Path) -> None:
    kpi_yaml = "timezone: Europe/Moscow\ncurrency: RUB\nsources:\n  daily: {files: data/daily.csv}\n"
    luck = random.Random(seed)
    root = write(tmp_path, {"kpi.yaml": kpi_yaml, "data/daily.csv": data(luck), "aurora.kpi.md": CONTRACT})
    year = judged(root, "--as-of", "2026-09-30", "--period", "2026")
    assert judged(root, "--as-of", "2026-09-30", "--period", "2026") == year
    months = [v for month in MONTHS for v in judged(root, "--as-of", "2026-09-30", "--period", month)]
    assert bills(months) == bills(year)
    assert bills(year)
    single = {(v["clause"], v["period"], str(v["group"])): v["status"] for v in months if v["block"] is None}
    assert single == {(v["clause"], v["period"], str(v["group"])): v["status"] for v in year if v["block"] is None}
