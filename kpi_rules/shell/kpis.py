"""`kpi kpis`: what can be measured, or all that is known of one name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import groupby
from pathlib import PurePath

from tabulate import tabulate

from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.vocabulary import Kpi, Measure, Vocabulary, fold
from kpi_rules.shell import exits
from kpi_rules.shell.draw import drawn, message
from kpi_rules.shell.entry import Entry, page
from kpi_rules.shell.inputs import read_around
from kpi_rules.shell.terminal import Screen, safe, say, screen, warn


def kpis(name: str | None, color: bool | None) -> int:
    """0 shown, 2 there is no such name."""
    around = read_around([])
    vocabulary = around.vocabulary
    shown = screen(sys.stdout, color)
    if around.notes:
        warn(drawn(around.notes, screen(sys.stderr, color)))
    if name is None:
        say("\n\n".join(_groups(vocabulary, shown)))
        return exits.FINE
    if fold(name) in vocabulary.ambiguous:
        say("\n".join(_ambiguous(name, vocabulary, shown)))
        return exits.FINE
    entry = entry_of(name, vocabulary)
    if entry is None:
        what = "there is no measure or KPI of this name"
        unknown = Diagnostic("KPI030", name, NOWHERE, what, _near(name, vocabulary))
        warn(message(unknown, screen(sys.stderr, color)))
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
        rows = [(e.name, e.unit, "–" if e.better == "none" else e.better, e.label.en or e.label.ru) for e in found]
        cells = [tuple(map(safe, row)) for row in rows]
        table = tabulate(cells, ("name", "unit", "better", "what it is"), "plain", disable_numparse=True)
        yield f"{screen.paint('strong', safe(subject))}\n{table}"
    yield "kpi kpis NAME shows the formula, the data it needs and what it is confused with"


def _subject(entry: Measure | Kpi) -> str:
    return PurePath(entry.file).stem if entry.file else "others"


def _ambiguous(name: str, vocabulary: Vocabulary, screen: Screen) -> Iterator[str]:
    yield f"{screen.paint('strong', safe(name))} means different formulas to different people; a contract says which:"
    yield ""
    for exact in vocabulary.ambiguous[fold(name)]:
        entry = entry_of(exact, vocabulary)
        formula = entry.formula if isinstance(entry, Kpi) else ""
        label = entry.label.en if entry else ""
        yield f"  {exact:<28}  {safe(formula or label)}"


def _near(name: str, vocabulary: Vocabulary) -> str:
    asked = fold(name)
    like = get_close_matches(asked[:64], vocabulary.names, n=5, cutoff=0.6)
    like += [known for known in vocabulary.names if len(asked) > 2 and asked in known]
    names = list(dict.fromkeys(vocabulary.names[known] for known in like))[:5]
    return f"did you mean {' or '.join(f'`{n}`' for n in names)}?" if names else "kpi kpis lists all names"
