"""Workspaces made on the spot, and their verdicts as JSON."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pages import ROOT, kpi

SHARED = ROOT.parent / "shared" / "data"


def shared(name: str) -> Path:
    """A folder of real data beside the repository; where it is absent the test is skipped, and says so."""
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the real data set {name} is not beside the repository")
    return folder


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a workspace."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def judged(root: Path, *arguments: str) -> list[dict[str, Any]]:
    """The verdicts of `kpi check` in this folder; where nothing is judged the test fails with its complaint."""
    with inside(root):
        out, err, status = kpi("check", *arguments, "--format", "json")
    assert status in (0, 1, 3), err
    verdicts: list[dict[str, Any]] = json.loads(out)["verdicts"]
    return verdicts


def refused(root: Path, *arguments: str) -> str:
    """What `kpi check` complains of where it judges nothing."""
    with inside(root):
        out, err, status = kpi("check", *arguments)
    assert status == 2, out
    return out + err


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
