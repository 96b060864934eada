"""Conditions and values of a row as SQL trees."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from sqlglot import exp

from kpi_rules.language import decimals, rows
from kpi_rules.language.vocabulary import ColumnKind
from kpi_rules_engine.sql.words import as_day, as_moment, day_literal

_TIMES = (ColumnKind.DATE, ColumnKind.MOMENT)
_TESTS: dict[rows.Operator, type[exp.Binary]] = {
    "=": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


class RowSql:
    """Writes what concerns one row of the relation `r`.

    Moments other than `time` (the one that places the row) that lie after the day `horizon` are
    read as if they had not happened.
    """

    def __init__(self, time: str, horizon: exp.Expr) -> None:
        self.time = time
        self.horizon = horizon

    def condition(self, node: rows.RowCondition) -> exp.Expr:
        """A condition that is true, false or unknown of a row."""
        match node:
            case rows.RowTest(left=left, operator=operator, right=right):
                return self._test(left, operator, right)
            case rows.RowIn(value=cell, among=among):
                return exp.In(this=self.value(cell), expressions=[self.value(v) for v in among])
            case rows.RowMissing(value=cell):
                return exp.Is(this=self.value(cell), expression=exp.Null())
            case rows.RowFlag(value=cell):
                return self.value(cell)
            case rows.RowAll(parts=parts):
                return exp.and_(*map(self.condition, parts), copy=False) if parts else exp.true()
            case rows.RowAny(parts=parts):
                return exp.paren(exp.or_(*map(self.condition, parts), copy=False), copy=False)
            case rows.RowNot(part=part):
                return exp.Not(this=exp.paren(self.condition(part), copy=False))
        assert_never(node)

    def value(self, node: rows.RowValue) -> exp.Expr:
        """A number, text, date or truth of a row; exact, and never divided."""
        match node:
            case rows.Cell(column=name, kind=kind):
                return self._cell(name, kind)
            case rows.Fixed(value=fixed):
                return _fixed(fixed)
            case rows.RowSum(terms=((1, rows.Cell() as later), (-1, rows.Cell() as earlier))) if later.kind in _TIMES:
                return self._seconds(later, earlier)
            case rows.RowSum(terms=terms):
                first, *others = [(sign, self.value(term)) for sign, term in terms]
                total: exp.Expr = exp.Neg(this=first[1]) if first[0] < 0 else first[1]
                for sign, term in others:
                    total = exp.Sub(this=total, expression=term) if sign < 0 else exp.Add(this=total, expression=term)
                return exp.paren(total, copy=False)
            case rows.RowProduct(factors=factors):
                product = self.value(factors[0])
                for factor in factors[1:]:
                    product = exp.Mul(this=product, expression=self.value(factor))
                return exp.paren(product, copy=False)
        assert_never(node)

    def _test(self, left: rows.RowValue, operator: rows.Operator, right: rows.RowValue) -> exp.Expr:
        a, b = self.value(left), self.value(right)
        dated = isinstance(right, rows.Fixed) and isinstance(right.value, date)
        if dated:  # a moment is compared with a date by its day
            a = as_day(a)
        return _TESTS[operator](this=a, expression=b)

    def _cell(self, name: str, kind: ColumnKind) -> exp.Expr:
        column = exp.column(name, table="r", quoted=True)
        if kind not in _TIMES or name == self.time:
            return column
        happened = exp.LTE(this=as_day(column.copy()), expression=self.horizon.copy())
        return exp.Case().when(happened, column, copy=False)

    def _seconds(self, later: rows.Cell, earlier: rows.Cell) -> exp.Expr:
        """Seconds from one moment to another, exact to the microsecond."""
        ends = [as_moment(self.value(cell)) for cell in (later, earlier)]
        micros = exp.TimestampDiff(this=ends[0], expression=ends[1], unit=exp.var("MICROSECOND"))
        return exp.paren(exp.Mul(this=micros, expression=exp.Literal.number("0.000001")), copy=False)


def decimal_text(value: Fraction) -> str:
    """A decimal fraction written out; a ValueError for one that never ends."""
    if decimals.places(value.denominator) is None:
        raise ValueError(f"{value} has no end as a decimal")
    return decimals.plain(value)


def _fixed(value: Fraction | str | date | bool) -> exp.Expr:
    match value:
        case bool():
            return exp.true() if value else exp.false()
        case str():
            return exp.Literal.string(value)
        case Fraction():
            text = decimal_text(abs(value))
            literal = exp.Literal.number(text)
            return exp.paren(exp.Neg(this=literal), copy=False) if value < 0 else literal
        case date():
            return day_literal(value)
    assert_never(value)
