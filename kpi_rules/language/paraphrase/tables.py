"""Which tables a condition reads, and from which source."""

from __future__ import annotations

from kpi_rules.language.formula import Condition
from kpi_rules.language.meaning.expressions import parts_in


def tables_of(condition: Condition, source: str) -> frozenset[str]:
    """The tables that a condition reads from this source."""
    found: set[str] = set()
    parts_in(condition, lambda one: found.add(one.part.table) if one.part.source == source else None)
    return frozenset(found)
