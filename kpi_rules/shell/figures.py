"""Comparisons and parts as a person reads them, with as many digits as it takes to see why."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules_engine.explain.numbers import display, displays
from kpi_rules_engine.verdict import CheckResult, PartResult, Status, Verdict

_DIGEST = 10  # characters: enough to tell two files apart by eye


def compared(verdict: Verdict) -> str:
    """`0.0431 >= 0.05`; several comparisons in the order of the text."""
    so_far = "so far " if verdict.status is Status.PENDING and verdict.checks else ""
    return so_far + "; ".join(map(comparison, verdict.checks))


def comparison(check: CheckResult) -> str:
    """Value, comparator and target of one check, and the value before it was rounded."""
    others = [other for other in (check.high, check.distance) if other is not None]
    value, target, *rest = displays((check.value, check.target, *others), check.unit)
    if check.raw != check.value and isinstance(check.raw, Fraction):
        value += f" (rounded from {display(check.raw, check.unit, check.value)})"
    match check.comparator:
        case "between":
            return f"{value} between {target} and {rest[0]}"
        case "within":
            return f"{value} within {rest[0]} of {target}"
    return f"{value} {check.comparator} {target}"


def part_row(part: PartResult) -> tuple[str, ...]:
    """The cells of one row in the table of parts."""
    return (
        part.name,
        part.aggregate,
        display(part.value, part.unit),
        f"{part.rows:,}",
        f"{part.first.isoformat()}..{part.last.isoformat()}",
        f"{part.covered:,}",
        f"{part.missing:,}",
        part.source,
        " ".join(map(short_digest, part.digests)),
    )


PART_COLUMNS = ("part", "aggregate", "value", "rows", "window", "days", "missing", "source", "digest")


def short_digest(digest: str) -> str:
    """`sha256:0123456789…` as `0123456789`."""
    return digest.removeprefix("sha256:")[:_DIGEST]
