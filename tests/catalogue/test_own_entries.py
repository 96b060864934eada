"""A workspace's own catalogue entries: any subject, and every fault with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpi_rules.catalogue.loader import extended, standard
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.vocabulary import Column, ColumnKind, Grain, Home, Kind, Vocabulary

CALLS = """\
tables:
  calls:
    grain: event
    key: [account, call]
    time: rang_at
    columns:
      account: text
      call: text
      rang_at: moment
      answered_at: moment
      talked: {kind: seconds, nonnegative: true, names: [разговор]}
      Priority: flag
  daily:
    columns: {stories: {kind: number, names: [истории]}, brand: text}
    dimensions: [brand]
measures:
  calls_lost:
    label: {en: Lost calls, ru: Потерянные звонки}
    names: [Потерянные_звонки]
    kind: count
    from: {table: Calls, where: 'answered_at is missing', time: rang_at}
    unit: count
    better: less
  talk: {kind: sample, from: calls.разговор, unit: duration}
  waiting: {kind: sample, from: {table: calls, column: answered_at - rang_at}, unit: duration}
kpis:
  lost_share:
    formula: "calls_lost / calls_all"
    unit: ratio
  own_engagement_rate: {formula:   likes / talk, unit: count}
ambiguous:
  answer_rate: [lost_share]
  er: [own_engagement_rate]
"""


def extend(text: str, base: Vocabulary | None = None) -> tuple[Vocabulary, list[tuple[str, int, int, str | None]]]:
    vocabulary, notes = extended(base or standard(), [("kpis/own.yaml", text)])
    assert all(note.file == "kpis/own.yaml" and note.is_error for note in notes)
    assert all(note.source_line == text.splitlines()[note.span.line - 1] for note in notes)
    return vocabulary, [(note.code, note.span.line, note.span.column, note.help) for note in notes]


def test_a_call_centre() -> None:
    vocabulary, notes = extend(CALLS)
    assert notes == []
    table = vocabulary.tables["calls"]
    assert (table.grain, table.time, table.key) == (Grain.EVENT, "rang_at", ("account", "call"))
    assert table.columns["priority"].name == "Priority"
    assert table.columns["talked"] == Column("talked", ColumnKind.SECONDS, nonnegative=True, aliases=("разговор",))
    lost = vocabulary.measures["calls_lost"]
    assert lost.kind is Kind.COUNT
    assert lost.homes == (Home("calls", None, "answered_at is missing", "rang_at"),)
    assert vocabulary.measures["talk"].homes == (Home("calls", "talked"),)
    assert vocabulary.measures["waiting"].homes == (Home("calls", "answered_at - rang_at"),)
    assert vocabulary.canonical("потерянные_звонки") == "calls_lost"
    assert vocabulary.ambiguous["answer_rate"] == ("lost_share",)
    assert vocabulary.ambiguous["er"][-1] == "own_engagement_rate"


def test_a_standard_table_is_added_to() -> None:
    daily = extend(CALLS)[0].tables["daily"]
    assert daily.columns["Истории"].name == "stories"
    assert daily.dimensions == (*standard().tables["daily"].dimensions, "brand")
    assert daily.key == standard().tables["daily"].key
    assert "stories" not in standard().tables["daily"].columns


def test_places_of_texts_that_the_language_reads() -> None:
    vocabulary, _ = extend(CALLS)
    places = {name: kpi.span for name, kpi in vocabulary.kpis.items() if kpi.file == "kpis/own.yaml"}
    lines = CALLS.splitlines()
    for name, span in places.items():
        formula = vocabulary.kpis[name].formula
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == formula, name
    assert len(places) == 2
    where = vocabulary.measures["calls_lost"].span
    assert lines[where.line - 1][where.column - 1 : where.end_column - 1] == "answered_at is missing"
    talk = vocabulary.measures["talk"]
    assert (talk.file, talk.span) == ("kpis/own.yaml", Span(24, 3, 24, 7))


def test_files_are_read_together() -> None:
    parts = re.split(r"^(?=kpis:)", CALLS, flags=re.MULTILINE)
    assert len(parts) == 2
    vocabulary, notes = extended(standard(), [("kpis/a.yaml", parts[1]), ("kpis/b.yaml", parts[0])])
    assert notes == []
    assert vocabulary.kpis["lost_share"].file == "kpis/a.yaml"


KPI = "kpis:\n  own: {formula: likes, unit: %s}\n"
MEASURE = "measures:\n  own: {unit: count, kind: %s, from: %s}\n"
TABLE = "tables:\n  %s: {grain: %s, key: %s, time: %s, columns: {account: text, date: date, at: moment, n: number}}\n"


@pytest.mark.parametrize(
    ("marked", "code", "help"),
    [
        ("¦kpi: {}\n", "KPI011", "kpis:"),
        ("kpis: ¦[a]\n", "KPI013", "kpis: {name: value}"),
        # names
        ("kpis:\n  ¦Лайки: {formula: likes, unit: count}\n", "KPI035", "own_Лайки"),
        ("kpis:\n  own: {names: [mine, ¦CPA], formula: likes, unit: count}\n", "KPI035", None),
        ("kpis:\n  own: {names: [¦Own], formula: likes, unit: count}\n", "KPI035", None),
        ("kpis:\n  ¦er: {formula: likes, unit: count}\n", "KPI035", "own_er"),
        ("kpis:\n  ¦own-er: {formula: likes, unit: count}\n", "KPI060", "own_er"),
        ("kpis:\n  ¦Each: {formula: likes, unit: count}\n", "KPI060", None),
        ("kpis:\n  ¦сpa: {formula: likes, unit: count}\n", "KPI032", "type the whole name in one of them"),
        ("ambiguous:\n  ¦likes: [cpa]\n", "KPI035", None),
        ("ambiguous:\n  own: [cpa, ¦engagemnt]\n", "KPI060", "engagement"),
        ("tables:\n  daily: {columns: {¦Лайки: number}}\n", "KPI035", "own_Лайки"),
        # headings and formulas
        (KPI % "¦RUB", "KPI013", "unit: money"),
        (KPI % "¦percent", "KPI013", "unit: ratio"),
        (KPI % "¦moneys", "KPI013", "unit: money"),
        (KPI % "¦people per day", "KPI013", "unit: count"),
        (KPI % "ratio, better: ¦mor", "KPI013", "better: more"),
        (KPI % "ratio, ¦formulas: x", "KPI011", "formula:"),
        (KPI % "ratio, label: {¦e: x, en: x}", "KPI011", "the keys here are en, ru"),
        ("kpis:\n  ¦own: {unit: ratio}\n", "KPI012", "formula: …"),
        ("kpis:\n  own:\n    unit: ratio\n    formula: ¦likes\n      + cpa\n", "KPI013", "formula: likes + cpa"),
        # measures and their homes
        (MEASURE % ("¦flows", "daily.likes"), "KPI013", "kind: flow"),
        (MEASURE % ("flow", "¦dayly.likes"), "KPI060", "daily"),
        (MEASURE % ("flow", "¦daily.likse"), "KPI060", "likes"),
        (MEASURE % ("flow", "¦a/b"), "KPI013", "from: daily.likes"),
        (MEASURE % ("flow", "[daily.likes, ¦posts.like]"), "KPI060", "likes"),
        (MEASURE % ("flow", "{table: posts, time: ¦likes}"), "KPI060", "likes: date"),
        (MEASURE % ("flow", "{table: posts, ¦whre: a}"), "KPI011", "where:"),
        (MEASURE % ("flow", "{table: ¦[posts]}"), "KPI013", "table: a text"),
        (MEASURE % ("flow", "¦daily.channel"), "KPI060", None),
        (MEASURE % ("flow", "¦daily.spend"), "KPI060", "unit: money"),
        (MEASURE % ("count", "¦posts.likes"), "KPI060", "from: posts"),
        (MEASURE % ("sample", "¦posts"), "KPI060", "from: posts.…"),
        (MEASURE % ("stock", "¦posts.likes"), "KPI060", None),
        (MEASURE % ("flow", "¦periods.reach"), "KPI060", None),
        ("measures:\n  ¦own: {kind: flow, unit: count}\n", "KPI012", "from: …"),
        # tables
        (TABLE % ("own", "¦evnt", "[account]", "date"), "KPI013", "grain: event"),
        (TABLE % ("own", "event", "[¦acount]", "date"), "KPI060", "account"),
        (TABLE % ("¦own", "day", "[account]", "date"), "KPI060", "key: [account, date]"),
        (TABLE % ("own", "day", "[account, at]", "¦at"), "KPI060", "at: date"),
        (TABLE % ("own", "event", "[account]", "¦n"), "KPI060", "n: date"),
        (TABLE % ("¦own", "span", "[account]", "date"), "KPI012", "until: …"),
        (TABLE % ("own", "event", "[account]", "at, dimensions: [¦n]"), "KPI060", None),
        ("tables:\n  daily: {¦grain: day}\n", "KPI011", "the keys here are columns, dimensions"),
        ("tables:\n  daily: {columns: {own: ¦numbr}}\n", "KPI013", "kind: number"),
        ("tables:\n  daily: {columns: {own: {kind: text, ¦nonnegative: true}}}\n", "KPI060", None),
    ],
)
def test_a_fault_is_placed(marked: str, code: str, help: str | None) -> None:
    """`¦` stands before the place that the message must point at."""
    before, text = marked.split("¦")[0], marked.replace("¦", "")
    vocabulary, notes = extend(text)
    place = (before.count("\n") + 1, len(before.split("\n")[-1]) + 1)
    assert [note[:3] for note in notes] == [(code, *place)]
    assert help is None or notes[0][3] == help
    assert not {"own", "Лайки", "er", "Each"} & {*vocabulary.kpis, *vocabulary.measures, *vocabulary.tables}
    assert vocabulary.names == standard().names


def test_every_fault_of_every_file_is_told() -> None:
    faulty = [(f"kpis/{name}.yaml", f"kpis:\n  {name}: {{unit: rato}}\n") for name in ("a", "b")]
    _, notes = extended(standard(), [*faulty, ("kpis/c.yaml", "a: *b\n")])
    assert [(note.file, note.code) for note in notes] == [
        ("kpis/a.yaml", "KPI012"), ("kpis/a.yaml", "KPI013"),
        ("kpis/b.yaml", "KPI012"), ("kpis/b.yaml", "KPI013"), ("kpis/c.yaml", "KPI010"),
    ]  # fmt: skip


def test_the_example_of_the_docs_holds() -> None:
    page = Path(__file__).parents[2] / "docs" / "catalogue-yaml.md"
    (example,) = re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    vocabulary, notes = extend(example)
    assert notes == []
    assert vocabulary.kpis["waste_share"].formula == "unsold / loaves"
    assert vocabulary.measures["loaves"].unit == "loaves"
    assert vocabulary.tables["bakery_days"].dimensions == ("product",)
