"""docs/commands.md tells the commands, their options and their exit statuses as `--help` does."""

from __future__ import annotations

import re

import pytest

from docs.markdown import DOCS, headings, section
from kpi_rules.shell.commands import app
from pages import kpi

COMMANDS = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]


def test_the_commands_are_told() -> None:
    told = [heading for heading in headings(DOCS / "commands.md") if heading.startswith("kpi ")]
    assert told == [f"kpi {name}" for name in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_options_are_told(command: str) -> None:
    """Every option of `--help` stands in the section of its command, and every option told of is there."""
    text = section(DOCS / "commands.md", f"kpi {command}")
    usage, *_ = kpi(command, "--help")
    there = set(re.findall(r"(?m)^  (-e\b|--[a-z][\w-]*)", usage)) | set(re.findall(r"/ (--[a-z][\w-]*)", usage))
    table = "\n".join(line for line in text.split("\n") if line.startswith("| `"))
    assert set(re.findall(r"`(-e\b|--[a-z][\w-]*)", table)) == there - {"--help"}
    assert set(re.findall(r"(?<![\w-])(-e\b|--[a-z][\w-]*)", text)) <= there


@pytest.mark.parametrize("command", COMMANDS)
def test_the_exit_statuses_are_told(command: str) -> None:
    usage, *_ = kpi(command, "--help")
    statuses = re.findall(r"(?m)(?:^ +|; )(\d+) ", usage.partition("Exit status:")[2])
    text = section(DOCS / "commands.md", f"kpi {command}")
    assert re.findall(r"(?m)^\| (\d+) \|", text) == statuses
