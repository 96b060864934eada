"""A clause's own verdict."""

from __future__ import annotations

import pytest

from kpi_rules_engine.judge.summary import overall
from kpi_rules_engine.verdict import Status

OPEN, NO, OUT = Status.PENDING, Status.NO_VERDICT, Status.NOT_APPLICABLE
PASS, WARN, FAIL = Status.PASS, Status.WARN, Status.FAIL


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([PASS, FAIL, NO, OPEN, WARN, OUT], FAIL),
        ([PASS, NO, OPEN, WARN, OUT], NO),
        ([PASS, OPEN, WARN, OUT], OPEN),
        ([PASS, WARN, OUT], WARN),
        ([OUT, PASS], PASS),
        ([OUT, OUT], OUT),
        ([OUT, Status.REPORTED], Status.REPORTED),
        ([OPEN, Status.REPORTED], OPEN),
        ([], OUT),
    ],
)
def test_the_weightiest_wins(statuses, expected):
    assert overall(statuses) is overall(statuses[::-1]) is expected
