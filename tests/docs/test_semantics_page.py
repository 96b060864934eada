"""docs/semantics.md tells every reason and status of a verdict."""

from __future__ import annotations

import re

from docs.markdown import DOCS, rows, section
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status


def test_the_reasons_and_statuses_are_told() -> None:
    table = [row for row in rows(section(DOCS / "semantics.md", "17. Reasons and exit statuses")) if len(row) == 3]
    assert {row[1].strip("`") for row in table} - {"reason", "none"} == {reason.value for reason in Reason}
    assert {word for row in table for word in re.findall(r"`(\w+)`", row[0])} == {s.value for s in Status}
