"""What a scenario says of days is what `kpi check` says of the same days as data."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from pages import kpi

CLAUSES = {
    "total": "likes >= 40 weekly",
    "cut": "likes >= 40 except weekends weekly",
    "best": "best_day(likes) <= 9 weekly",
    "middle": "median(likes) = 5 weekly",
    "busy": "days(likes > 5) >= 4 weekly",
    "more": "growth(likes) > 0 weekly",
    "level": "avg(members) >= 50 weekly",
    "grown": "growth(members) >= 0 weekly",
    "rate": "likes / avg(members) >= 0.7 weekly",
    "lenient": "likes >= 40 weekly fails after 2 misses in a row",
}
WEEKS = ("2026-W02", "2026-W03")
FIRST = date(2026, 1, 5)
SAID = {"pass": "passes", "fail": "fails", "warn": "warns", "no_verdict": "has no verdict"}
HEAD = "---\ncontract: c\nterm: 2026-01-05..2026-12-31\ncurrency: RUB\ntimezone: Europe/Moscow\n---\n"
FIGURES = some.lists(some.one_of(some.none(), some.integers(0, 12)), min_size=14, max_size=14)


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIGURES, some.integers(30, 60))
def test_days_given_and_days_of_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, likes: list[int | None], members: int
) -> None:
    monkeypatch.chdir(tmp_path)
    days = [FIRST + timedelta(n) for n in range(14)]
    rows = [
        f"a,{day},{'' if one is None else one},{members + n}"
        for n, (day, one) in enumerate(zip(days, likes, strict=True))
    ]
    (tmp_path / "kpi.yaml").write_text("sources:\n  daily: {files: d.csv}\n", "utf-8")
    (tmp_path / "d.csv").write_text("\n".join(["account,date,likes,members", *rows, ""]), "utf-8")
    block = "```kpi\n" + "".join(f"{name}: {text}\n" for name, text in CLAUSES.items()) + "```\n"
    contract = tmp_path / "c.kpi.md"
    contract.write_text(HEAD + block, "utf-8")
    verdicts = []
    for week in WEEKS:
        out, _, _ = kpi("check", "c.kpi.md", "--period", week, "--as-of", "2026-12-31", "--format", "json")
        verdicts += json.loads(out)["verdicts"]
    assert len(verdicts) == 2 * len(CLAUSES)
    lines = ['scenario "as on data"']
    for n, (day, one) in enumerate(zip(days, likes, strict=True)):
        lines.append(f"  given {day}: likes = {'missing' if one is None else one}, members = {members + n}")
    lines += [f"  then {v['clause']} {SAID[v['status']]} in {v['period']}" for v in verdicts]
    contract.write_text(HEAD + block + "```kpi-test\n" + "\n".join(lines) + "\n```\n", "utf-8")
    out, err, status = kpi("test", "c.kpi.md")
    assert (err, status) == ("", 0), out
