"""What the configuration of a source must not say, whatever its files hold."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.catalogue.workspace import Dialect, Source
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.vocabulary import NUMERIC, ColumnKind, Table
from kpi_rules_engine.sources.cells import Manner, understand
from kpi_rules_engine.sources.complaints import about, shown
from kpi_rules_engine.sources.dates import ISO, faulty
from kpi_rules_engine.sources.decode import known
from kpi_rules_engine.sources.form import separator_of

_AS_WRITTEN = Dialect(decimal=".", dates=ISO)  # constants follow the language's own spelling, not the export's


def check(source: Source, table: Table) -> list[Diagnostic]:
    """Contradictions in what is said of columns, constants and the dialect."""
    return [
        about(source, "KPI061", message, help) for message, help in (*_columns(source, table), *_dialect(source.read))
    ]


def constants(source: Source, table: Table, currency: str | None) -> tuple[dict[str, str], list[Diagnostic]]:
    """The canonical spelling of every constant column."""
    kinds = {column: table.columns[column].kind for column in source.constants}
    texts = {column: {text} for column, text in source.constants.items()}
    meanings = understand(texts, kinds, Manner(_AS_WRITTEN, currency, None))
    problems = [
        about(source, "KPI061", f"constants: {column}: {shown(text)} {refusal.reason}", refusal.help)
        for column, refused in meanings.refused.items()
        for text, refusal in refused.items()
    ]
    problems += [about(source, "KPI061", f"constants: {column}: {doubt.message}") for column, doubt in meanings.doubts]
    values = {column: meanings.values.get(column, {}).get(text, "") for column, text in source.constants.items()}
    return values, problems


def blanks(source: Source, table: Table) -> tuple[dict[str, str], list[Diagnostic]]:
    """What an empty cell of a column stands for, in canonical spelling."""
    values: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for column, number in source.blanks.items():
        kind = table.columns[column].kind
        text = _decimal(number.numerator, number.denominator)
        if kind is ColumnKind.FLAG and text in ("0", "1"):
            values[column] = "true" if text == "1" else "false"
        elif kind in NUMERIC and text is not None:
            values[column] = text
        else:
            message = f"blanks: {column}: an empty cell of a column of {kind.value}s cannot stand for {number}"
            problems.append(about(source, "KPI061", message))
    return values, problems


def _columns(source: Source, table: Table) -> Iterator[tuple[str, str | None]]:
    mapped = list(source.columns.values())
    filled = [*mapped, *source.constants, *([source.numbered] if source.numbered else [])]
    filled += [table.time] if source.date is not None and source.columns.get(str(source.date)) != table.time else []
    if (
        source.numbered
        and source.numbered in table.columns
        and table.columns[source.numbered].kind is not ColumnKind.TEXT
    ):
        yield f"numbered: {source.numbered}: running numbers are texts, and this column is none", None
    for column in dict.fromkeys((*filled, *source.blanks)):
        if column not in set(table.columns):
            yield f"the table {table.name} has no column {shown(column)}", None
        elif filled.count(column) > 1:
            yield f"the column {column} is filled twice", "keep one of `columns`, `date`, `constants`, `numbered`"


def _dialect(read: Dialect) -> Iterator[tuple[str, str | None]]:
    if read.separator is not None and (
        len(separator_of(read.separator)) != 1 or separator_of(read.separator) in '"\r\n'
    ):
        yield f"read: separator: {shown(read.separator)} is not one character", 'read: {separator: ";"}'
    if read.decimal not in (None, ".", ","):
        yield f"read: decimal: {shown(read.decimal)} is neither a point nor a comma", 'read: {decimal: ","}'
    if read.thousands is not None and (len(read.thousands) != 1 or read.thousands.isalnum() or read.thousands in "+-%"):
        yield f"read: thousands: {shown(read.thousands)} is no mark between thousands", 'read: {thousands: " "}'
    if read.decimal is not None and read.decimal == read.thousands:
        yield "read: decimal and thousands are the same mark", None
    if read.encoding is not None and not known(read.encoding):
        yield f"read: encoding: {shown(read.encoding)} is not known", "read: {encoding: cp1251}"
    if read.dates is not None and (fault := faulty(read.dates)):
        yield f"read: dates: {shown(read.dates)} {fault}", "read: {dates: dd.mm.yyyy}"
    if read.skip is not None and read.skip < 0:
        yield "read: skip: fewer than no lines cannot be skipped", None


def _decimal(numerator: int, denominator: int) -> str | None:
    """A fraction as a plain decimal; None if it has no finite one of at most 18 places."""
    for scale in range(19):
        if 10**scale % denominator == 0:
            digits = str(abs(numerator) * (10**scale // denominator)).rjust(scale + 1, "0")
            text = digits if scale == 0 else f"{digits[:-scale]}.{digits[-scale:]}"
            return "-" + text if numerator < 0 else text
    return None
