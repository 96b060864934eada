"""What clauses say of each other: contradictions, and gates."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from kpi_rules.language.contract import Clause
from kpi_rules.language.formula import Between, Comparison, Formula
from kpi_rules.language.meaning.comparisons import checks_of
from kpi_rules.language.meaning.costs import check_gates
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.expressions import constant
from kpi_rules.language.said import said

Interval = tuple[Fraction | None, bool, Fraction | None, bool]  # low, whether it is included, high, likewise


def check_together(desk: Desk, clauses: list[Clause]) -> None:
    """Warn of clauses that cannot both be kept; refuse gates that no clause answers."""
    check_gates(desk, clauses)
    demands = [(clause, formula, interval) for clause in clauses for formula, interval in _demands(clause)]
    by_formula: dict[tuple[Formula, object], list[tuple[Clause, Interval]]] = {}
    for clause, formula, interval in demands:
        key = formula, (clause.schedule, clause.when, clause.since, clause.until, clause.each, clause.exclusions)
        by_formula.setdefault(key, []).append((clause, interval))
    for group in by_formula.values():
        for (first, a), (second, b) in combinations(group, 2):
            if _disjoint(a, b) and first.id != second.id:
                message = said("this contradicts the clause `{id}`: no value satisfies both", id=first.id)
                desk.notes.add("KPI048", second.span, message)


def _demands(clause: Clause) -> Iterator[tuple[Formula, Interval]]:
    if clause.tolerance is not None or clause.rounding is not None:
        return  # what they let through is not told here
    for check, straight in checks_of(clause.requirement):
        if not straight:
            continue
        if isinstance(check, Between):
            low, high = constant(check.low), constant(check.high)
            if low is not None and high is not None:
                yield check.value, (low, True, high, True)
        elif isinstance(check, Comparison):
            target = constant(check.right)
            interval = _interval(check.comparator, target) if target is not None else None
            if interval:
                yield check.left, interval


def _interval(comparator: str, target: Fraction) -> Interval | None:
    match comparator:
        case ">=" | ">":
            return target, comparator == ">=", None, False
        case "<=" | "<":
            return None, False, target, comparator == "<="
        case "=":
            return target, True, target, True
    return None


def _disjoint(a: Interval, b: Interval) -> bool:
    return _ends_before(a, b) or _ends_before(b, a)


def _ends_before(a: Interval, b: Interval) -> bool:
    high, low = a[2], b[0]
    if high is None or low is None:
        return False
    return high < low or (high == low and not (a[3] and b[1]))
