"""A walk through trees of frozen nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TypeVar

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
