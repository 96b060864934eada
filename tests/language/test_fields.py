"""Readers of single values: the value, or a message with a place and the text that was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kpi_rules.language import fields
from kpi_rules.language.currencies import CURRENCIES, MINOR_UNITS
from kpi_rules.language.diagnostics import Diagnostic, Notes, Span
from kpi_rules.language.schedule import Days
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import Words
from kpi_rules.language.yamltext import Entries, Scalar, read_yaml


def parse(text: str) -> tuple[Entries, Notes]:
    notes = Notes("kpi.yaml", text)
    tree = read_yaml(text, notes)
    assert tree is not None
    return tree, notes


def read(reader: Callable[..., Any], value: str, *arguments: Any) -> tuple[Any, list[Diagnostic]]:
    tree, notes = parse(f"key: {value}\n")
    return reader(tree.get("key"), *arguments[:1], notes, "key", *arguments[1:]), list(notes)


GOOD: list[tuple[Callable[..., Any], str, Any]] = [
    (fields.text_of, "no", "no"),
    (fields.text_of, "' kept '", " kept "),
    (fields.text_of, ">\n  two\n  lines\n", "two lines"),
    (fields.words_of, "{en: One, ru: Раз}", Words("One", "Раз")),
    (fields.words_of, "One", Words("One")),
    (fields.flag_of, "true", True),
    (fields.number_of, "0.05", Fraction(1, 20)),
    (fields.number_of, "-1_000", Fraction(-1000)),
    (fields.share_of, "0%", Fraction(0)),
    (fields.share_of, "95%", Fraction(19, 20)),
    (fields.share_of, "0.5", Fraction(1, 2)),
    (fields.whole_of, "304", 304),
    (fields.day_of, "2028-02-29", date(2028, 2, 29)),
    (fields.days_of, "2026-01..2026-02", Days(date(2026, 1, 1), date(2026, 2, 28))),
    (fields.length_of, "5 days", 5),
    (fields.length_of, "5 дней", 5),
    (fields.currency_of, "RUB", "RUB"),
    (fields.timezone_of, "Europe/Moscow", "Europe/Moscow"),
]


@pytest.mark.parametrize(("reader", "text", "value"), GOOD)
def test_a_value_is_read(reader: Callable[..., Any], text: str, value: Any) -> None:
    assert read(reader, text) == (value, [])


BAD: list[tuple[Callable[..., Any], str, str | None]] = [
    (fields.text_of, "", "key: …"),
    (fields.text_of, "[a]", "key: a text"),
    (fields.text_of, '"a\\0b"', None),
    (fields.flag_of, "no", None),
    (fields.number_of, "0,05", "key: 0.05"),
    (fields.number_of, "1 000 000", "key: 1_000_000"),
    (fields.number_of, "1e3", "key: 0.05"),
    (fields.number_of, "١٢٣", "key: 0.05"),
    (fields.number_of, "9" * 41, "key: 0.05"),
    (fields.share_of, "120%", "key: 95%"),
    (fields.whole_of, "1.5", "key: 0"),
    (fields.whole_of, "-1", "key: 0"),
    (fields.day_of, "2026-02-30", "key: 2026-02-28"),
    (fields.days_of, "2026-02-01..2026-01-01", "key: 2026-01-01..2026-12-31"),
    (fields.length_of, "5", "key: 5 days"),
    (fields.currency_of, "rub", "key: RUB"),
    (fields.currency_of, "RUR", "key: RUB"),
    (fields.timezone_of, "Europe/Moskow", "key: Europe/Moscow"),
    (fields.timezone_of, "../../etc/passwd", "key: Europe/Moscow"),
]


@pytest.mark.parametrize(("reader", "text", "help"), BAD)
def test_a_wrong_value_is_placed_and_corrected(reader: Callable[..., Any], text: str, help: str | None) -> None:
    value, notes = read(reader, text)
    assert value is None
    assert [(note.code, note.span.line, note.help) for note in notes] == [("KPI013", 1, help)]
    assert notes[0].span.column >= 5
    assert "`key`" in notes[0].message


@pytest.mark.parametrize("reader", dict.fromkeys(reader for reader, *_ in (*GOOD, *BAD)))
def test_an_absent_key_is_no_fault(reader: Callable[..., Any]) -> None:
    notes = Notes("kpi.yaml", "")
    assert reader(None, notes) is None
    assert notes.found == []


def test_a_choice_proposes_the_nearest_word() -> None:
    tree, notes = parse("a: mor\nb: less\nc: zzz\n")
    read = {key: fields.choice_of(tree.get(key), ("more", "less"), notes, key) for key in "abc"}
    assert read == {"a": None, "b": "less", "c": None}
    assert [note.help for note in notes] == ["a: more", None]


def test_unknown_keys_are_told_with_the_nearest() -> None:
    tree, notes = parse("files: x\ncolums: {}\nzzz: 1\n")
    assert not fields.known_keys(tree, ("files", "columns"), notes, "the source `daily`")
    told = [(note.code, note.span.line, note.help) for note in notes]
    assert told == [("KPI011", 2, "columns:"), ("KPI011", 3, "the keys here are files, columns")]
    assert "`zzz` is not a key of the source `daily`" in [note.message for note in notes]


def test_a_required_key_is_missed_where_its_mapping_begins() -> None:
    tree, notes = parse("a: 1\nb:\n  c: 1\n")
    body = fields.entries_of(tree.get("b"), notes)
    assert body is not None
    assert fields.required(body, "formula", notes, "the KPI `b`") is None
    assert fields.required(tree, "a", notes) == Scalar("1", Span(1, 4, 1, 5))
    assert [(note.code, note.span, note.help) for note in notes] == [("KPI012", Span(3, 3, 3, 4), "formula: …")]


def test_lists_keep_places_and_refuse_repetition() -> None:
    tree, notes = parse("a: [x, y, x]\nb: z\n")
    assert [item.text for item in fields.each_of(tree.get("a"), notes, "a")] == ["x", "y"]
    assert [item.span.line for item in fields.each_of(tree.get("b"), notes, "b")] == [2]
    assert [(note.code, note.span.column) for note in notes] == [("KPI014", 11)]


def test_the_place_inside_quotes() -> None:
    tree, notes = parse("a: 'likes + 1'\nb: likes\nc: |\n  likes\n")
    places = [fields.inner(value) for _, value in tree.pairs if isinstance(value, Scalar)][:2]
    assert places == [Span(1, 5, 1, 14), Span(2, 4, 2, 9)]
    assert [fields.line_of(tree.get(key), notes, key) for key in "abc"] == ["likes + 1", "likes", None]
    assert [(note.code, note.span.line) for note in notes] == [("KPI013", 3)]


def test_messages_quote_no_control_characters() -> None:
    _, notes = read(fields.number_of, '"\\e[31m' + "x" * 200 + '"')
    assert notes[0].message.isprintable()
    assert len(notes[0].message) < 120


def test_the_nearest_name() -> None:
    assert nearest("engagment", ("engagement", "reach")) == "engagement"
    assert nearest("ЛАЙКY", ("лайки", "likes")) == "лайки"
    assert nearest("zzz", ("engagement", "reach")) is None
    assert nearest("x" * 100_000, ("engagement",)) is None


def test_currencies() -> None:
    assert {"RUB", "USD", "EUR", "KZT", "BYN", "GBP"} <= CURRENCIES
    assert not CURRENCIES & {"AND", "FOR", "KEY", "RUR"}
    assert [MINOR_UNITS[code] for code in ("RUB", "JPY", "KWD")] == [2, 0, 3]
