"""The distinct texts of a file's columns, read by the kind of each column."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import ColumnKind
from kpi_rules_engine.sources.dates import ISO, Dates, read_dates
from kpi_rules_engine.sources.marks import UNMARKED, Marks
from kpi_rules_engine.sources.numbers import number
from kpi_rules_engine.sources.refusal import Doubt, Refusal

BLANKS = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + ("\u2028\u2029\u202f\u205f\u3000\ufeff")
)
FLAGS = {
    **dict.fromkeys(("true", "yes", "1", "да", "истина"), "true"),
    **dict.fromkeys(("false", "no", "0", "нет", "ложь"), "false"),
}


@dataclass(frozen=True, slots=True)
class Manner:
    """What is known of a file's cells before they are read: dialect, currency of money, zone of the days."""

    dialect: Dialect
    currency: str | None
    zone: ZoneInfo | None


@dataclass(slots=True)
class Meanings:
    """By column: each text's plain spelling (empty: no value), the texts that have none, what was doubtful.

    `dates` are the forms of the columns of dates.
    """

    values: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: dict[str, dict[str, Refusal]] = field(default_factory=dict)
    doubts: list[tuple[str, Doubt]] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)


def understand(
    texts: Mapping[str, Set[str]],
    kinds: Mapping[str, ColumnKind],
    manner: Manner,
    marks: Marks = UNMARKED,
    parts: Set[str] = frozenset(),
) -> Meanings:
    """Read the distinct texts of every column; numbers have these marks, the form of dates is settled by column.

    `parts` are columns whose texts were put together from year, month and day.
    """
    found = Meanings()
    for column, raw in texts.items():
        spelt = {text: text.strip(BLANKS) for text in raw}
        here = Manner(Dialect(dates=ISO), None, manner.zone) if column in parts else manner
        _column(found, column, kinds[column], {text for text in spelt.values() if text}, here, marks)
        read, refused = found.values.get(column, {}), found.refused.get(column, {})
        found.values[column] = {raw: read.get(text, "") for raw, text in spelt.items()}
        found.refused[column] = {raw: refused[text] for raw, text in spelt.items() if text in refused}
    return found


def clean(text: str) -> str:
    """A text cell without blanks around it, composed, each line end as one `\\n`."""
    text = text.strip(BLANKS)
    if text.isascii() and "\r" not in text:
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _column(found: Meanings, column: str, kind: ColumnKind, texts: set[str], manner: Manner, marks: Marks) -> None:
    match kind:
        case ColumnKind.TEXT:
            found.values[column] = {text: clean(text) for text in texts}
        case ColumnKind.DATE | ColumnKind.MOMENT:
            read = read_dates(texts, manner.dialect.dates, manner.zone, days=kind is ColumnKind.DATE)
            if isinstance(read, Dates):
                found.values[column], found.refused[column], found.dates[column] = read.values, read.refused, read.form
            else:
                found.doubts.append((column, read))
        case ColumnKind.FLAG:
            _sort(found, column, ((text, _flag(text)) for text in texts))
        case _:
            _sort(found, column, ((text, number(text, kind, marks, manner.currency)) for text in texts))
            _mixed_shares(found, column)


def _sort(found: Meanings, column: str, read: Iterable[tuple[str, str | Refusal]]) -> None:
    values: dict[str, str] = {}
    refused: dict[str, Refusal] = {}
    for text, value in read:
        if isinstance(value, str):
            values[text] = value
        else:
            refused[text] = value
    found.values[column], found.refused[column] = values, refused


def _flag(text: str) -> str | Refusal:
    return FLAGS.get(text.casefold()) or Refusal(
        said("is neither yes nor no"), help="true, false, yes, no, 1, 0, да, нет"
    )


def _mixed_shares(found: Meanings, column: str) -> None:
    """Beside cells with `%`, a number without it could be a share or a percentage; only zero is both."""
    values = found.values[column]
    if any(text.endswith("%") for text in values):
        bare = [text for text, value in values.items() if value != "0" and not text.endswith("%")]
        for text in bare:
            del values[text]
            found.refused[column][text] = Refusal(said("has no %, and other cells of the column have it"))
