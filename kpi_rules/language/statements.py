"""A statement's text to its tree: a clause with its label and modifiers, or a definition."""

from __future__ import annotations

import re

from lark import Token, Tree

from kpi_rules.language import tree
from kpi_rules.language.building import Builder, string
from kpi_rules.language.chunks import Chunk
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.expected import further
from kpi_rules.language.modifiers import modifiers
from kpi_rules.language.said import said
from kpi_rules.language.spelling import MAX_TERMS, check_spelling
from kpi_rules.language.syntax import Raw, parse

_BULLET = re.compile(r"(?:[-−–—+*•·]|\d{1,9}[.)])(?=\s)")


def statement(chunk: Chunk, notes: Notes) -> tree.Statement | None:
    """The tree of a clause or definition; None if it cannot be read, which `notes` then says."""
    bullet = _BULLET.match(chunk.text)
    if bullet:
        # a hyphen would turn the value round, in silence
        notes.add(
            "KPI020", chunk.at(0, bullet.end()), said("a clause does not begin with a sign"), said("delete the bullet")
        )
        return None
    if not check_spelling(chunk, notes):
        return None
    own = Notes(notes.file, notes.text)
    raw = parse(chunk, own)
    if _continues(chunk.text) and (raw is None or _only_a_name(raw)):
        help = said("indent it, and it continues the clause above")
        notes.add(
            "KPI026", chunk.at(0, len(chunk.text.split()[0])), said("this line begins a clause, and it is none"), help
        )
        return None
    if raw is None:
        for note in own:
            notes.add(note.code, note.span, note.message, note.help)
        return None
    builder = Builder(chunk, notes)
    node = built(raw, builder)
    if builder.terms > MAX_TERMS:
        notes.add(
            "KPI025",
            chunk.at(0, 1),
            said("a clause has at most {max_terms:,} terms", max_terms=MAX_TERMS),
            said("split it with let"),
        )
        return None
    return None if builder.broken else node


def built(raw: Raw, builder: Builder) -> tree.Statement:
    """The tree of a parse tree; the builder says whether it is whole."""
    return _definition(raw, builder) if raw.data == "definition" else _clause(raw, builder)


def expression(chunk: Chunk, notes: Notes) -> tree.Node | None:
    """The tree of a bare expression, such as a KPI's formula or a condition on rows."""
    node = statement(chunk, notes)
    if isinstance(node, tree.ClauseNode) and node.label is None and not node.modifiers:
        return node.requirement
    if node is not None:
        notes.add("KPI020", node.span, said("here stands a formula or a condition, and no more"))
    return None


def _continues(text: str) -> bool:
    """Whether a statement begins with a word that goes on with a clause."""
    return further().match(text) is not None


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
    asked, *rest = parts
    reports = asked.data == "report"
    return tree.ClauseNode(
        label,
        title,
        builder.nodes(asked)[0] if reports else builder.node(asked),
        modifiers(rest, builder),
        builder.span(raw),
        builder.chunk.text,
        reports,
    )
