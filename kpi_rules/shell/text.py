"""Verdicts for people: a heading a contract, a line a verdict, reasons for what did not pass, a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from shlex import quote

from kpi_rules.language.contract import Contract
from kpi_rules.shell.draw import near
from kpi_rules.shell.figures import compared
from kpi_rules.shell.terminal import Screen, cells, cut, pad, safe, wrap
from kpi_rules_engine.judge.summary import overall
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Outcome, Status, Verdict

WORDS = {
    Status.PASS: ("PASS", "good", "passed"),
    Status.WARN: ("WARN", "doubt", "passed with a warning"),
    Status.FAIL: ("FAIL", "bad", "failed"),
    Status.NO_VERDICT: ("NO VERDICT", "doubt", "without a verdict"),
    Status.PENDING: ("PENDING", "faint", "pending"),
    Status.NOT_APPLICABLE: ("N/A", "faint", "not applicable"),
}
_COUNTED = (Status.PASS, Status.WARN, Status.FAIL, Status.NO_VERDICT, Status.PENDING, Status.NOT_APPLICABLE)
_STATUS = max(len(word) for word, _, _ in WORDS.values())
_INDENT = " " * (_STATUS + 4)
_TITLE = 36
_GROUP = 24
_REASON_LINES = 2
_SENTENCES = 2
_KNOWN = ("Asked:", "Computed:", "Data:", "Earlier:", "So far,")  # the line says it, or it is for kpi explain
_PLAIN = re.compile(r"[\w./#@:+-]+")  # needs no quotes in a shell


def verdicts(outcome: Outcome, contracts: Sequence[Contract], screen: Screen) -> str:
    """Everything that `kpi check` prints."""
    blocks = []
    for (_, path), group in groupby(outcome.verdicts, key=lambda v: ((v.contract, v.version), v.path)):
        found = list(group)
        contract = next((c for c in contracts if c.path == path), None)
        blocks.append("\n".join([*_heading(found, contract, outcome, screen), "", *_lines(found, screen)]))
    return "\n\n".join([*blocks, "\n".join(_ending(outcome, screen))])


def status_word(status: Status, screen: Screen) -> str:
    """`NO VERDICT`, coloured, as wide as the widest of them."""
    word, style, _ = WORDS[status]
    return screen.paint(style, pad(word, _STATUS))


def summary(outcome: Outcome) -> str:
    """`3 passed, 1 failed, 1 without a verdict`."""
    counts = ((sum(v.status is status for v in outcome.verdicts), WORDS[status][2]) for status in _COUNTED)
    return ", ".join(f"{count:,} {word}" for count, word in counts if count) or "no verdicts"


def name_of(verdict: Verdict) -> str:
    """The clause's title, else its id."""
    return safe(verdict.title or verdict.clause)


def group_of(verdict: Verdict) -> str:
    """`channel = vk`."""
    return ", ".join(f"{safe(column)} = {safe(value)}" for column, value in verdict.group.items())


def remarks(verdict: Verdict) -> str:
    """What else is to be known of a verdict, in parentheses."""
    found = ["partial period"] if verdict.partial else []
    if verdict.reason is Reason.WITHIN_TOLERANCE:
        found.append("within the tolerance")
    if verdict.provisional:
        found.append("provisional")
    return f"({', '.join(found)})" if found else ""


def _heading(found: list[Verdict], contract: Contract | None, outcome: Outcome, screen: Screen) -> Iterator[str]:
    first = found[0]
    title = safe(contract.header.title.en or contract.header.title.ru) if contract else ""
    name = f"{safe(first.contract)}, version {first.version}"
    if not first.path:
        name = "From the command line"
    yield screen.paint("strong", f"{title} ({name})" if title else name)
    periods = list(dict.fromkeys(verdict.period for verdict in found))
    shown = ", ".join(periods) if len(periods) <= 4 else f"{periods[0]} … {periods[-1]}, {len(periods)} periods"
    yield screen.paint("faint", f"{shown}, as of {outcome.as_of.isoformat()}")


def _lines(found: list[Verdict], screen: Screen) -> Iterator[str]:
    names = min(_TITLE, max(cells(name_of(v)) for v in found))
    periods = max(cells(v.period) for v in found)
    groups = min(_GROUP, max(cells(group_of(v)) for v in found))
    for verdict in found:
        columns = [_column(name_of(verdict), names), pad(verdict.period, periods)]
        if groups:
            columns.append(_column(group_of(verdict), groups))
        here, *below = _fitted("  ".join(columns), [safe(compared(verdict)), remarks(verdict)], screen)
        yield f"  {status_word(verdict.status, screen)}  {here}".rstrip()
        yield from below
        yield from _reason(verdict, screen)
    for clause, count in Counter(verdict.clause for verdict in found).items():
        if count > 1:
            own = overall(verdict.status for verdict in found if verdict.clause == clause)
            yield f"  {status_word(own, screen)}  {safe(clause)}: over its {count} verdicts"


def _fitted(line: str, more: list[str], screen: Screen) -> list[str]:
    """The line with what follows on it, and below it what it has no room for."""
    below: list[str] = []
    if cells(line) + sum(2 + cells(text) for text in more if text) > screen.columns - len(_INDENT):
        line = line.rstrip()  # an empty last column gives its room away
    for text in filter(None, more):
        if below or cells(line) + 2 + cells(text) > screen.columns - len(_INDENT):
            below += wrap(text, screen.columns, _INDENT)
        else:
            line += "  " + text
    return [line, *below]


def _column(text: str, width: int) -> str:
    return pad(cut(text, width), width)


def _reason(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """The first sentences of the explanation that say more than the line above them."""
    if verdict.status is Status.PASS:
        return
    said = [sentence for sentence in verdict.sentences if not sentence.startswith(_KNOWN)]
    text = safe(" ".join(" ".join(said[1 : _SENTENCES + 1] or said).split()))
    lines = list(wrap(text, screen.columns, _INDENT))
    for count, line in enumerate(lines[:_REASON_LINES], 1):
        yield screen.paint("faint", _unfinished(line, screen) if count == _REASON_LINES < len(lines) else line)


def _unfinished(line: str, screen: Screen) -> str:
    while cells(line) + 2 > screen.columns and " " in line.strip():
        line = line.rpartition(" ")[0]
    return f"{line} …"


def _ending(outcome: Outcome, screen: Screen) -> Iterator[str]:
    yield screen.paint("strong", summary(outcome))
    for status in (Status.FAIL, Status.NO_VERDICT):
        first = next((v for v in outcome.verdicts if v.status is status), None)
        if first and first.path:
            target = f"{near(first.path)}#{first.clause}"
            target = target if _PLAIN.fullmatch(target) else quote(target)
            yield f"the whole reason: kpi explain {safe(target)} --period {first.period}"
            return
