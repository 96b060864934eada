"""Where a measure is read from: the first home whose source has every column that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kpi_rules.language import tree
from kpi_rules.language.chunks import Chunk, Line
from kpi_rules.language.contract import Header
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.fault import Fault, Finding, fault
from kpi_rules.language.meaning.selecting import accounts_of, column, conjuncts, named, names_in
from kpi_rules.language.said import OR, listed, said
from kpi_rules.language.statements import expression
from kpi_rules.language.vocabulary import Home, Measure, SourceFacts, Table, fold


@dataclass(frozen=True, slots=True)
class Place:
    """A table and the source that feeds it, with the rows that are wanted there."""

    table: Table
    source: SourceFacts
    home: Home
    conditions: tuple[tree.Node, ...]
    accounts: tuple[str, ...] | None


@lru_cache(maxsize=4096)
def parsed(text: str) -> tree.Node:
    """The tree of an expression of the catalogue; a Fault (placed at 1:1) if it cannot be read."""
    notes = Notes("", text)
    node = expression(Chunk((Line(text, 1),)), notes)
    if node is None:
        raise Fault(*(Finding(n.code, n.span, n.message, n.help) for n in notes))
    return node


def find_home(desk: Desk, measure: Measure, reading: Reading, span: Span) -> Place:
    """The place of a measure, for a reading; a Fault that says what is lacking."""
    lacking: list[tuple[Home, set[str]]] = []
    for home in measure.homes:
        table = desk.vocabulary.tables[home.table]
        facts = feeding(desk, table, reading, span)
        if facts is None:
            continue
        conditions = list(conjuncts((*reading.selection, *([parsed(home.where)] if home.where else []))))
        needed = _needed(home, table, conditions, reading, desk.header)
        missing = needed - facts.columns
        if not missing:
            return _place(table, facts, home, conditions, span)
        lacking.append((home, missing))
    raise _lack(desk, measure.name, [home.table for home in measure.homes], lacking, reading, span)


def find_table(desk: Desk, table: Table, reading: Reading, span: Span, column: str | None = None) -> Place:
    """The place of a table's rows."""
    home = Home(table.name, column)
    facts = feeding(desk, table, reading, span)
    conditions = list(conjuncts(reading.selection))
    missing = _needed(home, table, conditions, reading, desk.header) - facts.columns if facts else set()
    if facts is None or missing:
        raise _lack(desk, table.name, [table.name], [(home, missing)] if facts else [], reading, span)
    return _place(table, facts, home, conditions, span)


def feeding(desk: Desk, table: Table, reading: Reading, span: Span) -> SourceFacts | None:
    """The source that feeds a table: the first of those that are named, else the only one."""
    sources = desk.vocabulary.sources
    if sources is None:
        return SourceFacts(table.name, table.name, frozenset(table.columns))
    accounts = desk.header.scope.get("account")
    feeders = [s for s in sources if s.table == table.name and (not accounts or s.account in (None, *accounts))]
    named = [s for name in reading.sources for s in feeders if s.name == name]
    fitting = named[:1] or [s for s in feeders if s.name != reading.besides] or feeders
    if len(fitting) > 1:
        names = listed((f"`source {s.name}`" for s in fitting), OR)
        raise fault(
            "KPI051",
            span,
            said("several sources feed the table `{table}`, and they are never added", table=table.name),
            said("say {names}", names=names),
        )
    return fitting[0] if fitting else None


def _place(table: Table, facts: SourceFacts, home: Home, conditions: list[tree.Node], span: Span) -> Place:
    accounts: tuple[str, ...] | None = None
    rest: list[tree.Node] = []
    for node in conditions:
        picked = accounts_of(node, table)
        if picked is not None:
            accounts = picked if accounts is None else tuple(a for a in accounts if a in picked)
        elif any(named(name, table) == "account" for name in names_in(node)):
            raise fault(
                "KPI052",
                node.span,
                said("accounts are picked by = or in, joined with and"),
                'account in ("a", "b")',
            )
        else:
            rest.append(node)
    return Place(table, facts, home, tuple(rest), accounts)


def _needed(home: Home, table: Table, conditions: Iterable[tree.Node], reading: Reading, header: Header) -> set[str]:
    """The columns that the source must have; a selection by a column that no table knows is a Fault."""
    names = {named(n, table) for node in conditions for n in names_in(node)}
    if home.time:
        names.add(home.time)
    if home.column:
        names |= {named(n, table) for n in names_in(parsed(home.column))}
    for name in (*header.scope, *reading.columns):
        found = table.column(name)
        names.add(found.name if found is not None else fold(name))
    return names


def _lack(
    desk: Desk,
    what: str,
    tables: list[str],
    lacking: list[tuple[Home, set[str]]],
    reading: Reading,
    span: Span,
) -> Fault:
    """The message about a measure that no source can serve."""
    for node in conjuncts(reading.selection):
        for name in names_in(node):
            if not any(desk.vocabulary.tables[t].column(name.text) for t in tables):
                column(name, desk.vocabulary.tables[tables[0]])  # raises, with the nearest name
    where = listed((f"`{name}`" for name in dict.fromkeys(tables)), OR)
    if not lacking:
        by = f" (`source {reading.sources[0]}`)" if reading.sources else ""
        return fault(
            "KPI050",
            span,
            said("`{what}` is read from the table {where}, which no source feeds{by}", what=what, where=where, by=by),
            said("add one to kpi.yaml"),
        )
    home, missing = lacking[0]
    table = desk.vocabulary.tables[home.table]
    columns = ", ".join(f"`{name}`" for name in sorted(missing))
    facts = feeding(desk, table, reading, span)
    has = ", ".join(sorted(facts.columns)) if facts else ""
    selected = {named(n, table) for node in conjuncts(reading.selection) for n in names_in(node)} & missing
    scoped = missing & set(desk.header.scope)
    if scoped:
        message = said(
            "the contract's scope picks rows by {columns}, and no source of `{table}` has it",
            columns=columns,
            table=home.table,
        )
        return fault("KPI050", span, message, said("there are {columns}", columns=has))
    code = "KPI052" if selected else "KPI050"
    if facts and facts.name in reading.sources:
        message = said(
            "`{what}` needs the column {columns} of `{table}`, which the source `{source}` lacks",
            what=what,
            columns=columns,
            table=home.table,
            source=facts.name,
        )
    else:
        message = said(
            "`{what}` needs the column {columns} of `{table}`, which no source has",
            what=what,
            columns=columns,
            table=home.table,
        )
    return fault(code, span, message, said("there are {columns}", columns=has))
