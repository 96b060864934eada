"""A condition on rows, as text of the language."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from kpi_rules.language import rows


def said(condition: rows.RowCondition) -> str:
    """`channel = "vk" and not paid`, with parentheses where they are needed."""
    match condition:
        case rows.RowTest(left=left, operator=operator, right=right):
            return f"{_value(left)} {operator} {_value(right)}"
        case rows.RowIn(value=cell, among=among):
            return f"{cell.column} in ({', '.join(_value(v) for v in among)})"
        case rows.RowMissing(value=cell):
            return f"{cell.column} is missing"
        case rows.RowFlag(value=cell):
            return cell.column
        case rows.RowAll(parts=parts):
            return " and ".join(_inside(p, rows.RowAny) for p in parts)
        case rows.RowAny(parts=parts):
            return " or ".join(_inside(p, rows.RowAll) for p in parts)
        case rows.RowNot(part=part):
            return f"not ({said(part)})" if isinstance(part, rows.RowAll | rows.RowAny) else f"not {said(part)}"
    assert_never(condition)


def _inside(condition: rows.RowCondition, other: type[rows.RowAll] | type[rows.RowAny]) -> str:
    return f"({said(condition)})" if isinstance(condition, other) else said(condition)


def _value(value: rows.RowValue) -> str:
    match value:
        case rows.Cell(column=name):
            return name
        case rows.Fixed(value=fixed):
            return _fixed(fixed)
        case rows.RowSum(terms=terms):
            text = "".join((" - " if sign < 0 else " + ") + _value(term) for sign, term in terms)
            return text.removeprefix(" + ").lstrip()
        case rows.RowProduct(factors=factors):
            return " * ".join(f"({_value(f)})" if isinstance(f, rows.RowSum) else _value(f) for f in factors)
    assert_never(value)


def _fixed(value: Fraction | str | date | bool) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
