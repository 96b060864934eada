"""Walks through trees of frozen nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kpi_rules.language.diagnostics import Span
from kpi_rules.language.formula import Part
from kpi_rules.language.units import Unit

T = TypeVar("T")


def inside(node: object, kind: type[T]) -> Iterator[T]:
    """All values of a type in a tree of dataclasses and tuples, those inside others too, in the order of the text."""
    if isinstance(node, kind):
        yield node
    if isinstance(node, tuple):
        for one in node:
            yield from inside(one, kind)
    elif is_dataclass(node):
        for field in fields(node):
            yield from inside(getattr(node, field.name), kind)


def changed(node: T, kinds: type | tuple[type, ...], change: Callable[[Any], Any]) -> T:
    """The same tree with every node of these kinds changed; what stands inside such a node is left to `change`."""
    return _changed(node, kinds, change)  # type: ignore[no-any-return]  # a node for a node of its kind


def _changed(node: Any, kinds: type | tuple[type, ...], change: Callable[[Any], Any]) -> Any:
    if isinstance(node, kinds):
        return change(node)
    if isinstance(node, tuple):
        return tuple(_changed(item, kinds, change) for item in node)
    if is_dataclass(node) and not isinstance(node, type | Part | Unit | Span):
        values = {field.name: _changed(getattr(node, field.name), kinds, change) for field in fields(node)}
        return replace(node, **values)
    return node
