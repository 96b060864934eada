"""A clause made up to try a catalogue entry: what it reads, and what the workspace lacks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kpi_rules.language.formula import Part
from kpi_rules.language.reading import read_contract
from kpi_rules.language.rows import Cell
from kpi_rules.language.vocabulary import Kpi, Measure, Vocabulary
from kpi_rules.language.walk import inside

_DATA = ("KPI050", "KPI051", "KPI052")
_FORMS = ("{}", "median({})", "avg({})", "{}(2 h)", "{}(30 days)")  # some need an aggregate or a parameter
_CONTRACT = """---
contract: trial
term: 2026-01-01..2026-12-31
timezone: UTC
events: {{trial: 2026-06-01..2026-06-30}}
---
```kpi
trial: {} >= 0 during trial
```
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """The parts that a clause on the entry reads; none where it cannot be read. `lack` says what data is missing."""

    parts: tuple[Part, ...] = ()
    lack: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.source for part in self.parts))


def trial(entry: Measure | Kpi, vocabulary: Vocabulary, *, everything: bool = False) -> Trial:
    """Read a clause on the entry; with `everything`, as if the workspace had all columns of all tables."""
    lack = ""
    sources = None if everything else vocabulary.sources
    known = replace(vocabulary, sources=sources, currency=vocabulary.currency or "", timezone="UTC")
    for form in _FORMS:
        contract, notes = read_contract("trial.kpi.md", _CONTRACT.format(form.format(entry.name)), known)
        if contract:
            return Trial(tuple(dict.fromkeys(inside(contract.clauses, Part))))
        lack = lack or next((note.message for note in notes if note.code in _DATA), "")
    return Trial(lack=lack)


def needs(found: Trial) -> dict[str, tuple[str, ...]]:
    """Table -> the columns that are read of it, its time among them."""
    columns: dict[str, dict[str, None]] = {}
    for part in found.parts:
        names = columns.setdefault(part.table, {part.time: None})
        names |= dict.fromkeys(cell.column for cell in inside((part.value, part.where), Cell))
    return {table: tuple(names) for table, names in columns.items()}
