"""What a query is about: a relation and what its rows are. The days it reads are its parameters."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_rules.language.vocabulary import Grain

DAY = "kpi day"  # no column of a catalogue has a space in its name
FIRST, LAST, HORIZON = "first", "last", "horizon"  # parameters: moments after the horizon have not happened


@dataclass(frozen=True, slots=True)
class Shape:
    """A relation: its name, what its rows are, where they lie in time.

    `stock_column` is the dimension over which a stock adds up, beside the account, if there is one.
    `until` is the last day of a row that stands for a stretch of days.
    """

    relation: str
    grain: Grain
    time: str
    stock_column: str | None = None
    until: str | None = None
