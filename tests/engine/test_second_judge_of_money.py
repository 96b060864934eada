"""A second judge of runs, blocks, remedies, limits and scorecards comes to the same on random contracts."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from engine.second_judge import course, money, terms
from pages import kpi
from workspaces import inside, write

KPI_YAML = "timezone: UTC\nsources: {daily: {files: data/daily.csv}}\n"
BATCH = 16  # contracts a test: enough for verdicts and lines of every kind
Told = dict[str, Any]


@pytest.mark.parametrize("first", range(0, 32, BATCH))
def test_money(first: int, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for seed in range(first, first + BATCH):
        seen.update(_same(seed, tmp_path / str(seed)))
    for word in ("pass", "warn", "fail", "no_verdict", "deduct", "pay", "cut", "open"):
        assert seen[word] >= 2, seen  # whoever finds only passes proves nothing


def _same(seed: int, folder: Path) -> list[str]:
    """Judge a random contract twice, period by period; what was seen, in words."""
    luck = random.Random(seed)
    contract, data = terms.contract(luck), terms.data(luck)
    text = terms.text(contract)
    write(folder, {"kpi.yaml": KPI_YAML, "data/daily.csv": terms.table(data), "money.kpi.md": text})
    courses = {clause["id"]: course.course(contract, clause, data) for clause in contract["clauses"]}
    seen: list[str] = []
    for name, begin, end in _fee_periods(contract):
        ours, words = _second(contract, courses, begin, end)
        if not ours["verdicts"]:
            continue  # where nothing is judged, there is nothing to check
        with inside(folder):
            out, err, status = kpi("check", "--period", name, "--as-of", str(contract["as_of"]), "--format", "json")
        assert status in (0, 1, 3), f"seed {seed}: {err}\n{text}"
        theirs = _first(json.loads(out), name)
        for what in ours:
            assert theirs[what] == ours[what], _apart(seed, name, contract, what, theirs[what], ours[what])
        seen += words
    return seen


def _apart(seed: int, name: str, contract: Told, what: str, theirs: Any, ours: Any) -> str:
    lines = [f"seed {seed}, {name}, as of {contract['as_of']}: {what}", terms.text(contract)]
    if isinstance(ours, dict):
        keys = [key for key in {**theirs, **ours} if theirs.get(key) != ours.get(key)]
        theirs, ours = ({key: side.get(key) for key in keys} for side in (theirs, ours))
    return "\n".join([*lines, f"engine {theirs}", f"second {ours}"])


def _first(told: Told, name: str) -> Told:
    """What the engine says, in the form of the second judge."""
    lines = {}
    for verdict in told["verdicts"]:
        found = [(remedy["kind"], remedy["amount"], remedy["open"]) for remedy in verdict["remedies"]]
        if found:
            lines[verdict["clause"], verdict["period"]] = sorted(found, key=str)
    return {
        "verdicts": {(v["clause"], v["period"]): (v["status"], v["provisional"]) for v in told["verdicts"]},
        "lines": lines,
        "sums": {
            kind: [(statement[kind]["sum"], statement[kind]["due"]) for statement in told.get("statements", [])]
            for kind in ("deductions", "bonuses")
        },
        "due": [
            (line["clause"], line["period"], line["kind"], line["due"])
            for statement in told.get("statements", [])
            for line in statement["lines"]
            if not line["open"]
        ],
        "scorecard": {card["period"]: card["status"] for card in told.get("scorecards", [])},
    }


def _second(contract: Told, courses: dict[str, list[course.Verdict]], begin: date, end: date) -> tuple[Told, list[str]]:
    """What the second judge says of a fee period, and the kinds of things that it saw."""
    verdicts: Told = {}
    lines: Told = {}
    of_clause: dict[str, list[str]] = {}
    due: list[tuple[str, str, str, Fraction]] = []
    owed = False
    for clause in contract["clauses"]:
        name = clause["id"]
        for verdict in _shown(contract, clause, courses[name], begin, end):
            verdicts[name, verdict["period"]] = verdict["status"], verdict["provisional"]
            counts = not clause["block"] or "decided" not in verdict or _counts(verdict, begin, end)
            if counts:
                of_clause.setdefault(name, []).append(verdict["status"])
            others = {other: v for other, known in courses.items() for v in known if v["period"] == verdict["period"]}
            found = money.lines(contract, clause, verdict, others) if counts else []
            if found:
                lines[name, verdict["period"]] = sorted(found, key=str)
            for kind, amount, is_open in found:
                owed |= amount is not None
                if amount is not None and not is_open:
                    due.append((name, verdict["period"], kind, Fraction(amount)))
    sums, left = {}, {}
    for kind, act in (("deductions", "deduct"), ("bonuses", "pay")):
        amounts = [line[3] for line in due if line[2] == act]
        left[act] = iter(cut := money.capped(contract, kind, amounts))
        sums[kind] = [(_kopeks(sum(amounts, Fraction(0))), _kopeks(sum(cut, Fraction(0))))] if owed else []
    after = [(*line[:3], _kopeks(next(left[line[2]]))) for line in due]
    ours = {"verdicts": verdicts, "lines": lines, "sums": sums, "due": after}
    own = {name: money.whole(statuses) for name, statuses in of_clause.items()}
    if contract["scorecard"]:
        over = contract["as_of"] > end
        period = _fee_name(contract, begin)
        ours["scorecard"] = {period: money.scorecard(contract, own) if over else "pending"}
    words = [status for status, _ in verdicts.values()] + [line[0] for found in lines.values() for line in found]
    words += ["open" for found in lines.values() for line in found if line[2]]
    return ours, words + ["cut" for line, rest in zip(due, after, strict=True) if _kopeks(line[3]) != rest[3]]


def _shown(contract: Told, clause: Told, known: list[course.Verdict], begin: date, end: date) -> list[course.Verdict]:
    """The verdicts that a check of these days shows."""
    ending = [verdict for verdict in known if begin <= verdict["last"] <= end]
    if not clause["block"]:
        return ending
    outside = [verdict for verdict in ending if verdict["reason"] == "outside"]
    return outside + [
        block
        for block in course.blocks(contract, clause, known, end)
        if any(block["first"] <= verdict["last"] <= block["last"] for verdict in ending)
    ]


def _counts(block: course.Verdict, begin: date, end: date) -> bool:
    """Whether these days decide the block, or it ends in them without a verdict."""
    return begin <= (block["decided"] or block["last"]) <= end


def _fee_periods(contract: Told) -> list[tuple[str, date, date]]:
    first, last = contract["term"]
    size = 3 if contract["fee"] and contract["fee"][1] == "quarterly" else 1
    found = []
    for month in range(1, last.month + 1, size):
        begin, end = date(2026, month, 1), date(2026, month + size, 1) - timedelta(1)
        if end >= first:
            found.append((_fee_name(contract, begin), max(begin, first), min(end, last)))
    return found


def _fee_name(contract: Told, begin: date) -> str:
    quarterly = contract["fee"] and contract["fee"][1] == "quarterly"
    return f"2026-Q{(begin.month + 2) // 3}" if quarterly else f"{begin:%Y-%m}"


def _kopeks(amount: Fraction) -> str:
    whole = int(amount * 100)
    return f"{whole // 100}.{whole % 100:02}"
