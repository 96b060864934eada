"""Where a source's files may lie: inside the workspace, named relative to its root."""

from __future__ import annotations

import re

from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import text_of
from kpi_rules.language.said import said
from kpi_rules.language.yamltext import Node

_REFUSED = (
    (re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/"), said("is an address; a source reads files of the workspace")),
    (re.compile(r"[A-Za-z]:"), said("names a drive; a path begins in the workspace")),
    (re.compile(r"/"), said("begins at the root of the disk; a path begins in the workspace")),
    (re.compile(r"~"), said("begins with `~`; a path begins in the workspace")),
    (re.compile(r".*\$|.*%\w+%"), said("holds a variable; a path is written out")),
    (re.compile(r".*\\"), said("holds a backslash; folders are separated by `/`")),
    (re.compile(r"(?:.*/)?\.\.(?:/|\Z)"), said("leads out of its folder with `..`; a path stays in the workspace")),
)


def read_files(node: Node | None, notes: Notes) -> str | None:
    """A path or pattern (`data/daily-*.csv`) relative to the workspace; KPI061 for any that could leave it."""
    text = text_of(node, notes, "files")
    if node is None or text is None:
        return None
    for refused, why in _REFUSED:
        if refused.match(text):
            notes.add("KPI061", node.span, said("`{text}` {why}", text=text, why=why), "files: data/daily-*.csv")
            return None
    return text
