"""A block's lines: its statements and comments, and the blank lines between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kpi_rules.language.chunks import Chunk, Line, chunks
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.writing.statements import STEP, Written

Write = Callable[[Chunk], Written]


@dataclass(slots=True)
class _Paragraph:
    """Comments and the statement right below them; either may be absent. `gap`: a blank line stood above."""

    gap: bool = False
    comments: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def block(lines: Sequence[Line], write: Write) -> list[str]:
    """The canonical lines of a block, from its margin.

    A statement of several lines has a blank line before and after it; elsewhere one blank line stays where
    there were any. Indented comments below a statement stay with it.
    """
    found: list[str] = []
    long = False
    for paragraph in _paragraphs(lines, write):
        if found and (paragraph.gap or long or len(paragraph.body) > 1):
            found.append("")
        found += [*paragraph.comments, *paragraph.body]
        long = len(paragraph.body) > 1
    return found


def _paragraphs(lines: Sequence[Line], write: Write) -> list[_Paragraph]:
    starts = {chunk.lines[0].number: chunk for chunk in chunks(lines, Notes("", ""))}
    inside = {line.number for chunk in starts.values() for line in chunk.lines}
    found = [_Paragraph()]
    for line in lines:
        last = found[-1]
        said = line.text.strip()
        if line.number in starts:
            if last.body:
                found.append(last := _Paragraph())
            whole = write(starts[line.number])
            last.comments += whole.before
            last.body += whole.lines
        elif line.number in inside:
            continue
        elif not said:
            if last.body or last.comments:
                found.append(_Paragraph(gap=True))
        elif line.text[0].isspace() and (above := _nearest(found)):
            above.body.append(STEP + said)
        else:
            if last.body:
                found.append(last := _Paragraph())
            last.comments.append(said)
    return [paragraph for paragraph in found if paragraph.comments or paragraph.body]


def _nearest(found: Sequence[_Paragraph]) -> _Paragraph | None:
    """The statement above, if only blank lines stand between."""
    *earlier, last = found
    if last.body:
        return last
    return earlier[-1] if earlier and not last.comments and earlier[-1].body else None
