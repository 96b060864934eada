"""Costs, blocks and scorecards as JSON and as text."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from docs.markdown import DOCS
from pages import kpi
from workspaces import inside, write

CONTRACT = """---
contract: aurora
term: 2026-01-01..2026-03-31
currency: RUB
timezone: Europe/Moscow
fee: 100000 RUB monthly
limits: {deductions: 10% of fee}
scorecard: {pass: 90%, warn: 50%}
settle: 10 days
---
```kpi
likes >= 40
  on fail deduct 1% of fee per 1% short up to 20% of fee
  on fail notify "A letter"
  on 2 fails in a row may terminate
talk: comments >= 20
  on pass pay 1_000 RUB if likes pass
  on pass notify "Well done" if gate pass
gate: likes >= 10
block: likes >= 40 in 2 of 3 months
  on fail deduct 500 RUB
```
"""
ROWS = "account,date,likes,comments\n" + "".join(
    f"aurora,2026-{month:02}-{day:02},1,1\n" for month, days in ((1, 31), (2, 28)) for day in range(1, days + 1)
)
KPI_YAML = "timezone: Europe/Moscow\ncurrency: RUB\nsources:\n  daily: {files: data/daily.csv}\n"


def workspace(root: Path) -> Path:
    return write(root, {"kpi.yaml": KPI_YAML, "data/daily.csv": ROWS, "aurora.kpi.md": CONTRACT})


def test_the_json_fits_its_schema(tmp_path: Path) -> None:
    schema = json.loads((DOCS / "verdicts.schema.json").read_text("utf-8"))
    with inside(workspace(tmp_path)):
        for options in (("--period", "2026"), ("--period", "2026-02"), ()):
            for day in ("2026-03-05", "2026-04-20"):
                out, err, _ = kpi("check", *options, "--as-of", day, "--format", "json")
                assert not err
                jsonschema.Draft202012Validator(schema).validate(json.loads(out))


def test_the_statement_shows_what_the_limit_leaves(tmp_path: Path) -> None:
    with inside(workspace(tmp_path)):
        out, _, _ = kpi("check", "--period", "2026-01", "--as-of", "2026-04-20", "--format", "json")
    found = json.loads(out)
    [statement] = found["statements"]
    assert statement["deductions"] == {"sum": "20000.00", "limit": "10000.00", "due": "10000.00"}
    assert [(line["clause"], line["amount"], line["cut"], line["due"]) for line in statement["lines"]] == [
        ("likes", "20000.00", "10000.00", "10000.00")
    ]
    assert [card["status"] for card in found["scorecards"]] == ["warn"]


def test_an_open_line_is_in_no_sum(tmp_path: Path) -> None:
    with inside(workspace(tmp_path)):
        out, _, _ = kpi("check", "--period", "2026-02", "--as-of", "2026-03-05", "--format", "json")
        text, _, _ = kpi("check", "--period", "2026-02", "--as-of", "2026-03-05")
    [statement] = json.loads(out)["statements"]
    assert {line["waits_for"] for line in statement["lines"]} == {"not_settled"}
    assert statement["deductions"]["due"] == "0.00"
    assert "lines are open and in no sum" in text or "line is open and in no sum" in text


def test_one_clause_is_explained_with_the_gates_that_it_hangs_on(tmp_path: Path) -> None:
    with inside(workspace(tmp_path)):
        out, _, _ = kpi("explain", "aurora.kpi.md#talk", "--period", "2026-01", "--as-of", "2026-04-20")
    assert "notify “Well done”" in out
    assert "gate: likes >= 10" not in out
    assert "pay 1,000.00 RUB" not in out
