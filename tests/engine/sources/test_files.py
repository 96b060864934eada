"""Which files a source may name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.sources.exports import days, decimals, read

ONE, TWO = days("2026-01-01,5"), days("2026-01-02,7")


def test_files_are_sorted_by_name(tmp_path: Path) -> None:
    found = read(tmp_path, {"data/b.csv": TWO, "data/a.csv": ONE, "data/.hidden.csv": "x"}, files="data/*.csv")
    assert found.column("likes") == decimals("5", "7")
    assert found.loaded
    assert [file.path for file in found.loaded.files] == ["data/a.csv", "data/b.csv"]


def test_a_name_that_was_matched_is_not_matched_again(tmp_path: Path) -> None:
    files = {"g[12].csv": ONE, "g1.csv": TWO}
    assert read(tmp_path, files, files="g[[]*.csv").column("likes") == decimals("5")
    (tmp_path / "g1.csv").unlink()
    assert read(tmp_path, {"g[12].csv": ONE}, files="g[12].csv").column("likes") == decimals("5")


@pytest.mark.parametrize(
    "files",
    [
        "none*.csv", "none.csv", "/etc/passwd", "~/a.csv", "~root/a.csv", "$HOME/a.csv", "${X}.csv", "%TEMP%/a.csv",
        "https://example.org/a.csv", "file:///etc/passwd", "s3://b/a.csv", "C:/a.csv", "../outside.csv",
        "data/../../outside.csv", "",
    ],
)  # fmt: skip
def test_paths_that_lead_elsewhere(tmp_path: Path, files: str) -> None:
    (tmp_path / "outside.csv").write_text(ONE, "utf-8")
    note = read(tmp_path / "root", {"a.csv": ONE}, files=files).note
    assert (note.code, note.file) == ("KPI070", "kpi.yaml")


def test_a_link_may_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(ONE, "utf-8")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.csv").symlink_to("../outside.csv")
    assert "outside the workspace" in read(root, {}).note.message
    (root / "link.csv").unlink()
    (root / "folder").symlink_to(tmp_path)
    assert read(root, {}, files="folder/*.csv").codes == ["KPI070"]


def test_a_link_inside_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("data/a.csv")
    assert read(tmp_path, {"data/a.csv": ONE}, files="link.csv").column("likes") == decimals("5")
    (tmp_path / "twice.csv").symlink_to("link.csv")
    assert "counted twice" in read(tmp_path, {}, files="*.csv").note.message


def test_broken_and_circular_links(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("nowhere.csv")
    (tmp_path / "b.csv").symlink_to("b.csv")
    assert read(tmp_path, {}).codes == ["KPI070", "KPI070"]


def test_only_regular_files(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    found = read(tmp_path, {})
    assert found.codes == ["KPI070", "KPI070"]
    assert all("not a regular file" in note.message for note in found.notes)


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "a", "a.csv.gz"])
def test_other_suffixes(tmp_path: Path, name: str) -> None:
    assert "suffix" in read(tmp_path, {name: ONE}, files="a*").note.message


def test_a_suffix_in_capitals(tmp_path: Path) -> None:
    assert read(tmp_path, {"A.CSV": ONE}, files="A.CSV").column("likes") == decimals("5")
