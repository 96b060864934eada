"""What a command is about: the workspace and the contracts that its arguments name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kpi_rules.catalogue.configuration import find_root, read_workspace
from kpi_rules.catalogue.headers import with_header
from kpi_rules.catalogue.loader import standard
from kpi_rules.catalogue.workspace import Workspace
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic, Notes
from kpi_rules.language.kept import keep_in
from kpi_rules.language.reading import read_contract
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days
from kpi_rules.language.versions import check_versions
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.shell.cache import cache_folder
from kpi_rules.shell.loose import Setting, read_loose
from kpi_rules.shell.paths import LOOSE, contract_files, nothing
from kpi_rules_engine.plan.never import never_judged
from kpi_rules_engine.sources.load import header

ANY_TIME = Setting(Days(date(2000, 1, 1), date(2099, 12, 31)))  # where a term is not asked for: nothing is judged


@dataclass(frozen=True, slots=True)
class Around:
    """The workspace that was found, if any, what may be spoken of in it, and the messages about it."""

    workspace: Workspace | None
    vocabulary: Vocabulary
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read. `contracts` holds those without an error; `files` are all that were looked at."""

    around: Around
    contracts: tuple[Contract, ...]
    files: tuple[Path, ...]
    notes: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return any(note.is_error for note in self.notes)


def read_around(paths: Sequence[Path]) -> Around:
    """The one workspace in which all contracts of the paths lie; of no paths, that of the current folder."""
    keep_in(cache_folder())
    here = find_root(Path.cwd())
    roots = _roots(contract_files(paths or [Path()])[0], here) if paths or not here else {here: Path()}
    root = next((root for root in roots if root is not None), here)
    around = _read_root(root)
    stray = next(((other, file) for other, file in roots.items() if other != root), None)
    if stray and root is not None:
        message = (
            said("this lies in another workspace than {file}", file=roots[root])
            if stray[0]
            else said("this lies in no workspace, unlike {file}", file=roots[root])
        )
        note = nothing(str(stray[1]), message, said("name the contracts of one workspace at a time"))
        return replace(around, notes=(*around.notes, *placed([note], root)))
    return around


def read_folder(folder: Path) -> Around:
    """The workspace in which a folder lies, whatever contracts there are."""
    return _read_root(find_root(Path(os.path.abspath(folder))))


def _read_root(root: Path | None) -> Around:
    if root is None:
        return Around(None, standard())
    workspace, notes = read_workspace(root)
    workspace, more = _with_headers(workspace)
    return Around(workspace, workspace.vocabulary, tuple(placed([*notes, *more], root)))


def _roots(files: Sequence[Path], here: Path | None) -> dict[Path | None, Path]:
    """The workspaces of these files, each with its first file; of a file outside of any, that of the current folder."""
    folders: dict[Path, Path] = {}
    for file in files:
        folders.setdefault(file.parent, file)
    roots: dict[Path | None, Path] = {}
    for folder, file in folders.items():
        # not absolute(): the parents of `here/../there` would lead through `here`
        roots.setdefault(find_root(Path(os.path.abspath(folder))) or here, file)
    return roots


def read_inputs(paths: Sequence[Path], around: Around, setting: Setting | None = ANY_TIME) -> Inputs:
    """The contracts that the paths name; without paths, all of the workspace.

    `setting` is what `.kpi` files lack; None makes an error of each of them.
    """
    files, notes = contract_files(paths or [_start(around)])
    contracts: list[Contract] = []
    for file in files:
        contract, found = _read(file, around.vocabulary, setting)
        contracts += [contract] if contract else []
        notes += found
    notes += check_versions(contracts)
    return Inputs(around, tuple(contracts), tuple(files), (*around.notes, *notes))


def _start(around: Around) -> Path:
    """Where contracts are searched for if no path is named: in the whole workspace, if the current folder is in it."""
    root = around.workspace.root if around.workspace else Path()
    return root if Path.cwd().is_relative_to(root.absolute()) else Path()


def _with_headers(workspace: Workspace) -> tuple[Workspace, list[Diagnostic]]:
    """The workspace that knows the columns of its exports. Of one that cannot be read, any column counts as there."""
    headers: dict[str, tuple[str, ...]] = {}
    notes: list[Diagnostic] = []
    unread: set[str] = set()
    for source in workspace.sources:
        names, found = header(source, workspace)
        notes += found
        if names is None:
            unread.add(source.name)
        else:
            headers[source.name] = names
    workspace = with_header(workspace, headers)
    vocabulary = workspace.vocabulary
    facts = tuple(
        replace(f, columns=frozenset(vocabulary.tables[f.table].columns)) if f.name in unread else f
        for f in vocabulary.sources or ()
    )
    return replace(workspace, vocabulary=replace(vocabulary, sources=facts)), notes


def placed(notes: Sequence[Diagnostic], root: Path) -> list[Diagnostic]:
    """Messages about files of a workspace, with paths that hold where the command was called."""
    return [_placed(note, root) for note in notes]


def _placed(note: Diagnostic, root: Path) -> Diagnostic:
    path = root / note.file
    if not path.is_file():
        return note
    line = note.source_line
    if not line and note.span != NOWHERE and path.suffix in (".yaml", ".yml"):
        line = Notes(note.file, path.read_text("utf-8", errors="replace")).line(note.span.line)
    return replace(note, file=str(path), source_line=line)


def _read(file: Path, vocabulary: Vocabulary, setting: Setting | None) -> tuple[Contract | None, list[Diagnostic]]:
    name = str(file)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, [
            Diagnostic("KPI001", name, NOWHERE, said("the file cannot be opened: {reason}", reason=error.strerror))
        ]
    except UnicodeDecodeError as error:
        message = said("the file is not UTF-8: see its byte {byte:,}", byte=error.start + 1)
        return None, [Diagnostic("KPI001", name, NOWHERE, message, said("save it as UTF-8"))]
    if not file.name.endswith(LOOSE):
        contract, notes = read_contract(name, text, vocabulary)
        for clause, why in never_judged(contract) if contract else ():
            notes.add(
                "KPI045",
                clause.span,
                why,
                said("look at the term, at `partial:`, and at the days that the clause names"),
            )
        return None if notes.failed else contract, list(notes)
    if setting is None:
        return None, [
            nothing(name, said("a file of clauses alone has no term"), said("say it: --term 2026-01-01..2026-12-31"))
        ]
    return read_loose(name, text, vocabulary, setting)
