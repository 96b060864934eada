"""A table's columns, found by any of their spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kpi_rules.catalogue.names import Names, good_names
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import choice_of, each_of, entries_of, flag_of, known_keys, required, words_of
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC, UNSAID, Column, ColumnKind, Table, fold
from kpi_rules.language.yamltext import Entries, Node, Scalar

_KEYS = ("kind", "nonnegative", "names", "about")
_KINDS = tuple(kind.value for kind in ColumnKind)


@dataclass(frozen=True, slots=True, eq=False)
class Columns(Mapping[str, Column]):
    """Columns by name; a look-up takes every spelling (`Канал` finds `channel`), a walk gives the names alone."""

    own: Mapping[str, Column]
    spellings: Mapping[str, str]  # folded spelling -> name

    @staticmethod
    def of(table: Table) -> Columns:
        """The columns of a table that was made elsewhere."""
        columns = table.columns
        if isinstance(columns, Columns):
            return columns
        spellings = {fold(text): name for name, column in columns.items() for text in (name, *column.aliases)}
        return Columns(columns, spellings)

    def __getitem__(self, name: str) -> Column:
        found = self.own.get(name)
        return self.own[self.spellings[fold(name)]] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.own)

    def __len__(self) -> int:
        return len(self.own)


NO_COLUMNS = Columns({}, {})


def read_columns(node: Node | None, notes: Notes, known: Columns = NO_COLUMNS) -> Columns:
    """The known columns and those of the mapping `name: kind` or `name: {kind: …, …}`; faulty ones are left out."""
    section = entries_of(node, notes, "columns")
    columns, names = dict(known.own), Names(dict(known.spellings))
    for name, body in section.pairs if section else ():
        column = _column(name, body, names, notes)
        if column:
            columns[column.name] = column
    return Columns(columns, names.owners)


def _column(name: Scalar, node: Node, names: Names, notes: Notes) -> Column | None:
    body = node if isinstance(node, Entries) else Entries(((Scalar("kind", node.span), node),), node.span)
    before, what = len(notes.found), said("the column `{name}`", name=name.text)
    known_keys(body, _KEYS, notes, what)
    kind = choice_of(required(body, "kind", notes, what, name.span), _KINDS, notes, "kind")
    nonnegative = flag_of(body.get("nonnegative"), notes, "nonnegative") or False
    about = words_of(body.get("about"), notes, "about") or UNSAID
    aliases = each_of(body.get("names"), notes, "names")
    spellings = [name, *aliases]
    if not good_names(spellings, notes) or not names.claim(spellings, name.text, notes):
        return None
    if kind is None or len(notes.found) > before:
        return None
    if nonnegative and ColumnKind(kind) not in NUMERIC:
        message = said("`nonnegative` is said of numbers; {what} holds {kind}s", what=what, kind=kind)
        notes.add("KPI060", (body.key("nonnegative") or name).span, message)
    return Column(name.text, ColumnKind(kind), nonnegative, about, tuple(alias.text for alias in aliases))
