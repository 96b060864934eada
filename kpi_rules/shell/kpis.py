"""`kpi kpis`: what can be measured, or all that is known of one name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import groupby
from pathlib import PurePath

from tabulate import tabulate

from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.said import OR, Lang, listed, said
from kpi_rules.language.vocabulary import Kpi, Measure, Vocabulary, fold
from kpi_rules.shell import exits
from kpi_rules.shell.draw import drawn, message
from kpi_rules.shell.entry import Entry, other_name, page
from kpi_rules.shell.inputs import read_around
from kpi_rules.shell.language import in_words, language
from kpi_rules.shell.terminal import Screen, safe, say, screen, warn

_HEADS = (said("name"), said("unit"), said("better"), said("what it is"), said("other language"))


def kpis(name: str | None, color: bool | None, asked: Lang | None = None) -> int:
    """0 shown, 2 there is no such name."""
    around = read_around([])
    vocabulary = around.vocabulary
    lang = language(asked, around.workspace)
    shown = screen(sys.stdout, color, lang)
    if around.notes:
        warn(drawn(around.notes, screen(sys.stderr, color, lang)))
    if name is None:
        say("\n\n".join(_groups(vocabulary, shown)))
        return exits.FINE
    if fold(name) in vocabulary.ambiguous:
        say("\n".join(_ambiguous(name, vocabulary, shown)))
        return exits.FINE
    entry = entry_of(name, vocabulary)
    if entry is None:
        what = said("there is no measure or KPI of this name")
        unknown = Diagnostic("KPI030", name, NOWHERE, what, _near(name, vocabulary))
        warn(message(unknown, screen(sys.stderr, color, lang)))
        return exits.NOTHING_JUDGED
    say(page(entry, vocabulary, shown))
    return exits.FINE


def entry_of(name: str, vocabulary: Vocabulary) -> Entry | None:
    """The measure or KPI that is called so in any spelling."""
    canonical = vocabulary.canonical(name) or ""
    return vocabulary.kpis.get(canonical) or vocabulary.measures.get(canonical)


def _groups(vocabulary: Vocabulary, screen: Screen) -> Iterator[str]:
    """A table a subject: the catalogue has a file for each."""
    entries: list[Entry] = [*vocabulary.measures.values(), *vocabulary.kpis.values()]
    subjects = sorted(entries, key=_subject)
    for subject, found in groupby(subjects, key=_subject):
        rows = [tuple(map(safe, _row(entry, screen))) for entry in found]
        table = tabulate(rows, [screen.words(head) for head in _HEADS], "plain", disable_numparse=True)
        yield f"{screen.paint('strong', safe(subject))}\n{table}"
    yield screen.words(said("kpi kpis NAME shows the formula, the data it needs and what it is confused with"))


def _row(entry: Entry, screen: Screen) -> tuple[str, ...]:
    better = "–" if entry.better == "none" else screen.words(said("{better}", better=entry.better))
    unit = screen.words(said("{unit}", unit=entry.unit))
    return entry.name, unit, better, in_words(entry.label, screen.lang), other_name(entry)[1]


def _subject(entry: Measure | Kpi) -> str:
    return PurePath(entry.file).stem if entry.file else "others"


def _ambiguous(name: str, vocabulary: Vocabulary, screen: Screen) -> Iterator[str]:
    means = said("means different formulas to different people; a contract says which:")
    yield f"{screen.paint('strong', safe(name))} {screen.words(means)}"
    yield ""
    exact_names = vocabulary.ambiguous[fold(name)]
    shown_names = [_in_the_letters_of(name, exact, vocabulary) for exact in exact_names]
    width = max(28, *map(len, shown_names), 0)
    for exact, shown in zip(exact_names, shown_names, strict=True):
        entry = entry_of(exact, vocabulary)
        formula = entry.formula if isinstance(entry, Kpi) else ""
        label = in_words(entry.label, screen.lang) if entry else ""
        yield f"  {safe(shown):<{width}}  {safe(formula or label)}"


def _in_the_letters_of(asked: str, name: str, vocabulary: Vocabulary) -> str:
    """The name in the language of the one that was asked for."""
    return name if asked.isascii() else vocabulary.russian(name, "figure")


def _near(name: str, vocabulary: Vocabulary) -> str:
    asked = fold(name)
    like = get_close_matches(asked[:64], vocabulary.names, n=5, cutoff=0.6)
    like += [known for known in vocabulary.names if len(asked) > 2 and asked in known]
    names = list(dict.fromkeys(_in_the_letters_of(name, vocabulary.names[known], vocabulary) for known in like))[:5]
    if not names:
        return said("kpi kpis lists all names")
    return said("did you mean {names}?", names=listed((f"`{n}`" for n in names), OR))
