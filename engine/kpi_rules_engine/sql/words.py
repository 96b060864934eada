"""Short words for the SQL trees that every query is made of."""

from __future__ import annotations

from datetime import date

from sqlglot import exp


def column(name: str, of: str | None = None) -> exp.Column:
    return exp.column(name, table=of, quoted=True)


def table(name: str) -> exp.Table:
    return exp.to_table(exp.to_identifier(name, quoted=True))  # type: ignore[arg-type]


def number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def day_literal(day: date) -> exp.Expr:
    return exp.cast(exp.Literal.string(day.isoformat()), "date")


def case(condition: exp.Expr, then: exp.Expr, otherwise: exp.Expr | None = None) -> exp.Case:
    """CASE, not FILTER: the latter grows worse than linearly with the number of aggregates."""
    built = exp.Case().when(condition, then)
    return built if otherwise is None else built.else_(otherwise)


def one_if(condition: exp.Expr) -> exp.Case:
    return case(condition, number(1), number(0))


def both(*conditions: exp.Expr) -> exp.Expr:
    return exp.and_(*conditions)


def equal(a: exp.Expr, b: exp.Expr) -> exp.EQ:
    return exp.EQ(this=a, expression=b)


def same(name: str, a: str, b: str) -> exp.EQ:
    """Two relations agree in a column."""
    return equal(column(name, a), column(name, b))


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
