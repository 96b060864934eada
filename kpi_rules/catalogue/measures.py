"""The section `measures:` of a catalogue file: facts, how they add up, and where they can be had."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kpi_rules.catalogue.columns import Columns
from kpi_rules.catalogue.headings import KEYS, read_heading
from kpi_rules.catalogue.names import Names
from kpi_rules.catalogue.tables import find_column, find_time, known_table
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.fields import (
    choice_of,
    entries_of,
    inner,
    items_of,
    known_keys,
    line_of,
    required,
    scalar_of,
    wrong,
)
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC, ColumnKind, Grain, Home, Kind, Measure, Table
from kpi_rules.language.yamltext import Entries, Node, Scalar

_MEASURE = (*KEYS, "kind", "from")
_HOME = ("table", "column", "where", "time")
_KINDS = tuple(kind.value for kind in Kind)
_SHORT = re.compile(r"(\w+)(?:\.(\w+))?\Z")
_UNIT_OF_KIND = {ColumnKind.MONEY: "money", ColumnKind.SECONDS: "duration"}


def read_measures(
    section: Entries, tables: Mapping[str, Table], measures: dict[str, Measure], names: Names, notes: Notes
) -> None:
    """Add the section's measures to `measures`, and their names to `names`; faulty ones are left out."""
    for name, node in section.pairs:
        body = entries_of(node, notes, name.text)
        measure = _measure(name, body, tables, names, notes) if body else None
        if measure:
            measures[measure.name] = measure


def _measure(name: Scalar, body: Entries, tables: Mapping[str, Table], names: Names, notes: Notes) -> Measure | None:
    before, what = len(notes.found), said("the measure `{name}`", name=name.text)
    known_keys(body, _MEASURE, notes, what)
    heading = read_heading(name, body, names, notes, what)
    kind = choice_of(required(body, "kind", notes, what, name.span), _KINDS, notes, "kind")
    homes: list[Home] = []
    span: Span | None = None
    for node in items_of(required(body, "from", notes, what, name.span)):
        home = _home(node, tables, notes)
        if home and kind and heading:
            _check(home, Kind(kind), heading.unit, tables[home.table], node, notes, what)
            homes.append(home)
            span = span or _grammar(node)
    if heading is None or kind is None or not homes or len(notes.found) > before:
        return None
    return Measure(
        name.text, Kind(kind), tuple(homes), heading.unit, heading.better, heading.label, heading.about,
        heading.aliases, notes.file, span or name.span,
    )  # fmt: skip


def _home(node: Node, tables: Mapping[str, Table], notes: Notes) -> Home | None:
    if isinstance(node, Scalar):
        short = _SHORT.match(node.text)
        if not short:
            wrong(node, notes, "from", said("`table`, `table.column` or `{{table: …, where: …}}`"), "from: daily.likes")
            return None
        pairs = zip(("table", "column"), short.groups(), strict=True)
        node = Entries(
            tuple((Scalar(key, node.span), Scalar(text, node.span)) for key, text in pairs if text), node.span
        )
    body = entries_of(node, notes, "from")
    if body is None or not known_keys(body, _HOME, notes, "`from`"):
        return None
    before = len(notes.found)
    name = scalar_of(required(body, "table", notes, "`from`"), notes, "table")
    known = known_table(name, tables, notes, "KPI060") if name else None
    where, column = line_of(body.get("where"), notes, "where"), line_of(body.get("column"), notes, "column")
    time = scalar_of(body.get("time"), notes, "time")
    if known is None or len(notes.found) > before:
        return None
    columns = Columns.of(known)
    place = scalar_of(body.get("column"), notes, "column")
    if place and place.text.isidentifier():  # anything else is an expression, which the resolver reads
        column = find_column(place, columns, notes, known.name)
    moment = find_time(time, columns, notes, known.name) if time else None
    return None if len(notes.found) > before else Home(known.name, column, where, moment)


def _check(home: Home, kind: Kind, unit: str, table: Table, node: Node, notes: Notes, what: str) -> None:
    """Whether this kind of measure can live there."""

    def refuse(why: str, help: str | None = None) -> None:
        notes.add("KPI060", node.span, said("{what} {why}", what=what, why=why), help)

    if kind is Kind.COUNT and home.column:
        refuse(said("counts rows, so it comes from a table, not from a column"), f"from: {home.table}")
    elif home.column is None and kind not in (Kind.COUNT, Kind.FLOW):
        refuse(said("is a {kind}, so it comes from a column", kind=kind.value), f"from: {home.table}.…")
    elif kind is Kind.STOCK and table.grain is not Grain.DAY:
        refuse(said("is a stock, and `{table}` has no row for each day to take it on", table=table.name))
    elif kind is Kind.UNIQUE and table.grain is Grain.EVENT:
        refuse(said("counts people, and a row of `{table}` is something that happened", table=table.name), "kind: flow")
    elif kind is Kind.SAMPLE and table.grain is Grain.DAY:
        # its days would not be asked for their coverage
        refuse(
            said("is a bag of values, and `{table}` has one row for each day", table=table.name),
            said("kind: flow, and median() of its days"),
        )
    elif table.grain is Grain.SPAN and kind is not Kind.UNIQUE:
        refuse(
            said(
                "is a {kind}, and the figures of `{table}` hold for exact days and do not add up",
                kind=kind.value,
                table=table.name,
            )
        )
    column = table.columns.get(home.column or "")
    if column is None:
        return
    needs = _UNIT_OF_KIND.get(column.kind)
    if column.kind not in NUMERIC:
        refuse(said("adds up numbers, and `{column}` holds {kind}s", column=column.name, kind=column.kind.value))
    elif needs != unit and (needs or unit in _UNIT_OF_KIND.values()):
        refuse(
            said("is in {unit}, and `{column}` holds {kind}", unit=unit, column=column.name, kind=column.kind.value),
            f"unit: {needs or 'count'}",
        )


def _grammar(node: Node) -> Span | None:
    """Where the text begins that is left to the resolver: a condition, else an expression."""
    for key in ("where", "column"):
        found = node.get(key) if isinstance(node, Entries) else None
        if isinstance(found, Scalar):
            return inner(found)
    return None
