"""What a command is about: the workspace and the contracts that its arguments name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi_rules.catalogue.configuration import find_root, read_workspace
from kpi_rules.catalogue.loader import standard
from kpi_rules.catalogue.workspace import Workspace
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.reading import read_contract
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.shell.loose import Setting, read_loose

CONTRACT = ".kpi.md"
LOOSE = ".kpi"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read. `contracts` holds those without an error; `files` are all that were looked at."""

    workspace: Workspace | None
    vocabulary: Vocabulary
    contracts: tuple[Contract, ...]
    files: tuple[Path, ...]
    notes: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return any(note.is_error for note in self.notes)


def read_inputs(paths: Sequence[Path], setting: Setting | None = None, workspace: Workspace | None = None) -> Inputs:
    """The contracts that the paths name and the workspace around them, or the one that is given.

    No paths: the whole workspace of the current folder. `setting` is what `.kpi` files lack.
    """
    notes: list[Diagnostic] = []
    root = None
    if workspace is None:
        root = _root(paths, notes)
        if root is not None:
            workspace, found = read_workspace(root)
            notes += found
    vocabulary = workspace.vocabulary if workspace else standard()
    files = _files(paths or [root or Path()], notes)
    contracts = []
    for file in files:
        contract = _read(file, vocabulary, setting, notes)
        contracts += [contract] if contract else []
    return Inputs(workspace, vocabulary, tuple(contracts), tuple(files), tuple(notes))


def nothing(file: str, message: str, help: str | None = None) -> Diagnostic:
    """The message that there is no workspace, or nothing to judge."""
    return Diagnostic("KPI062", file, NOWHERE, message, help)


def _root(paths: Sequence[Path], notes: list[Diagnostic]) -> Path | None:
    """The one workspace of all paths; without `kpi.yaml` none."""
    roots: dict[Path, Path] = {}
    for path in paths or [Path()]:
        start = path if path.is_dir() else path.parent
        root = find_root(start.absolute()) if start.is_dir() else None
        if root is not None:
            roots.setdefault(root.resolve(), path)
    if len(roots) > 1:
        first, second = list(roots.values())[:2]
        notes.append(nothing(str(second), f"lies in another workspace than {first}", "check one workspace at a time"))
    return next(iter(roots), None)


def _files(paths: Sequence[Path], notes: list[Diagnostic]) -> list[Path]:
    found: dict[Path, Path] = {}
    for path in paths:
        inside = list(_contracts_in(path)) if path.is_dir() else [path]
        if path.is_dir() and not inside:
            where = "this folder" if path == Path() else str(path)
            notes.append(nothing(str(path), f"there is no contract in {where}", f"the name of a contract ends in {CONTRACT}"))
        elif not path.is_dir() and (wrong := _unreadable(path)):
            notes.append(nothing(str(path), *wrong))
            continue
        for file in inside:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _contracts_in(folder: Path) -> Iterator[Path]:
    """The contracts of a folder and its folders, in the order of their names; hidden folders are passed over."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if name.endswith(CONTRACT))


def _unreadable(path: Path) -> tuple[str, str | None] | None:
    if not path.is_file():
        return "there is no such file or folder", None
    if not path.name.endswith((CONTRACT, LOOSE)):
        return "is not the name of a contract", f"it ends in {CONTRACT}, or in {LOOSE} for clauses alone"
    return None


def _read(file: Path, vocabulary: Vocabulary, setting: Setting | None, notes: list[Diagnostic]) -> Contract | None:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        notes.append(Diagnostic("KPI001", str(file), NOWHERE, f"cannot be read: {error.strerror}"))
        return None
    except UnicodeDecodeError as error:
        notes.append(Diagnostic("KPI001", str(file), NOWHERE, f"is not UTF-8 (byte {error.start + 1})", "save it as UTF-8"))
        return None
    if file.name.endswith(LOOSE):
        return read_loose(str(file), text, vocabulary, setting, notes)
    contract, found = read_contract(str(file), text, vocabulary)
    notes.extend(found)
    return contract
