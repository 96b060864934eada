"""The house stands: imports go down, files are rooms and not halls, the tree speaks of itself alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pages import ROOT

CODE = sorted(
    path
    for pattern in ("kpi_rules/**/*.py", "engine/**/*.py", "tests/**/*.py", "tools/*.py", "kpi_rules/**/*.lark")
    for path in ROOT.glob(pattern)
)
LONGEST = 300


def test_imports_go_down() -> None:
    found = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout
    assert "1 kept, 0 broken" in found.stdout


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_room(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_no_room_for_odds_and_ends() -> None:
    assert not [path for path in CODE if path.stem in ("utils", "helpers", "manager", "misc", "common")]


def test_every_module_says_what_it_is() -> None:
    for path in CODE:
        if path.suffix == ".py" and "tests" not in path.parts:
            assert path.read_text("utf-8").startswith('"""'), path
