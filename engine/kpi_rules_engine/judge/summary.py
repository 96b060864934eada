"""A clause's own verdict over its groups and periods."""

from __future__ import annotations

from collections.abc import Iterable

from kpi_rules_engine.verdict import Status

WEIGHTIEST_FIRST = (Status.FAIL, Status.NO_VERDICT, Status.PENDING, Status.WARN, Status.PASS, Status.REPORTED)


def overall(statuses: Iterable[Status]) -> Status:
    """The weightiest of these; not applicable only where all are, or where there are none."""
    found = set(statuses)
    return next((status for status in WEIGHTIEST_FIRST if status in found), Status.NOT_APPLICABLE)
