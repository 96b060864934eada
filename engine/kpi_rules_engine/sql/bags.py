"""Aggregates over the rows of windows: samples, distinct ones, and counts that hang on later moments.

A moment that lies after the window's horizon counts as not happened, so these rows are judged
window by window, never day by day.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from kpi_rules.language.formula import How, Part
from kpi_rules.language.rows import both as all_of
from kpi_rules_engine.sql.days import DAY, Shape, ranks, rows_stage
from kpi_rules_engine.sql.rows import RowSql
from kpi_rules_engine.sql.words import both, case, column, counted, highest, lowest, number, one_if, same, summed, table


def bag_query(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    """One row a window: for each part the values that went in, the rows, its value (summed for an average)."""
    query = exp.select(column("win", "f"), *(column(f"{x}{k}", "f") for k in range(len(parts)) for x in "nm"))
    query = query.select(*(column(f"v{k}", f"p{k}" if p.how is How.PERCENTILE else "f") for k, p in enumerate(parts)))
    query = query.from_(table("f"))
    stages = [("r", rows_stage(shape)), ("f", _windows(shape, parts))]
    for k, part in enumerate(parts):
        if part.how is How.PERCENTILE:
            stages += ranks(_values(shape, part), part, k)
            query = query.join(table(f"p{k}"), on=same("win", f"p{k}", "f"), join_type="left")
    for name, select in stages:
        query = query.with_(name, as_=select)
    return query


def span_query(shape: Shape, until: str, parts: Sequence[Part]) -> exp.Select:
    """One row a window: for each part how many rows are about exactly its days, and their value."""
    sql = RowSql(shape.time, column("horizon", "x"))
    days = (
        exp.EQ(this=column(DAY, "r"), expression=column("first", "x")),
        exp.EQ(this=exp.cast(column(until, "r"), "date"), expression=column("last", "x")),
    )
    query = exp.select(column("win", "x")).from_(table("kpi_windows").as_("x"))
    query = query.join(table("kpi_scopes").as_("c"), on=same("scope", "c", "x"))
    query = query.join(table("r"), on=both(same("account", "r", "c"), *days)).group_by(column("win", "x"))
    for k, part in enumerate(parts):
        value = sql.value(part.value) if part.value is not None else number(1)
        chosen = case(sql.condition(all_of(part.scope, part.where)), value)
        query = query.select(counted(chosen).as_(f"n{k}"), highest(chosen.copy()).as_(f"v{k}"))
    return query.with_("r", as_=rows_stage(shape))


def _windows(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    sql = RowSql(shape.time, column("horizon", "x"))
    query = _joined(exp.select(column("win", "x"))).group_by(column("win", "x"))
    for k, part in enumerate(parts):
        chosen = sql.condition(all_of(part.scope, part.where))
        value = sql.value(part.value) if part.value is not None else number(1)
        kept = case(chosen, value)
        rows = summed(one_if(chosen)) if part.value is None else counted(kept)
        query = query.select(rows.as_(f"n{k}"), summed(one_if(chosen.copy())).as_(f"m{k}"))
        match part.how:
            case How.DISTINCT:
                query = query.select(exp.Count(this=exp.Distinct(expressions=[kept.copy()])).as_(f"v{k}"))
            case How.MIN:
                query = query.select(lowest(kept.copy()).as_(f"v{k}"))
            case How.MAX:
                query = query.select(highest(kept.copy()).as_(f"v{k}"))
            case How.COUNT:
                query = query.select(summed(one_if(chosen.copy())).as_(f"v{k}"))
            case How.PERCENTILE:
                continue
            case _:
                query = query.select(summed(kept.copy()).as_(f"v{k}"))
    return query


def _values(shape: Shape, part: Part) -> exp.Select:
    """The values of a sample that are there, each with its window."""
    sql = RowSql(shape.time, column("horizon", "x"))
    value = sql.value(part.value) if part.value is not None else number(1)
    there = exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))
    query = _joined(exp.select(column("win", "x"), value.as_("v")))
    return query.where(both(sql.condition(all_of(part.scope, part.where)), there))


def _joined(query: exp.Select) -> exp.Select:
    within = exp.Between(this=column(DAY, "r"), low=column("first", "x"), high=column("last", "x"))
    query = query.from_(table("kpi_windows").as_("x"))
    query = query.join(table("kpi_scopes").as_("c"), on=same("scope", "c", "x"))
    return query.join(table("r"), on=both(same("account", "r", "c"), within))
