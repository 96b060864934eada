"""What a source holds, in words: files, rules of reading, columns, days, gaps."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.catalogue.workspace import DateParts
from kpi_rules.language.said import COMMA, listed, said
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import Grain, Table
from kpi_rules.shell.calendars import NONE, SOME, Held
from kpi_rules.shell.figures import short_digest
from kpi_rules.shell.stretches import spoken, stretch
from kpi_rules_engine.sources.load import Loaded, Rule

Row = tuple[str, str]

_STRETCHES = 12
_SHOWN = {
    "\t": said("tab"),
    " ": said("space"),
    "\u00a0": said("no-break space"),
    "\u202f": said("narrow no-break space"),
}
_RULES = {
    "separator": said("separator"),
    "decimal": said("decimal"),
    "thousands": said("thousands"),
    "encoding": said("encoding"),
    "dates": said("dates"),
    "skip": said("skip"),
}


def files_of(loaded: Loaded) -> Iterator[Row]:
    """Each file with its rows, its digest and how it was read."""
    for file in loaded.files:
        text = said(
            "{path}: {rows:row|rows}, sha256 {digest}",
            path=file.path,
            rows=file.rows,
            digest=short_digest(file.sha256),
        )
        if file.left_out:
            text = said("{file}, {totals:totals row|totals rows} left out", file=text, totals=file.left_out)
        yield said("file"), text
        rule = _rule(file.rule)
        if rule:
            yield said("read with"), rule


def facts(loaded: Loaded, table: Table, held: Held) -> Iterator[Row]:
    """Columns, days, gaps, and what is not used."""
    yield said("columns"), listed(_columns(loaded, table), COMMA)
    unused = dict.fromkeys(name for file in loaded.files for name in file.unused)
    yield said("not used"), ", ".join(unused)
    if loaded.dimensions:
        yield said("split by"), ", ".join(loaded.dimensions)
    if held.stretches:
        some = ", ".join(map(stretch, held.stretches[:_STRETCHES]))
        more = len(held.stretches) - _STRETCHES
        first, last = min(days.first for days in held.stretches), max(days.last for days in held.stretches)
        yield said("days"), _days(Days(first, last), held)
        yield said("counted for"), said("{some} and {more:,} more", some=some, more=more) if more > 0 else some
    elif loaded.first and loaded.last:
        yield said("days"), _days(Days(loaded.first, loaded.last), held)
    if loaded.covers:
        covers = said("{days}: a day without a row inside is zero, outside it is missing", days=stretch(loaded.covers))
        yield said("covers"), covers
    if table.grain is Grain.DAY:
        yield said("gaps"), spoken(held.days(NONE)) or said("none")
        partly = spoken(held.days(SOME))
        yield said("partly"), said("some accounts have no row on {days}", days=partly) if partly else ""
        for column, days in held.holes.items():
            if len(days) == len(held.on):
                yield said("holes"), said("{column} has no value on any day", column=column)
            else:
                yield said("holes"), said("{column} has no value on {days}", column=column, days=spoken(days))
    if loaded.dropped:
        dropped = said("{rows:row|rows} left out: the first of each key is kept", rows=loaded.dropped)
        yield said("duplicates"), dropped
    if loaded.undated:
        yield said("undated"), said("{rows:row|rows} without a day: in no period", rows=loaded.undated)


def _days(days: Days, held: Held) -> str:
    return said("{days}; {accounts:account|accounts}", days=stretch(days), accounts=held.accounts)


def _rule(rule: Rule) -> str:
    """`separator ";", encoding cp1251 (detected)`: each field that was used, and who decided it."""
    used = {name: getattr(rule.dialect, name) for name in _RULES}
    parts = [
        said("{name} {value} (detected)", name=_RULES[name], value=_quoted(value))
        if name in rule.detected
        else said("{name} {value}", name=_RULES[name], value=_quoted(value))
        for name, value in used.items()
        if value not in (None, 0)
    ]
    return listed(parts, COMMA) if parts else ""


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
            yield said("{column} is {value}", column=column, value=source.constants[column])
        elif column == source.numbered:
            yield said("{column} is the row's number", column=column)
        elif column == table.time and isinstance(source.date, DateParts):
            yield f"{column} ({source.date.year}, {source.date.month}, {source.date.day})"
        else:
            name = names.get(column, column)
            yield column if name == column else f"{column} ({name})"
