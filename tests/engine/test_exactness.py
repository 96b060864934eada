"""What must hold for all inputs: a ratio on its target passes, and nothing depends on the order of rows or files."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from workspaces import judged, write

CONTRACT = """---
contract: exact
term: 2026-01-01..2026-01-31
---
```kpi
CLAUSES
```
"""
KPI_YAML = "currency: RUB\nsources:\n  daily: {files: data/*.csv, read: {decimal: '.'}}\n"
Days = Sequence[tuple[str, str]]  # likes (up to three decimals) and members of each day

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a whole check a try: shrinking would take minutes

amounts = st.decimals(1, 10**9, places=3, allow_nan=False).map(str)
days = st.lists(st.tuples(amounts, st.integers(1, 10**9).map(str)), min_size=31, max_size=31)


def rows(values: Days) -> list[str]:
    return [f"a,2026-01-{day:02},{x},{y}\n" for day, (x, y) in enumerate(values, 1)]


def verdicts(clauses: str, *files: Sequence[str]) -> list[dict[str, Any]]:
    head = "account,date,likes,members\n"
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        data = {f"data/{n}.csv": head + "".join(lines) for n, lines in enumerate(files)}
        write(root, {"kpi.yaml": KPI_YAML, "exact.kpi.md": CONTRACT.replace("CLAUSES", clauses), **data})
        return judged(root, "--period", "2026-01", "--as-of", "2026-02-28")


def ratio(values: Days) -> Fraction:
    likes = sum((Fraction(Decimal(x)) for x, _ in values), Fraction(0))
    members = sum((Fraction(int(y)) for _, y in values), Fraction(0)) / len(values)
    return likes / members


def as_formula(target: Fraction) -> str:
    """The target as a formula of whole numbers: most ratios do not end as decimals."""
    return f"{target.numerator} / {target.denominator}"


def likes_over(target: Fraction, comparator: str) -> str:
    return f"likes / avg(members) {comparator} {as_formula(target)}"


@settings(max_examples=60, deadline=None, phases=UNSHRUNK)
@given(days)
def test_a_ratio_on_its_target_meets_it(values: Days) -> None:
    target = ratio(values)
    beside = Fraction(1, 10**6)
    clauses = {
        "at_least": (likes_over(target, ">="), "pass"),
        "at_most": (likes_over(target, "<="), "pass"),
        "equal": (likes_over(target, "="), "pass"),
        "more": (likes_over(target, ">"), "fail"),
        "less": (likes_over(target, "<"), "fail"),
        "above": (likes_over(target * (1 + beside), ">="), "fail"),
        "below": (likes_over(target * (1 - beside), ">="), "pass"),
        "apart": (f"likes != {as_formula(target)} * avg(members)", "fail"),
    }
    found = verdicts("\n".join(f"{name}: {text}" for name, (text, _) in clauses.items()), rows(values))
    assert {v["clause"]: v["status"] for v in found} == {name: status for name, (_, status) in clauses.items()}
    assert {v["value"]["exact"] for v in found if v["clause"] != "apart"} == {_exact(target)}


def _exact(value: Fraction) -> str:
    return str(value)


def test_sums_of_tenths() -> None:
    values = [("0.1", "1"), ("0.2", "1"), *[("0", "1")] * 29]
    [at_least, at_most, exact, a_millionth_more] = verdicts(
        "a: likes >= 0.3\nb: likes <= 0.3\nc: likes = 0.3\nd: likes >= 0.3000003", rows(values)
    )
    assert [v["status"] for v in (at_least, at_most, exact, a_millionth_more)] == ["pass", "pass", "pass", "fail"]
    assert exact["value"]["exact"] == "3/10"


@settings(max_examples=25, deadline=None, phases=UNSHRUNK)
@given(days, st.integers(0, 31), st.randoms(use_true_random=False))
def test_order_and_files_change_nothing(values: Days, cut: int, luck: random.Random) -> None:
    clauses = "a: likes / avg(members) >= 5\nb: median(likes) <= 1_000\nc: growth(members) >= 1%\nd: last(likes) < 7"
    lines = rows(values)
    shuffled = luck.sample(lines, len(lines))
    straight = _without_digests(verdicts(clauses, lines))
    assert _without_digests(verdicts(clauses, shuffled)) == straight
    if 0 < cut < len(lines):
        assert _without_digests(verdicts(clauses, shuffled[:cut], shuffled[cut:])) == straight


def _without_digests(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for verdict in found:
        for part in verdict["parts"]:
            del part["digests"]
    return found
