"""Comparisons and parts as a person reads them, with as many digits as it takes to see why."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules_engine.explain.numbers import display, displays
from kpi_rules_engine.values import Reason, Unknown
from kpi_rules_engine.verdict import Agreement, CheckResult, PartResult, Report, Standing, Status, Verdict

_UNKNOWN = "target unknown"
_DIGEST = 10  # characters: enough to tell two files apart by eye


def compared(verdict: Verdict) -> str:
    """`0.0431 >= 0.05`; several comparisons in the order of the text, then what they were accepted by."""
    if verdict.block is not None:
        return standing(verdict.block)
    if verdict.report is not None:
        return reported(verdict.report, verdict)
    found = [one_compared(check, verdict) for check in verdict.checks]
    found += [f"provided {one_compared(check, verdict)}" for check in verdict.provided]
    return "; ".join(found)


def reported(report: Report, verdict: Verdict) -> str:
    """`0.31`, before the end of the period `0.31 so far`."""
    so_far = verdict.status is Status.PENDING and not isinstance(report.value, Unknown)
    return display(report.value, report.unit) + (" so far" if so_far else "")


def standing(block: Standing) -> str:
    """`2 passed, 1 failed, 1 open; 3 of 4 must pass`."""
    counts = (
        (block.passed, "passed"),
        (block.failed, "failed"),
        (block.no_verdict, "without a verdict"),
        (block.open, "open"),
        (block.not_applicable, "not applicable"),
    )
    told = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"{told}; {block.needed} of {block.of} must pass" if block.of else told


def one_compared(check: CheckResult, verdict: Verdict) -> str:
    """One comparison of a verdict; what is not decided is not written as if."""
    if verdict.status is Status.PENDING or isinstance(check.value, Unknown):
        return _open(check, "so far")
    return _open(check, "in doubt") if verdict.reason is Reason.DISPUTED else _closed(check)


def second_value(pair: Agreement) -> str:
    """What the second source says beside the first: `likes 300, 310 in the first; agrees`."""
    value, other = displays((pair.value, pair.other), pair.unit)
    word = {True: "agrees", False: "differs", None: "not compared"}[pair.agrees]
    return f"{pair.text} is {other}, {value} in the first source: {word}"


def _closed(check: CheckResult) -> str:
    """Value, comparator and target of one check, and the value before it was rounded."""
    value, asked = _sides(check)
    if check.raw != check.value and isinstance(check.raw, Fraction):
        value += f" (rounded from {display(check.raw, check.unit, check.value)})"
    return f"{value} {asked}" if asked else f"{value} ({_UNKNOWN})"


def _open(check: CheckResult, state: str) -> str:
    """`28,317 so far (>= 40,000)`, `no value (>= 0.05)`, `no value` where the target has none either."""
    value, asked = _sides(check)
    if isinstance(check.value, Unknown):
        return f"{value} ({asked})" if asked else value
    return f"{value} {state} ({asked or _UNKNOWN})"


def _sides(check: CheckResult) -> tuple[str, str]:
    """The value, and what is asked of it; empty where that has no value."""
    others = [other for other in (check.high, check.distance) if other is not None]
    value, target, *rest = displays((check.value, check.target, *others), check.unit)
    if any(isinstance(one, Unknown) for one in (check.target, *others)):
        return value, ""
    match check.comparator:
        case "between":
            return value, f"between {target} and {rest[0]}"
        case "within":
            return value, f"within {rest[0]} of {target}"
    return value, f"{check.comparator} {target}"


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
