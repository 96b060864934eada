"""A header cell that bears a catalogue name needs no entry; nothing is guessed between two."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_rules.catalogue.configuration import read_workspace
from kpi_rules.catalogue.headers import with_header
from kpi_rules.catalogue.workspace import Workspace


def workspace(root: Path, source: str) -> Workspace:
    text = f"sources:\n  daily: {{files: a.csv, {source}}}\n  posts: {{files: b.csv}}\n"
    (root / "kpi.yaml").write_text(text, "utf-8")
    found, notes = read_workspace(root)
    assert notes == []
    return found


@pytest.mark.parametrize(
    ("source", "header", "columns"),
    [
        ("date: Дата", ["Дата", "Likes", "ПОДПИСЧИКИ", "whatever"], {"Likes": "likes", "ПОДПИСЧИКИ": "members"}),
        ("rows: 1", ["Дата", " Лайки ", "аккаунт"], {"Дата": "date", " Лайки ": "likes", "аккаунт": "account"}),
        ("columns: {Сердечки: likes}", ["Сердечки", "likes", "reposts"], {"Сердечки": "likes", "reposts": "reposts"}),
        ("columns: {likes: reposts}", ["likes", "Лайки"], {"likes": "reposts", "Лайки": "likes"}),
        ("constants: {account: aurora}", ["account", "likes"], {"likes": "likes"}),
        ("date: {year: 2026, month: посты}", ["посты", "date", "views"], {"views": "views"}),
        ("rows: 1", ["лайки", "Likes"], {}),
        ("rows: 1", ["участники", "подписчики", "likes"], {"likes": "likes"}),
        ("rows: 1", ["likes", "LIKES", "views"], {"views": "views"}),
        ("blanks: {spend: 0}", ["Расходы"], {"Расходы": "spend"}),
        ("rows: 1", ["", "Просмотрыы"], {}),
    ],
)
def test_cells_with_a_catalogue_name(tmp_path: Path, source: str, header: list[str], columns: dict[str, str]) -> None:
    before = workspace(tmp_path, source)
    after = with_header(before, {"daily": header})
    assert after.sources[0].columns == columns
    assert after.vocabulary.sources is not None
    assert after.vocabulary.sources[0].columns >= set(columns.values())
    assert after.sources[1] == before.sources[1]


def test_facts_are_completed(tmp_path: Path) -> None:
    after = with_header(workspace(tmp_path, "date: Дата"), {"daily": ["Дата", "Лайки"], "posts": ["Лайки", "post_id"]})
    assert after.vocabulary.sources is not None
    assert [facts.columns for facts in after.vocabulary.sources] == [{"date", "likes"}, {"likes", "post_id"}]
