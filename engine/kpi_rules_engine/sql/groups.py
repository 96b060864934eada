"""Which accounts a source speaks of, and which values a dimension has, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from kpi_rules.language import rows
from kpi_rules_engine.sql.rows import RowSql
from kpi_rules_engine.sql.words import both, column, day_literal, lowest, table


def account_query(relation: str, time: str, as_of: date) -> exp.Select:
    """The accounts with a row up to the day of the check, in order."""
    day = exp.cast(column(time), "date")
    query = exp.select(column("account")).distinct().from_(table(relation))
    return query.where(exp.LTE(this=day, expression=day_literal(as_of))).order_by(column("account"))


def group_query(
    relation: str,
    time: str,
    dimensions: Sequence[str],
    kept: Sequence[rows.RowCondition],
    accounts: Sequence[str],
    first: date,
    last: date,
) -> exp.Select:
    """The values that the dimensions have together in rows that any of the conditions keeps, with their first day."""
    sql = RowSql(time, day_literal(last))
    day = exp.cast(column(time, "r"), "date")
    names = [column(name, "r") for name in dimensions]
    mine = exp.In(this=column("account", "r"), expressions=[exp.Literal.string(a) for a in accounts])
    within = exp.Between(this=day, low=day_literal(first), high=day_literal(last))
    any_part = exp.or_(*(sql.condition(condition) for condition in kept))
    query = exp.select(*names, lowest(day.copy()).as_("since")).from_(table(relation).as_("r"))
    return query.where(both(mine, within, any_part)).group_by(*(name.copy() for name in names))
