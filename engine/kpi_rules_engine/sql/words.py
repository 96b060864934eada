"""Short words for the SQL trees that every query is made of.

Nothing is copied on the way, for a tree of hundreds of aggregates would be copied with each of them:
whoever uses a part twice copies it. Nor is any text parsed: the trees are put together as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlglot import exp


def column(name: str, of: str | None = None) -> exp.Column:
    return exp.column(name, table=of, quoted=True)


def table(name: str, alias: str | None = None) -> exp.Table:
    called = exp.TableAlias(this=exp.to_identifier(alias)) if alias else None
    return exp.Table(this=exp.to_identifier(name, quoted=True), alias=called)


def number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def day_literal(day: date) -> exp.Expr:
    return as_day(exp.Literal.string(day.isoformat()))


def as_day(value: exp.Expr) -> exp.Expr:
    return exp.Cast(this=value, to=exp.DataType(this=exp.DataType.Type.DATE))


def as_moment(value: exp.Expr) -> exp.Expr:
    return exp.Cast(this=value, to=exp.DataType(this=exp.DataType.Type.TIMESTAMP))


def as_text(value: exp.Expr) -> exp.Expr:
    return exp.Cast(this=value, to=exp.DataType(this=exp.DataType.Type.VARCHAR))


def parameter(name: str) -> exp.Expr:
    """A value that is handed over with the query."""
    return exp.Placeholder(this=name)


def case(condition: exp.Expr, then: exp.Expr, otherwise: exp.Expr | None = None) -> exp.Case:
    """CASE, not FILTER: the latter grows worse than linearly with the number of aggregates."""
    built = exp.Case().when(condition, then, copy=False)
    return built if otherwise is None else built.else_(otherwise, copy=False)


def one_if(condition: exp.Expr) -> exp.Case:
    return case(condition, number(1), number(0))


def both(*conditions: exp.Expr) -> exp.Expr:
    return exp.and_(*conditions, copy=False)


def equal(a: exp.Expr, b: exp.Expr) -> exp.EQ:
    return exp.EQ(this=a, expression=b)


def same(name: str, a: str, b: str) -> exp.EQ:
    """Two relations agree in a column."""
    return equal(column(name, a), column(name, b))


def missing(value: exp.Expr) -> exp.Expr:
    return exp.Is(this=value, expression=exp.Null())


def summed(value: exp.Expr) -> exp.Sum:
    return exp.Sum(this=value)


def counted(value: exp.Expr) -> exp.Count:
    return exp.Count(this=value)


def highest(value: exp.Expr) -> exp.Max:
    return exp.Max(this=value)


def lowest(value: exp.Expr) -> exp.Min:
    return exp.Min(this=value)


def coalesced(value: exp.Expr) -> exp.Coalesce:
    return exp.Coalesce(this=value, expressions=[number(0)])


def named(value: exp.Expr, name: str) -> exp.Expr:
    """`value AS name`."""
    return exp.Alias(this=value, alias=exp.to_identifier(name, quoted=True))


def select(columns: Iterable[exp.Expr], source: exp.Expr) -> exp.Select:
    """`SELECT columns FROM source`."""
    return exp.Select().select(*columns, copy=False).from_(source, copy=False)


def joined(query: exp.Select, source: exp.Expr, on: exp.Expr | None = None, side: str = "") -> exp.Select:
    """`query JOIN source ON on`; with every row of the source where there is no `on`."""
    join = exp.Join(this=source, kind="CROSS") if on is None else exp.Join(this=source, on=on, side=side)
    query.append("joins", join)
    return query


def where(query: exp.Select, *conditions: exp.Expr) -> exp.Select:
    return query.where(*conditions, copy=False)


def grouped(query: exp.Select, *columns: exp.Expr) -> exp.Select:
    return query.group_by(*columns, copy=False)


def staged(query: exp.Select, stages: Iterable[tuple[str, exp.Select]]) -> exp.Select:
    """`WITH name AS (…), … query`."""
    named_stages = [
        exp.CTE(this=stage, alias=exp.TableAlias(this=exp.to_identifier(name, quoted=True))) for name, stage in stages
    ]
    query.set("with_", exp.With(expressions=named_stages))
    return query
