"""The tables of docs/catalogue.md: `python tests/docs/catalogue_page.py --write` makes them anew."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePath

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.vocabulary import Home, Kpi, Measure, Table, Vocabulary

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
            ("name", "what it is", "kind", "read from", "unit", "better", "also called"),
            [_measure_row(entry) for entry in entries if isinstance(entry, Measure)],
        )
        parts.append("")
    parts += ["## KPIs", "", "A KPI is a formula over measures, computed after they were added up.", ""]
    for subject, entries in _by_subject(vocabulary.kpis.values()):
        parts += [f"### KPIs: {subject}", ""]
        parts += _drawn(
            ("name", "formula", "unit", "better", "in words", "not to be confused with", "also called"),
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
    words.append(f"`{table.time}` places it in time.")
    yield from textwrap.wrap(" ".join(words), 120, break_on_hyphens=False)
    yield ""
    also: dict[str, list[str]] = {}
    for spelt, name in getattr(table.columns, "spellings", {}).items():
        if spelt != name:
            also.setdefault(name, []).append(spelt)
    rows = [
        (f"`{c.name}`", f"{c.kind.value}{', never negative' if c.nonnegative else ''}", ", ".join(also.get(c.name, [])))
        for c in table.columns.values()
    ]
    yield from _drawn(("column", "holds", "also called"), rows)


def _measure_row(entry: Measure) -> tuple[str, ...]:
    places = ", else ".join(map(_home, entry.homes))
    names = ", ".join(entry.aliases)
    return f"`{entry.name}`", entry.about.en, entry.kind.value, places, entry.unit, _better(entry), names


def _kpi_row(entry: Kpi) -> tuple[str, ...]:
    formula, names = f"`{entry.formula}`", ", ".join(entry.aliases)
    return f"`{entry.name}`", formula, entry.unit, _better(entry), entry.about.en, entry.confused_with, names


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
