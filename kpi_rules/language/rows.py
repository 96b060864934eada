"""Checked conditions and values of a single row: what a selection keeps, what a measure adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

from kpi_rules.language.vocabulary import ColumnKind

Operator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Cell:
    """The row's value in a column of the catalogue's table."""

    column: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class Fixed:
    """A constant: number (durations in seconds), text, date, or truth."""

    value: Fraction | str | date | bool


@dataclass(frozen=True, slots=True)
class RowSum:
    """Terms with their signs, 1 or -1. Two moments, one subtracted, give seconds."""

    terms: tuple[tuple[int, RowValue], ...]


@dataclass(frozen=True, slots=True)
class RowProduct:
    """Factors; rows are never divided."""

    factors: tuple[RowValue, ...]


RowValue = Cell | Fixed | RowSum | RowProduct


@dataclass(frozen=True, slots=True)
class RowTest:
    """A comparison; a missing value on either side fulfils none."""

    left: RowValue
    operator: Operator
    right: RowValue


@dataclass(frozen=True, slots=True)
class RowIn:
    value: Cell
    among: tuple[Fixed, ...]


@dataclass(frozen=True, slots=True)
class RowMissing:
    value: Cell


@dataclass(frozen=True, slots=True)
class RowFlag:
    """A column of truths, named alone."""

    value: Cell


@dataclass(frozen=True, slots=True)
class RowAll:
    """All hold; of nothing: every row."""

    parts: tuple[RowCondition, ...]


@dataclass(frozen=True, slots=True)
class RowAny:
    parts: tuple[RowCondition, ...]


@dataclass(frozen=True, slots=True)
class RowNot:
    part: RowCondition


RowCondition = RowTest | RowIn | RowMissing | RowFlag | RowAll | RowAny | RowNot

EVERY_ROW = RowAll(())


def both(*conditions: RowCondition) -> RowCondition:
    """One condition that asks for all of these, flat and without the trivial one."""
    parts: list[RowCondition] = []
    for condition in conditions:
        for part in condition.parts if isinstance(condition, RowAll) else (condition,):
            if part not in parts:
                parts.append(part)
    return parts[0] if len(parts) == 1 else RowAll(tuple(parts))


def cells_in(node: RowCondition | RowValue | None) -> Iterator[Cell]:
    """Every column that a condition or value reads."""
    match node:
        case Cell():
            yield node
        case RowTest(left=left, right=right):
            yield from cells_in(left)
            yield from cells_in(right)
        case RowIn(value=cell) | RowMissing(value=cell) | RowFlag(value=cell):
            yield cell
        case RowAll(parts=parts) | RowAny(parts=parts):
            for part in parts:
                yield from cells_in(part)
        case RowNot(part=part):
            yield from cells_in(part)
        case RowSum(terms=terms):
            for _, term in terms:
                yield from cells_in(term)
        case RowProduct(factors=factors):
            for factor in factors:
                yield from cells_in(factor)
        case Fixed() | None:
            return
        case _:
            assert_never(node)
