"""YAML is read as texts with places, under limits, and nothing in it can crash or surprise."""

from __future__ import annotations

import time

import pytest
import yaml

from kpi_rules.language import yamltext
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.yamltext import Entries, Items, Scalar, read_yaml


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both loaders must give the same; the first one is not everywhere."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yamltext, "_LOADER", getattr(yaml, request.param))


def read(text: str, first_line: int = 1) -> tuple[Entries | None, list[tuple[str, int, int]]]:
    notes = Notes("kpi.yaml", text)
    tree = read_yaml(text, notes, first_line)
    return tree, [(note.code, note.span.line, note.span.column) for note in notes]


def text_at(tree: Entries | None, key: str) -> str:
    assert tree is not None
    node = tree.get(key)
    assert isinstance(node, Scalar)
    return node.text


@pytest.mark.parametrize("text", ["no", "22:22", "010", "1e3", "~", "null", "2026-01-01", "0x10", ".5", "1_000"])
def test_a_value_is_the_text_that_stands_there(text: str) -> None:
    tree, notes = read(f"key: {text}\n")
    assert notes == []
    assert text_at(tree, "key") == text


def test_places_count_characters_and_lines_of_the_file() -> None:
    tree, notes = read("имя: 😀 да\nсписок:\n  - {a: 'b c'}\n", first_line=5)
    assert notes == []
    assert tree is not None
    name, listed = tree.get("имя"), tree.get("список")
    assert isinstance(name, Scalar)
    assert name.span == Span(5, 6, 5, 10)
    key = tree.key("список")
    assert key is not None
    assert key.span == Span(6, 1, 6, 7)
    assert isinstance(listed, Items)
    inner = listed.items[0]
    assert isinstance(inner, Entries)
    assert inner.span == Span(7, 5, 7, 15)
    assert inner.get("a") == Scalar("b c", Span(7, 9, 7, 14), quoted=True)
    assert inner.get("b") is None


def test_quotes_are_known_and_gone() -> None:
    tree, _ = read("a: '1'\nb: 1\nc: |\n  one\n  two\n")
    assert tree is not None
    quoted = [value.quoted for _, value in tree.pairs if isinstance(value, Scalar)]
    assert quoted == [True, False, True]
    assert text_at(tree, "c") == "one\ntwo\n"


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_no_text_is_an_empty_mapping(text: str) -> None:
    assert read(text) == (Entries((), Span(1, 1, 1, 1)), [])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("- one\n", 1, 1),
        ("just a text\n", 1, 1),
        ("a: 1\nb: *x\n", 2, 4),
        ("a: &x 1\n", 1, 4),
        ("&x a: 1\n", 1, 1),
        ("a: !!int 3\n", 1, 4),
        ("a: !own {b: 1}\n", 1, 4),
        ("<<: {a: 1}\n", 1, 1),
        ("? [a]\n: 1\n", 1, 3),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("a: b: c\n", 1, 5),
        ("a:\n\tb: 1\n", 2, 1),
        ("a: 1\nb: 'open\n", 2, 4),
        ("a: [1, 2\n", 2, 1),
        ("a: @x\n", 1, 4),
        ("a: x\u2028y\n", 1, 5),
        ("a: 1\nb: \x07\n", 2, 4),
        ("a: 1\r\nb: \u202e\r\n", 2, 4),
        ("a: \ud800\n", 1, 4),
    ],
)
def test_what_is_refused_is_placed(text: str, line: int, column: int) -> None:
    tree, notes = read(text)
    assert tree is None
    assert notes == [("KPI010", line, column)]


def test_every_fault_is_told() -> None:
    tree, notes = read("a: &x 1\nb: *x\nc: !t 1\n")
    assert tree is None
    assert [line for _, line, _ in notes] == [1, 2, 3]


def test_a_second_key_is_told_and_left_out() -> None:
    tree, notes = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert notes == [("KPI014", 4, 3), ("KPI014", 5, 1)]
    assert text_at(tree, "a") == "1"


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 100_000, "- " * 100_000])
def test_deep_nesting_is_a_message_and_quick(text: str) -> None:
    began = time.perf_counter()
    tree, notes = read(text)
    assert tree is None
    assert [code for code, _, _ in notes] == ["KPI010"]
    assert time.perf_counter() - began < 2


def test_depth_up_to_the_limit_is_read() -> None:
    depth = yamltext.MAX_DEPTH - 1  # the mapping itself is one level
    assert read(f"a: {'[' * depth}{']' * depth}\n")[1] == []
    assert read(f"a: {'[' * (depth + 1)}{']' * (depth + 1)}\n")[1] == [("KPI010", 1, 4 + depth)]


def test_the_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_NODES", 100)
    fitting = f"a: [{','.join('1' * 98)}]\n"  # with the mapping, the key and the list one too many
    assert read(fitting)[1] == [("KPI010", 1, 5 + 2 * 97)]
    assert read(fitting.replace("1,", "", 1))[1] == []


def test_many_faults_end_the_reading() -> None:
    tree, notes = read("".join(f"k{n}: *x\n" for n in range(5_000)))
    assert tree is None
    assert len(notes) == yamltext.MAX_FAULTS
