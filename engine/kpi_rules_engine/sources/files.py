"""Which files a source names: regular files inside the workspace, in a fixed order."""

from __future__ import annotations

import glob
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from kpi_rules.catalogue.workspace import Source
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import said
from kpi_rules_engine.sources.complaints import about

TEXT_FILES = frozenset({".csv", ".tsv", ".txt"})
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a source: `name` is relative to the workspace's root, with `/`; `path` has its links followed."""

    name: str
    path: Path

    @property
    def is_parquet(self) -> bool:
        return self.name.lower().endswith(PARQUET)


def find(source: Source, root: Path) -> tuple[list[Found], list[Diagnostic]]:
    """The files that `source.files` names, sorted by name. Hidden files are named in full or not at all."""
    pattern = source.files
    refusal = _refused(pattern)
    if refusal:
        return [], [
            about(
                source,
                "KPI070",
                said("{pattern}: {refusal}", pattern=pattern, refusal=refusal),
                said("write a path inside the workspace: data/*.csv"),
            )
        ]
    names = sorted(glob.glob(pattern, root_dir=root, recursive=True))
    if not names and (root / pattern).is_file():
        names = [pattern]  # a file whose own name has brackets in it
    if not names:
        return [], [about(source, "KPI070", said("no file matches {pattern}", pattern=pattern))]
    found: list[Found] = []
    problems: list[Diagnostic] = []
    for name in names:
        entry = Found(Path(name).as_posix(), Path(os.path.realpath(root / name)))
        problem = _unfit(entry, root.resolve(), found)
        if problem:
            problems.append(about(source, "KPI070", said("{entry} {problem}", entry=entry.name, problem=problem)))
        else:
            found.append(entry)
    return found, problems


def _refused(pattern: str) -> str | None:
    if "://" in pattern or re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", pattern):
        return said("a URL is no file of the workspace")
    if pattern.startswith("~"):
        return said("~ is not replaced by a folder")
    if "$" in pattern or re.search(r"%\w+%", pattern):
        return said("variables are not replaced in a path")
    if "\0" in pattern or not pattern.strip():
        return said("this is no path")
    if Path(pattern).is_absolute() or pattern.startswith(("/", "\\")):
        return said("the path must be relative to the workspace")
    return None


def _unfit(entry: Found, root: Path, before: list[Found]) -> str | None:
    if not entry.path.is_relative_to(root):
        return said("lies outside the workspace")
    try:
        mode = os.stat(entry.path).st_mode
    except OSError as error:
        return said("cannot be opened: {reason}", reason=error.strerror)
    if not stat.S_ISREG(mode):
        return said("is not a regular file")
    if any(other.path == entry.path for other in before):
        return said("is a file that this source has under another name already; it would be counted twice")
    suffix = Path(entry.name).suffix.lower()
    if suffix != PARQUET and suffix not in TEXT_FILES:
        return said(
            "cannot be read: the suffix {suffix} is not one of .csv, .tsv, .txt, .parquet", suffix=suffix or "(none)"
        )
    return None
