"""Which of point and comma is the decimal mark of a file, and which groups thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kpi_rules.language.said import said
from kpi_rules_engine.sources.refusal import Doubt

SPACES = " \u00a0\u2007\u2009\u202f"  # between thousands, in every file
_OTHER = {".": ",", ",": "."}
_CORE = re.compile(rf"[^0-9]*([0-9][0-9.,{SPACES}]*)[^0-9]*")
_MARKED = re.compile("(?m)^.*[.,].*$")
_SURE = {  # a mark that cannot stand between thousands: before other than three digits, or behind 0 or four of them
    mark: re.compile(rf"(?m)^-?(?:[0-9]+[{mark}](?:[0-9]{{1,2}}|[0-9]{{4,}})|(?:0|[0-9]{{4,}})[{mark}][0-9]{{3}})$")
    for mark in _OTHER
}

Meaning = Literal["decimal", "groups", "either"]


@dataclass(frozen=True, slots=True)
class Marks:
    """The decimal mark, and the one between thousands if it is not a space. `proved`: by cells of the file."""

    decimal: str = "."
    thousands: str | None = None
    proved: bool = False


UNMARKED = Marks()


@dataclass(slots=True)
class _Evidence:
    """For each mark, a cell of each meaning that it was seen in."""

    cells: dict[Meaning, dict[str, str]] = field(default_factory=lambda: {"decimal": {}, "groups": {}, "either": {}})

    def see(self, meaning: Meaning, mark: str, cell: str) -> None:
        self.cells[meaning].setdefault(mark, cell)

    def of(self, *meanings: Meaning) -> set[str]:
        return {mark for meaning in meanings for mark in self.cells[meaning]}

    def shown(self) -> frozenset[str]:
        return frozenset(cell for cells in self.cells.values() for cell in cells.values())


def find_marks(columns: Iterable[str], decimal: str | None, thousands: str | None) -> Marks | Doubt:
    """The marks of a file, from all its number columns, each the text of its cells with `\\n` between them.

    What is configured holds. `1,5` proves a decimal comma, `1,234,567` a grouping one; `1,234` could
    be either, and is refused where no other cell settles it.
    """
    if decimal:
        return Marks(decimal, thousands or _OTHER[decimal])
    if thousands in _OTHER:
        return Marks(_OTHER[thousands], thousands)
    evidence = _evidence(columns, thousands)
    proved, groups, either = evidence.of("decimal"), evidence.of("groups"), evidence.of("either")
    if thousands:  # a space or apostrophe was said: then neither point nor comma groups
        proved, either = proved | either, set()
    if len(proved) > 1 or proved & groups or len(groups) > 1:
        return _doubt(said("point and comma are both used as decimal marks, or both between thousands"), evidence)
    if proved:
        [mark] = proved
        return Marks(mark, thousands or _OTHER[mark], proved=True)
    if groups:
        [mark] = groups
        return Marks(_OTHER[mark], mark, proved=True)
    if either:
        return _doubt(said("these numbers could have a decimal mark or one between thousands"), evidence)
    return Marks(thousands=thousands)


def _evidence(columns: Iterable[str], thousands: str | None) -> _Evidence:
    found = _Evidence()
    for column in columns:
        for mark, sure in _SURE.items():
            first = sure.search(column) if mark in column else None
            if first:  # nearly all cells are such: what is left is looked at one by one
                found.see("decimal", mark, first[0])
                column = sure.sub("", column)
        for cell in set(_MARKED.findall(column)):
            core = _CORE.fullmatch(cell.replace(thousands, "") if thousands else cell)
            if core:
                _classify(core[1].strip(SPACES), cell, found)
    return found


def _classify(text: str, cell: str, found: _Evidence) -> None:
    spaced = any(space in text for space in SPACES)
    text = "".join(c for c in text if c not in SPACES)
    points, commas = text.count("."), text.count(",")
    if points and commas:
        last = max(".,", key=text.rfind)
        if text.count(last) == 1 and _grouped(text.partition(last)[0], _OTHER[last]):
            found.see("decimal", last, cell)
            found.see("groups", _OTHER[last], cell)
        return
    mark = "." if points else ","
    head, _, tail = text.rpartition(mark)
    if points + commas > 1:
        if _grouped(text, mark):
            found.see("groups", mark, cell)
    elif head and tail:
        could_group = len(tail) == 3 and len(head) <= 3 and head[0] != "0" and not spaced
        found.see("either" if could_group else "decimal", mark, cell)


def _grouped(text: str, mark: str) -> bool:
    first, *rest = text.split(mark)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in rest)


def _doubt(message: str, evidence: _Evidence) -> Doubt:
    return Doubt(message, evidence.shown(), said('say which: read: {{decimal: ","}} or read: {{decimal: "."}}'))
