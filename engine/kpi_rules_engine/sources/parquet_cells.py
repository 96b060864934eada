"""What the columns of a Parquet file become: an expression over a column, by its type there and its kind here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import NUMERIC, ColumnKind
from kpi_rules_engine.sources.cells import BLANKS
from kpi_rules_engine.sources.numbers import MAX_SCALE, NO_NUMBER
from kpi_rules_engine.sources.spelling import literal

_INTEGERS = frozenset(sign + size + "INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "HUGE")) | {
    "INTEGER",
    "UINTEGER",
}
_FLOATS = frozenset({"FLOAT", "DOUBLE"})
_LOCAL = frozenset({"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS"})
_NANO = "TIMESTAMP_NS"
ZONED = "TIMESTAMP WITH TIME ZONE"


@dataclass(frozen=True, slots=True)
class Native:
    """A column that needs no reading in Python, as SQL.

    `sql` is the value of a row. `bad` holds for a row whose cell is refused, `reason` says why; `fine` is
    an aggregate that is true where no row is bad. Of a number, `whole` and `scale` are aggregates: the
    digits that the column needs before and after the decimal mark.
    """

    sql: str
    bad: str = "false"
    fine: str = "true"
    reason: str = ""
    whole: str = "0"
    scale: str = "0"


def native(column: str, type_: str, kind: ColumnKind, zone: ZoneInfo | None) -> Native | None:
    """How a column of this type is read; None if its type and kind do not go together. `column` is quoted SQL."""
    if kind in NUMERIC:
        return _number(column, type_)
    match kind:
        case ColumnKind.TEXT:
            return _text(column, type_)
        case ColumnKind.FLAG:
            return _flag(column, type_)
    moment = _moment(column, type_, zone)
    if moment is None:
        return None
    bad = f"NOT isfinite({column}) OR year({column}) NOT BETWEEN 1 AND 9999"
    first, last = (_moment(f"{edge}({column})", type_, zone) for edge in ("min", "max"))
    fine = f"{first} >= TIMESTAMP '0001-01-01' AND {last} < TIMESTAMP '9999-12-31'"
    sql = f"CAST({moment} AS {'DATE' if kind is ColumnKind.DATE else 'TIMESTAMP'})"
    return Native(sql, bad, fine, said("is outside the calendar"))


def _number(column: str, type_: str) -> Native | None:
    if type_ in _INTEGERS:
        return Native(column, whole=_widest(column))
    if type_ in _FLOATS:
        finite = f"isfinite(min({column})) AND isfinite(max({column}))"  # NaN is the largest
        return _spelt(_plain(f"CAST({column} AS VARCHAR)"), f"NOT isfinite({column})", finite)
    decimal = re.fullmatch(r"DECIMAL\(([0-9]+),([0-9]+)\)", type_)
    if not decimal:
        return None
    if int(decimal[2]) <= MAX_SCALE:
        return Native(column, whole=_widest(column), scale=decimal[2])
    return _spelt(f"rtrim(rtrim(CAST({column} AS VARCHAR), '0'), '.')")


def _widest(column: str) -> str:
    """The digits before the decimal mark of the number farthest from zero."""
    edges = (f"length(split_part(ltrim(CAST({edge}({column}) AS VARCHAR), '-'), '.', 1))" for edge in ("min", "max"))
    return f"greatest({', '.join(edges)})"


def _spelt(text: str, bad: str = "false", fine: str = "true") -> Native:
    """A number by its plain decimal spelling."""
    whole, scale = (
        f"max(length(split_part(ltrim({text}, '-'), '.', {part}))) FILTER (WHERE NOT ({bad}))" for part in (1, 2)
    )
    return Native(text, bad, fine, NO_NUMBER, whole, scale)


def _plain(text: str) -> str:
    """The shortest spelling of a float, which may be `1.5`, `2.0`, `1.5e-07` or `1e+20`, without exponent and `.0`."""
    sign = f"CASE WHEN starts_with({text}, '-') THEN '-' ELSE '' END"
    digits = f"replace(ltrim(split_part({text}, 'e', 1), '-'), '.', '')"
    power = f"CAST(split_part({text}, 'e', 2) AS INTEGER)"
    small = f"'0.' || repeat('0', -{power} - 1) || {digits}"
    large = f"{digits} || repeat('0', {power} - length({digits}) + 1)"
    return (
        f"CASE WHEN ends_with({text}, '.0') THEN {text}[:-3] WHEN NOT contains({text}, 'e') THEN {text} "
        f"WHEN {power} < 0 THEN {sign} || {small} ELSE {sign} || {large} END"
    )


def _text(column: str, type_: str) -> Native | None:
    if type_ == "VARCHAR":
        one_end = f"replace(replace({column}, chr(13) || chr(10), chr(10)), chr(13), chr(10))"
        return Native(f"nullif(nfc_normalize(trim({one_end}, {literal(BLANKS)})), '')")
    if type_ in _INTEGERS or type_ in ("BOOLEAN", "DATE", "UUID"):
        return Native(f"CAST({column} AS VARCHAR)")
    return None


def _flag(column: str, type_: str) -> Native | None:
    if type_ == "BOOLEAN":
        return Native(column)
    if type_ in _INTEGERS:
        fine = f"min({column}) >= 0 AND max({column}) <= 1"
        return Native(f"{column} = 1", f"{column} NOT IN (0, 1)", fine, said("is neither 0 nor 1"))
    return None


def _moment(column: str, type_: str, zone: ZoneInfo | None) -> str | None:
    if type_ == "DATE" or type_ in _LOCAL:
        return column
    if type_ == _NANO:
        return f"CAST(left(CAST({column} AS VARCHAR), 26) AS TIMESTAMP)"  # a cast rounds, and up to the next day
    if type_ == ZONED and zone is not None:
        return f"({column} AT TIME ZONE {literal(str(zone))})"
    return None
