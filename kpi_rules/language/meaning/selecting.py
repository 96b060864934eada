"""Conditions on rows: from the tree of `m[…]`, `for …`, `where …` to checked conditions on a table's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from kpi_rules.language import rows, tree
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.meaning.fault import each, fault
from kpi_rules.language.said import said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import NUMERIC, Column, ColumnKind, Table, column_names, fold

_NUMBER, _TEXT, _TIME, _FLAG = said("a number"), said("a text"), said("a date"), said("true or false")
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


def conjuncts(nodes: Iterable[tree.Node]) -> Iterator[tree.Node]:
    """The conditions that must all hold, one by one."""
    for node in nodes:
        if isinstance(node, tree.All):
            yield from conjuncts(node.of)
        else:
            yield node


def accounts_of(node: tree.Node, table: Table) -> tuple[str, ...] | None:
    """The accounts that a condition picks, if that is all it does."""
    match node:
        case tree.Compared(operands=(tree.Name() as name, tree.Word(value=str(value))), operators=("=",)):
            return (value,) if named(name, table) == "account" else None
        case tree.Among(value=tree.Name() as name, among=among) if named(name, table) == "account":
            return tuple(w.value for w in among if isinstance(w, tree.Word) and isinstance(w.value, str))
    return None


def named(name: tree.Name, table: Table) -> str:
    """The table's own name of the column that a clause calls so; the name itself, folded, if there is none."""
    found = table.column(name.text)
    return found.name if found is not None else fold(name.text)


def names_in(node: tree.Node) -> Iterator[tree.Name]:
    """The columns that a condition or value speaks of."""
    match node:
        case tree.Name():
            yield node
        case tree.SumNode(terms=parts) | tree.ProductNode(factors=parts):
            for _, part in parts:
                yield from names_in(part)
        case tree.Compared(operands=of) | tree.All(of=of) | tree.Any(of=of):
            for part in of:
                yield from names_in(part)
        case tree.Among(value=value) | tree.Missing(value=value) | tree.Not(of=value):
            yield from names_in(value)
        case tree.BetweenNode(value=value, low=low, high=high):
            for part in (value, low, high):
                yield from names_in(part)


def condition(node: tree.Node, table: Table) -> rows.RowCondition:
    """A condition on the rows of a table."""
    match node:
        case tree.All(of=of):
            return rows.both(*each(lambda part: condition(part, table), of))
        case tree.Any(of=of):
            return rows.RowAny(tuple(each(lambda part: condition(part, table), of)))
        case tree.Not(of=part):
            return rows.RowNot(condition(part, table))
        case tree.Compared():
            return _compared(node, table)
        case tree.BetweenNode(value=value, low=low, high=high, span=span):
            ends = ((low, ">="), (high, "<="))
            return rows.both(*(_test(value, cast(rows.Operator, sign), end, table, span) for end, sign in ends))
        case tree.Among(value=value, among=among, span=span):
            cell, kind = _cell(value, table)
            fixed = [value_of(word, table) for word in among]
            for word, (_, other) in zip(among, fixed, strict=True):
                _agree(kind, other, _place(word), value)
            return rows.RowIn(cell, tuple(cast(rows.Fixed, v) for v, _ in fixed))
        case tree.Missing(value=value):
            return rows.RowMissing(_cell(value, table)[0])
        case tree.Name():
            cell, kind = _cell(node, table)
            if kind != _FLAG:
                raise fault(
                    "KPI041",
                    node.span,
                    said("`{node}` is no condition", node=node.text),
                    said('write {node} = "…"', node=node.text),
                )
            return rows.RowFlag(cell)
    raise fault("KPI041", _place(node), said("this is no condition on rows"), said('write column = "value"'))


def value_of(node: tree.Node, table: Table) -> tuple[rows.RowValue, str]:
    """A value of a row, and what it is: a number, a text, a date, a truth."""
    match node:
        case tree.Name():
            return _cell(node, table)
        case tree.Quantity(value=number):
            return rows.Fixed(number), _NUMBER
        case tree.Word(value=bool(truth)):
            return rows.Fixed(truth), _FLAG
        case tree.Word(value=date() as day):
            return rows.Fixed(day), _TIME
        case tree.Word(value=str(text)):
            return rows.Fixed(text), _TEXT
        case tree.SumNode(terms=terms, span=span):
            values = [(sign, *value_of(part, table)) for sign, part in terms]
            kinds = [kind for _, _, kind in values]
            if kinds == [_TIME, _TIME] and [sign for sign, _, _ in values] == [1, -1]:
                return rows.RowSum(tuple((sign, value) for sign, value, _ in values)), _NUMBER
            if set(kinds) != {_NUMBER}:
                raise fault("KPI040", span, said("only numbers are added, and one date taken from another"))
            return rows.RowSum(tuple((sign, value) for sign, value, _ in values)), _NUMBER
        case tree.ProductNode(factors=factors, span=span):
            pairs = [(sign, *value_of(part, table)) for sign, part in factors]
            if any(sign < 0 for sign, _, _ in pairs) or {kind for _, _, kind in pairs} != {_NUMBER}:
                raise fault("KPI040", span, said("the numbers of a row are multiplied, never divided"))
            return rows.RowProduct(tuple(value for _, value, _ in pairs)), _NUMBER
    raise fault(
        "KPI034", _place(node), said("a condition on rows compares columns with values"), said('such as channel = "vk"')
    )


def column(name: tree.Name, table: Table) -> Column:
    """The table's column of this name."""
    found = table.column(name.text)
    if found is not None:
        return found
    guess = nearest(name.text, column_names((table,)))
    known = ", ".join(sorted(table.columns))
    help = said("did you mean `{guess}`?", guess=guess) if guess else said("its columns are {known}", known=known)
    raise fault(
        "KPI052", name.span, said("the table `{table}` has no column `{name}`", table=table.name, name=name.text), help
    )


def _compared(node: tree.Compared, table: Table) -> rows.RowCondition:
    pairs = zip(node.operands, node.operators, node.operands[1:], strict=False)
    return rows.both(*(_test(a, cast(rows.Operator, sign), b, table, node.span) for a, sign, b in pairs))


def _test(left: tree.Node, sign: rows.Operator, right: tree.Node, table: Table, span: Span) -> rows.RowCondition:
    (a, kind), (b, other) = each(lambda part: value_of(part, table), (left, right))
    _agree(kind, other, _place(right), left)
    if kind in (_TEXT, _FLAG) and sign not in ("=", "!="):
        raise fault("KPI040", span, said("{kind} is equal or not, never larger", kind=kind), said("use = or !="))
    if isinstance(a, rows.Fixed) and isinstance(b, rows.Fixed):
        raise fault("KPI041", span, said("this condition names no column of the row"))
    if isinstance(a, rows.Fixed):
        a, b, sign = b, a, cast(rows.Operator, _MIRRORED[sign])
    return rows.RowTest(a, sign, b)


def _cell(node: tree.Node, table: Table) -> tuple[rows.Cell, str]:
    if not isinstance(node, tree.Name):
        raise fault("KPI034", _place(node), said("here stands the name of a column"))
    found = column(node, table)
    return rows.Cell(found.name, found.kind), _kind(found.kind)


def _kind(kind: ColumnKind) -> str:
    if kind in NUMERIC:
        return _NUMBER
    if kind in (ColumnKind.DATE, ColumnKind.MOMENT):
        return _TIME
    return _FLAG if kind is ColumnKind.FLAG else _TEXT


def _agree(kind: str, other: str, span: Span, left: tree.Node) -> None:
    if kind != other:
        name = f"`{left.text}`" if isinstance(left, tree.Name) else said("the left side")
        raise fault("KPI040", span, said("{name} is {kind}, and this is {other}", name=name, kind=kind, other=other))


def _place(node: tree.Node) -> Span:
    return node.span
