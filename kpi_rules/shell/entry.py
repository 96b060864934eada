"""The page of one measure or KPI: formula, meaning, the data it needs, and whether this workspace has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from kpi_rules.language.vocabulary import Home, Kpi, Measure, Vocabulary
from kpi_rules.shell.terminal import Screen, pad, safe, wrap
from kpi_rules.shell.trial import needs, trial

Entry = Measure | Kpi

_LABEL = 14
_BETTER = {"more": "more is better", "less": "less is better", "none": "neither more nor less is better"}


def page(entry: Entry, vocabulary: Vocabulary, screen: Screen) -> str:
    """Everything that is known of the entry."""
    label = " / ".join(filter(None, (entry.label.en, entry.label.ru)))
    lines = [f"{screen.paint('strong', safe(entry.name))}  {safe(label)}".rstrip()]
    for title, text in _rows(entry, vocabulary):
        room = screen.columns - _LABEL
        for number, line in enumerate(wrap(safe(text), room)):
            lines.append(screen.paint("faint", pad("" if number else title, _LABEL)) + line)
    return "\n".join(lines)


def _rows(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Kpi):
        yield "formula", entry.formula
    else:
        yield "measure", f"a {entry.kind.value}, of {_homes(entry.homes)}"
    yield "unit", f"{entry.unit}, {_BETTER[entry.better]}"
    if entry.aliases:
        yield "also", ", ".join(entry.aliases)
    yield "in words", entry.about.en
    yield "", entry.about.ru
    yield from _data(entry, vocabulary)
    if isinstance(entry, Kpi):
        if entry.definition:
            yield "defined by", entry.definition
        if entry.confused_with:
            yield "not", entry.confused_with
    if entry.file:
        yield "stands in", f"{PurePath(entry.file).name}, line {entry.span.line}"


def _homes(homes: tuple[Home, ...]) -> str:
    """`daily.likes, else reactions (rows where kind = "like")`."""
    return ", else ".join(_home(home) for home in homes)


def _home(home: Home) -> str:
    where = f" where {home.where}" if home.where else ""
    by = f" by {home.time}" if home.time else ""
    return f"{home.table}.{home.column}{where}{by}" if home.column else f"the rows of {home.table}{where}{by}"


def _data(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What the catalogue's tables must hold, and what this workspace's sources lack of it."""
    columns = needs(trial(entry, vocabulary, everything=True))
    if columns:
        yield "needs", "; ".join(f"{table}: {', '.join(names)}" for table, names in columns.items())
    if vocabulary.sources is None:
        return
    found = trial(entry, vocabulary)
    if found.sources:
        yield "here", f"can be had from {', '.join(f'`{name}`' for name in found.sources)}"
    elif found.lack:
        yield "here", f"cannot be had: {found.lack}"
