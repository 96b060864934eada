"""`kpi fmt`: contracts in their one canonical text, written in place, or shown."""

from __future__ import annotations

import difflib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kpi_rules.catalogue.configuration import find_root, read_workspace
from kpi_rules.catalogue.loader import standard
from kpi_rules.catalogue.workspace import Workspace
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.kept import keep_in
from kpi_rules.language.reading import read_contract
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import Language, Vocabulary
from kpi_rules.language.writing.contract import canonical
from kpi_rules.shell import exits
from kpi_rules.shell.cache import cache_folder
from kpi_rules.shell.draw import drawn, near
from kpi_rules.shell.inputs import ANY_TIME, placed
from kpi_rules.shell.language import language
from kpi_rules.shell.loose import read_loose
from kpi_rules.shell.paths import LOOSE, contract_files
from kpi_rules.shell.terminal import Screen, put, safe, say, screen, warn

STDIN = Path("-")
_FRONT = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for. `check` and `diff` write nothing."""

    paths: tuple[Path, ...]
    check: bool = False
    diff: bool = False
    language: Language | None = None
    color: bool | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """A file, its text as it is, and as it is to be."""

    file: Path
    old: str
    new: str


def fmt(asked: Request) -> int:
    """0 formatted, 1 with --check: something would change, 2 something could not be read or written."""
    keep_in(cache_folder())
    files, notes = (list(asked.paths), []) if asked.paths == (STDIN,) else contract_files(asked.paths or [_start()])
    around = _Around()
    texts: list[_Text] = []
    for file in files:
        text, found = _formatted(file, around, asked.language)
        texts += [text] if text else []
        notes += found
    notes = [*around.notes, *notes]
    lang = language(None, around.workspace)  # `--lang` is about the contracts
    changed = [text for text in texts if text.new != text.old]
    if asked.diff:
        put("".join(line for text in changed for line in _diff(text)))
    elif not asked.check:
        notes += [note for text in texts for note in _written(text)]
    if STDIN not in files and not asked.diff:
        _tell(changed, len(texts) - len(changed), screen(sys.stdout, asked.color, lang), check=asked.check)
    if notes:
        warn(drawn(notes, screen(sys.stderr, asked.color, lang)))
        return exits.NOTHING_JUDGED
    return exits.FAILED if asked.check and changed else exits.FINE


class _Around:
    """What contracts may speak of, by the folder they lie in; `notes` are the errors of the workspaces found so far.

    No data is read for it: every source counts as one that has all columns of its table.
    """

    def __init__(self) -> None:
        self.notes: list[Diagnostic] = []
        self.workspace: Workspace | None = None  # the one looked at last
        self._known: dict[Path | None, Vocabulary] = {}

    def vocabulary(self, folder: Path) -> Vocabulary:
        root = find_root(Path(os.path.abspath(folder))) or find_root(Path.cwd())
        if root not in self._known:
            self._known[root] = self._read(root) if root else standard()
        return self._known[root]

    def _read(self, root: Path) -> Vocabulary:
        workspace, notes = read_workspace(root)
        self.notes += placed([note for note in notes if note.is_error], root)
        self.workspace = workspace
        vocabulary = workspace.vocabulary
        sources = tuple(
            replace(one, columns=frozenset(vocabulary.tables[one.table].columns)) for one in vocabulary.sources or ()
        )
        return replace(vocabulary, sources=sources)


def _start() -> Path:
    """Where contracts are searched for if no path is named."""
    return find_root(Path.cwd()) or Path()


def _formatted(file: Path, around: _Around, wanted: Language | None) -> tuple[_Text | None, list[Diagnostic]]:
    name = "<stdin>" if file == STDIN else str(file)
    try:
        old = (sys.stdin.buffer.read() if file == STDIN else file.read_bytes()).decode("utf-8")
    except OSError as error:
        return None, [
            Diagnostic("KPI001", name, NOWHERE, said("the file cannot be opened: {reason}", reason=error.strerror))
        ]
    except UnicodeDecodeError as error:
        message = said("the file is not UTF-8: see its byte {byte:,}", byte=error.start + 1)
        return None, [Diagnostic("KPI001", name, NOWHERE, message, said("save it as UTF-8"))]
    vocabulary = around.vocabulary(Path() if file == STDIN else file.parent)
    loose = not _FRONT.match(old) if file == STDIN else file.name.endswith(LOOSE)

    def read(text: str) -> tuple[Contract | None, list[Diagnostic]]:
        if loose:
            return read_loose(name, text, vocabulary, ANY_TIME)
        contract, notes = read_contract(name, text, vocabulary)
        return contract, list(notes)

    new, notes = canonical(old, read, vocabulary, wanted, loose=loose)
    return (None if new is None else _Text(file, old, new)), notes


def _written(text: _Text) -> list[Diagnostic]:
    """Put the new text in the place of the old one, whole or not at all; of a link, that is the file behind it."""
    if text.file == STDIN:
        put(text.new)
        return []
    if text.new == text.old:
        return []
    target = text.file.resolve()
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        made = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(text.new.encode("utf-8"))
        made.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(made, target)
    except OSError as error:
        if made:
            made.unlink(missing_ok=True)
        message = said("the file cannot be written: {reason}", reason=error.strerror)
        return [Diagnostic("KPI001", str(text.file), NOWHERE, message)]
    return []


def _diff(text: _Text) -> Iterator[str]:
    """A unified diff, as `patch -p0` takes it."""
    name = "<stdin>" if text.file == STDIN else near(str(text.file))
    for line in difflib.unified_diff(_lines(text.old), _lines(text.new), name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _tell(changed: Sequence[_Text], rest: int, shown: Screen, *, check: bool) -> None:
    for text in changed:
        file = safe(near(str(text.file)))
        say(shown.words(said("would change: {file}", file=file) if check else said("formatted: {file}", file=file)))
    if rest:
        say(shown.words(said("in canonical form: {count:file|files}", count=rest)))
