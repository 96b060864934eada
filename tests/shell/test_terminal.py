"""Widths, wrapping, escaping, colour."""

from __future__ import annotations

import io

import pytest

from kpi_rules.shell.terminal import cells, cut, pad, safe, safe_lines, screen, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("cpa", 3), ("охват", 5), ("漢字", 4), ("e\u0301", 1), ("й", 1), ("и\u0306", 1), ("😀", 2)],
)
def test_cells(text, width) -> None:
    assert cells(text) == width
    assert cells(pad(text, 9)) == 9


def test_what_is_no_printed_character_is_escaped() -> None:
    assert safe("a\x1b[31m\n\t\x00\u202e\u2028\udc80б") == "a\\x1b[31m\\n\\t\\x00\\u202e\\u2028\\udc80б"
    assert safe_lines("a\nb\x07") == "a\nb\\x07"


def test_cut_leaves_room_for_the_ellipsis() -> None:
    assert cut("охват подписчиков", 8) == "охват п…"
    assert cells(cut("漢字漢字漢字", 6)) <= 6
    assert cut("cpa", 3) == "cpa"


def test_wrap_breaks_at_spaces() -> None:
    assert list(wrap("one two three", 9, "  ")) == ["  one two", "  three"]
    assert list(wrap("", 9)) == []
    assert list(wrap("unbreakable", 4)) == ["unbreakable"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_on_a_terminal_only(monkeypatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert screen(Terminal()).paint.on
    assert not screen(io.StringIO()).paint.on
    assert screen(io.StringIO(), True).paint.on
    assert not screen(Terminal(), False).paint.on
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen(Terminal()).paint.on
    assert screen(Terminal(), True).paint.on
