"""A statement's lines: label, requirement and schedule, modifiers in their order, every comment in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kpi_rules.language import tree
from kpi_rules.language.building import Builder
from kpi_rules.language.chunks import Chunk, Line
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.meaning.calendar import KINDS
from kpi_rules.language.schedule import Calendar, Schedule, Unit
from kpi_rules.language.statements import built
from kpi_rules.language.syntax import parse
from kpi_rules.language.writing.alphabets import spoken
from kpi_rules.language.writing.comments import Remarks, blanked, remarks
from kpi_rules.language.writing.expressions import conditions, expression, text
from kpi_rules.language.writing.modifiers import ORDER, bounds, modifier, schedule
from kpi_rules.language.writing.names import Names
from kpi_rules.language.writing.speech import Speech

WIDTH = 100  # columns from the block's margin; a longer requirement is broken
STEP = "  "


@dataclass(frozen=True, slots=True)
class Written:
    """A statement as canonical lines, with the comments that stand before it at the margin."""

    before: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the canonical text; `more` are the pieces that it may be broken before."""

    text: str
    more: tuple[str, ...] = ()
    remarks: Remarks = field(default_factory=Remarks)


def written(chunk: Chunk, names: Names, default: Schedule | None) -> Written:
    """The canonical lines of a statement that has no error. `default`: the schedule of a clause that says none."""
    chunk = Chunk(tuple(Line(line.text, n) for n, line in enumerate(chunk.lines, 1)))
    notes = Notes("", chunk.text)
    raw = parse(chunk, notes)
    if raw is None:
        raise AssertionError(chunk.text)  # it was read before
    node = built(raw, Builder(chunk, notes))
    speech = Speech(names.language or spoken(raw), names)
    if isinstance(node, tree.Definition):
        return _definition(node, chunk, speech)
    return _clause(node, chunk, speech, default or Calendar(Unit.MONTH))


def _definition(node: tree.Definition, chunk: Chunk, speech: Speech) -> Written:
    title = f" {text(node.title)}" if node.title else ""
    said = f"{speech.word('LET')} {node.name.text} = {expression(node.formula, speech)}{title}"
    before, *lines = _lines(_Part(said, (), remarks(chunk.text, [0])[0]), "")
    return Written(before, tuple(lines))


def _clause(node: tree.ClauseNode, chunk: Chunk, speech: Speech, default: Schedule) -> Written:
    offsets = [_offset(chunk, m.span) for m in node.modifiers]
    starts = [0, *([_after_label(chunk)] if node.label else []), *offsets]
    found = remarks(chunk.text, starts)
    label = found.pop(0) if node.label else Remarks()
    asked, rest = _parts(node, found[0], dict(zip(map(id, node.modifiers), found[1:], strict=True)), speech, default)
    if node.label is None:
        before, *lines = _lines(asked, "")
        return Written(before, (*lines, *_flat(rest)))
    title = f" {text(node.title)}" if node.title else ""
    head = f"{node.label.text}{title}:"
    whole = " ".join([head, asked.text, *asked.more])
    if not (title or rest or label.beside or asked.remarks.before) and len(whole) <= WIDTH:
        before, *lines = _lines(_Part(whole, (), label + asked.remarks), "")
        return Written(before, tuple(lines))
    before, *lines = _lines(_Part(head, (), label), "")
    return Written(before, (*lines, *_flat([asked, *rest])))


def _parts(
    node: tree.ClauseNode, own: Remarks, said: dict[int, Remarks], speech: Speech, default: Schedule
) -> tuple[_Part, list[_Part]]:
    """The requirement with its schedule, and the other modifiers in their order."""
    by_kind = {m.kind: m for m in node.modifiers}
    since, until = by_kind.get("since"), by_kind.get("until")
    when = next((m for m in node.modifiers if m.kind in KINDS), None)
    pieces = conditions(node.requirement, speech)
    if node.reports:
        pieces[0] = f"{speech.word('REPORT')} {pieces[0]}"
    judged: list[str] = []
    if when:
        judged = [modifier(when, speech)]
        own += said[id(when)]
    elif since and until:
        judged = [schedule(default, speech)]  # else the stretch of days would be the schedule
    elif since and len(since.values) == 2:
        judged = [bounds(since, None, speech)]
        own += said[id(since)]
        since = None
    if len(pieces) > 1:
        judged = [" ".join([pieces.pop(), *judged])]  # on the last line of a broken requirement
    rest: list[_Part] = []
    if since or until:
        of_bounds = [said[id(m)] for m in node.modifiers if m in (since, until)]
        rest.append(_Part(bounds(since, until, speech), (), sum(of_bounds, Remarks())))
    others = [m for m in node.modifiers if m.kind not in KINDS and m.kind not in ("since", "until")]
    rest += [_Part(modifier(m, speech), (), said[id(m)]) for m in sorted(others, key=lambda m: ORDER.index(m.kind))]
    return _Part(pieces[0], (*pieces[1:], *judged), own), rest


def _flat(parts: Iterable[_Part]) -> Iterator[str]:
    """The lines of parts that are indented, with the comments before each."""
    for part in parts:
        before, *lines = _lines(part, STEP)
        yield from (STEP + comment for comment in before)
        yield from lines


def _lines(part: _Part, margin: str) -> tuple[tuple[str, ...], *tuple[str, ...]]:
    """The comments before a part, without their margin; then its lines, the last one with the comment beside it."""
    whole = " ".join([margin + part.text, *part.more])
    lines = [whole]
    if len(whole) > WIDTH and part.more:
        lines = [margin + part.text, *(STEP * 2 + piece for piece in part.more)]
    if part.remarks.beside:
        lines[-1] += f"  {part.remarks.beside}"
    return tuple(part.remarks.before), *lines


def _after_label(chunk: Chunk) -> int:
    """Where the requirement begins."""
    bare = blanked(chunk.text)
    colon = bare.index(":") + 1
    return colon + len(bare[colon:]) - len(bare[colon:].lstrip())


def _offset(chunk: Chunk, span: Span) -> int:
    return sum(len(line.text) + 1 for line in chunk.lines[: span.line - 1]) + span.column - 1
