"""Which version of a contract rules a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.schedule import Calendar, Every
from kpi_rules.language.versions import in_force, since
from kpi_rules_engine.plan.periods import Period


def ruled(periods: Iterable[Period], clause: Clause, header: Header, versions: Sequence[Header]) -> Iterator[Period]:
    """The periods of a clause that its version rules; before the first version of all, nobody is bound.

    A calendar period or block is ruled by the newest version in effect on its first day, any other on
    its last. Periods that another version rules are left to that one.
    """
    recurs = isinstance(clause.schedule, Calendar | Every)
    for period in periods:
        day = period.begins if recurs else period.days.last
        ruling = in_force(versions, day)
        if ruling is None and header is min(versions, key=since):
            yield replace(period, outside=True)
        elif ruling is header:
            yield period
