"""A page of titled texts: titles on the left, the texts wrapped beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_rules.shell.terminal import Screen, pad, safe, wrap

_WIDEST = 24


def titled(rows: Iterable[tuple[str, str]], screen: Screen, indent: str = "") -> Iterator[str]:
    """A line or more for each row that has a text."""
    said = [(safe(screen.words(title)), screen.words(text)) for title, text in rows if text.strip()]
    width = min(_WIDEST, max((len(title) for title, _ in said), default=0)) + 2
    room = max(30, screen.columns - width - len(indent))
    before = None
    for title, text in said:
        for line in wrapped(text, room):
            yield indent + screen.paint("faint", pad("" if title == before else title, width)) + line
            before = title


def wrapped(text: str, width: int) -> Iterator[str]:
    """Text of several lines, each wrapped and made safe."""
    for line in text.strip().split("\n"):
        lead = safe(line[: len(line) - len(line.lstrip(" "))])
        yield from wrap(safe(line), width, lead) if line.strip() else [""]
