"""The one place that knows Lark: a statement's text in, a raw parse tree or a message out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from sys import hexversion
from typing import Any, Literal

from lark import Lark, Token, Tree
from lark import __version__ as lark_version
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from kpi_rules.language.chunks import Chunk
from kpi_rules.language.currencies import CURRENCIES
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.expected import expected_words, keywords, next_word
from kpi_rules.language.kept import private_folder
from kpi_rules.language.lookalikes import twin
from kpi_rules.language.said import COMMA, Said, listed, said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.words import terminals

GRAMMAR = tuple(Path(__file__).with_name(name) for name in ("clauses.lark", "scenarios.lark"))

OPTIONS: dict[str, Any] = {"parser": "lalr", "propagate_positions": True, "maybe_placeholders": False}

Raw = Tree[Token]
Start = Literal["start", "scenario"]
_TOO_EARLY: dict[Start, Said] = {
    "start": said("the clause ends too early"),
    "scenario": said("the scenario ends too early"),
}


def grammar() -> str:
    """The grammar's text, with the language's words and the closed list of currency codes filled in."""
    rules = "\n".join(file.read_text(encoding="utf-8") for file in GRAMMAR)
    rules = rules.replace("@CURRENCIES@", "|".join(sorted(CURRENCIES)))
    words = [f"{name}.{priority}: /{texts}/i" for name, priority, texts in terminals()]
    return "\n".join([rules, *words, ""])


@cache
def _parser(start: Start) -> Lark:
    folder = private_folder()
    if folder is None:
        return Lark(grammar(), start=start, **OPTIONS)
    tables = folder / f"{start}-{lark_version}-{hexversion:x}.tables"
    return Lark(grammar(), start=start, cache=str(tables), **OPTIONS)


def parse(chunk: Chunk, notes: Notes) -> Raw | None:
    """The parse tree of a statement (`definition` or `clause`); None, and a message, if it is none."""
    raw = _parsed("start", chunk, notes)
    return None if raw is None else raw.children[0]  # type: ignore[return-value]  # start has one subtree


def parse_scenario(chunk: Chunk, notes: Notes) -> Raw | None:
    """The parse tree of a scenario; None, and a message, if it is none."""
    return _parsed("scenario", chunk, notes)


def _parsed(start: Start, chunk: Chunk, notes: Notes) -> Raw | None:
    try:
        return _parser(start).parse(chunk.text)
    except UnexpectedInput as error:
        _report(error, chunk, notes, start)
        return None


def _report(error: UnexpectedInput, chunk: Chunk, notes: Notes, start: Start) -> None:
    text = chunk.text
    end = isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END")
    if end:
        offset = len(text.rstrip())
        span = chunk.at(max(offset - 1, 0), offset)
        notes.add("KPI020", span, _TOO_EARLY[start], _expectation(error))
        return
    offset = error.pos_in_stream or 0
    word = next_word(text, offset)
    span = chunk.at(offset, offset + len(word))
    if word[0] in '"“«':
        notes.add("KPI020", span, said("a string is not closed on its line, or stands in the wrong place"), None)
        return
    if word.upper() in CURRENCIES:
        notes.add(
            "KPI020",
            span,
            said("`{word}` cannot stand here", word=word),
            said("currencies are written in capitals: {word}", word=word.upper()),
        )
        return
    if word in ".,;":
        notes.add("KPI020", span, said("`{word}` cannot stand here", word=word), said("delete it"))
        return
    if word.casefold() == "до":
        right = said("write `по 2026-09-30`, which includes the day, or `перед`")
        notes.add("KPI020", span, said("`до` is read both ways, with the day and without it"), right)
        return
    known = keywords(_accepted(error))
    looks_like = twin(word, known)
    if looks_like:
        other, alphabet = looks_like
        message = said(
            "`{word}` is no word, and looks like `{other}`, which is written in {alphabet} letters",
            word=word,
            other=other,
            alphabet=alphabet,
        )
        notes.add("KPI032", span, message, said("type {other} in {alphabet} letters", other=other, alphabet=alphabet))
        return
    guess = nearest(word.casefold(), known)
    help = said("did you mean `{guess}`?", guess=guess) if guess else _expectation(error)
    notes.add("KPI020", span, said("`{word}` cannot stand here", word=word), help)


def _accepted(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected)
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ())
    return set(getattr(error, "expected", ()) or ())


def _expectation(error: UnexpectedInput) -> str | None:
    words = expected_words(_accepted(error))
    return said("here may stand {words}", words=listed(words, COMMA)) if words else None


def span_of(item: Raw | Token, chunk: Chunk) -> Span:
    """The place of a token or subtree in the file."""
    where = item if isinstance(item, Token) else item.meta
    return chunk.place(where.line or 1, where.column or 1, where.end_line or 1, where.end_column or 1)
