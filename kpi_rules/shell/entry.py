"""The page of one measure or KPI: formula, meaning, the data it needs, and whether this workspace has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from kpi_rules.language.vocabulary import Home, Kpi, Measure, Vocabulary, spelt
from kpi_rules.shell.page import titled
from kpi_rules.shell.terminal import Screen, safe
from kpi_rules.shell.trial import needs, trial

Entry = Measure | Kpi

_BETTER = {"more": "more is better", "less": "less is better", "none": "neither more nor less is better"}


def page(entry: Entry, vocabulary: Vocabulary, screen: Screen) -> str:
    """Everything that is known of the entry."""
    label = " / ".join(filter(None, (entry.label.en, entry.label.ru)))
    title = f"{screen.paint('strong', safe(entry.name))}  {safe(label)}".rstrip()
    return "\n".join([title, "", *titled(_rows(entry, vocabulary), screen, "  ")])


def _rows(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Kpi):
        yield "formula", entry.formula
    else:
        yield "measure", f"a {entry.kind.value}, from {', else '.join(map(_home, entry.homes))}"
    yield "unit", f"{entry.unit}; {_BETTER[entry.better]}"
    title, other = other_name(entry)
    yield title, other
    yield "also called", ", ".join(alias for alias in entry.aliases if alias != other)
    yield "in words", entry.about.en
    yield "in words", entry.about.ru
    yield from _data(entry, vocabulary)
    if isinstance(entry, Kpi):
        yield "defined by", entry.definition
        yield "confused with", entry.confused_with
    if entry.file:
        yield "stands in", f"{PurePath(entry.file).name}, line {entry.span.line}"


def other_name(entry: Entry) -> tuple[str, str]:
    """`in Russian` and the Russian identifier; of an entry whose own name is Russian, the English one; maybe none."""
    for title, name in (("in Russian", spelt(entry, "ru")), ("in English", spelt(entry, "en"))):
        if name != entry.name:
            return title, name
    return "", ""


def _home(home: Home) -> str:
    """`daily.likes`, `the rows of reactions where kind = "like"`."""
    where = f" where {home.where}" if home.where else ""
    by = f" by {home.time}" if home.time else ""
    what = f"{home.table}.{home.column}" if home.column else f"the rows of {home.table}"
    return what + where + by


def _data(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What the catalogue's tables must hold, and what this workspace's sources lack of it."""
    columns = needs(trial(entry, vocabulary, everything=True))
    yield "needs", "; ".join(f"{table}: {', '.join(names)}" for table, names in columns.items())
    if vocabulary.sources is None:
        return
    found = trial(entry, vocabulary)
    if found.parts:
        yield "here", f"can be had from {', '.join(f'`{name}`' for name in found.sources)}"
    elif found.lack:
        yield "here", f"cannot be had: {found.lack}"
