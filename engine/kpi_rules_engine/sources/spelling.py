"""How names and texts are spelt in SQL: always quoted, never pasted."""

from __future__ import annotations

from pathlib import Path

from kpi_rules.language.vocabulary import NUMERIC, ColumnKind

FILE, LINE = "_file", "_line"  # hidden columns of a loaded table: index of the file, line or row in it


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: tuple[str, ...]) -> str:
    """Identifiers with commas between them."""
    return ", ".join(quoted(name) for name in names)


def literal(text: str) -> str:
    """A text constant."""
    return "'" + text.replace("'", "''") + "'"


def one_file(path: Path) -> str:
    """A text constant by which DuckDB opens this file and no other: it reads names as globs."""
    return literal("".join(f"[{c}]" if c in "[*?" else c for c in str(path)))


def sql_type(kind: ColumnKind, width: int, scale: int) -> str:
    """The type of a column; `width` (18 or 38 digits) and `scale` are those of a number."""
    if kind in NUMERIC:
        return f"DECIMAL({width}, {scale})"
    match kind:
        case ColumnKind.DATE:
            return "DATE"
        case ColumnKind.MOMENT:
            return "TIMESTAMP"
        case ColumnKind.FLAG:
            return "BOOLEAN"
    return "VARCHAR"
