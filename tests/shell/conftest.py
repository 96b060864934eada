"""A small workspace to call commands in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from kpi_rules.shell.main import main

CONFIGURATION = """\
timezone: Europe/Moscow
currency: RUB
sources:
  daily:
    files: data/daily.csv
    date: Дата
    columns: {Лайки: likes, Расходы: spend}
"""
CONTRACT = """\
---
contract: aurora-vk
title: {en: "Annex: Aurora", ru: "Приложение"}
version: 2
term: 2026-01-01..2026-12-31
parties: {agency: Bright SMM}
---
# Annex 1

```kpi
likes "Likes of the month":
  likes >= 300 monthly
  because "agreed in December"

cpa <= 30
```
"""
HEADER = "account;Дата;Лайки;Расходы;joined;Город"


class Ended(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


Kpi = Callable[..., Ended]


def rows(account: str, first: date, last: date, likes: int, spend: str = "10,50", joined: int = 1) -> list[str]:
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [f"{account};{day:%d.%m.%Y};{likes};{spend};{joined};Тверь" for day in days]


@pytest.fixture
def kpi(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kpi:
    """Calls the command in a folder of its own, without colour."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KPI_RULES_DEBUG", raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def call(*arguments: object) -> Ended:
        status = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ended(status, captured.out, captured.err)

    return call


@pytest.fixture
def workspace(kpi: Kpi) -> Path:
    """September is kept, October is not, a day of August is missing; the current folder is its root."""
    root = Path.cwd()
    (root / "kpi.yaml").write_text(CONFIGURATION, "utf-8")
    (root / "contracts").mkdir()
    (root / "contracts" / "aurora.kpi.md").write_text(CONTRACT, "utf-8")
    lines = [
        HEADER,
        *rows("aurora", date(2026, 8, 1), date(2026, 8, 30), 20),
        *rows("aurora", date(2026, 9, 1), date(2026, 9, 30), 10),
        *rows("aurora", date(2026, 10, 1), date(2026, 10, 31), 9),
    ]
    (root / "data").mkdir()
    (root / "data" / "daily.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return root
