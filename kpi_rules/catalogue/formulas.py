"""Formulas and conditions of a workspace's own entries, read before any contract uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from kpi_rules.language.contract import Header
from kpi_rules.language.diagnostics import Diagnostic, Notes, Span
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.expressions import resolve
from kpi_rules.language.meaning.fault import Fault, fault
from kpi_rules.language.meaning.homes import parsed
from kpi_rules.language.meaning.selecting import condition, value_of
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Kpi, Measure, Vocabulary

_YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
_ANY = Header("catalogue", _YEAR, currency="RUB", baseline=_YEAR)  # no formula asks which


def check_formulas(vocabulary: Vocabulary, texts: Mapping[str, str]) -> list[Diagnostic]:
    """What is wrong in the formulas of own KPIs and the conditions of own measures; `texts` are their files'."""
    everything = replace(vocabulary, sources=None)
    found: list[Diagnostic] = []
    entries: list[Kpi | Measure] = [*vocabulary.measures.values(), *vocabulary.kpis.values()]
    for entry in entries:
        if entry.file in texts:
            notes = Notes(entry.file, texts[entry.file])
            try:
                _check(entry, Desk(everything, _ANY, notes))
            except Fault as wrong:
                found += _placed(wrong, entry, notes)
    return found


def _check(entry: Kpi | Measure, desk: Desk) -> None:
    if isinstance(entry, Kpi):
        typed = resolve(desk, parsed(entry.formula), Reading(inside=(entry.name,)))
        declared = desk.unit(entry.unit, entry.span)
        if (typed.unit.money, typed.unit.time) != (declared.money, declared.time):
            end = len(entry.formula) + 1
            raise fault(
                "KPI060",
                Span(1, 1, 1, end),
                said("the formula gives {found}, and the unit is {unit}", found=typed.unit.name, unit=entry.unit),
            )
        return
    for home in entry.homes:
        table = desk.vocabulary.tables[home.table]
        if home.where is not None:
            condition(parsed(home.where), table)
        if home.column is not None:
            value_of(parsed(home.column), table)


def _placed(wrong: Fault, entry: Kpi | Measure, notes: Notes) -> Iterator[Diagnostic]:
    """The findings where they stand in the file: a formula is one line, which begins at the entry's place."""
    for finding in wrong.findings:
        start = entry.span
        before = start.column - 1
        there = Span(start.line, before + finding.span.column, start.line, before + finding.span.end_column)
        notes.add(finding.code, there, finding.message, finding.help)
    yield from notes
