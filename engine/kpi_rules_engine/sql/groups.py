"""Which accounts a source speaks of, and which values a dimension has, since when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from kpi_rules.language import rows
from kpi_rules_engine.sql.rows import RowSql
from kpi_rules_engine.sql.shape import FIRST, LAST, Shape
from kpi_rules_engine.sql.words import as_day, column, grouped, highest, lowest, named, parameter, select, table, where


def account_query(shape: Shape) -> exp.Select:
    """The accounts with a row up to the last day, in order, and the day of the first one."""
    query = select([column("account"), lowest(as_day(column(shape.time)))], table(shape.relation))
    past = exp.LTE(this=as_day(column(shape.time)), expression=parameter(LAST))
    return grouped(where(query, past), column("account")).order_by(column("account"), copy=False)


def extent_query(shape: Shape) -> exp.Select:
    """The first and the last day in the column that places the rows, up to the day of the check."""
    ends = [lowest(as_day(column(shape.time))), highest(as_day(column(shape.time)))]
    past = exp.LTE(this=as_day(column(shape.time)), expression=parameter(LAST))
    return where(select(ends, table(shape.relation)), past)


def group_query(
    shape: Shape, dimensions: Sequence[str], kept: Sequence[rows.RowCondition], accounts: Sequence[str]
) -> exp.Select:
    """The values that the dimensions have together in rows that any of the conditions keeps, with their first day."""
    sql = RowSql(shape.time, parameter(LAST))
    names = [column(name, "r") for name in dimensions]
    since = named(lowest(as_day(column(shape.time, "r"))), "since")
    mine = exp.In(this=column("account", "r"), expressions=[exp.Literal.string(a) for a in accounts])
    within = exp.Between(this=as_day(column(shape.time, "r")), low=parameter(FIRST), high=parameter(LAST))
    any_part = exp.or_(*(sql.condition(condition) for condition in kept), copy=False)
    relation = table(shape.relation, "r")
    query = where(select([*(name.copy() for name in names), since], relation), mine, within, any_part)
    return grouped(query, *names)
