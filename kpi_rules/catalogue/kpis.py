"""The sections `kpis:` and `ambiguous:` of a catalogue file: formulas, and names that are refused."""

from __future__ import annotations

from collections.abc import Iterable

from kpi_rules.catalogue.headings import KEYS, read_heading
from kpi_rules.catalogue.names import Names, good_names, known_name
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import each_of, entries_of, inner, known_keys, line_of, required, text_of
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import Kpi, fold
from kpi_rules.language.yamltext import Entries, Scalar

_KPI = (*KEYS, "formula", "definition", "confused_with")


def read_kpis(section: Entries, kpis: dict[str, Kpi], names: Names, notes: Notes) -> None:
    """Add the section's KPIs to `kpis`, and their names to `names`; faulty ones are left out."""
    for name, node in section.pairs:
        body = entries_of(node, notes, name.text)
        kpi = _kpi(name, body, names, notes) if body else None
        if kpi:
            kpis[kpi.name] = kpi


def read_ambiguous(
    section: Entries, ambiguous: dict[str, tuple[str, ...]], known: Iterable[str], names: Names, notes: Notes
) -> None:
    """Add the refused names to `ambiguous`, folded, each with the exact ones; a known one gets more exact ones."""
    exact_names = tuple(known)
    for name, node in section.pairs:
        if not good_names((name,), notes) or not names.refuse(name, notes):
            continue
        exact = [
            known_name(item, exact_names, notes, "KPI060", said("measure or KPI")) for item in each_of(node, notes)
        ]
        before = ambiguous.get(fold(name.text), ())
        ambiguous[fold(name.text)] = tuple(dict.fromkeys((*before, *(each for each in exact if each))))


def _kpi(name: Scalar, body: Entries, names: Names, notes: Notes) -> Kpi | None:
    before, what = len(notes.found), said("the KPI `{name}`", name=name.text)
    known_keys(body, _KPI, notes, what)
    heading = read_heading(name, body, names, notes, what)
    node = required(body, "formula", notes, what, name.span)
    formula = line_of(node, notes, "formula")
    definition = text_of(body.get("definition"), notes, "definition") or ""
    confused = text_of(body.get("confused_with"), notes, "confused_with") or ""
    if heading is None or formula is None or not isinstance(node, Scalar) or len(notes.found) > before:
        return None
    return Kpi(
        name.text, formula, heading.unit, heading.better, heading.label, heading.about, heading.aliases,
        definition, confused, notes.file, inner(node),
    )  # fmt: skip
