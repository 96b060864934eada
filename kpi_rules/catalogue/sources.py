"""The section `sources:` of kpi.yaml: what feeds which table, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

from kpi_rules.catalogue.dialects import read_dialect
from kpi_rules.catalogue.filling import Filling
from kpi_rules.catalogue.names import good_names
from kpi_rules.catalogue.paths import read_files
from kpi_rules.catalogue.tables import known_table
from kpi_rules.catalogue.workspace import Source
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import (
    choice_of,
    currency_of,
    days_of,
    entries_of,
    known_keys,
    required,
    scalar_of,
    text_of,
    whole_of,
    wrong,
)
from kpi_rules.language.said import listed, said
from kpi_rules.language.vocabulary import SourceFacts, Table, called, fold
from kpi_rules.language.yamltext import Entries, Node, Scalar

_KEYS = (
    "files", "table", "columns", "date", "constants", "blanks", "numbered", "currency", "read", "covers", "rows",
    "sha256", "duplicates",
)  # fmt: skip
_DUPLICATES = ("refuse", "keep first")


def read_sources(section: Entries | None, tables: Mapping[str, Table], notes: Notes) -> tuple[Source, ...]:
    """The sources without a fault, in the order of the text."""
    found: dict[str, Source] = {}
    for name, node in section.pairs if section else ():
        body = entries_of(node, notes, name.text)
        source = _source(name, body, tables, notes) if body else None
        if source is None:
            continue
        if fold(name.text) in found:
            message = said(
                "`{name}` is the name of another source, too: case does not tell names apart", name=name.text
            )
            notes.add("KPI035", name.span, message)
        found.setdefault(fold(name.text), source)
    return tuple(found.values())


def facts(source: Source, tables: Mapping[str, Table], currency: str | None) -> SourceFacts:
    """What the language must know of a source; `currency` is the workspace's."""
    filled = {*source.columns.values(), *source.constants, *source.blanks}
    filled |= {source.numbered} if source.numbered else set()
    filled |= {tables[source.table].time} if source.date is not None else set()
    account = source.constants.get("account")
    return SourceFacts(source.name, source.table, frozenset(filled), source.currency or currency, account)


def _source(name: Scalar, body: Entries, tables: Mapping[str, Table], notes: Notes) -> Source | None:
    before, what = len(notes.found), said("the source `{name}`", name=name.text)
    good_names((name,), notes)
    known_keys(body, _KEYS, notes, what)
    files = read_files(required(body, "files", notes, what, name.span), notes)
    table = _table(name, body.get("table"), tables, notes)
    if table is None:
        return None
    filling = Filling(table, notes)
    source = Source(
        name.text,
        table.name,
        files or "",
        columns=filling.columns(body.get("columns")),
        date=filling.date(body.get("date")),
        constants=filling.constants(body.get("constants")),
        blanks=filling.blanks(body.get("blanks")),
        numbered=filling.numbered(body.get("numbered")),
        currency=currency_of(body.get("currency"), notes),
        read=read_dialect(body.get("read"), notes),
        covers=days_of(body.get("covers"), notes, "covers"),
        rows=whole_of(body.get("rows"), notes, "rows"),
        sha256=_digest(body.get("sha256"), notes),
        duplicates=cast(
            Literal["refuse", "keep first"],
            choice_of(body.get("duplicates"), _DUPLICATES, notes, "duplicates") or "refuse",
        ),
        span=name.span,
    )
    return None if len(notes.found) > before else source


def _table(name: Scalar, node: Node | None, tables: Mapping[str, Table], notes: Notes) -> Table | None:
    if node is not None:
        named = scalar_of(node, notes, "table")
        return known_table(named, tables, notes, "KPI061") if named else None
    known = called(name.text, tables.values())
    if known is None:
        message = said("there is no table `{name}`, so the source must say which one it feeds", name=name.text)
        notes.add(
            "KPI061",
            name.span,
            message,
            said("table: {tables}", tables=listed(sorted(tables), "{before}, or {last}")),
        )
    return known


def _digest(node: Node | None, notes: Notes) -> str | None:
    text = text_of(node, notes, "sha256")
    if node is None or text is None or re.fullmatch("[0-9a-f]{64}", text):
        return text
    wrong(node, notes, "sha256", said("64 digits 0-9 and a-f"), None)
    return None
