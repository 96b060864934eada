"""`kpi fmt`: what it writes where, and what it leaves alone."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from .conftest import CONFIGURATION, CONTRACT

ROUGH = CONTRACT.replace("cpa <= 30", "cpa at most 30   # a price")
CLEAN = CONTRACT.replace("cpa <= 30", "cpa <= 30  # a price")


@pytest.fixture
def rough(workspace: Path) -> Path:
    """The sample's contract, with a clause that is not canonical."""
    path = workspace / "contracts" / "aurora.kpi.md"
    path.write_text(ROUGH, "utf-8")
    return path


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), "utf-8"))


def test_a_file_is_written_in_place(kpi, rough) -> None:
    assert kpi("fmt") == (0, "formatted: contracts/aurora.kpi.md\n", "")
    assert rough.read_text("utf-8") == CLEAN
    written = rough.stat()
    assert kpi("fmt", "contracts") == (0, "in canonical form: 1 file\n", "")
    assert rough.stat() == written, "a canonical file is not touched"
    assert [path.name for path in rough.parent.iterdir()] == ["aurora.kpi.md"]


def test_check_names_the_files_and_changes_none(kpi, rough) -> None:
    (rough.parent / "b.kpi.md").write_text(CLEAN.replace("aurora-vk", "b"), "utf-8")
    said = "would change: contracts/aurora.kpi.md\nin canonical form: 1 file\n"
    assert kpi("fmt", "--check") == (1, said, "")
    assert rough.read_text("utf-8") == ROUGH
    kpi("fmt")
    assert kpi("fmt", "--check") == (0, "in canonical form: 2 files\n", "")


def test_diff_changes_nothing(kpi, rough) -> None:
    status, out, err = kpi("fmt", "--diff")
    assert (status, err) == (0, "")
    assert out.startswith("--- contracts/aurora.kpi.md\n+++ contracts/aurora.kpi.md\n@@ ")
    assert "\n-cpa at most 30   # a price\n+cpa <= 30  # a price\n" in out
    assert rough.read_text("utf-8") == ROUGH
    assert kpi("fmt", "--diff", "--check").status == 1


def test_line_ends_and_the_mark_of_utf_8_stay(kpi, rough) -> None:
    rough.write_bytes(b"\xef\xbb\xbf" + ROUGH.replace("\n", "\r\n").encode("utf-8"))
    assert kpi("fmt").status == 0
    assert rough.read_bytes() == b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="modes and links are those of POSIX")
def test_the_mode_stays_and_a_link_is_followed(kpi, rough, tmp_path) -> None:
    rough.chmod(0o640)
    link = rough.with_name("link.kpi.md")
    link.symlink_to(rough)
    assert kpi("fmt", "contracts/link.kpi.md").status == 0
    assert link.is_symlink()
    assert (stat.S_IMODE(rough.stat().st_mode), rough.read_text("utf-8")) == (0o640, CLEAN)


def test_a_file_with_an_error_is_left_alone(kpi, rough) -> None:
    wrong = rough.with_name("wrong.kpi.md")
    wrong.write_text(ROUGH.replace("cpa at", "cap at").replace("aurora-vk", "wrong"), "utf-8")
    status, out, err = kpi("fmt")
    assert (status, out) == (2, "formatted: contracts/aurora.kpi.md\n")
    assert "contracts/wrong.kpi.md:15:1: error[KPI030]" in err
    assert "cap at most 30   # a price" in wrong.read_text("utf-8")
    assert rough.read_text("utf-8") == CLEAN


def test_a_warning_does_not_matter(kpi, rough) -> None:
    rough.write_text(ROUGH.replace("at most", "at least"), "utf-8")
    assert kpi("fmt") == (0, "formatted: contracts/aurora.kpi.md\n", "")


def test_data_is_not_asked_for(kpi, rough, workspace) -> None:
    (workspace / "data" / "daily.csv").unlink()
    assert kpi("fmt").status == 0
    assert rough.read_text("utf-8") == CLEAN


def test_a_configuration_with_an_error(kpi, rough, workspace) -> None:
    (workspace / "kpi.yaml").write_text(CONFIGURATION + "colour: red\n", "utf-8")
    status, _, err = kpi("fmt")
    assert status == 2
    assert "KPI011" in err


def test_what_is_not_to_be_found(kpi) -> None:
    assert kpi("fmt", "none.kpi.md").status == 2
    assert kpi("fmt").status == 2
    assert kpi("fmt", "--lang", "de").status == 2
    Path("a.kpi.md").write_bytes(b"\xff")
    assert "not UTF-8" in kpi("fmt").err


def test_a_folder_that_cannot_be_written_to(kpi, rough, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    status, _, err = kpi("fmt")
    assert status == 2
    assert "cannot be written: Permission denied" in err
    assert [path.name for path in rough.parent.iterdir()] == ["aurora.kpi.md"]
    assert rough.read_text("utf-8") == ROUGH


def test_standard_input(kpi, workspace, monkeypatch) -> None:
    typed(monkeypatch, ROUGH)
    assert kpi("fmt", "-") == (0, CLEAN, "")
    typed(monkeypatch, "cpa at most 30 monthly")
    assert kpi("fmt", "--lang", "ru", "-") == (0, "цена_привлечения <= 30 ежемесячно\n", "")
    typed(monkeypatch, "cpa at most 30")
    assert kpi("fmt", "--check", "-") == (1, "", "")
    typed(monkeypatch, "cap at most 30")
    status, out, err = kpi("fmt", "-")
    assert (status, out) == (2, "")
    assert err.startswith("<stdin>:1:1: error[KPI030]")


def test_clauses_alone(kpi) -> None:
    Path("a.kpi").write_bytes(b"\xef\xbb\xbfcpa at most 30 RUB\r\n\r\n\r\n# the end")
    assert kpi("fmt", "a.kpi").status == 0
    assert Path("a.kpi").read_bytes() == b"\xef\xbb\xbfcpa <= 30 RUB\r\n\r\n# the end\r\n"


def test_there_and_back_again(kpi, rough) -> None:
    assert kpi("fmt", "--lang", "en").status == 0
    english = rough.read_text("utf-8")
    assert kpi("fmt", "--lang", "ru").status == 0
    russian = rough.read_text("utf-8")
    assert "  лайки >= 300 ежемесячно\n  потому что" in russian
    assert kpi("fmt").status == 0
    assert rough.read_text("utf-8") == russian
    assert kpi("fmt", "--lang", "en").status == 0
    assert rough.read_text("utf-8") == english


def test_a_text_that_means_something_else_is_a_bug_and_is_not_written(kpi, rough, monkeypatch) -> None:
    from kpi_rules.language.writing import blocks, contract

    def wrong(lines, write):  # type: ignore[no-untyped-def]
        return [line.replace("30 ", "31 ") for line in blocks.block(lines, write)]

    monkeypatch.setattr(contract, "block", wrong)
    status, out, err = kpi("fmt")
    assert (status, out) == (70, "")
    assert "the canonical text of `cpa` is another clause" in err
    assert rough.read_text("utf-8") == ROUGH
