"""Whether a part is read as its measure is read when nothing else is said, and what is left to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kpi_rules.language import rows
from kpi_rules.language.formula import How, Part
from kpi_rules.language.meaning.homes import parsed
from kpi_rules.language.meaning.measures import scope_in, value_in
from kpi_rules.language.meaning.selecting import condition, conjuncts
from kpi_rules.language.paraphrase.voice import Voice
from kpi_rules.language.vocabulary import Home, Kind, SourceFacts, Table


@dataclass(frozen=True, slots=True)
class Read:
    """A part as one of the places of its measure: what the selection asks for, and whether the place is the first."""

    selection: tuple[rows.RowCondition, ...]
    first: bool


def usual(part: Part, voice: Voice) -> Read | None:
    """How the part is told from its measure; None where only all of it says what it is."""
    for number, (table, expected, own) in enumerate(_readings(part, voice)):
        left = list(_conjuncts(part.where))
        if any(one not in left for one in own):
            continue
        scope = scope_in(voice.header, table)
        if replace(expected, scope=scope) == part and (part.rank is None) == (part.how is not How.PERCENTILE):
            return Read(tuple(one for one in left if one not in own), number == 0)
    return None


def only_source(part: Part, voice: Voice) -> str | None:
    """The source that a part has to be read from, since no other feeds its table."""
    sources = voice.vocabulary.sources
    if sources is None:
        return part.table
    accounts = voice.header.scope.get("account")
    fed = [s.name for s in sources if s.table == part.table and _serves(s, accounts)]
    return fed[0] if len(fed) == 1 else None


def _readings(part: Part, voice: Voice) -> Iterator[tuple[Table, Part, tuple[rows.RowCondition, ...]]]:
    """The part as each home of its measure would give it, with the row conditions of that home."""
    vocabulary = voice.vocabulary
    if part.kind is Kind.COUNT and part.how in (How.COUNT, How.DISTINCT) and part.measure in vocabulary.tables:
        table = vocabulary.tables[part.measure]
        distinct = part.how is How.DISTINCT
        value = value_in(table, Home(table.name, table.identity))[0] if distinct and table.identity else None
        apart = distinct and table.identity in table.key
        yield table, replace(_at(part, table, table.time), value=value, nonnegative=True, by_account=apart), ()
    measure = vocabulary.measures.get(part.measure)
    for home in measure.homes if measure and part.how is not How.DISTINCT else ():
        table = vocabulary.tables[home.table]
        rows_alone = home.column is None
        if measure is None or part.how in ((How.SUM,) if rows_alone else (How.COUNT,)):
            continue
        value, nonnegative = value_in(table, home)
        made = replace(_at(part, table, home.time or table.time), kind=measure.kind, nonnegative=nonnegative)
        yield table, replace(made, value=None if part.how is How.COUNT else value), tuple(_own(home, table))


def _at(part: Part, table: Table, time: str) -> Part:
    return replace(part, table=table.name, time=time, by_account=False)


def _own(home: Home, table: Table) -> Iterator[rows.RowCondition]:
    """The row conditions of a home, one by one."""
    for node in conjuncts((parsed(home.where),)) if home.where else ():
        yield from _conjuncts(condition(node, table))


def _conjuncts(asked: rows.RowCondition) -> tuple[rows.RowCondition, ...]:
    return asked.parts if isinstance(asked, rows.RowAll) else (asked,)


def _serves(source: SourceFacts, accounts: tuple[str, ...] | None) -> bool:
    return not accounts or source.account in (None, *accounts)
