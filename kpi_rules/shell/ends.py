"""Where the data ends that a verdict lacks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Workspace
from kpi_rules_engine.sources.connect import Connection, connect
from kpi_rules_engine.sources.load import Loaded, load
from kpi_rules_engine.sources.spelling import quoted
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import Outcome, PartResult, Verdict


def ends_of(outcome: Outcome, workspace: Workspace) -> dict[str, date]:
    """The last day of each source that ends before a window that has no data at its end.

    Such a source is read once more: only here does anybody ask what lies outside of the windows.
    """
    wanted: dict[str, date] = {}
    for verdict in outcome.verdicts:
        for part in verdict.parts:
            if part.first <= outcome.as_of and _lacks_its_end(part, verdict):
                last = min(part.last, outcome.as_of)
                wanted[part.source] = max(last, wanted.get(part.source, last))
    if not wanted:
        return {}
    connection = connect(workspace.root)
    zone = ZoneInfo(workspace.timezone) if workspace.timezone else None
    found: dict[str, date] = {}
    for source in workspace.sources:
        loaded = load(connection, source, workspace, zone)[0] if source.name in wanted else None
        last_day = _last_day(loaded, workspace, connection) if loaded else None
        if last_day and last_day < wanted[source.name]:
            found[source.name] = last_day
    return found


def said(ends: Mapping[str, date]) -> list[str]:
    """``the data of `daily` ends on 2026-10-31``."""
    return [f"the data of `{name}` ends on {day.isoformat()}" for name, day in ends.items()]


def _lacks_its_end(part: PartResult, verdict: Verdict) -> bool:
    """Whether the window of a part ends with days without data, or has no others."""
    nothing = isinstance(part.value, Unknown) and not part.rows
    return nothing or (part.missing > 0 and part.last in verdict.missing_days)


def _last_day(loaded: Loaded, workspace: Workspace, connection: Connection) -> date | None:
    until = workspace.vocabulary.tables[loaded.source.table].until
    if until is None:
        return loaded.covers.last if loaded.covers else loaded.last
    query = f"SELECT CAST(max({quoted(until)}) AS DATE) FROM {loaded.relation}"
    [(last,)] = connection.execute(query).fetchall()
    return last if isinstance(last, date) else None
