"""`kpi test`: how it ends, what programs get, and what it does without."""

from __future__ import annotations

import json
from pathlib import Path

from .test_main import loaded_by

HOLDS = 'scenario "holds"\n  given 2026-08: spend = 30, acquired = 1\n  then cpa passes in 2026-08\n'
FAILS = HOLDS.replace("holds", "differs").replace("passes", "fails")
BROKEN = HOLDS.replace("holds", "is broken").replace("in 2026-08", "in 2027-08")


def write(*scenarios: str) -> None:
    head = "---\ncontract: c\nterm: 2026-01-01..2026-12-31\ncurrency: RUB\n---\n```kpi\ncpa <= 30\n```\n"
    Path("c.kpi.md").write_text(f"{head}```kpi-test\n{chr(10).join(scenarios)}```\n", "utf-8")


def test_exit_statuses(kpi) -> None:
    for scenarios, status in (((HOLDS,), 0), ((HOLDS, FAILS), 1), ((HOLDS, FAILS, BROKEN), 2), ((), 2)):
        write(*scenarios)
        assert kpi("test").status == status
        assert kpi("lint").status == (BROKEN in scenarios)


def test_nothing_to_read(kpi) -> None:
    status, out, _ = kpi("test", "nowhere")
    assert status == 2
    assert "KPI062" in out


def test_for_programs(kpi) -> None:
    write(HOLDS, FAILS, BROKEN)
    found = json.loads(kpi("test", "--format", "json").out)
    assert [one["status"] for one in found["scenarios"]] == ["holds", "fails", "broken"]
    assert [one["line"] for one in found["scenarios"]] == [10, 14, 18]
    assert [one["code"] for one in found["scenarios"][1]["differences"]] == ["KPI083"]
    assert [one["code"] for one in found["messages"]] == ["KPI082"]
    assert found["untried"] == [{"contract": "c", "clause": "cpa", "lacks": ["that fails"]}]


def test_the_workspace_is_not_read(kpi, workspace) -> None:
    text = Path("contracts/aurora.kpi.md").read_text("utf-8")
    Path("contracts/aurora.kpi.md").write_text(f"{text}\n```kpi-test\n{HOLDS}```\n", "utf-8")
    Path("data/daily.csv").write_text("account;Дата;Лайки;Расходы;joined\nbroken;rows", "utf-8")
    assert kpi("test").status == 0
    assert not {"duckdb", "sqlglot"} & set(loaded_by("test"))
    assert not {"duckdb", "sqlglot"} & set(loaded_by("lint"))
