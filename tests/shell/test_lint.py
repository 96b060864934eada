"""`kpi lint`, and which files the arguments of any command name."""

from __future__ import annotations

from pathlib import Path

from .conftest import CONFIGURATION, CONTRACT


def test_nothing_to_say(kpi, workspace) -> None:
    assert kpi("lint") == (0, "no messages about 2 clauses in 1 file\n", "")


def test_every_error_of_every_file(kpi, workspace) -> None:
    for name in ("b", "a"):
        text = CONTRACT.replace("cpa <= 30", "cap <= 30\n\nlkies >= 5 monthly")
        (workspace / "contracts" / f"{name}.kpi.md").write_text(text, "utf-8")
    status, out, err = kpi("lint")
    assert (status, err) == (1, "")
    assert out.index("a.kpi.md:15:1") < out.index("a.kpi.md:17:1") < out.index("b.kpi.md:15:1")
    assert out.endswith("4 errors in 2 files\n")


def test_a_warning_is_no_error(kpi, workspace) -> None:
    (workspace / "contracts" / "aurora.kpi.md").write_text(CONTRACT.replace("cpa <= 30", "cpa >= 30"), "utf-8")
    status, out, _ = kpi("lint")
    assert status == 0
    assert "warning[KPI043]" in out


def test_the_configuration_is_read_too(kpi, workspace) -> None:
    (workspace / "kpi.yaml").write_text(CONFIGURATION.replace("files:", "flies:"), "utf-8")
    status, out, _ = kpi("lint")
    assert status == 1
    assert "kpi.yaml:5:5: error[KPI011]" in out
    assert " 5 |     flies: data/daily.csv\n   |     ^^^^^\n" in out


def test_columns_that_the_export_lacks(kpi, workspace) -> None:
    (workspace / "contracts" / "aurora.kpi.md").write_text(CONTRACT.replace("likes >= 300", "saves >= 300"), "utf-8")
    status, out, _ = kpi("lint")
    assert status == 1
    assert "KPI050" in out


def test_without_a_workspace_every_column_is_there(kpi) -> None:
    Path("a.kpi.md").write_text(CONTRACT.replace("cpa <= 30", "saves >= 30"), "utf-8")
    assert kpi("lint").status == 0
    assert kpi("lint", "a.kpi.md").status == 0


def test_an_empty_folder(kpi) -> None:
    status, out, _ = kpi("lint")
    assert status == 2
    assert "KPI062" in out


def test_a_file_that_is_no_text(kpi) -> None:
    Path("a.kpi.md").write_bytes(b"\xff\xfe\x00")
    status, out, _ = kpi("lint")
    assert status == 1
    assert "a.kpi.md: error[KPI001]" in out


def test_folders_are_searched_but_for_hidden_ones(kpi) -> None:
    for place in ("z", "a/b", ".hidden", "a/.git"):
        Path(place).mkdir(parents=True)
        Path(place, "c.kpi.md").write_text("broken", "utf-8")
    out = kpi("lint").out
    assert out.endswith(" in 2 files\n")
    assert out.replace("\\", "/").index("a/b/c.kpi.md") < out.index("z")


def test_a_file_that_is_named_twice_is_read_once(kpi, workspace) -> None:
    assert "1 file\n" in kpi("lint", "contracts", "contracts/aurora.kpi.md", workspace).out


def test_from_inside_the_workspace_all_of_it(kpi, workspace, monkeypatch) -> None:
    monkeypatch.chdir(workspace / "data")
    assert "2 clauses in 1 file" in kpi("lint").out


def test_a_workspace_below_the_current_folder(kpi, workspace, monkeypatch) -> None:
    monkeypatch.chdir(workspace.parent)
    assert kpi("check", "--as-of", "2026-11-05").status == 1


def test_two_workspaces_at_once(kpi, workspace, monkeypatch) -> None:
    other = workspace.parent / "other"
    other.mkdir()
    (other / "b.kpi.md").write_text(CONTRACT.replace("aurora-vk", "another"), "utf-8")
    status, _, err = kpi("check", ".", other)
    assert status == 1, "a contract outside of any workspace is judged on that of the current folder"
    monkeypatch.chdir(workspace.parent)
    status, _, err = kpi("check", "here", "other")
    assert status == 2
    assert "in no workspace" in err
    (other / "kpi.yaml").write_text(CONFIGURATION, "utf-8")
    status, _, err = kpi("check", "here", "other")
    assert status == 2
    assert "in another workspace" in err


def test_a_path_through_a_workspace_does_not_lead_into_it(kpi, workspace, monkeypatch) -> None:
    other = workspace.parent / "other"
    other.mkdir()
    (other / "b.kpi.md").write_text(CONTRACT.replace("likes >= 300", "saves >= 300"), "utf-8")
    monkeypatch.chdir(workspace.parent)
    assert "KPI050" not in kpi("lint", "here/../other/b.kpi.md").out


def test_a_contract_in_words_goes_before_the_messages(kpi, workspace) -> None:
    (workspace / "contracts" / "aurora.kpi.md").write_text(CONTRACT.replace("cpa <= 30", "cpa >= 30"), "utf-8")
    status, out, err = kpi("lint", "--paraphrase")
    assert (status, err) == (0, "")
    words = (
        "aurora-vk, version 2",
        "sha256:",
        "The term runs from",
        "Likes of the month (likes)",
        "Cost per acquisition (cpa)",
        "«Cost per acquisition» is at least 30",
        "warning[KPI043]",
    )
    places = [out.index(word) for word in words]
    assert places == sorted(places)


def test_a_broken_contract_is_not_said(kpi, workspace) -> None:
    (workspace / "contracts" / "b.kpi.md").write_text(CONTRACT.replace("cpa <= 30", "cap <= 30"), "utf-8")
    status, out, _ = kpi("lint", "--paraphrase")
    assert status == 1
    assert out.count("The term runs") == 1
