"""What the process says to the shell that called it."""

from __future__ import annotations

from kpi_rules_engine.verdict import Outcome, Status

FINE = 0
FAILED = 1
NOTHING_JUDGED = 2  # a usage, contract or data error
NO_VERDICT = 3
INTERRUPTED = 130
OUR_BUG = 70
BROKEN_PIPE = 141

_JUDGED = {Status.PASS, Status.WARN}


def status_of(outcome: Outcome) -> int:
    """0 some clause was judged and all held, 1 some failed, 3 some has no verdict or none could be judged yet."""
    found = {verdict.status for verdict in outcome.verdicts}
    if Status.FAIL in found:
        return FAILED
    if Status.NO_VERDICT in found:
        return NO_VERDICT
    return FINE if found & _JUDGED else NO_VERDICT
