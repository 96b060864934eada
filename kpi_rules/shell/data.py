"""`kpi data`: what the sources hold, by which rule they were read, and what was refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Source, Workspace
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import fold
from kpi_rules.shell import exits
from kpi_rules.shell.calendars import days_of, in_calendar
from kpi_rules.shell.draw import drawn, message
from kpi_rules.shell.holdings import facts, files_of
from kpi_rules.shell.inputs import placed, read_around
from kpi_rules.shell.page import titled
from kpi_rules.shell.paths import NO_WORKSPACE
from kpi_rules.shell.terminal import Screen, safe, say, screen, warn
from kpi_rules_engine.sources.connect import Connection, connect
from kpi_rules_engine.sources.load import Loaded, load


def data(name: str | None, color: bool | None) -> int:
    """0 everything was read, 2 something was refused, or there is no such source."""
    around = read_around([])
    workspace, notes = around.workspace, list(around.notes)
    sources = _wanted(name, workspace, notes)
    if notes:
        warn(drawn(notes, screen(sys.stderr, color)))
    if workspace is None:
        return exits.NOTHING_JUDGED
    connection, shown = connect(workspace.root), screen(sys.stdout, color)
    zone = ZoneInfo(workspace.timezone) if workspace.timezone else None
    refused = any(note.is_error for note in notes)
    for number, source in enumerate(sources):
        loaded, found = load(connection, source, workspace, zone)
        refused = refused or loaded is None
        say("\n".join([*([""] if number else []), *_page(source, loaded, found, connection, workspace, shown)]))
    return exits.NOTHING_JUDGED if refused else exits.FINE


def _wanted(name: str | None, workspace: Workspace | None, notes: list[Diagnostic]) -> Sequence[Source]:
    if workspace is None:
        notes.append(NO_WORKSPACE)
        return ()
    if name is None:
        return workspace.sources
    found = [source for source in workspace.sources if fold(source.name) == fold(name)]
    if not found:
        names = [source.name for source in workspace.sources]
        guess = nearest(name, names)
        help = f"did you mean `{guess}`?" if guess else f"there are {', '.join(names)}" if names else None
        notes.append(Diagnostic("KPI051", "kpi.yaml", NOWHERE, f"there is no source `{name}`", help))
    return found


def _page(
    source: Source,
    loaded: Loaded | None,
    found: Sequence[Diagnostic],
    connection: Connection,
    workspace: Workspace,
    screen: Screen,
) -> Iterator[str]:
    yield f"{screen.paint('strong', safe(source.name))}  table {source.table}, from {safe(source.files)}"
    if loaded is None:
        yield f"  {screen.paint('bad', 'refused')}: nothing of it is used until this is settled"
    for note in placed(found, workspace.root):
        yield ""
        yield message(note, screen)
    if loaded is None:
        return
    table = workspace.vocabulary.tables[source.table]
    days = days_of(loaded, table, connection)
    yield from titled([*files_of(loaded), *facts(loaded, table, days)], screen, "  ")
    calendar = list(in_calendar(days))
    if calendar:
        yield ""
        yield from (f"  {line}" for line in calendar)
