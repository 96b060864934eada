"""The exit status: every mixture of verdicts."""

from __future__ import annotations

import pytest

from kpi_rules.shell.exits import status_of
from shell.samples import (
    COUNTED,
    DISPUTED,
    FAILED,
    NOT_ACCEPTED,
    NOT_APPLICABLE,
    PASSED,
    PENDING,
    REPORTED,
    WITHOUT,
    outcome,
)


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ((PASSED,), 0),
        ((PASSED, PENDING, NOT_APPLICABLE), 0),
        ((FAILED,), 1),
        ((PASSED, WITHOUT, FAILED, PENDING), 1),
        ((WITHOUT,), 3),
        ((PASSED, WITHOUT), 3),
        ((PENDING,), 3),
        ((NOT_APPLICABLE,), 3),
        ((PENDING, NOT_APPLICABLE), 3),
        ((), 3),
        ((REPORTED,), 3),
        ((PASSED, REPORTED), 0),
        ((COUNTED,), 0),
        ((DISPUTED,), 3),
        ((NOT_ACCEPTED,), 1),
    ],
)
def test_exit_status(verdicts, status) -> None:
    assert status_of(outcome(*verdicts)) == status
