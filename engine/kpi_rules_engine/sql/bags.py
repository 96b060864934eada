"""Aggregates over the rows of windows: samples, distinct ones, and counts that hang on later moments.

A moment that lies after the window's horizon counts as not happened, so these rows are judged
window by window, never day by day.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from kpi_rules.language.formula import How, Part
from kpi_rules.language.rows import both as all_of
from kpi_rules_engine.sql.days import ranks, rows_stage
from kpi_rules_engine.sql.rows import RowSql
from kpi_rules_engine.sql.shape import DAY, Shape
from kpi_rules_engine.sql.words import (
    as_day,
    as_text,
    both,
    case,
    column,
    counted,
    equal,
    grouped,
    highest,
    joined,
    lowest,
    missing,
    named,
    number,
    same,
    select,
    staged,
    summed,
    table,
    where,
)


def bag_query(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    """One row a window: for each part the values that went in and its value (summed, where an average is asked)."""
    columns = [column("win", "f"), *(column(f"n{k}", "f") for k in range(len(parts)))]
    columns += [column(f"v{k}", f"p{k}" if part.how is How.PERCENTILE else "f") for k, part in enumerate(parts)]
    query = select(columns, table("f"))
    stages = [("r", rows_stage(shape)), ("f", _windows(shape, parts))]
    for k, part in enumerate(parts):
        if part.how is How.PERCENTILE:
            stages += ranks(_values(shape, part), part, k)
            query = joined(query, table(f"p{k}"), same("win", f"p{k}", "f"), "LEFT")
    return staged(query, stages)


def span_query(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    """One row a window: for each part how many rows are about exactly its days, and their value."""
    sql = RowSql(shape.time, column("horizon", "x"))
    columns: list[exp.Expr] = [column("win", "x")]
    for k, part in enumerate(parts):
        columns += [named(counted(_kept(part, sql)), f"n{k}"), named(highest(_kept(part, sql)), f"v{k}")]
    exactly = both(
        same("account", "r", "c"),
        equal(column(DAY, "r"), column("first", "x")),
        equal(as_day(column(shape.until or shape.time, "r")), column("last", "x")),
    )
    query = joined(select(columns, table("kpi_windows", "x")), table("kpi_scopes", "c"), same("scope", "c", "x"))
    query = grouped(joined(query, table("r"), exactly), column("win", "x"))
    return staged(query, [("r", rows_stage(shape))])


def _windows(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    sql = RowSql(shape.time, column("horizon", "x"))
    columns: list[exp.Expr] = [column("win", "x")]
    for k, part in enumerate(parts):
        columns.append(named(counted(_kept(part, sql)), f"n{k}"))
        if part.how is not How.PERCENTILE:
            columns.append(named(_over_rows(part, sql), f"v{k}"))
    return grouped(_of_windows(columns), column("win", "x"))


def _over_rows(part: Part, sql: RowSql) -> exp.Expr:
    kept = _kept(part, sql)
    match part.how:
        case How.DISTINCT:
            return exp.Count(this=exp.Distinct(expressions=[_told_apart(part, sql) if part.by_account else kept]))
        case How.MIN:
            return lowest(kept)
        case How.MAX:
            return highest(kept)
    return summed(kept)


def _told_apart(part: Part, sql: RowSql) -> exp.Expr:
    """The value with its account before it: two accounts may use one number for two things."""
    account = exp.DPipe(this=column("account", "r"), expression=exp.Literal.string("\x1f"))
    return case(_chosen(part, sql), exp.DPipe(this=account, expression=as_text(_value(part, sql))))


def _values(shape: Shape, part: Part) -> exp.Select:
    """The values of a sample that are there, each with its window."""
    sql = RowSql(shape.time, column("horizon", "x"))
    query = _of_windows([column("win", "x"), named(_value(part, sql), "v")])
    return where(query, _chosen(part, sql), exp.Not(this=missing(_value(part, sql))))


def _of_windows(columns: Sequence[exp.Expr]) -> exp.Select:
    within = exp.Between(this=column(DAY, "r"), low=column("first", "x"), high=column("last", "x"))
    query = joined(select(columns, table("kpi_windows", "x")), table("kpi_scopes", "c"), same("scope", "c", "x"))
    return joined(query, table("r"), both(same("account", "r", "c"), within))


def _kept(part: Part, sql: RowSql) -> exp.Expr:
    return case(_chosen(part, sql), _value(part, sql))


def _chosen(part: Part, sql: RowSql) -> exp.Expr:
    return sql.condition(all_of(part.scope, part.where))


def _value(part: Part, sql: RowSql) -> exp.Expr:
    return number(1) if part.value is None else sql.value(part.value)
