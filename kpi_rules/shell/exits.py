"""What the process says to the shell that called it. Loads nothing: every command starts with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_rules_engine.verdict import Outcome

FINE = 0
FAILED = 1
NOTHING_JUDGED = 2  # a usage, contract or data error
NO_VERDICT = 3
OUR_BUG = 70
INTERRUPTED = 130
BROKEN_PIPE = 141


def status_of(outcome: Outcome) -> int:
    """0 some clause was judged and all held, 1 some failed, 3 some has no verdict or none could be judged yet."""
    found = {verdict.status.value for verdict in outcome.verdicts}
    if "fail" in found:
        return FAILED
    if "no_verdict" in found:
        return NO_VERDICT
    return FINE if found & {"pass", "warn"} else NO_VERDICT
