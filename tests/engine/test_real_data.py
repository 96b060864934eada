"""Figures that others computed on real data come out, to the last digit."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from workspaces import judged, refused, shared, write

BRAND = {
    "kpis/page.yaml": """
tables:
  posts:
    columns:
      page_likes: {kind: number, nonnegative: true}
measures:
  page_likes:
    kind: sample
    from: posts.page_likes
    unit: people
kpis:
  engagement_per_fan:
    formula: (post_likes + post_reposts + post_comments) / avg(page_likes)
    unit: ratio
    better: more
""",
    "brand.kpi.md": """---
contract: brand
term: 2014-01-01..2014-12-31
---
```kpi
engagement: engagement_per_fan >= 0.05 monthly
posts >= 30 monthly
reach: engagement_per_reach >= 1% over term
```
""",
}
ENGLISH = (
    "Page total likes: page_likes, like: likes, share: reposts, comment: comments, Lifetime Post Total Reach: reach"
)
SPANISH = (
    "Me gusta totales de la página: page_likes, like: likes, compartir: reposts, comment: comments, "
    "Lifetime Post Total Reach: reach"
)
FILES = {
    "dataset_Facebook.csv": (ENGLISH, "Post Month", "{}"),
    "dataset_Facebook_es_latin1.csv": (SPANISH, "Publicar Mes", "{encoding: latin-1}"),
    "dataset_Facebook_mac_cr.csv": (ENGLISH, "Post Month", "{}"),
}


def brand(root: Path, file: str) -> list[dict[str, Any]]:
    columns, month, read = FILES[file]
    kpi_yaml = f"""
sources:
  posts:
    files: data/{file}
    date: {{year: 2014, month: {month}}}
    numbered: post_id
    constants: {{account: brand}}
    blanks: {{likes: 0, reposts: 0}}
    columns: {{{columns}}}
    covers: 2014-01-01..2014-12-31
    read: {read}
"""
    write(root, {**BRAND, "kpi.yaml": kpi_yaml})
    (root / "data").mkdir()
    shutil.copy(shared("uci_facebook_metrics") / file, root / "data")
    return judged(root, "--period", "2014", "--as-of", "2015-01-31")


@pytest.fixture
def verdicts(tmp_path: Path) -> list[dict[str, Any]]:
    return brand(tmp_path, "dataset_Facebook.csv")


def failed(verdicts: list[dict[str, Any]], clause: str) -> dict[str, str]:
    mine = [v for v in verdicts if v["clause"] == clause]
    assert len(mine) == 12
    assert {v["status"] for v in mine} == {"pass", "fail"}
    return {v["period"]: v["value"]["decimal"] for v in mine if v["status"] == "fail"}


def test_engagement_fails_in_two_months(verdicts: list[dict[str, Any]]) -> None:
    assert failed(verdicts, "engagement") == {"2014-01": "0.046981", "2014-03": "0.034771"}


def test_posts_fail_in_two_months(verdicts: list[dict[str, Any]]) -> None:
    assert failed(verdicts, "posts") == {"2014-01": "25.000000", "2014-02": "26.000000"}


def test_ratio_of_sums_and_not_average_of_ratios(verdicts: list[dict[str, Any]]) -> None:
    [reach] = [v for v in verdicts if v["clause"] == "reach"]
    assert reach["value"]["decimal"] == "0.015257"


def test_three_copies_of_one_table_give_the_same_bytes(tmp_path: Path) -> None:
    answers = set()
    for file in FILES:
        root = tmp_path / file
        root.mkdir()
        verdicts = brand(root, file)
        digests = {digest for v in verdicts for part in v["parts"] for digest in part.pop("digests")}
        assert len(digests) == 1
        answers.add(json.dumps(verdicts, ensure_ascii=False))
    assert len(answers) == 1


LIVE = """
sources:
  posts:
    files: data/Live.csv
    date: status_published
    constants: {account: sellers}
    columns:
      {status_id: post_id, status_type: format, num_reactions: likes, num_comments: comments, num_shares: reposts}
    DUPLICATES
"""
SELLERS = """---
contract: sellers
term: 2012-07-15..2018-06-13
---
```kpi
let total = post_likes + post_comments + post_reposts
total_posts: posts >= 30
engagement: total >= 1
each_post: total / posts >= 500
all_posts: posts >= 1 over term
all_engagement: total >= 1 over term
```
"""


def sellers(root: Path, duplicates: str) -> Path:
    write(root, {"kpi.yaml": LIVE.replace("DUPLICATES", duplicates), "sellers.kpi.md": SELLERS})
    (root / "data").mkdir()
    shutil.copy(shared("fb_live_thailand") / "Live.csv", root / "data")
    return root


def test_duplicate_posts_are_refused_by_row(tmp_path: Path) -> None:
    complaint = refused(sellers(tmp_path, ""), "--as-of", "2018-07-31")
    assert "KPI072" in complaint
    assert complaint.count("Live.csv:") >= 2  # both rows of a pair are named
    assert "duplicates: keep first" in complaint


def test_first_of_each_duplicate_counts(tmp_path: Path) -> None:
    root = sellers(tmp_path, "duplicates: keep first")
    term = {v["clause"]: v for v in judged(root, "--period", "2018-06-13", "--as-of", "2018-07-31")}
    assert term["all_posts"]["value"]["exact"] == "6997"
    assert term["all_engagement"]["value"]["exact"] == "3434379"
    may = {v["clause"]: v for v in judged(root, "--period", "2018-05", "--as-of", "2018-07-31")}
    assert may["total_posts"]["value"]["exact"] == "581"
    assert may["engagement"]["value"]["exact"] == "480958"
    january = {v["clause"]: v for v in judged(root, "--period", "2018-01", "--as-of", "2018-07-31")}
    assert january["each_post"]["value"]["decimal"] == "521.904632"
    assert Fraction(january["each_post"]["value"]["exact"]).denominator > 1
