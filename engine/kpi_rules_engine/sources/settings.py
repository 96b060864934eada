"""What the configuration of a source must not say, whatever its files hold."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.catalogue.workspace import Dialect, Source
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import ColumnKind, Table
from kpi_rules_engine.sources.complaints import about, shown
from kpi_rules_engine.sources.dates import faulty
from kpi_rules_engine.sources.decode import known
from kpi_rules_engine.sources.form import separator_of


def check_settings(source: Source, table: Table) -> list[Diagnostic]:
    """Contradictions in what is said of columns, constants and the dialect."""
    return [
        about(source, "KPI061", message, help) for message, help in (*_columns(source, table), *_dialect(source.read))
    ]


def _columns(source: Source, table: Table) -> Iterator[tuple[str, str | None]]:
    mapped = list(source.columns.values())
    filled = [*mapped, *source.constants, *([source.numbered] if source.numbered else [])]
    filled += [table.time] if source.date is not None and source.columns.get(str(source.date)) != table.time else []
    if (
        source.numbered
        and source.numbered in table.columns
        and table.columns[source.numbered].kind is not ColumnKind.TEXT
    ):
        yield (
            said("numbered: {numbered}: running numbers are texts, and this column is none", numbered=source.numbered),
            None,
        )
    for column in dict.fromkeys((*filled, *source.blanks)):
        if column not in set(table.columns):
            yield said("the table {table} has no column {column}", table=table.name, column=shown(column)), None
        elif filled.count(column) > 1:
            yield (
                said("the column {column} is filled twice", column=column),
                said("keep one of `columns`, `date`, `constants`, `numbered`"),
            )


def _dialect(read: Dialect) -> Iterator[tuple[str, str | None]]:
    if read.separator is not None and (
        len(separator_of(read.separator)) != 1 or separator_of(read.separator) in '"\r\n'
    ):
        yield (
            said("read: separator: {separator} is not one character", separator=shown(read.separator)),
            'read: {separator: ";"}',
        )
    if read.decimal not in (None, ".", ","):
        yield (
            said("read: decimal: {decimal} is neither a point nor a comma", decimal=shown(read.decimal)),
            'read: {decimal: ","}',
        )
    if read.thousands is not None and (len(read.thousands) != 1 or read.thousands.isalnum() or read.thousands in "+-%"):
        yield (
            said("read: thousands: {thousands} is no mark between thousands", thousands=shown(read.thousands)),
            'read: {thousands: " "}',
        )
    if read.decimal is not None and read.decimal == read.thousands:
        yield said("read: decimal and thousands are the same mark"), None
    if read.encoding is not None and not known(read.encoding):
        yield said("read: encoding: {encoding} is not known", encoding=shown(read.encoding)), "read: {encoding: cp1251}"
    if read.dates is not None and (fault := faulty(read.dates)):
        yield said("read: dates: {dates} {fault}", dates=shown(read.dates), fault=fault), "read: {dates: dd.mm.yyyy}"
    if read.skip is not None and read.skip < 0:
        yield said("read: skip: fewer than no lines cannot be skipped"), None
