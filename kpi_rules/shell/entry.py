"""The page of one measure or KPI: formula, meaning, the data it needs, and whether this workspace has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from kpi_rules.language.said import Lang, listed, said
from kpi_rules.language.vocabulary import Home, Kpi, Measure, Vocabulary, spelt
from kpi_rules.shell.language import in_words
from kpi_rules.shell.page import titled
from kpi_rules.shell.terminal import Screen, safe
from kpi_rules.shell.trial import needs, trial

Entry = Measure | Kpi

_ELSE = "{before}, else {last}"

_BETTER = {
    "more": said("more is better"),
    "less": said("less is better"),
    "none": said("neither more nor less is better"),
}


def page(entry: Entry, vocabulary: Vocabulary, screen: Screen) -> str:
    """Everything that is known of the entry."""
    labels = (entry.label.ru, entry.label.en) if screen.lang == "ru" else (entry.label.en, entry.label.ru)
    label = " / ".join(filter(None, labels))
    title = f"{screen.paint('strong', safe(entry.name))}  {safe(label)}".rstrip()
    return "\n".join([title, "", *titled(_rows(entry, vocabulary, screen.lang), screen, "  ")])


def _rows(entry: Entry, vocabulary: Vocabulary, lang: Lang) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Kpi):
        yield said("formula"), entry.formula
    else:
        homes = listed(map(_home, entry.homes), _ELSE)
        yield said("measure"), said("a {kind}, from {homes}", kind=entry.kind.value, homes=homes)
    yield said("unit"), said("{unit}; {better}", unit=entry.unit, better=_BETTER[entry.better])
    title, other = other_name(entry)
    yield title, other
    yield said("also called"), ", ".join(alias for alias in entry.aliases if alias != other)
    for text in _abouts(entry, lang):
        yield said("in words"), text
    yield from _data(entry, vocabulary)
    if isinstance(entry, Kpi):
        yield said("defined by"), entry.definition
        yield said("confused with"), entry.confused_with
    if entry.file:
        yield (
            said("stands in"),
            said("{file}, line {line}", file=PurePath(entry.file).name, line=entry.span.line),
        )


def other_name(entry: Entry) -> tuple[str, str]:
    """`in Russian` and the Russian identifier; of an entry whose own name is Russian, the English one; maybe none."""
    for title, name in ((said("in Russian"), spelt(entry, "ru")), (said("in English"), spelt(entry, "en"))):
        if name != entry.name:
            return title, name
    return "", ""


def _abouts(entry: Entry, lang: Lang) -> tuple[str, ...]:
    """Both languages for an English reader; a Russian one has the Russian text."""
    return (in_words(entry.about, lang),) if lang == "ru" else (entry.about.en, entry.about.ru)


def _home(home: Home) -> str:
    """`daily.likes`, `the rows of reactions where kind = "like"`."""
    what = f"{home.table}.{home.column}" if home.column else said("the rows of {table}", table=home.table)
    if home.where:
        what = said("{what} where {condition}", what=what, condition=home.where)
    return said("{what} by {column}", what=what, column=home.time) if home.time else what


def _data(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What the catalogue's tables must hold, and what this workspace's sources lack of it."""
    columns = needs(trial(entry, vocabulary, everything=True))
    yield (
        said("needs"),
        "; ".join(f"{table}: {', '.join(names)}" for table, names in columns.items()),
    )
    if vocabulary.sources is None:
        return
    found = trial(entry, vocabulary)
    if found.parts:
        yield said("here"), said("can be had from {sources}", sources=", ".join(f"`{name}`" for name in found.sources))
    elif found.lack:
        yield said("here"), said("cannot be had: {lack}", lack=found.lack)
