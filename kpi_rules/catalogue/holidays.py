"""Days off by country and year, from `holidays.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from kpi_rules.language.yamltext import Entries, Node, Scalar

Calendars = Mapping[str, Mapping[int, frozenset[date]]]


def read_holidays(root: Entries) -> Calendars:
    """The calendars of our own file: country -> year -> days; a fault in it is a ValueError."""
    return {
        country.text: {int(year.text): _days(int(year.text), days) for year, days in _pairs(node)}
        for country, node in root.pairs
    }


def _pairs(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    if not isinstance(node, Entries):
        raise ValueError(node)
    return node.pairs


def _days(year: int, node: Node) -> frozenset[date]:
    """`01-01..01-08 02-23` of a year."""
    if not isinstance(node, Scalar):
        raise ValueError(node)
    found: set[date] = set()
    for stretch in node.text.split():
        first, _, last = stretch.partition("..")
        day, end = (date.fromisoformat(f"{year}-{text}") for text in (first, last or first))
        while day <= end:
            found.add(day)
            day += timedelta(1)
    return frozenset(found)
