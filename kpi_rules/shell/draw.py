"""Messages about texts, drawn: place, source line, caret under the exact span, help."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.said import COMMA, listed, said
from kpi_rules.shell.terminal import TAB, Screen, cells, safe, safe_lines, visible


def drawn(notes: Iterable[Diagnostic], screen: Screen) -> str:
    """All messages, with an empty line after each, and a last line that counts them."""
    notes = list(notes)
    return "\n\n".join([*(message(note, screen) for note in notes), screen.words(counted(notes))])


def message(note: Diagnostic, screen: Screen) -> str:
    """One message, of several lines."""
    paint = screen.paint
    style = "bad" if note.is_error else "doubt"
    severity = screen.words(said("error") if note.is_error else said("warning"))
    kind = paint(style, f"{severity}[{note.code}]")
    lines = [f"{paint('strong', place(note))}: {kind}: {safe(screen.words(note.message))}"]
    gutter = " " * len(str(note.span.line))
    if note.source_line.strip():
        text, start, length = _aimed(note, screen.columns - len(gutter) - 4)
        lines.append(f" {paint('faint', f'{note.span.line} |')} {text}".rstrip())
        lines.append(f" {gutter} {paint('faint', '|')} {' ' * start}{paint(style, '^' * length)}")
    if note.help:
        help = screen.words(said("help:"))
        first, *rest = safe_lines(screen.words(note.help)).split("\n")
        lines.append(f" {gutter} {paint('strong', help)} {first}")
        lines += [f" {gutter} {' ' * cells(help)} {line}" for line in rest]
    return "\n".join(lines)


def place(note: Diagnostic) -> str:
    """`file:line:column`, or the file alone where the message is about all of it."""
    file = safe(near(note.file))
    if note.span == NOWHERE and not note.source_line:
        return file
    return f"{file}:{note.span.line}:{note.span.column}"


def near(file: str) -> str:
    """A path as it is typed in the current folder, if that is the shorter way to say it."""
    if not os.path.isabs(file):
        return file
    try:
        return min(os.path.relpath(file), file, key=len)
    except ValueError:  # another drive
        return file


def counted(notes: Sequence[Diagnostic]) -> str:
    """`3 errors, 1 warning in 2 files`."""
    errors = sum(note.is_error for note in notes)
    warnings = len(notes) - errors
    parts = [said("{count:error|errors}", count=errors)] if errors else []
    parts += [said("{count:warning|warnings}", count=warnings)] if warnings else []
    found = listed(parts, COMMA) if parts else said("no messages")
    return said("{found} in {files:file|files}", found=found, files=len({note.file for note in notes}))


def _aimed(note: Diagnostic, room: int) -> tuple[str, int, int]:
    """The source line as it can be shown, and where the carets under it begin and how many there are."""
    pieces = _pieces(note.source_line)
    widths = [cells(piece) for piece in pieces]
    first = min(note.span.column - 1, len(pieces))
    last = len(pieces) if note.span.end_line > note.span.line else min(note.span.end_column - 1, len(pieces))
    left, right = _frame(widths, first, max(last, first + 1), max(room, 20))
    start = sum(widths[left:first]) + (left > 0)
    length = sum(widths[first : min(max(last, first), right)])
    text = ("…" if left else "") + "".join(pieces[left:right]) + ("…" if right < len(pieces) else "")
    return text, start, max(length, 1)


def _pieces(line: str) -> list[str]:
    """What stands for each character: itself, its escape, or the spaces of a tab."""
    pieces: list[str] = []
    at = 0
    for char in line:
        pieces.append(" " * (TAB - at % TAB) if char == "\t" else visible(char))
        at += cells(pieces[-1])
    return pieces


def _frame(widths: list[int], first: int, last: int, room: int) -> tuple[int, int]:
    """Which characters to show of a line that is too long: the span, with some of what stands around it."""
    if sum(widths) <= room:
        return 0, len(widths)
    left, right, used = first, first, 2  # room for an ellipsis on either side
    while right < min(last, len(widths)) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    before = (room - used) * 2 // 3
    while left > 0 and widths[left - 1] <= before:
        left -= 1
        used += widths[left]
        before -= widths[left]
    while right < len(widths) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    return left, right
