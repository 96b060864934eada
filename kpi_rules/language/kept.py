"""What takes long to make, kept in a private folder from one process to the next; without one it is made anew."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from sys import hexversion
from typing import TypeVar

from kpi_rules import __version__

Made = TypeVar("Made")

MOST = 200  # things kept; the oldest go
_folders: list[Path] = []


def keep_in(folder: Path) -> None:
    """Keep things in this folder, which must be the user's own: what is kept is pickled."""
    _folders[:] = [folder]


def private_folder() -> Path | None:
    """The folder, if there is one that nobody else can write to."""
    if not _folders:
        return None
    with suppress(OSError):
        _folders[0].mkdir(mode=0o700, parents=True, exist_ok=True)
        found = _folders[0].stat()
        if not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022):
            return _folders[0]
    return None


def kept(name: str, key: str, make: Callable[[], Made]) -> Made:
    """What `make` gives for this key; a key must change with everything that it is made from."""
    folder = private_folder()
    if folder is None:
        return make()
    whole = f"{__version__} {hexversion} {key}"  # of this version, for this Python
    path = folder / f"{name}-{hashlib.sha256(whole.encode()).hexdigest()[:40]}.kept"
    try:
        made: Made = pickle.loads(path.read_bytes())
    except Exception:  # absent, torn or of another version: whatever is wrong with it, it is made anew
        made = make()
        with suppress(OSError):
            _write(path, pickle.dumps(made))
            _prune(folder)
    return made


def stamp(files: Iterable[Path]) -> str:
    """What changes when any of these files does: their names, sizes and times."""
    found = sorted((str(file), file.stat()) for file in files)
    return "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in found)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(name, path)


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.kept"), key=lambda file: file.stat().st_mtime)
    for file in files[:-MOST]:
        file.unlink()
