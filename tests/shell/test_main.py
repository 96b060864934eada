"""The process: versions, help, statuses of everything that is no verdict, and how little it loads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kpi_rules import __version__
from kpi_rules.shell import main as shell

from .conftest import CONTRACT

COMMANDS = ("check", "explain", "lint", "test", "kpis", "data")
HEAVY = ("lark", "yaml", "duckdb", "sqlglot", "markdown_it", "tabulate", "rich")


def python(code: str, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, **options)


def loaded_by(*arguments: str, **options) -> list[str]:
    code = (
        "import sys; from kpi_rules.shell.main import main; main(sys.argv[1:]); "
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    return eval(python(code, *arguments, **options).stderr.strip().split("\n")[-1])


def test_version(kpi) -> None:
    assert kpi("--version") == (0, f"kpi-rules {__version__}\n", "")


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), *((name, "--help") for name in COMMANDS)])
def test_what_needs_nothing_loads_nothing(arguments) -> None:
    assert loaded_by(*arguments) == []


def test_lint_loads_no_engine(workspace) -> None:
    assert not {"duckdb", "sqlglot", "tabulate", "rich"} & set(loaded_by("lint", cwd=workspace))


def test_the_meaning_of_a_clause_needs_no_engine(workspace) -> None:
    (workspace / "kpi.yaml").unlink()
    (workspace / "a.kpi.md").write_text(CONTRACT.replace("version: 2", "currency: RUB"), "utf-8")
    assert not {"duckdb", "sqlglot"} & set(loaded_by("explain", "a.kpi.md", cwd=workspace))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_worth_reading(kpi, name) -> None:
    status, out, _ = kpi(name, "--help")
    assert status == 0
    for heading in ("Usage: kpi", "Arguments:", "Options:", "Examples:", "Exit status:"):
        assert heading in out
    examples, statuses = out.split("Examples:")[1].split("Exit status:")
    assert examples.count(f"kpi {name}") == 2
    assert "  0 " in statuses
    assert "  2 " in statuses
    assert "70" in statuses


def test_help_lists_the_commands_and_no_clutter(kpi) -> None:
    out = kpi("--help").out
    assert all(f"\n  {name} " in out for name in COMMANDS)
    assert "completion" not in out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chek",),
        ("check", "--nix"),
        ("check", "--format", "xml"),
        ("check", "--period", "2026-13"),
        ("check", "--period", "October"),
        ("check", "--as-of", "2026-02-30"),
        ("check", "--term", "2026-12..2026-01"),
        ("check", "--data", "a.csv"),
        ("check", "--term", "2026"),
        ("check", "--account", "x"),
        ("check", "-e", "cpa <= 30"),
        ("check", "-e", "cpa <= 30", "--data", "a.csv", "contracts"),
        ("explain",),
    ],
)
def test_wrong_usage(kpi, arguments) -> None:
    status, out, err = kpi(*arguments)
    assert status == 2
    assert out == ""
    assert err.startswith("Usage: kpi")


def test_a_mistyped_command_is_guessed(kpi) -> None:
    assert "Did you mean 'check'?" in kpi("chek").err


def broken(*_: object) -> int:
    raise ZeroDivisionError("of\x1b[2J something")


def test_a_bug_of_ours(kpi, monkeypatch) -> None:
    monkeypatch.setattr("kpi_rules.shell.kpis.kpis", broken)
    status, out, err = kpi("kpis")
    assert (status, out) == (70, "")
    assert err.count("\n") == 1
    assert "report" in err
    assert "ZeroDivisionError" in err
    assert "\x1b" not in err


def test_a_bug_of_ours_with_its_trace(kpi, monkeypatch) -> None:
    monkeypatch.setattr("kpi_rules.shell.kpis.kpis", broken)
    monkeypatch.setenv("KPI_RULES_DEBUG", "1")
    status, _, err = kpi("kpis")
    assert status == 70
    assert "Traceback" in err


def interrupted(*_: object) -> int:
    raise KeyboardInterrupt


def test_interrupted(kpi, monkeypatch) -> None:
    monkeypatch.setattr("kpi_rules.shell.kpis.kpis", interrupted)
    assert kpi("kpis") == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
@pytest.mark.parametrize("arguments", [("--help",), ("kpis",), ("check", "--as-of", "2026-11-05")])
def test_a_broken_pipe_is_quiet(workspace, arguments) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    code = "from kpi_rules.shell.main import run; run()"
    with os.fdopen(writer, "w") as pipe:
        ended = subprocess.run(
            [sys.executable, "-c", code, *arguments], stdout=pipe, stderr=subprocess.PIPE, cwd=workspace
        )
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_a_terminal_without_cyrillic_is_no_reason_to_die(workspace) -> None:
    code = "from kpi_rules.shell.main import run; run()"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = python(code, "kpis", "likes", env=environment, cwd=workspace)
    assert ended.returncode == 0
    assert "\\u043b" in ended.stdout


def test_run_exits_with_the_status(monkeypatch) -> None:
    monkeypatch.setattr(sys, "argv", ["kpi", "--version"])
    with pytest.raises(SystemExit) as ended:
        shell.run()
    assert ended.value.code == 0
