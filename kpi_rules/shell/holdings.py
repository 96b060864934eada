"""What a source holds, in words: files, rules of reading, columns, days, gaps."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.catalogue.workspace import DateParts
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Grain, Table
from kpi_rules.shell.calendars import NONE, SOME, Held
from kpi_rules.shell.draw import number
from kpi_rules.shell.figures import short_digest
from kpi_rules.shell.stretches import spoken, stretch
from kpi_rules_engine.sources.load import FileRead, Loaded, Rule

Row = tuple[str, str]

_STRETCHES = 12
_SHOWN = {"\t": "tab", " ": "space", "\u00a0": "no-break space", "\u202f": "narrow no-break space"}


def files_of(loaded: Loaded) -> Iterator[Row]:
    """Each file with its rows, its digest and how it was read."""
    for file in loaded.files:
        yield "file", f"{file.path}: {number(file.rows, 'row')}, sha256 {short_digest(file.sha256)}{_left_out(file)}"
        rule = _rule(file.rule)
        if rule:
            yield "read with", rule


def facts(loaded: Loaded, table: Table, held: Held) -> Iterator[Row]:
    """Columns, days, gaps, and what is not used."""
    yield "columns", ", ".join(_columns(loaded, table))
    unused = dict.fromkeys(name for file in loaded.files for name in file.unused)
    yield "not used", ", ".join(unused)
    if loaded.dimensions:
        yield "split by", ", ".join(loaded.dimensions)
    if held.stretches:
        some = ", ".join(map(stretch, held.stretches[:_STRETCHES]))
        more = len(held.stretches) - _STRETCHES
        first, last = min(days.first for days in held.stretches), max(days.last for days in held.stretches)
        yield "days", f"{stretch(Days(first, last))}; {number(held.accounts, 'account')}"
        yield "counted for", f"{some} and {more:,} more" if more > 0 else some
    elif loaded.first and loaded.last:
        yield "days", f"{stretch(Days(loaded.first, loaded.last))}; {number(held.accounts, 'account')}"
    if loaded.covers:
        yield "covers", f"{stretch(loaded.covers)}: a day without a row inside is zero, outside it is missing"
    if table.grain is Grain.DAY:
        yield "gaps", spoken(held.days(NONE)) or "none"
        partly = spoken(held.days(SOME))
        yield "partly", f"some accounts have no row on {partly}" if partly else ""
        for column, days in held.holes.items():
            everywhere = len(days) == len(held.on)
            yield "holes", f"{column} has no value on {'any day' if everywhere else spoken(days)}"
    if loaded.dropped:
        yield "duplicates", f"{number(loaded.dropped, 'row')} left out: the first of each key is kept"
    if loaded.undated:
        yield "undated", f"{number(loaded.undated, 'row')} without a day: in no period"


def _left_out(file: FileRead) -> str:
    return f", {number(file.left_out, 'totals row')} left out" if file.left_out else ""


def _rule(rule: Rule) -> str:
    """`separator ";", encoding cp1251 (detected)`: each field that was used, and who decided it."""
    dialect = rule.dialect
    used = {name: getattr(dialect, name) for name in ("separator", "decimal", "thousands", "encoding", "dates", "skip")}
    return ", ".join(
        f"{name} {_quoted(value)}{' (detected)' if name in rule.detected else ''}"
        for name, value in used.items()
        if value not in (None, 0)
    )


def _quoted(value: str | int) -> str:
    text = str(value)
    return _SHOWN.get(text, f'"{text}"' if len(text) == 1 and not text.isalnum() else text)


def _columns(loaded: Loaded, table: Table) -> Iterator[str]:
    """`spend (Расходы)`, `account is aurora`, in the order of the table."""
    source = loaded.source
    names = {column: name for name, column in source.columns.items()}
    if isinstance(source.date, str):
        names[table.time] = source.date
    for column in table.columns:
        if column not in loaded.columns:
            continue
        if column in source.constants:
            yield f"{column} is {source.constants[column]}"
        elif column == source.numbered:
            yield f"{column} is the row's number"
        elif column == table.time and isinstance(source.date, DateParts):
            yield f"{column} ({source.date.year}, {source.date.month}, {source.date.day})"
        else:
            name = names.get(column, column)
            yield column if name == column else f"{column} ({name})"
