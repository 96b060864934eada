"""The one call to the judge, with the clock that it does not have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Workspace
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.shell.inputs import placed
from kpi_rules_engine.checking import check
from kpi_rules_engine.verdict import Outcome


def judge(
    contracts: Sequence[Contract], workspace: Workspace, as_of: date | None, period: str | None
) -> tuple[Outcome, list[Diagnostic]]:
    """The verdicts as of a date, or of today, and the messages about the data."""
    day = as_of or today(contracts, workspace)
    outcome, notes = check(contracts, workspace, day, period)
    return outcome, placed(notes, workspace.root)


def today(contracts: Sequence[Contract], workspace: Workspace) -> date:
    """The day it is where the workspace or else its contracts are; the computer's own only where neither says."""
    zones = [zone for zone in (workspace.timezone, *(c.header.timezone for c in contracts)) if zone]
    now = datetime.now(UTC)
    return (now.astimezone(ZoneInfo(zones[0])) if zones else now.astimezone()).date()
