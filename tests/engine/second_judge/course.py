"""The verdicts of a clause over its periods: one by one, in runs, in blocks. All in plain dicts."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from engine.second_judge.terms import LAST, Clause, Contract, Data

HOLDS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
INFINITY = float("inf")  # only ever compared
Verdict = dict[str, Any]


def course(contract: Contract, clause: Clause, data: Data) -> list[Verdict]:
    """A verdict for each period of the clause, its misses in a row told; `run` are the fails in a row up to it."""
    verdicts = [
        _single(contract, clause, data, period, number)
        for number, period in enumerate(periods(contract, clause), 1 - _outside(contract, clause))
    ]
    misses = fails = 0
    moving = False  # whether a miss that counts may still change
    for verdict in verdicts:
        if verdict["status"] == "pass" or verdict["status"] == "warn":
            misses = fails = 0
            moving = False
        elif verdict["status"] == "fail":
            misses += 1
            moving |= verdict["provisional"]
            if clause["misses"] and misses < clause["misses"]:
                verdict.update(status="warn", forgiven=True, provisional=verdict["provisional"] or moving)
            else:
                fails += 1
                verdict["run"] = fails
    return verdicts


def periods(contract: Contract, clause: Clause) -> list[Verdict]:
    """The months or weeks of the term: name, first and last day inside the term, whether it is cut."""
    first, last = contract["term"]
    found, day = [], first
    while day <= last:
        if clause["schedule"] == "monthly":
            begin, end, name = day.replace(day=1), day.replace(day=LAST[day.month]), f"{day:%Y-%m}"
        else:
            begin = day - timedelta(day.weekday())
            end, name = begin + timedelta(6), f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
        cut = begin < first or end > last
        outside = clause["schedule"] == "monthly" and end.month < first.month + clause["from"] - 1
        if outside or not (cut and contract["skip"]):  # what lies outside the clause is said to, cut or not
            found.append({"period": name, "first": max(first, begin), "last": min(last, end), "month": end.month})
        day = end + timedelta(1)
    return found


def blocks(contract: Contract, clause: Clause, verdicts: Sequence[Verdict], until: date) -> list[Verdict]:
    """The blocks of a clause as they stand at the end of this day. `decided` is the last day of the deciding period."""
    needs, size = clause["block"]
    members = [verdict for verdict in verdicts if verdict["reason"] != "outside"]
    found = [_block(members[start : start + size], needs, size, until) for start in range(0, len(members), size)]
    fails = 0
    for block in found:
        fails = fails + 1 if block["status"] == "fail" else 0 if block["status"] == "pass" else fails
        block["run"] = fails
    return found


def _block(members: Sequence[Verdict], needs: int, size: int, until: date) -> Verdict:
    last = members[-1]["last"]
    block = {"period": f"{members[0]['first']}..{last}", "last": last, "first": members[0]["first"]}
    for end in (member["last"] for member in members):
        if end > until:
            break
        seen = [m["status"] if m["last"] <= end else "pending" for m in members]
        left = sum(status != "not_applicable" for status in seen)
        needed = -(-needs * left // size)
        passed, failed = sum(s in ("pass", "warn") for s in seen), seen.count("fail")
        provisional = any(m["provisional"] for m in members if m["last"] <= end)
        if left and passed >= needed:
            return block | {"status": "pass", "provisional": provisional, "decided": end}
        if left and failed > left - needed:
            return block | {"status": "fail", "provisional": provisional, "decided": end}
        if end == last and not left:
            return block | {"status": "not_applicable", "provisional": provisional, "decided": None}
        if "pending" not in seen:
            return block | {"status": "no_verdict", "provisional": provisional, "decided": None}
    return block | {"status": "pending", "provisional": False, "decided": None}


def _outside(contract: Contract, clause: Clause) -> int:
    """How many listed periods lie before those in which the clause binds."""
    first = contract["term"][0]
    return sum(p["last"].month < first.month + clause["from"] - 1 for p in periods(contract, clause))


def _single(contract: Contract, clause: Clause, data: Data, period: Verdict, number: int) -> Verdict:
    """The verdict of one period by itself. The target is as it is in the period with this number."""
    as_of, settle = contract["as_of"], timedelta(contract["settle"])
    verdict = period | {
        "status": "pending",
        "reason": "",
        "value": None,
        "provisional": False,
        "forgiven": False,
        "run": 0,
    }
    low = clause["target"] + (clause["step"] or 0) * (number - 1)
    verdict["target"] = (low, clause["high"])
    if number < 1:
        return verdict | {"status": "not_applicable", "reason": "outside"}
    if as_of <= period["last"]:
        return verdict
    provisional = as_of <= period["last"] + settle
    sums = {name: _sum(contract, data, period, name) for name in ("likes", "comments")}
    if clause["when"]:
        name, least = clause["when"]
        if sums[name] is None:
            return verdict | {"status": "no_verdict", "provisional": provisional}
        if sums[name] < least:
            return verdict | {"status": "not_applicable", "provisional": provisional}
    verdict["provisional"] = provisional
    parts = [sums[name] for name in clause["formula"].split(" / ")]
    if None in parts:
        counted = clause["missing"] if not provisional else ""
        return verdict | {"status": counted or "no_verdict", "reason": "missing"}
    if len(parts) == 2:
        parts = [parts[0] / parts[1] if parts[1] else INFINITY if parts[0] else None]
    verdict["value"] = value = parts[0]
    if value is None:
        return verdict | {"status": "no_verdict"}
    if not _met(clause, value, low):
        return verdict | {"status": "fail"}
    if clause["provided"]:
        name, least = clause["provided"]
        if sums[name] is None:
            return verdict | {"status": "no_verdict"}
        if sums[name] < least:
            return verdict | {"status": "fail", "reason": "not accepted"}
    warned = clause["warn"] is not None and (
        value < clause["warn"] if clause["comparator"][0] == ">" else value > clause["warn"]
    )
    return verdict | {"status": "warn" if warned else "pass"}


def _met(clause: Clause, value: Any, target: Fraction) -> bool:
    give = Fraction(clause["tolerance"], 100)
    if clause["comparator"] == "between":
        low, high = target, clause["high"]
        return value != INFINITY and low - give * abs(low) <= value <= high + give * abs(high)
    if HOLDS[clause["comparator"]](value, target):
        return True
    return give > 0 and value != INFINITY and abs(value - target) <= give * abs(target)


def _sum(contract: Contract, data: Data, period: Verdict, name: str) -> Fraction | None:
    days = (period["last"] - period["first"]).days + 1
    cells = [data[period["first"] + timedelta(n)][name] for n in range(days)]
    known = [cell for cell in cells if cell is not None]
    if not known or Fraction(len(known), days) < Fraction(contract["coverage"], 100):
        return None
    return Fraction(sum(known))
