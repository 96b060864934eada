"""Queries as text for the engine at hand: each structure is written once, and kept for the next process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from kpi_rules.language.formula import Part
from kpi_rules.language.kept import kept, stamp
from kpi_rules.language.rows import RowCondition
from kpi_rules_engine.sql.shape import Shape

DIALECT = "duckdb"
_HERE = Path(__file__).parent


def parts_query(kind: Literal["days", "gaps", "rows", "spans"], shape: Shape, parts: Sequence[Part]) -> str:
    """The query that answers these parts on the windows that were handed over; see `days.py` and `bags.py`."""

    def write() -> str:
        from kpi_rules_engine.sql import bags, days  # sqlglot is needed only for what was never asked before

        build = {"days": days.day_query, "gaps": days.gap_query, "rows": bags.bag_query, "spans": bags.span_query}
        return build[kind](shape, parts).sql(dialect=DIALECT)

    return kept("query", _key(kind, shape, parts), write)


def account_query(shape: Shape) -> str:
    """The accounts with a row up to the day of the check, and the day of the first one."""

    def write() -> str:
        from kpi_rules_engine.sql import groups

        return groups.account_query(shape).sql(dialect=DIALECT)

    return kept("query", _key("accounts", shape), write)


def extent_query(shape: Shape) -> str:
    """The first and the last day in the column that places the rows, up to the day of the check."""

    def write() -> str:
        from kpi_rules_engine.sql import groups

        return groups.extent_query(shape).sql(dialect=DIALECT)

    return kept("query", _key("extent", shape), write)


def group_query(shape: Shape, dimensions: Sequence[str], rows: Sequence[RowCondition], accounts: Sequence[str]) -> str:
    """The values of dimensions in rows that any of the conditions keeps, and the day of the first one."""

    def write() -> str:
        from kpi_rules_engine.sql import groups

        return groups.group_query(shape, dimensions, rows, accounts).sql(dialect=DIALECT)

    return kept("query", _key("groups", shape, dimensions, rows, accounts), write)


def _key(*structure: object) -> str:
    return f"{DIALECT} {stamp(_HERE.glob('*.py'))} {structure!r}"
