"""A statement's text to its tree: a clause with its label and modifiers, or a definition."""

from __future__ import annotations

import re

from lark import Token, Tree

from kpi_rules.language import tree
from kpi_rules.language.building import Builder, string
from kpi_rules.language.chunks import Chunk
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.spelling import MAX_TERMS, check_spelling
from kpi_rules.language.syntax import Raw, parse

_BULLET = re.compile(r"(?:[-−–—+*•·]|\d{1,9}[.)])(?=\s)")
_MOST_UNITS = 1_000  # of days, weeks … in a schedule


def statement(chunk: Chunk, notes: Notes) -> tree.Statement | None:
    """The tree of a clause or definition; None if it cannot be read, which `notes` then says."""
    bullet = _BULLET.match(chunk.text)
    if bullet:
        # a hyphen would turn the value round, in silence
        notes.add("KPI020", chunk.at(0, bullet.end()), "a clause does not begin with a sign", "delete the bullet")
        return None
    if not check_spelling(chunk, notes):
        return None
    own = Notes(notes.file, notes.text)
    raw = parse(chunk, own)
    if _continues(chunk.text) and (raw is None or _only_a_name(raw)):
        help = "indent it, and it continues the clause above"
        notes.add("KPI026", chunk.at(0, len(chunk.text.split()[0])), "this line begins a clause, and it is none", help)
        return None
    if raw is None:
        for note in own:
            notes.add(note.code, note.span, note.message, note.help)
        return None
    builder = Builder(chunk, notes)
    built = _definition(raw, builder) if raw.data == "definition" else _clause(raw, builder)
    if builder.terms > MAX_TERMS:
        notes.add("KPI025", chunk.at(0, 1), f"a clause has at most {MAX_TERMS:,} terms", "split it with let")
        return None
    return None if builder.broken else built


def expression(chunk: Chunk, notes: Notes) -> tree.Node | None:
    """The tree of a bare expression, such as a KPI's formula or a condition on rows."""
    built = statement(chunk, notes)
    if isinstance(built, tree.ClauseNode) and built.label is None and not built.modifiers:
        return built.requirement
    if built is not None:
        notes.add("KPI020", built.span, "here stands a formula or a condition, and no more")
    return None


_FURTHER = re.compile(
    r"(?:and|or|daily|weekly|monthly|quarterly|yearly|over|every|by|on|during|in|from|until|"
    r"to|when|unless|except|tolerance|rounded|for|source|because|between|within|where|at|"
    r'more|less)(?!\w)(?!\s*(?:(?:"[^"\n]*"\s*)?:|[<>=!≥≤]))',  # a label or a name may be such a word
    re.IGNORECASE,
)


def _continues(text: str) -> bool:
    """Whether a statement begins with a word that goes on with a clause."""
    return _FURTHER.match(text) is not None


def _only_a_name(raw: Raw) -> bool:
    return not any(True for _ in raw.scan_values(_is_more_than_a_name))


def _is_more_than_a_name(token: object) -> bool:
    return isinstance(token, Token) and token.type not in ("NAME", "STRING")


def _definition(raw: Raw, builder: Builder) -> tree.Definition:
    title = [string(t) for t in raw.children if isinstance(t, Token) and t.type == "STRING"]
    return tree.Definition(builder.name(raw), builder.nodes(raw)[0], "".join(title), builder.span(raw))


def _clause(raw: Raw, builder: Builder) -> tree.ClauseNode:
    label, title = None, ""
    parts = [child for child in raw.children if isinstance(child, Tree)]
    if parts[0].data == "label":
        head = parts.pop(0)
        label = builder.name(head)
        title = "".join(string(t) for t in head.children if isinstance(t, Token) and t.type == "STRING")
    requirement, *modifiers = parts
    return tree.ClauseNode(
        label,
        title,
        builder.node(requirement),
        tuple(_modifier(m, builder) for m in modifiers),
        builder.span(raw),
        builder.chunk.text,
    )


def _modifier(raw: Raw, builder: Builder) -> tree.Modifier:
    kind, span = str(raw.data), builder.span(raw)
    tokens = [t for t in raw.children if isinstance(t, Token)]
    values: tuple[object, ...]
    match kind:
        case "calendar" | "every":
            values = tuple(_schedule_word(t, builder) for t in tokens if t.type not in ("EVERY", "OVER_LAST"))
        case "by_day" | "on_day":
            values = (builder.date(tokens[1]),)
        case "during" | "source":
            values = (builder.name(raw),)
        case "around":
            unit = str(tokens[2]).casefold()
            if not unit.startswith("day"):
                builder.wrong("KPI020", tokens[2], "the time around an event is counted in days", "write days")
            values = (builder.whole(tokens[1], _MOST_UNITS), str(tokens[3]).casefold(), builder.name(raw))
        case "since" | "until":
            values = tuple(_point(c, builder) for c in raw.children if isinstance(c, Tree))
        case "when" | "unless" | "only":
            values = builder.nodes(raw)
        case "excepted":
            values = tuple(_excluded(c, builder) for c in raw.children if isinstance(c, Tree))
        case "tolerance":
            values = builder.nodes(raw)
        case "rounded":
            values = builder.nodes(raw) or (_places(tokens[1], builder),)
        case "each":
            values = tuple(builder.names(raw))
        case "owner":
            values = (str(tokens[1]).casefold(),)
        case "because":
            values = (string(tokens[1]),)
        case _:
            values = ()
    return tree.Modifier(kind, values, span)  # type: ignore[arg-type]  # each rule's values are of its own kinds


def _schedule_word(token: Token, builder: Builder) -> str | int:
    if token.type == "NUMBER":
        return builder.whole(token, _MOST_UNITS)
    word = str(token).casefold()
    if token.type == "TIME_UNIT" and word[0] in "smh" and not word.startswith("mo"):
        builder.wrong(
            "KPI020", token, "a schedule is counted in days or longer", "days, weeks, months, quarters, years"
        )
    return word


def _places(token: Token, builder: Builder) -> int:
    if str(token) == "0":
        return 0
    return builder.whole(token, 20)


def _point(raw: Raw, builder: Builder) -> tree.Point:
    tokens = [t for t in raw.children if isinstance(t, Token)]
    if tokens[0].type == "DATE":
        return tree.Point(builder.date(tokens[0]), None, builder.span(raw))
    return tree.Point(None, builder.whole(tokens[1], 1_200), builder.span(raw))


def _excluded(raw: Raw, builder: Builder) -> tree.Excluded:
    tokens = [t for t in raw.children if isinstance(t, Token)]
    reason = "".join(string(t) for t in tokens if t.type == "STRING")
    dates = [builder.date(t) for t in tokens if t.type == "DATE"]
    span = builder.span(raw)
    if dates:
        if dates[-1] < dates[0]:
            builder.wrong("KPI022", raw, "the range of dates runs backwards", f"write {dates[-1]}..{dates[0]}")
        return tree.Excluded(dates[0], dates[-1], "", reason, span)
    word = tokens[0]
    name = str(word).casefold() if word.type in ("HOLIDAYS", "WEEKENDS") else str(word)
    return tree.Excluded(None, None, name, reason, span)
