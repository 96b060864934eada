"""Which files the arguments of a command name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.said import said

CONTRACT = ".kpi.md"
LOOSE = ".kpi"


def nothing(file: str, message: str, help: str | None = None) -> Diagnostic:
    """The message that there is no workspace, or nothing to judge."""
    return Diagnostic("KPI062", file, NOWHERE, message, help)


NO_WORKSPACE = nothing(
    "kpi.yaml",
    said("there is none in this folder or above it: contracts are judged on the data that it names"),
    said("name the sources there, or judge one clause: kpi check -e 'cpa <= 30' --data ads.csv"),
)


def contract_files(paths: Sequence[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """Files as they are, and the contracts in folders; each once, and a message for what is neither."""
    found: dict[Path, Path] = {}
    notes: list[Diagnostic] = []
    for path in paths:
        files = list(_contracts_in(path)) if path.is_dir() else [path]
        wrong = _unfit(path, files)
        if wrong:
            notes.append(nothing(str(path), *wrong))
            continue
        for file in files:
            found.setdefault(file.resolve(), file)
    return list(found.values()), notes


def _contracts_in(folder: Path) -> Iterator[Path]:
    """In the order of their names; hidden folders and files are passed over."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(CONTRACT) and not name.startswith("."):
                yield Path(place, name)


def _unfit(path: Path, files: Sequence[Path]) -> tuple[str, str | None] | None:
    if path.is_dir():
        if not files:
            return said("there is no contract in this folder"), said(
                "the name of a contract ends in {contract}", contract=CONTRACT
            )
    elif not path.exists():
        return said("there is no such file or folder"), None
    elif not path.is_file():
        return said("this is no regular file"), None
    elif not path.name.endswith((CONTRACT, LOOSE)):
        return said("this is not the name of a contract"), said(
            "it ends in {contract}, or in {loose} for clauses alone", contract=CONTRACT, loose=LOOSE
        )
    return None
