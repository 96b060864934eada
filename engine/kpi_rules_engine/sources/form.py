"""How a text file is laid out: its separator, and the line on which its header stands."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.said import said
from kpi_rules_engine.sources.complaints import Complaint
from kpi_rules_engine.sources.layout import Wanted

SEPARATORS = (",", ";", "\t", "|")
_PREAMBLE = 50  # lines among which a header is looked for
_SAMPLE = 100  # rows after it that must be as wide


@dataclass(frozen=True, slots=True)
class Form:
    """Separator, index of the header's line from 0, names in the header (blanks around them left out)."""

    separator: str
    start: int
    names: tuple[str, ...]


def form(lines: Sequence[str], dialect: Dialect, wanted: Wanted) -> Form | Complaint:
    """Find separator and header.

    The header is the first row that has all the wanted names, else the most of them; only where no
    row has any does the width of the rows decide. `skip` fixes its line, `separator` the separator.
    Rows above it that look like data are a complaint: nothing is dropped silently.
    """
    found = _find(lines, dialect, wanted)
    if isinstance(found, Complaint) or dialect.skip is not None:
        return found
    for number in range(found.start):
        cells = _cells(lines[: found.start], number, found.separator)
        if len(cells) == len(found.names) > 1 and 2 * sum(map(bool, cells)) > len(cells):
            return Complaint(
                number + 1,
                0,
                "KPI073",
                said("this row stands above the header (line {line}), and could be data", line=found.start + 1),
                said("if it is none: read: {{skip: {start}}}", start=found.start),
            )
    return found


def _find(lines: Sequence[str], dialect: Dialect, wanted: Wanted) -> Form | Complaint:
    first = next((n for n in range(dialect.skip or 0, len(lines)) if lines[n].strip()), None)
    if first is None:
        return Complaint(0, 0, "KPI070", said("the file has no header: it is empty"))
    last = first + 1 if dialect.skip is not None else min(first + _PREAMBLE, len(lines))
    separators = (separator_of(dialect.separator),) if dialect.separator else SEPARATORS
    candidates = _by_names(lines, separators, range(first, last), wanted)
    if len(candidates) == 1:
        return candidates[0]
    candidates = candidates or [Form(s, first, _cells(lines, first, s)) for s in separators]
    even = [candidate for candidate in candidates if _even(candidate, lines)]
    if len(even) == 1:
        return even[0]
    sample = "".join(lines[first : first + _SAMPLE])
    if dialect.separator or not any(separator in sample for separator in SEPARATORS):
        separator = separators[0]
        return Form(separator, first, _cells(lines, first, separator))  # one column, or as configured
    return Complaint(
        first + 1,
        0,
        "KPI073",
        said("the separator of the columns cannot be told"),
        said('say which it is: read: {{separator: ";"}} (or ",", "|", tab)'),
    )


def separator_of(said: str) -> str:
    """The character that a configuration means."""
    return "\t" if said.casefold() in ("tab", "\\t") else said


def _by_names(lines: Sequence[str], separators: Sequence[str], rows: range, wanted: Wanted) -> list[Form]:
    """The best header for each separator, of those the ones with the most of the wanted names."""
    best: list[Form] = []
    most = 0
    for separator in separators:
        top, here = 0, None
        for number in rows:
            if separator not in lines[number] and len(separators) > 1:
                continue
            names = _cells(lines, number, separator)
            count = wanted.count(names)
            if count > top:
                top, here = count, Form(separator, number, names)
            if count == len(wanted):
                break
        if here and top >= most:
            best = [*best, here] if top == most else [here]
            most = top
    return best


def _cells(lines: Sequence[str], start: int, separator: str) -> tuple[str, ...]:
    """The cells of the record that begins on this line; a header cell may have line ends in it."""
    reader = csv.reader(lines[start : start + _PREAMBLE], delimiter=separator)
    try:
        return tuple(" ".join(cell.split()) for cell in next(reader, []))
    except csv.Error:
        return ()


def _even(form: Form, lines: Sequence[str]) -> bool:
    """Whether the rows after a header of several columns are as wide as it."""
    if len(form.names) < 2:
        return False
    reader = csv.reader(lines[form.start :], delimiter=form.separator)
    try:
        widths = {len(row) for row in islice(reader, _SAMPLE) if any(row)}
    except csv.Error:
        return False
    return widths == {len(form.names)}
