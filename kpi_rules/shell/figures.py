"""Comparisons and parts as a person reads them, with as many digits as it takes to see why."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.said import COMMA, Lang, in_language, listed, numbers_in, said
from kpi_rules_engine.explain.numbers import display, displays
from kpi_rules_engine.explain.numerals import NUMERALS
from kpi_rules_engine.values import Reason, Unknown
from kpi_rules_engine.verdict import Agreement, CheckResult, PartResult, Report, Standing, Status, Verdict

_DIGEST = 10  # characters: enough to tell two files apart by eye


def compared(verdict: Verdict, lang: Lang) -> str:
    """`0.0431 >= 0.05`; several comparisons in the order of the text, then what they were accepted by."""
    if verdict.block is not None:
        return in_language(standing(verdict.block), lang)
    if verdict.report is not None:
        return in_language(reported(verdict.report, verdict, lang), lang)
    found = [one_compared(check, verdict, lang) for check in verdict.checks]
    accepted = [said("provided {check}", check=one_compared(check, verdict, lang)) for check in verdict.provided]
    return "; ".join([*found, *(in_language(text, lang) for text in accepted)])


def reported(report: Report, verdict: Verdict, lang: Lang) -> str:
    """`0.31`, before the end of the period `0.31 so far`."""
    if isinstance(report.value, Unknown):
        return said("no value")
    value = display(report.value, report.unit, numerals=NUMERALS[lang])
    return said("{value} so far", value=value) if verdict.status is Status.PENDING else value


def standing(block: Standing) -> str:
    """`2 passed, 1 failed, 1 open; 3 of 4 must pass`."""
    counts = (
        (block.passed, said("{count:,} passed", count=block.passed)),
        (block.failed, said("{count:,} failed", count=block.failed)),
        (block.no_verdict, said("{count:,} without a verdict", count=block.no_verdict)),
        (block.open, said("{count:,} open", count=block.open)),
        (block.not_applicable, said("{count:,} not applicable", count=block.not_applicable)),
    )
    told = listed([words for count, words in counts if count], COMMA)
    if not block.of:
        return told
    return said("{told}; {needed} of {of} must pass", told=told, needed=block.needed, of=block.of)


def one_compared(check: CheckResult, verdict: Verdict, lang: Lang) -> str:
    """One comparison of a verdict; what is not decided is not written as if."""
    if verdict.status is Status.PENDING or isinstance(check.value, Unknown):
        return in_language(_open(check, lang), lang)
    text = _doubtful(check, lang) if verdict.reason is Reason.DISPUTED else _closed(check, lang)
    if verdict.status is Status.PASS and check.holds is False:  # under `or` and `not`; bare, it would be read as true
        text = said("{check} (does not hold)", check=text)
    return in_language(text, lang)


def second_value(pair: Agreement, lang: Lang) -> str:
    """What the second source says beside the first: `likes is 310, 300 in the first source: agrees`."""
    value, other = displays((pair.value, pair.other), pair.unit, NUMERALS[lang])
    if pair.agrees is None:
        return said(
            "{text} is {other}, {value} in the first source: not compared", text=pair.text, other=other, value=value
        )
    if pair.agrees:
        return said("{text} is {other}, {value} in the first source: agrees", text=pair.text, other=other, value=value)
    return said("{text} is {other}, {value} in the first source: differs", text=pair.text, other=other, value=value)


def _closed(check: CheckResult, lang: Lang) -> str:
    """Value, comparator and target of one check, and the value before it was rounded."""
    value, asked = _sides(check, lang)
    if check.raw != check.value and isinstance(check.raw, Fraction):
        raw = display(check.raw, check.unit, check.value, NUMERALS[lang])
        value = said("{value} (rounded from {raw})", value=value, raw=raw)
    return said("{value} {asked}", value=value, asked=asked) if asked else said("{value} (target unknown)", value=value)


def _open(check: CheckResult, lang: Lang) -> str:
    """`28,317 so far (>= 40,000)`, `no value (>= 0.05)`, `no value` where the target has none either."""
    value, asked = _sides(check, lang)
    if isinstance(check.value, Unknown):
        return said("{value} ({asked})", value=value, asked=asked) if asked else value
    return said("{value} so far ({asked})", value=value, asked=asked or said("target unknown"))


def _doubtful(check: CheckResult, lang: Lang) -> str:
    """`28,317 in doubt (>= 40,000)`."""
    value, asked = _sides(check, lang)
    return said("{value} in doubt ({asked})", value=value, asked=asked or said("target unknown"))


def _sides(check: CheckResult, lang: Lang) -> tuple[str, str]:
    """The value, and what is asked of it; empty where that has no value."""
    others = [other for other in (check.high, check.distance) if other is not None]
    value, target, *rest = displays((check.value, check.target, *others), check.unit, NUMERALS[lang])
    if isinstance(check.value, Unknown):
        value = said("no value")
    if any(isinstance(one, Unknown) for one in (check.target, *others)):
        return value, ""
    match check.comparator:
        case "between":
            return value, said("between {low} and {high}", low=target, high=rest[0])
        case "within":
            return value, said("within {distance} of {target}", distance=rest[0], target=target)
    return value, f"{check.comparator} {target}"


def part_row(part: PartResult, lang: Lang) -> tuple[str, ...]:
    """The cells of one row in the table of parts."""
    return (
        part.name,
        part.aggregate,
        _shown(part, lang),
        numbers_in(f"{part.rows:,}", lang),
        f"{part.first.isoformat()}..{part.last.isoformat()}",
        numbers_in(f"{part.covered:,}", lang),
        numbers_in(f"{part.missing:,}", lang),
        part.source,
        " ".join(map(short_digest, part.digests)),
    )


PART_COLUMNS = (
    said("part"),
    said("aggregate"),
    said("value"),
    said("rows"),
    said("window"),
    said("days"),
    said("missing"),
    said("source"),
    said("digest"),
)


def _shown(part: PartResult, lang: Lang) -> str:
    if isinstance(part.value, Unknown):
        return in_language(said("no value"), lang)
    return display(part.value, part.unit, numerals=NUMERALS[lang])


def short_digest(digest: str) -> str:
    """`sha256:0123456789…` as `0123456789`."""
    return digest.removeprefix("sha256:")[:_DIGEST]
