"""The columns of a text file, cell by cell; columns of plain numbers are checked as a whole, because most are plain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC
from kpi_rules_engine.sources.cells import BLANKS, Meanings, understand
from kpi_rules_engine.sources.complaints import Complaint, shown
from kpi_rules_engine.sources.layout import Parts, Place
from kpi_rules_engine.sources.marks import UNMARKED, Marks, find_marks
from kpi_rules_engine.sources.refusal import Doubt, Refusal
from kpi_rules_engine.sources.sizes import Size, size_of
from kpi_rules_engine.sources.staged import Task

_PLAIN = {mark: re.compile(rf"(?m)^-?[0-9]{{1,18}}(?:[{mark}][0-9]{{1,18}})?$") for mark in ".,"}


@dataclass(slots=True)
class TextColumns:
    """Every filled column in plain spelling, the sizes of numbers, the forms of dates, the marks of the file."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    marks: Marks = UNMARKED


def read_columns(
    columns: Mapping[str, list[str]], lines: list[int], places: Mapping[str, Place], task: Task
) -> tuple[TextColumns, list[Complaint]]:
    """Read the cells of a file, given by catalogue column; `lines` are those of the rows."""
    kinds = {column: task.table.columns[column].kind for column in columns}
    numbers = {column: "\n".join(cells) for column, cells in columns.items() if kinds[column] in NUMERIC}
    marks = find_marks(numbers.values(), task.source.read.decimal, task.source.read.thousands)
    texts = {column: set(cells) for column, cells in columns.items() if column not in numbers}
    if isinstance(marks, Marks):
        texts |= {column: _odd(text, columns[column], marks) for column, text in numbers.items()}
    parts = {column for column, place in places.items() if isinstance(place, Parts)}
    meanings = understand(texts, kinds, task.manner, marks if isinstance(marks, Marks) else UNMARKED, parts)
    if isinstance(marks, Doubt):
        meanings.doubts += [(column, marks) for column in numbers if marks.cells & set(columns[column])][:1]
        return TextColumns(), _complaints(columns, lines, places, meanings)
    found = TextColumns(marks=marks)
    for column, cells in columns.items():
        if column in numbers:
            found.columns[column] = _spelt(cells, meanings.values[column], marks)
            found.sizes[column] = size_of(found.columns[column])
        else:
            found.columns[column] = list(map(meanings.values[column].__getitem__, cells))
    found.dates = {column: form for column, form in meanings.dates.items() if form and column not in parts}
    return found, _complaints(columns, lines, places, meanings)


def unreadable(line: int, place: Place, text: str, refusal: Refusal, times: int = 1) -> Complaint:
    """The complaint about one cell."""
    message = said("column {place}: {text} {reason}", place=shown(place.name), text=shown(text), reason=refusal.reason)
    return Complaint(line, place.index + 1, refusal.code, message, refusal.help, times)


def _odd(text: str, cells: list[str], marks: Marks) -> set[str]:
    """The cells of a number column that are more than digits and a decimal mark: all of them where one has a `%`."""
    if "%" in text or text.count("\n") >= max(len(cells), 1):
        return set(cells)
    return set(_PLAIN[marks.decimal].sub("", text).split("\n")) - {""}


def _spelt(cells: list[str], meanings: Mapping[str, str], marks: Marks) -> list[str]:
    if marks.decimal == ",":
        return [meanings[cell] if cell in meanings else cell.replace(",", ".") for cell in cells]
    return [meanings.get(cell, cell) for cell in cells] if meanings else cells


def _complaints(
    columns: Mapping[str, list[str]], lines: list[int], places: Mapping[str, Place], meanings: Meanings
) -> list[Complaint]:
    found: list[Complaint] = []
    for column, refused in meanings.refused.items():
        if refused:
            rows = zip(lines, columns[column], strict=True)
            found += [unreadable(line, places[column], text, refused[text]) for line, text in rows if text in refused]
    for column, doubt in meanings.doubts:
        place, rows = places[column], zip(lines, columns[column], strict=True)
        shows = ((line, text) for line, text in rows if text in doubt.cells or text.strip(BLANKS) in doubt.cells)
        line, text = next(shows, (0, ""))
        message = said(
            "column {place}: {message}, such as {text}",
            place=shown(place.name),
            message=doubt.message,
            text=shown(text),
        )
        found.append(Complaint(line, place.index + 1, doubt.code, message, doubt.help))
    return found
