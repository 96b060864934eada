"""What the exports' own header lines add: columns that already bear a catalogue name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kpi_rules.catalogue.sources import facts
from kpi_rules.catalogue.workspace import DateParts, Source, Workspace
from kpi_rules.language.vocabulary import SourceFacts, Table


def with_header(workspace: Workspace, headers: Mapping[str, Sequence[str]]) -> Workspace:
    """The workspace whose sources know the header cells (by the source's name) that need no entry in `columns:`.

    A cell counts if it is, folded, a column's name or another of its spellings. What the configuration
    says goes first. Several cells for one column may stand in different files: each file then finds its own.
    """
    tables = workspace.vocabulary.tables
    borne = {s.name: _borne(s, tables[s.table], headers.get(s.name, ())) for s in workspace.sources}
    sources = tuple(_completed(source, borne[source.name]) for source in workspace.sources)
    known = tuple(_with(facts(source, tables, workspace.currency), borne[source.name]) for source in sources)
    return replace(workspace, sources=sources, vocabulary=replace(workspace.vocabulary, sources=known))


def _with(known: SourceFacts, columns: Iterable[str]) -> SourceFacts:
    return replace(known, columns=known.columns | frozenset(columns))


def _completed(source: Source, borne: Mapping[str, Sequence[str]]) -> Source:
    found = {cells[0]: column for column, cells in borne.items() if len(cells) == 1}
    return replace(source, columns={**source.columns, **found})


def _borne(source: Source, table: Table, header: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The cells that bear the name of a column that the configuration does not fill, by that column."""
    filled = {*source.columns.values(), *source.constants, source.numbered, table.time if source.date else None}
    used = {*source.columns, *_parts(source)}
    cells: dict[str, list[str]] = {}
    for cell in header:
        column = table.column(_name(cell))
        if column and column.name not in filled and cell not in used:
            cells.setdefault(column.name, []).append(cell)
    return cells


def _name(cell: str) -> str:
    """A header cell as a name: its blanks are underscores."""
    return "_".join(cell.split())


def _parts(source: Source) -> set[str]:
    """The cells that the date is made of."""
    date = source.date
    parts = (date.year, date.month, date.day) if isinstance(date, DateParts) else (date,)
    return {part for part in parts if isinstance(part, str)}
