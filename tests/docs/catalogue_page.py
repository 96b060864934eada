"""The tables of docs/catalogue.md: `python tests/docs/catalogue_page.py --write` makes them anew."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePath

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.vocabulary import Entry, Home, Kpi, Measure, Table, Vocabulary, spelt

PAGE = Path(__file__).resolve().parents[2] / "docs" / "catalogue.md"
MADE = "<!-- The tables below are made from kpi_rules/catalogue/*.yaml by tests/docs/catalogue_page.py. -->\n"
SUBJECTS = {
    "audience": "Members",
    "activity": "Activity",
    "reach": "Reach",
    "cost": "Cost and sales",
    "feedback": "Mentions",
    "work": "The publishing plan",
    "integrity": "Integrity",
}


def catalogue_tables(vocabulary: Vocabulary) -> str:
    """Tables, measures, KPIs and refused names, as Markdown."""
    parts = ["", "## Tables", ""]
    for table in vocabulary.tables.values():
        parts += [*_table_section(table), ""]
    parts += ["## Measures", "", "A measure is a fact. Its kind says how it adds up.", ""]
    for subject, entries in _by_subject(vocabulary.measures.values()):
        parts += [f"### Measures: {subject}", ""]
        parts += _drawn(
            ("name", "in Russian", "what it is", "kind", "read from", "unit", "better", "also called"),
            [_measure_row(entry) for entry in entries if isinstance(entry, Measure)],
        )
        parts.append("")
    parts += ["## KPIs", "", "A KPI is a formula over measures, computed after they were added up.", ""]
    for subject, entries in _by_subject(vocabulary.kpis.values()):
        parts += [f"### KPIs: {subject}", ""]
        parts += _drawn(
            ("name", "in Russian", "formula", "unit", "better", "in words", "not to be confused with", "also called"),
            [_kpi_row(entry) for entry in entries if isinstance(entry, Kpi)],
        )
        parts.append("")
    parts += ["## Refused names", "", "The trade uses these for different formulas, so a clause says which one.", ""]
    refused = [(f"`{name}`", _code_list(exact) or "none yet") for name, exact in vocabulary.ambiguous.items()]
    parts += [*_drawn(("name", "exact ones"), refused), "", "## Holidays", ""]
    parts += ["Days off in the whole country, by year, for `holidays:` and `except holidays`.", ""]
    known = [(f"`{name}`", f"{min(years)} to {max(years)}") for name, years in vocabulary.holidays.items()]
    parts += [*_drawn(("country", "years"), known), ""]
    return "\n".join(parts)


def _table_section(table: Table) -> Iterator[str]:
    yield f"### `{table.name}`"
    yield ""
    grain = {"day": "a day of an account", "event": "something that happened", "span": "a stretch of days"}
    words = [table.about.en, f"A row is {grain[table.grain.value]}. Its key: {_code_list(table.key)}"]
    words[-1] += f", and of {_code_list(table.dimensions)} those that the source has." if table.dimensions else "."
    words.append(f"`{table.time}` places it in time. In Russian: {_code_list((spelt(table, 'ru'),))}")
    words[-1] += f", also {_others(table)}." if _others(table) else "."
    yield from textwrap.wrap(" ".join(words), 120, break_on_hyphens=False)
    yield ""
    rows = [
        (*_called(c), f"{c.kind.value}{', never negative' if c.nonnegative else ''}", _others(c))
        for c in table.columns.values()
    ]
    yield from _drawn(("column", "in Russian", "holds", "also called"), rows)


def _called(entry: Entry) -> tuple[str, str]:
    return f"`{entry.name}`", f"`{spelt(entry, 'ru')}`"


def _others(entry: Entry) -> str:
    return ", ".join(name for name in entry.aliases if name != spelt(entry, "ru"))


def _measure_row(entry: Measure) -> tuple[str, ...]:
    places = ", else ".join(map(_home, entry.homes))
    return *_called(entry), entry.about.en, entry.kind.value, places, entry.unit, _better(entry), _others(entry)


def _kpi_row(entry: Kpi) -> tuple[str, ...]:
    words = entry.about.en, entry.confused_with, _others(entry)
    return *_called(entry), f"`{entry.formula}`", entry.unit, _better(entry), *words


def _home(home: Home) -> str:
    what = f"`{home.table}.{home.column}`" if home.column else f"rows of `{home.table}`"
    where = f" where `{home.where}`" if home.where else ""
    return f"{what}{where}{f', by `{home.time}`' if home.time else ''}"


def _better(entry: Measure | Kpi) -> str:
    return "–" if entry.better == "none" else entry.better


def _by_subject(entries: Iterable[Measure | Kpi]) -> Iterator[tuple[str, list[Measure | Kpi]]]:
    order = list(SUBJECTS)
    found = sorted(entries, key=lambda e: order.index(PurePath(e.file).stem))
    for stem, group in groupby(found, key=lambda e: PurePath(e.file).stem):
        yield SUBJECTS[stem], list(group)


def _drawn(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    cells = [heads, tuple("---" for _ in heads), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]


def _code_list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def write() -> None:
    """Make the tables of the catalogue's page anew."""
    head = PAGE.read_text("utf-8").partition(MADE)[0]
    PAGE.write_text(head + MADE + catalogue_tables(standard()), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/docs/catalogue_page.py --write")
    write()
