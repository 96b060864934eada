"""Random contracts about money: a plain dict each, and its text as a workspace."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Contract = dict[str, Any]
Clause = dict[str, Any]
Data = dict[date, dict[str, int | None]]
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
LAST = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30}
FORMULAS = ("likes", "likes", "comments", "likes / comments")
FORMATS = {"deduct": "deduct", "pay": "pay", "notify": 'notify "{}"', "terminate": "may terminate"}


def data(luck: random.Random) -> Data:
    """Rows of half a year: most days zero, some days fifty or a hundred, some holes."""
    rows: Data = {}
    for month in range(1, 7):
        high = luck.choice((1, 2, 2, 3))
        holes = luck.choice((0, 0, 0, 0, 1))
        for day in range(1, LAST[month] + 1):
            likes = luck.choice((50, 100)) if luck.random() < 0.06 * high else 0
            rows[date(2026, month, day)] = {"likes": likes, "comments": luck.choice((0, 0, 0, 0, 0, 0, 0, 5, 10))}
        if luck.random() < 0.2:
            for row in (row for day, row in rows.items() if day.month == month):
                row["comments"] = 0
        for _ in range(holes):
            rows[date(2026, month, luck.randint(1, 28))][luck.choice(("likes", "comments"))] = None
    return rows


def contract(luck: random.Random) -> Contract:
    first = luck.choice((date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 20)))
    last = luck.choice((date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 12)))
    fee = luck.choice(
        (None, (Fraction(10000), "monthly"), (Fraction("33333.33"), "monthly"), (Fraction(9000), "quarterly"))
    )
    drawn: Contract = {
        "term": (first, last),
        "fee": fee,
        "settle": luck.choice((0, 0, 10, 35)),
        "coverage": luck.choice((100, 100, 90)),
        "skip": luck.random() < 0.2,
        "limits": {
            kind: _price(luck, fee, (10, 15), (200, 500, 950))
            for kind in ("deductions", "bonuses")
            if luck.random() < 0.5
        },
        "scorecard": luck.choice((None, (80, 50), (90, 75), (60, None))),
        "as_of": luck.choice((last + timedelta(60), last + timedelta(60), last - timedelta(luck.randint(0, 70)))),
        "clauses": [],
    }
    for number in range(luck.randint(2, 4)):
        drawn["clauses"].append(_clause(luck, f"c{number}", drawn))
    for clause in drawn["clauses"]:
        others = [c["id"] for c in drawn["clauses"] if c is not clause and _same_periods(c, clause)]
        for remedy in clause["remedies"]:
            if others and luck.random() < 0.35:
                remedy["gate"] = luck.sample(others, luck.randint(1, min(2, len(others))))
    return drawn


def _same_periods(one: Clause, other: Clause) -> bool:
    return one["schedule"] == other["schedule"] and not one["block"] and not other["block"]


def _clause(luck: random.Random, name: str, drawn: Contract) -> Clause:
    formula, comparator = luck.choice(FORMULAS), luck.choice((">=", ">=", "<=", ">", "<", "between"))
    schedule = luck.choice(("monthly", "monthly", "monthly", "weekly"))
    scale = 1 if schedule == "weekly" else 4
    small = Fraction({"likes": 50, "comments": 5, "likes / comments": 4}[formula])
    target = small * luck.choice((1, 2)) * (scale if formula != "likes / comments" else 2)
    clause: Clause = {
        "id": name,
        "formula": formula,
        "comparator": comparator,
        "target": target,
        "high": target + small,
        "schedule": schedule,
        "tolerance": luck.choice((0, 0, 0, 25)),
        "warn": None,
        "when": luck.choice((None, None, None, ("likes", 60), ("comments", 8))),
        "provided": luck.choice((None, None, None, None, ("comments", 6), ("likes", 120))),
        "missing": luck.choice(("", "", "pass", "fail")),
        "misses": 0,
        "block": None,
        "from": luck.choice((1, 1, 1, 2)) if schedule == "monthly" else 1,
        "weight": luck.choice((1, 1, 2, 3)),
        "key": luck.random() < 0.15,
        "step": luck.choice((None, None, None, small)) if comparator != "between" else None,
        "remedies": [],
    }
    if comparator != "between" and luck.random() < 0.3:
        clause["warn"] = target + small * 2 if comparator[0] == ">" else target / 2
    if clause["warn"] is not None or comparator == "between":
        clause["step"] = None
    kind = luck.random()
    if kind < 0.2:
        clause["block"] = luck.choice(((2, 3), (1, 2), (3, 4)))
    elif kind < 0.5:
        clause["misses"] = luck.choice((2, 3))
    clause["remedies"] = [_remedy(luck, clause, drawn["fee"]) for _ in range(luck.randint(1, 4))]
    return clause


def _remedy(luck: random.Random, clause: Clause, fee: Any) -> dict[str, Any]:
    act = luck.choice(("deduct", "deduct", "pay", "pay", "notify", "terminate"))
    on: Any = "pass" if act == "pay" else "fail"
    remedy: dict[str, Any] = {"act": act, "price": None, "per": None, "upto": None, "gate": []}
    plain = not clause["block"]
    if luck.random() < (0.4 if plain else 0.2) and act != "pay":
        on = ("run", luck.choice((2, 3)))
    elif plain and luck.random() < 0.4 and act in ("deduct", "pay") and clause["comparator"] != "between":
        on = _tier(luck, clause, act)
    remedy["on"] = on
    if act not in ("deduct", "pay"):
        return remedy
    remedy["price"] = _price(luck, fee, (1, 2, 5), (10, 70, Fraction("33.33"), 150))
    ladder = on in ("fail", "pass")
    if plain and ladder and luck.random() < 0.5 and not (act == "pay" and clause["comparator"] == "between"):
        percent = luck.random() < 0.5
        remedy["per"] = (Fraction(luck.choice((1, 3, 10))), percent, luck.random() < 0.4)
        remedy["upto"] = _price(luck, fee, (3, 5), (100, 300))
    return remedy


def _tier(luck: random.Random, clause: Clause, act: str) -> tuple[str, Fraction]:
    """A line beyond the target, on its far side for a deduction and on its good side for a payment."""
    floor = clause["comparator"][0] == ">"
    up = floor == (act == "pay")
    part = luck.choice((Fraction(1, 2), Fraction(1, 4)))
    line = clause["target"] * (1 + part if up else 1 - part)
    return ("over" if up else "under"), line


def _price(luck: random.Random, fee: Any, shares: Any, amounts: Any) -> tuple[str, Fraction]:
    if fee and luck.random() < 0.5:
        return "fee", Fraction(luck.choice(shares))
    return "money", Fraction(luck.choice(amounts))


def text(drawn: Contract) -> str:
    """The contract as it is written."""
    first, last = drawn["term"]
    head = ["---", "contract: money", f"term: {first}..{last}", "currency: RUB", f"settle: {drawn['settle']} days"]
    head.append(f"coverage: {drawn['coverage']}%")
    head += ["partial: skip"] if drawn["skip"] else []
    head += [f"fee: {_number(drawn['fee'][0])} RUB {drawn['fee'][1]}"] if drawn["fee"] else []
    if drawn["limits"]:
        head.append(f"limits: {{{', '.join(f'{kind}: {_money(price)}' for kind, price in drawn['limits'].items())}}}")
    if drawn["scorecard"]:
        high, low = drawn["scorecard"]
        head.append(f"scorecard: {{pass: {high}%" + (f", warn: {low}%}}" if low else "}"))
    return "\n".join([*head, "---", "```kpi", *map(_written, drawn["clauses"]), "```", ""])


def _written(clause: Clause) -> str:
    right = f"{clause['comparator']} {_number(clause['target'])}"
    if clause["comparator"] == "between":
        right += f" and {_number(clause['high'])}"
    words = [f"{clause['id']}: {clause['formula']} {right} {clause['schedule']}"]
    if clause["step"]:
        unit = {"monthly": "monthly", "weekly": "weekly"}[clause["schedule"]]
        words.append(f"rising {_number(clause['step'])} {unit}")
    words += [f"tolerance {clause['tolerance']}%"] if clause["tolerance"] else []
    words += [f"warn at {_number(clause['warn'])}"] if clause["warn"] is not None else []
    words += [f"{word} {clause[word][0]} >= {clause[word][1]}" for word in ("when", "provided") if clause[word]]
    words += [f"if missing {clause['missing']}"] if clause["missing"] else []
    words += [f"fails after {clause['misses']} misses in a row"] if clause["misses"] else []
    if clause["block"]:
        words.append(f"in {clause['block'][0]} of {clause['block'][1]} {clause['schedule'][:-2]}s")
    words += [f"from month {clause['from']}"] if clause["from"] > 1 else []
    words += [f"weight {clause['weight']}"] + (["key"] if clause["key"] else [])
    return "\n".join([" ".join(words), *(f"  {_remedy_text(remedy)}" for remedy in clause["remedies"])])


def _remedy_text(remedy: dict[str, Any]) -> str:
    match remedy["on"]:
        case ("run", count):
            on = f"{count} fails in a row"
        case (side, line):
            on = f"{side} {_number(line)}"
        case word:
            on = word
    words = [f"on {on} {FORMATS[remedy['act']].format('Meet')}"]
    words += [_money(remedy["price"])] if remedy["price"] else []
    if remedy["per"]:
        step, percent, full = remedy["per"]
        side = "short" if remedy["act"] == "deduct" else "over"
        words.append(
            f"per {'full ' if full else ''}{step}{'%' if percent else ''} {side} up to {_money(remedy['upto'])}"
        )
    words += [f"if {', '.join(remedy['gate'])} pass"] if remedy["gate"] else []
    return " ".join(words)


def _money(price: tuple[str, Fraction]) -> str:
    return f"{_number(price[1])}% of fee" if price[0] == "fee" else f"{_number(price[1])} RUB"


def _number(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else str(float(number))


def table(rows: Data) -> str:
    """The rows as CSV."""
    lines = ["account,date,likes,comments"]
    for day, row in rows.items():
        lines.append(",".join(["a", str(day), *("" if row[n] is None else str(row[n]) for n in ("likes", "comments"))]))
    return "\n".join(lines) + "\n"
