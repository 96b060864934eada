"""A text file (CSV and its relatives): read here, cell by cell, and written down again in one plain form."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Set
from pathlib import Path

from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.vocabulary import NUMERIC
from kpi_rules_engine.sources.cells import Meanings, understand
from kpi_rules_engine.sources.complaints import Complaint, shown
from kpi_rules_engine.sources.decode import Decoded, decode
from kpi_rules_engine.sources.form import Form, form
from kpi_rules_engine.sources.layout import Field, Parts, Place, Wanted, lay_out, wanted
from kpi_rules_engine.sources.refusal import Refusal
from kpi_rules_engine.sources.rows import rows
from kpi_rules_engine.sources.sizes import size_of
from kpi_rules_engine.sources.spelling import LINE, literal
from kpi_rules_engine.sources.staged import FileRead, Outcome, Rule, Staged, Task


def stage(path: Path, name: str, number: int, task: Task) -> Outcome:
    """Read the file `name` and write it to the task's room as `number`.csv: UTF-8, canonical cells."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Complaint(0, 0, "KPI070", f"the file cannot be opened: {error.strerror}")]
    dialect = task.source.read
    decoded = decode(raw, dialect.encoding)
    if isinstance(decoded, Complaint):
        return None, [decoded]
    found = form(decoded.lines, dialect, wanted(task.source, task.table))
    if isinstance(found, Complaint):
        return None, [found]
    layout, complaints = lay_out(task.source, task.table, found.names, found.start + 1)
    sheet, more = rows(decoded.lines, found, dialect)
    columns = {column: _texts(sheet.cells, place) for column, place in layout.places.items()}
    kinds = {column: task.table.columns[column].kind for column in columns}
    parts = {column for column, place in layout.places.items() if isinstance(place, Parts)}
    meanings = understand({column: set(texts) for column, texts in columns.items()}, kinds, task.manner, parts)
    complaints += more + _complaints(columns, sheet.lines, layout.places, meanings)
    if complaints:
        return None, complaints
    target = task.room / f"{number}.csv"
    _write(target, columns, meanings.values, sheet.lines)
    digest = hashlib.sha256(raw).hexdigest()
    read = FileRead(
        name, digest, len(sheet.lines), _rule(dialect, decoded, found, meanings, parts), sheet.totals, layout.unused
    )
    sizes = {column: size_of(meanings.values[column].values()) for column in columns if kinds[column] in NUMERIC}
    return Staged(read, _select(target, columns), layout.places, sizes), []


def names_in(raw: bytes, dialect: Dialect, wanted: Wanted) -> tuple[str, ...] | Complaint:
    """The names in the header of a file that starts with these bytes."""
    decoded = decode(raw, dialect.encoding, whole=False)
    if isinstance(decoded, Complaint):
        return decoded
    found = form(decoded.lines, dialect, wanted)
    return found if isinstance(found, Complaint) else found.names


def _texts(cells: list[list[str]], place: Place) -> list[str]:
    if isinstance(place, Field):
        index = place.index
        return [row[index] for row in cells]
    return [_joined(row, place) for row in cells]


def _joined(row: list[str], place: Parts) -> str:
    texts = [row[part.index].strip() if isinstance(part, Field) else str(part) for part in place.parts]
    given = not place.fields or any(row[field.index].strip() for field in place.fields)
    return "-".join(texts) if given else ""


def _complaints(
    columns: Mapping[str, list[str]], lines: list[int], places: Mapping[str, Place], meanings: Meanings
) -> list[Complaint]:
    found: list[Complaint] = []
    for column, refused in meanings.refused.items():
        if not refused:
            continue
        place = places[column]
        for line, text in zip(lines, columns[column], strict=True):
            if text in refused:
                found.append(unreadable(line, place, text, refused[text]))
    for column, doubt in meanings.doubts:
        place = places[column]
        line, text = next(
            (line, text) for line, text in zip(lines, columns[column], strict=True) if text.strip() in doubt.cells
        )
        message = f"column {shown(place.name)}: {doubt.message}, such as {shown(text)}"
        found.append(Complaint(line, place.index + 1, doubt.code, message, doubt.help))
    return found


def unreadable(line: int, place: Place, text: str, refusal: Refusal, times: int = 1) -> Complaint:
    """The complaint about one cell."""
    message = f"column {shown(place.name)}: {shown(text)} {refusal.reason}"
    return Complaint(line, place.index + 1, refusal.code, message, refusal.help, times)


def _write(
    target: Path, columns: Mapping[str, list[str]], values: Mapping[str, dict[str, str]], lines: list[int]
) -> None:
    written = [map(values[column].__getitem__, texts) for column, texts in columns.items()]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(zip(*written, lines, strict=True))


def _select(target: Path, columns: Mapping[str, list[str]]) -> str:
    types = {**dict.fromkeys(columns, "VARCHAR"), LINE: "BIGINT"}
    declared = ", ".join(f"{literal(column)}: '{type_}'" for column, type_ in types.items())
    return (
        f"SELECT * FROM read_csv({literal(str(target))}, header = false, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', nullstr = '', columns = {{{declared}}})"
    )


def _rule(dialect: Dialect, decoded: Decoded, found: Form, meanings: Meanings, parts: Set[str]) -> Rule:
    forms = {column: form for column, form in meanings.dates.items() if form and column not in parts}
    marks = meanings.marks
    said = bool(dialect.decimal or dialect.thousands)
    used = Dialect(
        separator=found.separator,
        decimal=marks.decimal if marks.proved or said else None,
        thousands=marks.thousands if marks.proved or said else None,
        encoding=dialect.encoding or decoded.encoding,
        dates=dialect.dates or next(iter(forms.values()), None),
        skip=found.start or dialect.skip,
        totals=dialect.totals,
    )
    names = ("separator", "decimal", "thousands", "encoding", "dates", "skip")
    detected = tuple(name for name in names if getattr(dialect, name) is None and getattr(used, name) is not None)
    return Rule(used, detected, forms)
