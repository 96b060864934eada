"""Values that the configuration of a source fixes: its constants, and what empty cells stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi_rules.catalogue.workspace import Dialect, Source
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC, ColumnKind, Table
from kpi_rules_engine.sources.cells import Manner, understand
from kpi_rules_engine.sources.complaints import about, shown
from kpi_rules_engine.sources.dates import ISO
from kpi_rules_engine.sources.numbers import MAX_SCALE

_AS_WRITTEN = Dialect(decimal=".", dates=ISO)  # constants follow the language's own spelling, not the export's


@dataclass(frozen=True, slots=True)
class Fixed:
    """By column, in plain spelling: the value of all rows (empty: none), and what an empty cell stands for."""

    constants: Mapping[str, str]
    blanks: Mapping[str, str]


def fixed_of(source: Source, table: Table, currency: str | None) -> tuple[Fixed, list[Diagnostic]]:
    """What the configuration fixes, and what of it cannot be read."""
    constants, problems = _constants(source, table, currency)
    blanks, more = _blanks(source, table)
    return Fixed(constants, blanks), problems + more


def _constants(source: Source, table: Table, currency: str | None) -> tuple[dict[str, str], list[Diagnostic]]:
    kinds = {column: table.columns[column].kind for column in source.constants}
    texts = {column: {text} for column, text in source.constants.items()}
    meanings = understand(texts, kinds, Manner(_AS_WRITTEN, currency, None))
    problems = [
        about(
            source,
            "KPI061",
            said("constants: {column}: {text} {reason}", column=column, text=shown(text), reason=refusal.reason),
            refusal.help,
        )
        for column, refused in meanings.refused.items()
        for text, refusal in refused.items()
    ]
    problems += [
        about(source, "KPI061", said("constants: {column}: {message}", column=column, message=doubt.message))
        for column, doubt in meanings.doubts
    ]
    values = {column: meanings.values.get(column, {}).get(text, "") for column, text in source.constants.items()}
    return values, problems


def _blanks(source: Source, table: Table) -> tuple[dict[str, str], list[Diagnostic]]:
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
            message = said(
                "blanks: {column}: an empty cell of a column of {kind}s cannot stand for {number}",
                column=column,
                kind=kind.value,
                number=number,
            )
            problems.append(about(source, "KPI061", message))
    return values, problems


def _decimal(numerator: int, denominator: int) -> str | None:
    """A fraction as a plain decimal; None if it has no finite one of so few places."""
    for scale in range(MAX_SCALE + 1):
        if 10**scale % denominator == 0:
            digits = str(abs(numerator) * (10**scale // denominator)).rjust(scale + 1, "0")
            text = digits if scale == 0 else f"{digits[:-scale]}.{digits[-scale:]}"
            return "-" + text if numerator < 0 else text
    return None
