"""What the exports' own header lines add: columns that already bear a catalogue name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpi_rules.catalogue.columns import Columns
from kpi_rules.catalogue.sources import facts
from kpi_rules.catalogue.workspace import DateParts, Source, Workspace
from kpi_rules.language.vocabulary import Table, fold


def with_header(workspace: Workspace, headers: Mapping[str, Sequence[str]]) -> Workspace:
    """The workspace whose sources know the header cells (by the source's name) that need no entry in `columns:`.

    A cell counts if it is, folded, a column's name or another of its spellings. What the configuration
    says goes first; of several cells for one column the one that bears its very name counts, else none.
    """
    tables = workspace.vocabulary.tables
    sources = tuple(
        _completed(source, tables[source.table], headers[source.name]) if source.name in headers else source
        for source in workspace.sources
    )
    known = tuple(facts(source, tables, workspace.currency) for source in sources)
    return replace(workspace, sources=sources, vocabulary=replace(workspace.vocabulary, sources=known))


def _completed(source: Source, table: Table, header: Sequence[str]) -> Source:
    columns = Columns.of(table)
    filled = {*source.columns.values(), *source.constants, source.numbered, table.time if source.date else None}
    used = {*source.columns, *_parts(source)}
    cells: dict[str, list[str]] = {}
    for cell in header:
        column = columns.get(_name(cell))
        if column and column.name not in filled and cell not in used:
            cells.setdefault(column.name, []).append(cell)
    found = {chosen: name for name, named in cells.items() if (chosen := _chosen(name, named)) is not None}
    return replace(source, columns={**source.columns, **found})


def _name(cell: str) -> str:
    """A header cell as a name: its blanks are underscores."""
    return "_".join(cell.split())


def _chosen(name: str, cells: Sequence[str]) -> str | None:
    exact = [cell for cell in cells if fold(_name(cell)) == fold(name)]
    best = exact or cells
    return best[0] if len(best) == 1 else None


def _parts(source: Source) -> set[str]:
    """The cells that the date is made of."""
    date = source.date
    parts = (date.year, date.month, date.day) if isinstance(date, DateParts) else (date,)
    return {part for part in parts if isinstance(part, str)}
