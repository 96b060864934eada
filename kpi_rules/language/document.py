"""A contract's Markdown taken apart: front matter, blocks of clauses, prose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kpi_rules.language.chunks import Line
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.said import said

TAG = "kpi"
TRIALS = "kpi-test"
MAX_LINE = 10_000
_FENCE = re.compile(r"(?:[ \t>*+-]|\d{1,9}[.)])*(?:`{3,}|~{3,})[ \t]*(kpi(?:-test)?)(?:[ \t].*)?$")
_MISSPELT = re.compile(r"\{?\.?kpi([-_]?tests?)?[:}]*", re.IGNORECASE)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN = {
    TAG: said("this block of clauses stands inside a comment, another block or a list's margin, and is not rendered"),
    TRIALS: said(
        "this block of scenarios stands inside a comment, another block or a list's margin, and is not rendered"
    ),
}
_OPEN = {TAG: said("this block of clauses is never closed"), TRIALS: said("this block of scenarios is never closed")}


@dataclass(frozen=True, slots=True)
class Document:
    """`front` is the YAML between the dashes (None without any); it starts on line 2. `trials` hold scenarios."""

    front: str | None
    blocks: tuple[tuple[Line, ...], ...]
    prose: tuple[Line, ...]
    trials: tuple[tuple[Line, ...], ...] = ()


def read_document(text: str, notes: Notes) -> Document:
    """Take a contract apart; blocks that are not rendered as they stand are reported."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    _check_characters(lines, notes)
    end = _front_matter_end(lines, notes)
    front = "\n".join(lines[1:end]) if end else None
    body = [""] * (end + 1 if end else 0) + lines[end + 1 if end else 0 :]
    fences = [token for token in _tokens("\n".join(body)) if token.type == "fence"]
    blocks = tuple(_block(token, lines) for token in fences if token.info.split()[:1] == [TAG])
    trials = tuple(_block(token, lines) for token in fences if token.info.split()[:1] == [TRIALS])
    _check_fences(fences, body, notes)
    _check_tags(fences, body, notes)
    inside = {line.number for block in (*blocks, *trials) for line in block}
    prose = tuple(Line(line, n) for n, line in enumerate(body, 1) if line.strip() and n not in inside)
    document = Document(front, blocks, prose, trials)
    _check_bidi(document, lines, end or 0, notes)
    return document


def bare_clauses(text: str, notes: Notes) -> Document:
    """A file of clauses alone: no prose, no front matter."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _check_characters(lines, notes)
    document = Document(None, (tuple(Line(line, n) for n, line in enumerate(lines, 1)),), ())
    _check_bidi(document, lines, 0, notes)
    return document


def _tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").parse(text)


def _front_matter_end(lines: list[str], notes: Notes) -> int | None:
    """The index of the closing dashes; None where there is no front matter."""
    if not lines or lines[0].rstrip() != "---":
        return None
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return index
    notes.add(
        "KPI001",
        Span(1, 1, 1, 4),
        said("the front matter is never closed"),
        said("end it with a line of three dashes: ---"),
    )
    return None


def _block(token: Token, lines: list[str]) -> tuple[Line, ...]:
    first = (token.map or [0])[0] + 1
    content = token.content.split("\n")[:-1]
    return tuple(Line(text, n, _shift(lines[n - 1], text)) for n, text in enumerate(content, first + 1))


def _shift(line: str, text: str) -> int:
    """How many columns of the file's line stand before the block's margin."""
    return len(line) - len(text) if line.endswith(text) else 0


def _check_fences(fences: list[Token], body: list[str], notes: Notes) -> None:
    """Every line that opens a `kpi` fence for the eye must be one for CommonMark, and be closed."""
    opened = {(token.map or [-1])[0]: token for token in fences}
    for index, line in enumerate(body):
        found = _FENCE.match(line)
        if not found:
            continue
        span = _mark(line, index + 1)
        token = opened.get(index)
        if token is None:
            notes.add(
                "KPI003",
                span,
                _HIDDEN[found[1]],
                said("move it out, so that what is judged is what is read"),
            )
        elif token.map and not _closed(token, body[token.map[1] - 1]):
            notes.add("KPI003", span, _OPEN[found[1]], said("end it with a line {markup}", markup=token.markup))


def _check_tags(fences: list[Token], body: list[str], notes: Notes) -> None:
    """A tag that is nearly ours would make prose of clauses, in silence."""
    for token in fences:
        tag = (token.info.split() or [""])[0]
        line = (token.map or [0])[0]
        found = _MISSPELT.fullmatch(tag)
        if tag not in (TAG, TRIALS) and found:
            message = said("a block tagged `{tag}` is prose, and nothing in it is judged", tag=tag)
            help = said("write {markup}{tag}", markup=token.markup, tag=TRIALS if found[1] else TAG)
            notes.add("KPI003", _mark(body[line], line + 1), message, help)


def _mark(line: str, number: int) -> Span:
    """The place of a fence's mark and tag."""
    start = re.search("[`~]{3}", line)
    return Span(number, (start.start() if start else 0) + 1, number, len(line.rstrip()) + 1)


def _closed(token: Token, last: str) -> bool:
    mark = last.strip().lstrip("> \t")
    return len(mark) >= len(token.markup) and set(mark) == {token.markup[0]}


def _check_characters(lines: list[str], notes: Notes) -> None:
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            notes.add(
                "KPI025",
                Span(number, 1, number, 2),
                said("a line has at most {max_line:,} characters", max_line=MAX_LINE),
            )
        for column, character in _controls(line):
            span = Span(number, column, number, column + 1)
            notes.add(
                "KPI002",
                span,
                said("the control character {name} may not stand in a contract", name=_name(character)),
                said("delete it"),
            )
            break


def _controls(line: str) -> Iterator[tuple[int, str]]:
    if line.isprintable():
        return
    for column, character in enumerate(line, 1):
        if unicodedata.category(character) in ("Cc", "Cs") and character != "\t":
            yield column, character


def _check_bidi(document: Document, lines: list[str], front: int, notes: Notes) -> None:
    bound = {line.number for block in (*document.blocks, *document.trials) for line in block} | set(range(1, front + 1))
    for number in sorted(bound):
        for column, character in enumerate(lines[number - 1], 1):
            if character in _BIDI:
                span = Span(number, column, number, column + 1)
                message = said("{name} turns the order in which the text is seen", name=_name(character))
                notes.add("KPI002", span, message, said("delete it; it is allowed in prose only"))


def _name(character: str) -> str:
    return f"U+{ord(character):04X}" + (f" ({unicodedata.name(character, '').lower()})" if ord(character) > 159 else "")
