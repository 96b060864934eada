"""A verdict with everything that it rests on: enough to compute it again by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tabulate import tabulate

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.shell.draw import near
from kpi_rules.shell.figures import PART_COLUMNS, one_compared, part_row, reported, second_value, standing
from kpi_rules.shell.lines import group_of, remarks, status_word
from kpi_rules.shell.meaning import exclusion, formulas
from kpi_rules.shell.page import titled, wrapped
from kpi_rules.shell.stretches import spoken
from kpi_rules.shell.terminal import Screen, safe, safe_lines
from kpi_rules_engine.explain.cost_text import cost_text
from kpi_rules_engine.explain.margin import margin_text
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import CheckResult, PartResult, Verdict

_INDENT = "  "


def heading(clause: Clause, title: str, contract: Contract, screen: Screen) -> Iterator[str]:
    """The clause's name and place, and its text as it was written."""
    yield screen.paint("strong", f"{safe(title)} ({safe(clause.id)})" if title else safe(clause.id))
    header = contract.header
    name = f"{safe(header.id)}, version {header.version}"
    yield screen.paint("faint", f"{name}  {contract.fingerprints.get(clause.id, '')}".rstrip())
    yield screen.paint("faint", f"{safe(near(contract.path))}, line {clause.span.line}")
    yield ""
    yield from (f"    {line}".rstrip() for line in safe_lines(clause.text).split("\n"))


def evidence(verdict: Verdict, clause: Clause, as_of: date, ends: Mapping[str, date], screen: Screen) -> Iterator[str]:
    """One verdict: what came out, why, and from what; `ends` are the last days of sources that end too early."""
    days = f"{verdict.start.isoformat()}..{verdict.end.isoformat()}"
    when = f"({days}), as of {as_of}" if days != verdict.period else f"as of {as_of}"
    words = (safe(verdict.period), group_of(verdict), when, remarks(verdict))
    yield f"{status_word(verdict.status, screen).rstrip()}  {'  '.join(filter(None, words))}"
    yield from (_INDENT + line for line in wrapped(verdict.explanation, screen.columns - len(_INDENT)))
    yield ""
    yield from titled(_facts(verdict, clause, ends), screen, _INDENT)
    if verdict.parts:
        yield ""
        yield from _table(verdict.parts)


def _facts(verdict: Verdict, clause: Clause, ends: Mapping[str, date]) -> Iterator[tuple[str, str]]:
    for check in verdict.checks:
        yield "found", f"{one_compared(check, verdict)}{_margin(check)}"
    for check in verdict.provided:
        yield "provided", f"{one_compared(check, verdict)}{_margin(check)}"
    for pair in verdict.agreements:
        yield verdict.against, second_value(pair)
    if verdict.report is not None:
        yield "found", reported(verdict.report, verdict)
    if verdict.block is not None:
        yield "found", standing(verdict.block)
        yield from (("", f"{period}: {status.value.replace('_', ' ')}") for period, status in verdict.block.periods)
    for text in formulas(clause):
        yield "formula", text
    for remedy in verdict.remedies:
        yield "costs", safe(cost_text(remedy))
    if verdict.missing_days:
        yield "without data", spoken(verdict.missing_days)
    for source in dict.fromkeys(part.source for part in verdict.parts if _lacks(part) and part.source in ends):
        yield "data ends", f"{source} on {ends[source].isoformat()}"
    if verdict.excluded_days:
        yield "left out", spoken(verdict.excluded_days)
        for left_out in clause.exclusions:
            if any(left_out.covers(day) for day in verdict.excluded_days):
                yield "", exclusion(left_out)
    yield "owed by", f"the {verdict.owner}"
    yield "because", verdict.because


def _lacks(part: PartResult) -> bool:
    return part.missing > 0 or isinstance(part.value, Unknown)


def _margin(check: CheckResult) -> str:
    if isinstance(check.margin, Unknown) or check.holds is None:
        return ""
    return f", {'met' if check.holds else 'missed'}; margin {margin_text(check)}"


def _table(parts: tuple[PartResult, ...]) -> Iterator[str]:
    rows = [tuple(map(safe, part_row(part))) for part in parts]
    right = ("left", "left", "right", "right", "left", "right", "right", "left", "left")
    table = tabulate(rows, PART_COLUMNS, "plain", colalign=right, disable_numparse=True)
    yield from (_INDENT + line.rstrip() for line in table.split("\n"))
