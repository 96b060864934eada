"""What verdicts cost: lines, statements under their limits, scorecards. All in plain dicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from engine.second_judge.course import INFINITY, Verdict
from engine.second_judge.terms import Clause, Contract

Line = tuple[str, str | None, bool]  # what is done, the amount, whether it is open


def lines(contract: Contract, clause: Clause, verdict: Verdict, others: Mapping[str, Verdict]) -> list[Line]:
    """The remedies of one verdict; `others` are the verdicts of the other clauses in the same period."""
    found: list[tuple[int, Line]] = []
    ladders: dict[str, list[tuple[Fraction, int, str]]] = {"deduct": [], "pay": []}
    for place, remedy in enumerate(clause["remedies"]):
        gate = _gate(remedy["gate"], others)
        if gate == "shut" or not _applies(remedy, verdict):
            continue
        if remedy["price"] is None:
            found.append((place, (remedy["act"], None, verdict["provisional"] or gate == "open")))
            continue
        amount = _amount(contract, clause, remedy, verdict)
        if isinstance(remedy["on"], tuple) and remedy["on"][0] == "run":
            found.append((place, (remedy["act"], _shown(amount), verdict["provisional"] or gate == "open")))
        else:
            ladders[remedy["act"]].append((amount, -place, gate))
    for act, steps in ladders.items():
        sure = max((step for step in steps if step[2] != "open"), default=(Fraction(0), 0, ""))
        more = max((step for step in steps if step[2] == "open"), default=(Fraction(0), 0, ""))
        found += [(-sure[1], (act, _shown(sure[0]), verdict["provisional"]))] if sure[0] else []
        found += [(-more[1], (act, _shown(more[0]), True))] if more[0] > sure[0] else []
    return [line for _, line in sorted(found, key=lambda placed: placed[0]) if line[1] != "0.00"]


def capped(contract: Contract, kind: str, amounts: Sequence[Fraction]) -> list[Fraction]:
    """What is due of the amounts on one statement, in the order of the text."""
    limit = contract["limits"].get(kind)
    room = None if limit is None else _price(contract, limit)
    due = []
    for amount in amounts:
        taken = amount if room is None else min(amount, room)
        room = None if room is None else room - taken
        due.append(taken)
    return due


def whole(statuses: Sequence[str]) -> str:
    """A clause's own verdict over several."""
    for status in ("fail", "no_verdict", "pending", "warn", "pass"):
        if status in statuses:
            return status
    return "not_applicable"


def scorecard(contract: Contract, statuses: Mapping[str, str]) -> str:
    """The status of the scorecard of a fee period that is over, from the clauses' own statuses in it."""
    low = high = of = Fraction(0)
    failed = doubtful = False
    for clause in contract["clauses"]:
        status, weight = statuses.get(clause["id"], "not_applicable"), clause["weight"]
        if status in ("not_applicable", "pending"):
            continue
        of += weight
        low += {"pass": Fraction(1), "warn": Fraction(1, 2)}.get(status, Fraction(0)) * weight
        high += {"pass": Fraction(1), "warn": Fraction(1, 2), "no_verdict": Fraction(1)}.get(
            status, Fraction(0)
        ) * weight
        failed |= clause["key"] and status == "fail"
        doubtful |= clause["key"] and status == "no_verdict"
    if not of:
        return "not_applicable"
    worst = "fail" if failed or doubtful else _passed(contract, low / of)
    best = "fail" if failed else _passed(contract, high / of)
    return worst if worst == best else "no_verdict"


def _passed(contract: Contract, share: Fraction) -> str:
    high, low = contract["scorecard"]
    if share * 100 >= high:
        return "pass"
    return "warn" if low is not None and share * 100 >= low else "fail"


def _gate(names: Sequence[str], others: Mapping[str, Verdict]) -> str:
    gates = [others.get(name) for name in names]
    verdicts = [gate or {"status": "not_applicable", "provisional": False} for gate in gates]
    if any(v["status"] in ("fail", "not_applicable") and not v["provisional"] for v in verdicts):
        return "shut"
    if all(v["status"] in ("pass", "warn") and not v["provisional"] for v in verdicts):
        return "passed"
    return "open"


def _applies(remedy: Mapping[str, Any], verdict: Verdict) -> bool:
    status, value = verdict["status"], verdict.get("value")
    unknown = verdict.get("reason") == "missing"
    if remedy["act"] == "pay" and (status not in ("pass", "warn") or verdict.get("forgiven") or unknown):
        return False
    match remedy["on"]:
        case "pass":
            return status in ("pass", "warn")
        case "fail":
            return status == "fail"
        case ("run", count):
            return status == "fail" and verdict["run"] == count
        case (side, line):
            if (remedy["act"] == "deduct" and status != "fail") or value is None:
                return False
            return value > line if side == "over" else value < line
    return False


def _amount(contract: Contract, clause: Clause, remedy: Mapping[str, Any], verdict: Verdict) -> Fraction:
    price = _raw(contract, remedy["price"])
    if remedy["per"] is None:
        return _rounded(price)
    most = _raw(contract, remedy["upto"])
    value, (low, high) = verdict["value"], verdict["target"]
    if value is None:
        return _rounded(most)
    step, percent, full = remedy["per"]
    end, under = low, clause["comparator"][0] == ">"
    if clause["comparator"] == "between":
        under = value < low
        end = low if under else high
    if value == INFINITY:
        worse = under != (remedy["act"] == "deduct")
        return _rounded(most) if worse else Fraction(0)
    distance = end - value if under else value - end
    distance = -distance if remedy["act"] == "pay" else distance
    if distance <= 0:
        return Fraction(0)
    steps = distance / abs(end) * 100 / step if percent else distance / step
    return _rounded(min(most, price * (steps.__floor__() if full else steps)))


def _raw(contract: Contract, price: tuple[str, Fraction]) -> Fraction:
    return contract["fee"][0] * price[1] / 100 if price[0] == "fee" else price[1]


def _price(contract: Contract, limit: tuple[str, Fraction]) -> Fraction:
    """A limit in whole kopeks, what is less falling away."""
    return Fraction((_raw(contract, limit) * 100).__floor__(), 100)


def _rounded(amount: Fraction) -> Fraction:
    return Fraction((amount * 100 + Fraction(1, 2)).__floor__(), 100)


def _shown(amount: Fraction) -> str:
    return f"{int(amount * 100) // 100}.{int(amount * 100) % 100:02}"
