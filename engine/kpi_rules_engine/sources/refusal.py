"""Why a cell cannot be read, or a column cannot be read without being told how."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Of one cell. `reason` follows the cell: `"1e5" <reason>`."""

    reason: str
    code: str = "KPI071"
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Of a whole column or file: what it is about, and the cells that show it."""

    message: str
    cells: frozenset[str]
    help: str | None = None
    code: str = "KPI073"
