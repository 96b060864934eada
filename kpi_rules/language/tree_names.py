"""The names that an expression speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.language import tree


def names_of(node: tree.Node) -> Iterator[tree.Name]:
    """The names of a requirement, but for those inside selections."""
    match node:
        case tree.Name():
            yield node
        case tree.Selection(name=name):
            yield name
        case tree.Call(arguments=of) | tree.Compared(operands=of) | tree.All(of=of) | tree.Any(of=of):
            for part in of:
                yield from names_of(part)
        case tree.SumNode(terms=parts) | tree.ProductNode(factors=parts):
            for _, part in parts:
                yield from names_of(part)
        case tree.Not(of=part):
            yield from names_of(part)
        case tree.BetweenNode(value=value, low=low, high=high):
            for part in (value, low, high):
                yield from names_of(part)
        case tree.WithinNode(value=value, target=target):
            for part in (value, target):
                yield from names_of(part)
