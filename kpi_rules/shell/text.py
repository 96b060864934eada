"""Verdicts for people: a heading a contract, a line a verdict, reasons for what did not pass, a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from shlex import quote

from kpi_rules.language.contract import Contract
from kpi_rules.shell.costs import cost_lines
from kpi_rules.shell.draw import near
from kpi_rules.shell.lines import INDENT, WORDS, line, name_of, status_word, widths
from kpi_rules.shell.terminal import Screen, cells, cut, safe, wrap
from kpi_rules.shell.titles import Titles
from kpi_rules_engine.explain.cost_text import cost_text
from kpi_rules_engine.judge.summary import overall
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import Outcome, Status, Verdict

_COUNTED = (
    Status.PASS,
    Status.WARN,
    Status.FAIL,
    Status.NO_VERDICT,
    Status.PENDING,
    Status.NOT_APPLICABLE,
    Status.REPORTED,
)
_REASON_LINES = 2
_SENTENCES = 2
_KNOWN = ("Asked:", "Computed:", "Data:", "Earlier:", "So far,", "Costs:")  # the line says it, or it is for kpi explain
_PLAIN = re.compile(r"[\w./#@:+-]+")  # needs no quotes in a shell


def verdicts(
    outcome: Outcome,
    contracts: Sequence[Contract],
    screen: Screen,
    titles: Titles | None = None,
    *,
    dated: bool = False,
    notes: Sequence[str] = (),
) -> str:
    """Everything that `kpi check` prints. `dated`: the date of the check was said, and the hint says it too.

    `notes` are lines about the data.
    """
    blocks = []
    for path, group in groupby(outcome.verdicts, key=lambda v: v.path):
        found = [_titled(verdict, titles or {}) for verdict in group]
        contract = next((c for c in contracts if c.path == path), None)
        sums = [*cost_lines(outcome, path, found[0].contract, screen)]
        blocks.append("\n".join([*_heading(found, contract, outcome, screen), "", *_lines(found, screen), *sums]))
    return "\n\n".join([*blocks, "\n".join(_ending(outcome, screen, dated, notes))])


def summary(outcome: Outcome) -> str:
    """`3 passed, 1 failed, 1 without a verdict`."""
    counts = ((sum(v.status is status for v in outcome.verdicts), WORDS[status][2]) for status in _COUNTED)
    return ", ".join(f"{count:,} {word}" for count, word in counts if count) or "no verdicts"


def _heading(found: list[Verdict], contract: Contract | None, outcome: Outcome, screen: Screen) -> Iterator[str]:
    first = found[0]
    title = safe(contract.header.title.en or contract.header.title.ru) if contract else ""
    name = f"{safe(first.contract)}, version {first.version}"
    if not first.path:
        name = "From the command line"
    yield screen.paint("strong", f"{title} ({name})" if title else name)
    yield screen.paint("faint", f"{_periods(found)}, as of {outcome.as_of.isoformat()}")


def _periods(found: Sequence[Verdict]) -> str:
    """The only period, or the usual one and how many others there are; of periods alike from when to when they are."""
    counts = Counter(verdict.period for verdict in found).most_common()
    (usual, count), others = counts[0], len(counts) - 1
    if not others:
        return usual
    if count > counts[1][1]:
        return f"{usual} and {others} other {'period' if others == 1 else 'periods'}"
    first, last = min(verdict.start for verdict in found), max(verdict.end for verdict in found)
    return f"{len(counts)} periods between {first.isoformat()} and {last.isoformat()}"


def _titled(verdict: Verdict, titles: Titles) -> Verdict:
    title = titles.get((verdict.path, verdict.clause), verdict.title)
    return verdict if title == verdict.title else replace(verdict, title=title)


def _lines(found: Sequence[Verdict], screen: Screen) -> Iterator[str]:
    width = widths(found, screen.columns - len(INDENT))
    for verdict in found:
        here, *below = line(verdict, width, screen)
        yield f"  {status_word(verdict.status, screen)}  {here}".rstrip()
        yield from below
        yield from _reason(verdict, screen)
        for remedy in verdict.remedies:
            yield from wrap(safe(f"Costs: {cost_text(remedy)}"), screen.columns, INDENT)
        if verdict.because:
            yield from (
                screen.paint("faint", text) for text in wrap(safe(f"Note: {verdict.because}"), screen.columns, INDENT)
            )
    clauses: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in found:
        clauses.setdefault((verdict.path, verdict.clause), []).append(verdict)
    for several in clauses.values():
        if len(several) > 1:
            own = overall(verdict.status for verdict in several)
            name = cut(name_of(several[0]), max(12, screen.columns - len(INDENT) - 24))
            yield f"  {status_word(own, screen)}  {name}: over its {len(several)} verdicts"


def _reason(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """The first sentences of the explanation that say more than the line above them."""
    if _says_it_all(verdict):
        return
    more = verdict.status is Status.PENDING  # the pace, what is needed, what is missing
    said = [sentence for sentence in verdict.sentences if not sentence.startswith(_KNOWN)]
    text = safe(" ".join(" ".join(said[1 : _SENTENCES + more + 1] or said).split()))
    lines, most = list(wrap(text, screen.columns, INDENT)), _REASON_LINES + more
    for count, text in enumerate(lines[:most], 1):
        yield screen.paint("faint", _unfinished(text, screen) if count == most < len(lines) else text)


def _says_it_all(verdict: Verdict) -> bool:
    """Whether the line above leaves nothing to ask."""
    match verdict.status:
        case Status.PASS:
            return not verdict.by_missing
        case Status.REPORTED:
            return verdict.report is not None and not isinstance(verdict.report.value, Unknown)
        case _:
            return False


def _unfinished(line: str, screen: Screen) -> str:
    while cells(line) + 2 > screen.columns and " " in line.strip():
        line = line.rpartition(" ")[0]
    return f"{line} …"


def _ending(outcome: Outcome, screen: Screen, dated: bool, notes: Sequence[str]) -> Iterator[str]:
    yield screen.paint("strong", summary(outcome))
    yield from map(safe, notes)
    for status in (Status.FAIL, Status.NO_VERDICT):
        first = next((v for v in outcome.verdicts if v.status is status), None)
        if first and first.path:
            target = f"{near(first.path)}#{first.clause}"
            target = target if _PLAIN.fullmatch(target) else quote(target)
            date = f" --as-of {outcome.as_of.isoformat()}" if dated else ""  # on another day it may be another verdict
            yield f"the whole reason: kpi explain {safe(target)} --period {first.period}{date}"
            return
