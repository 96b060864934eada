"""Everything in the catalogue has one name in each language, and either is read in every place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kpi_rules.catalogue.columns import Columns
from kpi_rules.catalogue.configuration import read_workspace
from kpi_rules.catalogue.loader import extended, standard
from kpi_rules.catalogue.names import good_names
from kpi_rules.language.diagnostics import NOWHERE, Notes
from kpi_rules.language.reading import read_contract
from kpi_rules.language.vocabulary import Entry, Place, Vocabulary, fold, spelt
from kpi_rules.language.yamltext import Scalar
from pages import ROOT, blocks

STANDARD = standard()
FIGURES: list[Entry] = [*STANDARD.measures.values(), *STANDARD.kpis.values()]
TABLES: list[Entry] = list(STANDARD.tables.values())
COLUMNS: list[Entry] = [column for table in STANDARD.tables.values() for column in table.columns.values()]
ENTRIES = [*FIGURES, *TABLES, *COLUMNS]


def places() -> Iterator[tuple[str, list[Entry]]]:
    """What can stand in one place: a figure, a table, a column of one table."""
    yield "figure", FIGURES
    yield "table", TABLES
    for table in STANDARD.tables.values():
        yield table.name, list(table.columns.values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_name_in_each_language(entry: Entry) -> None:
    assert spelt(entry, "en") == entry.name
    assert re.fullmatch("[а-яё]+(?:_[а-яё]+)*", spelt(entry, "ru"))


def test_one_name_means_one_thing_everywhere() -> None:
    """`members`, a measure and a column, is `участники` as both; and nothing else is."""
    pairs = {(spelt(entry, "en"), fold(spelt(entry, "ru"))) for entry in ENTRIES}
    assert len(pairs) == len({english for english, _ in pairs}) == len({russian for _, russian in pairs})


def test_no_spelling_means_two_things_in_one_place() -> None:
    for _, entries in places():
        spellings = [fold(name) for entry in entries for name in (entry.name, *entry.aliases)]
        assert len(spellings) == len(set(spellings))
    columns: dict[str, str] = {}
    for column in COLUMNS:  # `for each` and `scope` name a column of any table
        for name in (column.name, *column.aliases):
            assert columns.setdefault(fold(name), column.name) == column.name
    assert not {fold(name) for entry in FIGURES for name in entry.aliases} & set(STANDARD.ambiguous)


def test_names_are_good_ones() -> None:
    """None mixes alphabets, none is a reserved word."""
    notes = Notes("", "")
    assert good_names([Scalar(name, NOWHERE) for e in ENTRIES for name in (e.name, *e.aliases)], notes)
    assert good_names([Scalar(name, NOWHERE) for name in STANDARD.ambiguous], notes)


@pytest.mark.parametrize("name", [name for name in STANDARD.ambiguous if name.isascii()])
def test_a_refused_name_is_refused_in_russian_too(name: str) -> None:
    russian = [exact for other, exact in STANDARD.ambiguous.items() if not other.isascii()]
    assert STANDARD.ambiguous[name] in russian


def test_a_walk_over_columns_sees_each_once() -> None:
    for table in STANDARD.tables.values():
        names = [column.name for column in table.columns.values()]
        assert list(table.columns) == names
        assert len(names) == len(set(names)) == len(table.columns)


@pytest.mark.parametrize("entry", COLUMNS, ids=lambda entry: entry.name)
def test_a_column_is_found_by_every_name(entry: Entry) -> None:
    tables = [table for table in STANDARD.tables.values() if entry.name in table.columns]
    assert tables
    for table in tables:
        plain = replace(table, columns=dict(table.columns))  # made elsewhere than in the catalogue
        for name in (entry.name, *entry.aliases):
            for text in (name, name.upper(), name.replace("ё", "е")):
                assert table.column(text) is plain.column(text) is table.columns[entry.name]
                assert Columns.of(plain)[text] is table.columns[entry.name]
        assert table.column(entry.name + "_") is plain.column(entry.name + "_") is None


@pytest.mark.parametrize("name", ["posts", "ПОСТЫ", "Публикации", "Posts"])
def test_a_table_is_found_by_every_name(name: str) -> None:
    assert STANDARD.table(name) is STANDARD.tables["posts"]
    assert STANDARD.table("лайки") is None


def test_twins_are_one_clause() -> None:
    page = (ROOT / "tests/cases/language/russian-names.md").read_text("utf-8")
    (text,) = [block.text for block in blocks(page) if block.kind == "markdown"]
    contract, _ = read_contract("aurora.kpi.md", text, STANDARD)
    assert contract is not None
    prints = contract.fingerprints
    twins = [id for id in prints if f"{id}_ru" in prints]
    assert len(twins) == 8
    assert all(prints[id] == prints[f"{id}_ru"] for id in twins)
    assert len({prints[id] for id in twins}) == len(twins)


def test_a_count_of_a_table_is_called_after_it() -> None:
    front = "---\ncontract: x\nterm: 2026-01-01..2026-12-31\ntimezone: UTC\n---\n"
    english, russian = (
        read_contract("x.kpi.md", f"{front}```kpi\ncount({table}) >= 5\n```\n", STANDARD)[0]
        for table in ("daily", "Дневная_статистика")
    )
    assert english is not None
    assert russian is not None
    assert [clause.id for clause in russian.clauses] == ["daily"]
    assert russian.fingerprints == english.fingerprints


def test_a_source_feeds_a_table_by_its_russian_name(tmp_path: Path) -> None:
    (tmp_path / "kpi.yaml").write_text(
        "sources:\n"
        "  Публикации: {files: a.csv, columns: {Сеть: канал}, constants: {аккаунт: aurora}, blanks: {лайки: 0}}\n"
        "  days: {files: b.csv, table: дневная_статистика}\n",
        "utf-8",
    )
    workspace, notes = read_workspace(tmp_path)
    assert notes == []
    posts, days = workspace.sources
    assert (posts.name, posts.table, days.table) == ("Публикации", "posts", "daily")
    assert (posts.columns, posts.constants, posts.blanks) == ({"Сеть": "channel"}, {"account": "aurora"}, {"likes": 0})


# -- from one language to the other


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_there_and_back(entry: Entry) -> None:
    russian = STANDARD.russian(entry.name)
    assert russian == spelt(entry, "ru")
    for name in (russian, russian.upper(), fold(russian), entry.name, *entry.aliases):
        assert STANDARD.english(name) == entry.name
        assert STANDARD.russian(name) == russian


OWN = """\
tables:
  Звонки:
    names: [calls]
    grain: event
    key: [аккаунт, номер]
    time: начат
    columns:
      account: {kind: text, names: [аккаунт]}
      number: {kind: text, names: [номер]}
      начат: moment
      length: {kind: seconds, names: [длина]}
      shop: {kind: text, names: [канал]}
      topic: {kind: text, names: [предмет]}
measures:
  calls: {kind: count, from: звонки, unit: count, names: [вызовы]}
  length: {kind: sample, from: Звонки.Длина, unit: duration}
"""


def own() -> Vocabulary:
    vocabulary, faults = extended(STANDARD, [("kpis/own.yaml", OWN)])
    assert faults == []
    return vocabulary


def test_own_names_are_read_in_either_language() -> None:
    vocabulary = own()
    table = vocabulary.table("CALLS")
    assert table is vocabulary.table("звонки")
    assert table is not None
    assert (table.name, table.key, table.time) == ("Звонки", ("account", "number"), "начат")
    assert [home.table for home in vocabulary.measures["calls"].homes] == ["Звонки"]
    assert vocabulary.measures["length"].homes[0].column == "length"


@pytest.mark.parametrize(
    ("name", "place", "russian", "english"),
    [
        ("calls", "table", "Звонки", "calls"),
        ("calls", "figure", "вызовы", "calls"),
        ("calls", None, "calls", "calls"),  # two things, of two names
        ("length", "column", "длина", "length"),
        ("length", "figure", "length", "length"),
        ("начат", "column", "начат", "начат"),
        ("канал", "column", "канал", "канал"),  # of other tables it is `channel`
        ("channel", "column", "channel", "channel"),
        ("topic", "column", "topic", "topic"),  # `тема` elsewhere
        ("number", None, "номер", "number"),
        ("Likes", None, "лайки", "likes"),
        ("unknown", None, "unknown", "unknown"),
    ],
)
def test_a_name_that_would_come_to_mean_another_thing_stays(
    name: str, place: Place | None, russian: str, english: str
) -> None:
    vocabulary = own()
    assert vocabulary.russian(name, place) == russian
    assert vocabulary.english(name, place) == english


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("tables:\n  own: {¦name: x, grain: event, key: a, time: at, columns: {a: text, at: moment}}\n", "KPI011"),
        ("tables:\n  own: {names: ¦посты, grain: event, key: a, time: at, columns: {a: text, at: moment}}\n", "KPI035"),
        ("tables:\n  own: {names: ¦а-б, grain: event, key: a, time: at, columns: {a: text, at: moment}}\n", "KPI060"),
        ("tables:\n  посты: {columns: {own: {kind: text, names: [¦Канал]}}}\n", "KPI035"),
        ("tables:\n  посты: {¦names: [own]}\n", "KPI011"),
    ],
)
def test_a_faulty_name_is_placed(marked: str, code: str) -> None:
    vocabulary, (note,) = extended(STANDARD, [("own.yaml", marked.replace("¦", ""))])
    line = marked.split("\n")[note.span.line - 1]
    assert (note.code, note.span.column - 1) == (code, line.index("¦"))
    assert vocabulary.tables == STANDARD.tables
