"""The vocabulary: the standard catalogue, and a workspace's own entries on top of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kpi_rules import language
from kpi_rules.catalogue.holidays import Calendars, read_holidays
from kpi_rules.catalogue.kpis import read_ambiguous, read_kpis
from kpi_rules.catalogue.measures import read_measures
from kpi_rules.catalogue.names import Names
from kpi_rules.catalogue.tables import read_tables
from kpi_rules.language.diagnostics import Diagnostic, Notes
from kpi_rules.language.fields import entries_of, known_keys
from kpi_rules.language.kept import kept, stamp
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.language.yamltext import Entries, read_yaml

SECTIONS = ("tables", "measures", "kpis", "ambiguous")
_HERE = Path(__file__).parent
_LANGUAGE = Path(language.__file__).parent
_HOLIDAYS = "holidays.yaml"


@cache
def standard() -> Vocabulary:
    """What ships with the package. No source is known yet, so every column counts as there."""
    made_from = (*_HERE.glob("*.yaml"), *_HERE.glob("*.py"), *_LANGUAGE.glob("*.py"))
    return kept("catalogue", stamp(made_from), _standard)


def _standard() -> Vocabulary:
    files = [(path.name, path.read_text("utf-8")) for path in sorted(_HERE.glob("*.yaml")) if path.name != _HOLIDAYS]
    empty = Vocabulary({}, {}, {}, {}, _holidays())
    vocabulary, faults = extended(empty, files)
    if faults:
        raise ValueError(f"the standard catalogue is broken: {faults[0]}")
    return vocabulary


def extended(base: Vocabulary, files: Iterable[tuple[str, str]]) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary with the entries of more files (path and text) added; entries with a fault are left out.

    All files are read section by section, so that an entry may use what another file declares.
    """
    texts = [Notes(path, text) for path, text in files]
    roots = [(root, notes) for notes in texts if (root := read_yaml(notes.text, notes)) is not None]
    for root, notes in roots:
        known_keys(root, SECTIONS, notes, said("a catalogue file"))
    tables, measures, kpis = dict(base.tables), dict(base.measures), dict(base.kpis)
    ambiguous, names = dict(base.ambiguous), Names(dict(base.names), set(base.ambiguous))
    for section, notes in _sections(roots, "tables"):
        read_tables(section, tables, notes)
    for section, notes in _sections(roots, "measures"):
        read_measures(section, tables, measures, names, notes)
    for section, notes in _sections(roots, "kpis"):
        read_kpis(section, kpis, names, notes)
    for section, notes in _sections(roots, "ambiguous"):
        read_ambiguous(section, ambiguous, (*measures, *kpis), names, notes)
    usable = {spelling: name for spelling, name in names.owners.items() if name in measures or name in kpis}
    vocabulary = Vocabulary(
        tables, measures, kpis, ambiguous, base.holidays, base.sources, base.timezone, base.currency, usable
    )
    return vocabulary, [note for notes in texts for note in notes]


def _sections(roots: list[tuple[Entries, Notes]], name: str) -> Iterable[tuple[Entries, Notes]]:
    for root, notes in roots:
        section = entries_of(root.get(name), notes, name)
        if section is not None:
            yield section, notes


def _holidays() -> Calendars:
    notes = Notes(_HOLIDAYS, (_HERE / _HOLIDAYS).read_text("utf-8"))
    root = read_yaml(notes.text, notes)
    if root is None or notes.found:
        raise ValueError(f"the standard holidays are broken: {notes.found}")
    return read_holidays(root)
