"""A verdict on one line, in columns with those above and below it; and the words that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_rules.language.said import COMMA, listed, said
from kpi_rules.shell.figures import compared
from kpi_rules.shell.terminal import Screen, cells, cut, pad, safe, wrap
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status, Verdict

WORDS = {
    Status.PASS: (said("PASS"), "good"),
    Status.WARN: (said("WARN"), "doubt"),
    Status.FAIL: (said("FAIL"), "bad"),
    Status.NO_VERDICT: (said("NO VERDICT"), "doubt"),
    Status.PENDING: (said("PENDING"), "faint"),
    Status.NOT_APPLICABLE: (said("N/A"), "faint"),
    Status.REPORTED: (said("REPORTED"), "faint"),
}
_TITLE, _LEAST_TITLE = 36, 12
_PERIOD = 10  # 2026-10-05 and shorter; a longer one does not widen the column
_GROUP = 24


@dataclass(frozen=True, slots=True)
class Widths:
    """How many cells the columns have."""

    name: int
    period: int
    group: int


def widths(found: Sequence[Verdict], room: int) -> Widths:
    """Wide enough for all but the few that are much wider than the others: these have lines of their own layout."""
    period = _widest([verdict.period for verdict in found], _PERIOD)
    group = _widest([group_of(verdict) for verdict in found], _GROUP)
    name = max(cells(name_of(verdict)) for verdict in found)
    return Widths(min(name, max(_LEAST_TITLE, min(_TITLE, room - period - 2))), period, group)


def line(verdict: Verdict, width: Widths, screen: Screen) -> list[str]:
    """What stands behind the status, and the lines below it that have no room there."""
    name, group = name_of(verdict), group_of(verdict)
    here = pad(cut(name, width.name), width.name)
    room = screen.columns - len(indent(screen))
    columns = [pad(verdict.period, width.period), pad(group, width.group) if group else ""]
    columns += [safe(compared(verdict, screen.lang)), screen.words(remarks(verdict))]
    below: list[str] = []
    for text in filter(None, columns):
        if below or cells(here) + 2 + cells(text.rstrip()) > room:
            below += wrap(cut(text, max(room, 20)) if text == group else text, screen.columns, indent(screen))
        else:
            here += "  " + text
    return [here.rstrip(), *below]


def status_word(status: Status, screen: Screen) -> str:
    """`NO VERDICT`, coloured, as wide as the widest of them."""
    word, style = WORDS[status]
    return screen.paint(style, pad(screen.words(word), _status(screen)))


def indent(screen: Screen) -> str:
    """The blanks below a status, up to what stands behind it."""
    return " " * (_status(screen) + 4)


def _status(screen: Screen) -> int:
    return max(cells(screen.words(word)) for word, _ in WORDS.values())


def name_of(verdict: Verdict) -> str:
    """The clause's title, else its id."""
    return safe(verdict.title or verdict.clause)


def group_of(verdict: Verdict) -> str:
    """`channel = vk`."""
    return ", ".join(f"{safe(column)} = {safe(value)}" for column, value in verdict.group.items())


def remarks(verdict: Verdict) -> str:
    """What else is to be known of a verdict, in parentheses."""
    found = [said("partial period")] if verdict.partial else []
    if verdict.reason is Reason.WITHIN_TOLERANCE:
        found.append(said("within the tolerance"))
    if verdict.reason is Reason.NOT_ACCEPTED:
        found.append(said("not accepted"))
    if verdict.by_missing:
        found.append(said("missing data counts"))
    if verdict.reason is Reason.FIRST_MISS:
        found.append(said("a first miss"))
    if verdict.provisional:
        found.append(said("provisional"))
    return said("({remarks})", remarks=listed(found, COMMA)) if found else ""


def _widest(texts: Sequence[str], most: int) -> int:
    """The widest of the texts that are at most so wide; of all, if every one is wider."""
    found = [cells(text) for text in texts if text]
    return max([width for width in found if width <= most] or found, default=0)
