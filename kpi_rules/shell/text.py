"""Verdicts for people: a heading a contract, a line a verdict, reasons for what did not pass, a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from shlex import quote
from typing import assert_never

from kpi_rules.language.contract import Contract
from kpi_rules.language.said import COMMA, listed, said
from kpi_rules.shell.costs import cost_lines
from kpi_rules.shell.draw import near
from kpi_rules.shell.language import in_words
from kpi_rules.shell.lines import indent, line, name_of, status_word, widths
from kpi_rules.shell.terminal import Screen, cells, cut, safe, wrap
from kpi_rules.shell.titles import Titles
from kpi_rules_engine.explain.cost_text import cost_text
from kpi_rules_engine.explain.tongue import WORDINGS, tongue
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
    counts = {status: sum(verdict.status is status for verdict in outcome.verdicts) for status in _COUNTED}
    found = [_counted(status, count) for status, count in counts.items() if count]
    return listed(found, COMMA) if found else said("no verdicts")


def _counted(status: Status, count: int) -> str:
    match status:
        case Status.PASS:
            return said("{count:,} passed", count=count)
        case Status.WARN:
            return said("{count:,} passed with a warning", count=count)
        case Status.FAIL:
            return said("{count:,} failed", count=count)
        case Status.NO_VERDICT:
            return said("{count:,} without a verdict", count=count)
        case Status.PENDING:
            return said("{count:,} pending", count=count)
        case Status.NOT_APPLICABLE:
            return said("{count:,} not applicable", count=count)
        case Status.REPORTED:
            return said("{count:,} reported", count=count)
        case _:
            assert_never(status)


def _heading(found: list[Verdict], contract: Contract | None, outcome: Outcome, screen: Screen) -> Iterator[str]:
    first = found[0]
    title = safe(in_words(contract.header.title, screen.lang)) if contract else ""
    name = said("{contract}, version {version}", contract=safe(first.contract), version=first.version)
    if not first.path:
        name = said("From the command line")
    text = screen.words(name)
    yield screen.paint("strong", f"{title} ({text})" if title else text)
    dated = said("{periods}, as of {day}", periods=_periods(found), day=outcome.as_of.isoformat())
    yield screen.paint("faint", screen.words(dated))


def _periods(found: Sequence[Verdict]) -> str:
    """The only period, or the usual one and how many others there are; of periods alike from when to when they are."""
    counts = Counter(verdict.period for verdict in found).most_common()
    (usual, count), others = counts[0], len(counts) - 1
    if not others:
        return usual
    if count > counts[1][1]:
        return said("{usual} and {others:other period|other periods}", usual=usual, others=others)
    first, last = min(verdict.start for verdict in found), max(verdict.end for verdict in found)
    return said(
        "{count} periods between {first} and {last}",
        count=len(counts),
        first=first.isoformat(),
        last=last.isoformat(),
    )


def _titled(verdict: Verdict, titles: Titles) -> Verdict:
    title = titles.get((verdict.path, verdict.clause), verdict.title)
    return verdict if title == verdict.title else replace(verdict, title=title)


def _lines(found: Sequence[Verdict], screen: Screen) -> Iterator[str]:
    width = widths(found, screen.columns - len(indent(screen)))
    for verdict in found:
        here, *below = line(verdict, width, screen)
        yield f"  {status_word(verdict.status, screen)}  {here}".rstrip()
        yield from below
        yield from _reason(verdict, screen)
        for remedy in verdict.remedies:
            cost = screen.words(said("Costs: {line}", line=cost_text(remedy, tongue(screen.lang))))
            yield from wrap(safe(cost), screen.columns, indent(screen))
        if verdict.because:
            note = safe(screen.words(said("Note: {because}", because=verdict.because)))
            yield from (screen.paint("faint", text) for text in wrap(note, screen.columns, indent(screen)))
    clauses: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in found:
        clauses.setdefault((verdict.path, verdict.clause), []).append(verdict)
    for several in clauses.values():
        if len(several) > 1:
            own = overall(verdict.status for verdict in several)
            name = cut(name_of(several[0]), max(12, screen.columns - len(indent(screen)) - 24))
            over = screen.words(said("over its {count} verdicts", count=len(several)))
            yield f"  {status_word(own, screen)}  {name}: {over}"


def _reason(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """The first sentences of the explanation that say more than the line above them."""
    if _says_it_all(verdict):
        return
    more = verdict.status is Status.PENDING  # the pace, what is needed, what is missing
    known = WORDINGS[screen.lang].ELSEWHERE  # the line says it, or it is for kpi explain
    telling = [sentence for sentence in verdict.sentences_in(screen.lang) if not sentence.startswith(known)]
    text = safe(_joined(telling[1 : _SENTENCES + more + 1] or telling))
    lines, most = list(wrap(text, screen.columns, indent(screen))), _REASON_LINES + more
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


def _joined(sentences: Sequence[str]) -> str:
    """On one line; a no-break space stays one."""
    return re.sub(r"[ \t\n]+", " ", " ".join(sentences)).strip()


def _unfinished(line: str, screen: Screen) -> str:
    while cells(line) + 2 > screen.columns and " " in line.strip():
        line = line.rpartition(" ")[0]
    return f"{line} …"


def _ending(outcome: Outcome, screen: Screen, dated: bool, notes: Sequence[str]) -> Iterator[str]:
    yield screen.paint("strong", screen.words(summary(outcome)))
    yield from (safe(screen.words(note)) for note in notes)
    for status in (Status.FAIL, Status.NO_VERDICT):
        first = next((v for v in outcome.verdicts if v.status is status), None)
        if first and first.path:
            target = f"{near(first.path)}#{first.clause}"
            target = target if _PLAIN.fullmatch(target) else quote(target)
            date = f" --as-of {outcome.as_of.isoformat()}" if dated else ""  # on another day it may be another verdict
            command = f"kpi explain {safe(target)} --period {first.period}{date}"
            yield screen.words(said("the whole reason: {command}", command=command))
            return
