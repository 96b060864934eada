"""Which clauses the scenarios try where it matters: exactly on the target, and on either side of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.language.formula import Between, Check, Comparison
from kpi_rules_engine.judge.compare import oriented
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.tree import checks_in, is_fixed
from kpi_rules_engine.verdict import CheckResult, Status

Edge = tuple[int, int]  # the comparison's place in the requirement, and which of its ends


@dataclass(slots=True)
class Edges:
    """What was seen of each clause: how it came out, and which edges a value lay on."""

    statuses: dict[str, set[Status]] = field(default_factory=dict)
    hit: dict[str, set[Edge]] = field(default_factory=dict)

    def see(self, clause: Clause, decision: Decision) -> None:
        """Remember one decision on a clause."""
        self.statuses.setdefault(clause.id, set()).add(decision.status)
        found = self.hit.setdefault(clause.id, set())
        for place, check in enumerate(decision.checks):
            found |= {(place, end) for end, edge in enumerate(_ends(check)) if check.value == edge}

    def untried(self, contract: Contract) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The clauses with a constant target that lack a scenario, each with what is lacking."""
        for clause in contract.clauses:
            wanted = {
                (place, end)
                for place, check in enumerate(checks_in(clause.requirement))
                if _has_constant(check)
                for end in range(1 if isinstance(check, Comparison) else 2)
            }
            if not wanted:
                continue
            statuses = self.statuses.get(clause.id, set())
            lacks = [] if wanted <= self.hit.get(clause.id, set()) else ["on its target"]
            lacks += [] if statuses & {Status.PASS, Status.WARN} else ["that passes"]
            lacks += [] if Status.FAIL in statuses else ["that fails"]
            if lacks:
                yield clause.id, tuple(lacks)


def _ends(check: CheckResult) -> tuple[object, ...]:
    """The values at which a comparison turns."""
    if isinstance(check.high, Fraction):
        return (check.target, check.high)
    if isinstance(check.distance, Fraction) and isinstance(check.target, Fraction):
        return (check.target - check.distance, check.target + check.distance)
    return (check.target,)


def _has_constant(check: Check) -> bool:
    if isinstance(check, Comparison):
        value, _, target = oriented(check)
    elif isinstance(check, Between):
        return is_fixed(check.low) and is_fixed(check.high) and not is_fixed(check.value)
    else:
        value, target = check.value, check.target
    return is_fixed(target) and not is_fixed(value)
