"""The line of `warn at`: what passes on its wrong side is marked."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.contract import Clause
from kpi_rules_engine.judge.arithmetic import order
from kpi_rules_engine.judge.conditions import Judged
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import CheckResult


def warns(clause: Clause, found: Judged) -> bool:
    """Whether the value, as it was compared, does not reach the clause's line."""
    line = clause.warn
    return line is not None and any(_falls_short(check, line) for check in found.checks)


def _falls_short(check: CheckResult, line: Fraction) -> bool:
    if isinstance(check.value, Unknown):
        return False
    side = order(check.value, line)
    return side < 0 if check.comparator in (">=", ">") else side > 0
