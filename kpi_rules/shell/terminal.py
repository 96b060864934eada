"""What a terminal can show: safe text, its width in cells, wrapping, colour."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from kpi_rules.language.said import Lang, in_language

TAB = 4
_JOINERS = "\u200c\u200d"  # parts of words and of emoji: they move nothing and hide nothing
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPACES = re.compile(r"[ \t\n\r]+")
_STYLES = {"good": "32", "bad": "31;1", "doubt": "33", "faint": "2", "strong": "1"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Colour, or none: `paint("bad", text)`. Styles are good, bad, doubt, faint, strong."""

    on: bool = False

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.on and style and text else text


PLAIN = Paint()


@dataclass(frozen=True, slots=True)
class Screen:
    """How to show: with or without colour, how many cells wide, and in which language."""

    paint: Paint = PLAIN
    columns: int = 100
    lang: Lang = "en"

    def words(self, text: str) -> str:
        """The text in the language of the screen."""
        return in_language(text, self.lang)


def screen(stream: TextIO, color: bool | None = None, lang: Lang = "en") -> Screen:
    """The screen behind a stream: colour on a terminal only and never against NO_COLOR, unless asked for."""
    terminal = stream.isatty()
    if color is None:
        color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    try:
        cells = os.get_terminal_size(stream.fileno()).columns if terminal else 100
    except (OSError, ValueError):
        cells = 100
    return Screen(Paint(color), min(100, cells) if cells >= 40 else 100, lang)


def say(text: str) -> None:
    """Lines to standard output."""
    sys.stdout.write(text + "\n")


def put(text: str) -> None:
    """A text to standard output as it stands: its own line ends, in UTF-8 whatever the terminal is."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    raw.write(text.encode("utf-8"))


def warn(text: str) -> None:
    """Lines to standard error, after what already went to standard output."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def visible(char: str) -> str:
    """The character, or its escape if it would steer the terminal instead of standing in the line."""
    if unicodedata.category(char) not in _UNSAFE or char in _JOINERS:
        return char
    code = ord(char)
    if code < 256:
        return _ESCAPES.get(char, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def safe(text: str) -> str:
    """One line of text from a file or a user, with everything that is no printed character escaped."""
    return text if text.isascii() and text.isprintable() else "".join(map(visible, text))


def safe_lines(text: str) -> str:
    """The same for text of several lines."""
    return "\n".join(map(safe, text.split("\n")))


def cells(text: str) -> int:
    """How many cells a terminal gives to the text: two for wide characters, none for combining ones."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Filled with spaces to `width` cells, on the left if it is to stand on the right."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def cut(text: str, width: int) -> str:
    """At most `width` cells, with an ellipsis where something is left out."""
    if cells(text) <= width:
        return text
    kept, used = "", 1
    for char in text:
        used += _cells(char)
        if used > width:
            break
        kept += char
    return kept + "…"


def wrap(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Lines of at most `width` cells, broken at spaces but for no-break ones; a longer word stands alone."""
    line = indent
    for word in _SPACES.split(text.strip(" \t\n\r")):
        if line != indent and cells(line) + 1 + cells(word) > width:
            yield line
            line = indent
        line += word if line == indent else " " + word
    if line != indent:
        yield line


def _cells(char: str) -> int:
    if char in _JOINERS or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
