"""`kpi data`: what the sources hold, by which rule they were read, and what was refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Source, Workspace
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.said import Lang, said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import fold
from kpi_rules.shell import exits
from kpi_rules.shell.calendars import days_of, in_calendar
from kpi_rules.shell.draw import drawn, message
from kpi_rules.shell.holdings import facts, files_of
from kpi_rules.shell.inputs import Around, placed, read_around, read_folder
from kpi_rules.shell.language import language
from kpi_rules.shell.page import titled
from kpi_rules.shell.paths import NO_WORKSPACE
from kpi_rules.shell.terminal import Screen, safe, say, screen, warn
from kpi_rules_engine.sources.connect import Connection, connect
from kpi_rules_engine.sources.load import Loaded, load


def data(words: Sequence[str], color: bool | None, asked: Lang | None = None) -> int:
    """0 everything was read, 2 something was refused, or there is no such source."""
    around, names = _placed(words)
    workspace, notes = around.workspace, list(around.notes)
    sources, lang = _wanted(names, workspace, notes), language(asked, workspace)
    if notes:
        warn(drawn(notes, screen(sys.stderr, color, lang)))
    if workspace is None:
        return exits.NOTHING_JUDGED
    connection, shown = connect(workspace.root), screen(sys.stdout, color, lang)
    zone = ZoneInfo(workspace.timezone) if workspace.timezone else None
    refused = any(note.is_error for note in notes)
    for number, source in enumerate(sources):
        loaded, found = load(connection, source, workspace, zone)
        refused = refused or loaded is None
        say("\n".join([*([""] if number else []), *_page(source, loaded, found, connection, workspace, shown)]))
    return exits.NOTHING_JUDGED if refused else exits.FINE


def _placed(words: Sequence[str]) -> tuple[Around, Sequence[str]]:
    """The workspace that is meant, and the names of sources; a source of the workspace here goes before a folder."""
    here = read_around([])
    if not words or _of_name(words[0], here.workspace) or not Path(words[0]).is_dir():
        return here, words
    return read_folder(Path(words[0])), words[1:]


def _of_name(name: str, workspace: Workspace | None) -> list[Source]:
    return [source for source in workspace.sources if fold(source.name) == fold(name)] if workspace else []


def _wanted(names: Sequence[str], workspace: Workspace | None, notes: list[Diagnostic]) -> Sequence[Source]:
    if workspace is None:
        notes.append(NO_WORKSPACE)
        return ()
    if not names:
        return workspace.sources
    wanted = {source.name: source for name in names for source in _of_name(name, workspace)}
    notes += [_unknown(name, workspace) for name in names if not _of_name(name, workspace)]
    return list(wanted.values())


def _unknown(name: str, workspace: Workspace) -> Diagnostic:
    known = [source.name for source in workspace.sources]
    guess = nearest(name, known)
    help = (
        said("did you mean `{guess}`?", guess=guess)
        if guess
        else said("there are {known}", known=", ".join(known))
        if known
        else None
    )
    return Diagnostic("KPI051", "kpi.yaml", NOWHERE, said("there is no folder and no source `{name}`", name=name), help)


def _page(
    source: Source,
    loaded: Loaded | None,
    found: Sequence[Diagnostic],
    connection: Connection,
    workspace: Workspace,
    screen: Screen,
) -> Iterator[str]:
    where = said("table {table}, from {files}", table=source.table, files=safe(source.files))
    yield f"{screen.paint('strong', safe(source.name))}  {screen.words(where)}"
    if loaded is None:
        refused = screen.paint("bad", screen.words(said("refused")))
        yield f"  {refused}: {screen.words(said('nothing of it is used until this is settled'))}"
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
        yield from (f"  {screen.words(line)}" for line in calendar)
