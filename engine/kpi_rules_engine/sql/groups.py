"""Which accounts a source speaks of, and which values a dimension has, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from kpi_rules.language import rows
from kpi_rules.language.schedule import Days
from kpi_rules_engine.sql.rows import RowSql
from kpi_rules_engine.sql.words import as_day, column, day_literal, grouped, lowest, named, select, table, where


def account_query(relation: str, time: str, as_of: date) -> exp.Select:
    """The accounts with a row up to the day of the check, in order, and the day of the first one."""
    query = select([column("account"), lowest(as_day(column(time)))], table(relation))
    past = exp.LTE(this=as_day(column(time)), expression=day_literal(as_of))
    return grouped(where(query, past), column("account")).order_by(column("account"), copy=False)


def group_query(
    relation: str,
    time: str,
    dimensions: Sequence[str],
    kept: Sequence[rows.RowCondition],
    accounts: Sequence[str],
    days: Days,
) -> exp.Select:
    """The values that the dimensions have together in rows that any of the conditions keeps, with their first day."""
    sql = RowSql(time, day_literal(days.last))
    names = [column(name, "r") for name in dimensions]
    since = named(lowest(as_day(column(time, "r"))), "since")
    mine = exp.In(this=column("account", "r"), expressions=[exp.Literal.string(a) for a in accounts])
    within = exp.Between(this=as_day(column(time, "r")), low=day_literal(days.first), high=day_literal(days.last))
    any_part = exp.or_(*(sql.condition(condition) for condition in kept), copy=False)
    query = where(select([*(name.copy() for name in names), since], table(relation, "r")), mine, within, any_part)
    return grouped(query, *names)
