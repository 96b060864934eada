"""Which tables a condition reads, and from which source."""

from __future__ import annotations

from kpi_rules.language.formula import Condition, Measured
from kpi_rules.language.walk import inside


def tables_of(condition: Condition, source: str) -> frozenset[str]:
    """The tables that a condition reads from this source."""
    return frozenset(one.part.table for one in inside(condition, Measured) if one.part.source == source)
