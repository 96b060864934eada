"""docs/messages.md tells every message."""

from __future__ import annotations

import re

from docs.markdown import DOCS, rows
from kpi_rules.language.codes import CODES
from kpi_rules.language.said import in_language


def test_the_messages_are_told() -> None:
    """Every code with its title and how grave it is, in the order of the table."""
    table = [row for row in rows((DOCS / "messages.md").read_text("utf-8")) if _code(row[0]) and len(row) == 4]
    told = [(row[0], row[1].removesuffix(" (warning)"), row[1].endswith(" (warning)")) for row in table]
    assert told == [(code, entry.title, entry.severity == "warning") for code, entry in CODES.items()]


def test_the_titles_are_told_in_russian() -> None:
    table = [tuple(row) for row in rows((DOCS / "messages.md").read_text("utf-8")) if _code(row[0]) and len(row) == 2]
    assert table == [(code, in_language(entry.title, "ru")) for code, entry in CODES.items()]


def _code(cell: str) -> bool:
    return bool(re.fullmatch(r"KPI\d{3}", cell))
