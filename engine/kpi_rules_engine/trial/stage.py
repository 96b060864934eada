"""Made-up figures in place of data: a ground whose scenes answer from what a scenario gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kpi_rules.language import rows
from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import Part
from kpi_rules.language.said import Lang, in_language
from kpi_rules.language.scenarios.giving import rows_of
from kpi_rules.language.scenarios.scenario import Given, Rows
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import ColumnKind
from kpi_rules_engine.fetched import Fetched, Ground, Group
from kpi_rules_engine.jobs import Groups, parts_of_clause
from kpi_rules_engine.judge.scene import Found
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.trial.answers import SOURCE, Told, answered

FOREVER = date(9000, 1, 1)  # the day of the check: everything is over and settled


@dataclass(frozen=True, slots=True)
class Placed:
    """A given with its days: all of them, and those inside the term (None where there are none)."""

    given: Given
    days: Days
    inside: Days | None


@dataclass(frozen=True, slots=True)
class Lack:
    """A given that does not say what a clause asks: the part on these days."""

    given: Given
    part: Part
    window: Window


@dataclass(frozen=True, slots=True)
class Stage(Ground):
    """The ground of one scenario. `lacks` fills while it is judged."""

    placed: tuple[Placed, ...] = ()
    source: str = SOURCE
    lacks: list[Lack] = field(default_factory=list)

    def scene(self, group: Group) -> Played:
        return Played(self, group)

    def told(self, part: Part, window: Window, group: Group) -> list[Told]:
        """What is given for a part, and touches a window; what a given cannot say goes into `lacks`."""
        wanted = _narrowed(part, group)
        within = self.header.term.first <= window.first and window.last <= self.header.term.last
        told = []
        for one in self.placed:
            days = one.inside if within and one.inside is not None else one.days
            touches = days.first <= window.last and window.first <= days.last
            if touches and speaks_of(one.given, part, wanted):
                told.append(Told(one.given, days))
        own = [one for one in told if one.given.source == part.source]
        return own or [one for one in told if one.given.source is None]


@dataclass(frozen=True, slots=True)
class Played(Fetched):
    """A scene on a stage."""

    def find(self, part: Part, window: Window) -> Found:
        stage = self.ground
        if not isinstance(stage, Stage):
            raise TypeError("a scenario is played on a stage")
        found, short = answered(part, window, stage.told(part, window, self.group))
        stage.lacks.extend(Lack(given, part, window) for given in short)
        return replace(found, source=stage.source)


def stage(header: Header, placed: Iterable[Placed], lang: Lang = "en") -> Stage:
    """An empty ground with these figures; reasons name their source in this language."""
    return Stage(header, FOREVER, {}, {}, placed=tuple(placed), source=in_language(SOURCE, lang))


def groups_of(clauses: Iterable[Clause], placed: Iterable[Placed]) -> Mapping[str, Groups]:
    """The groups that the givens name, for each clause with `for each`."""
    placed = list(placed)
    return {clause.id: dict.fromkeys(_groups(clause, placed), date.min) for clause in clauses if clause.each}


def speaks_of(given: Given, part: Part, wanted: Rows | None = None) -> bool:
    """Whether a given tells this part, of these rows."""
    if given.part.measure != part.measure or (wanted or rows_of(part)) not in given.rows:
        return False
    return given.alone or (given.part.how, given.part.rank) == (part.how, part.rank)


def _narrowed(part: Part, group: Group) -> Rows:
    conditions, accounts = rows_of(part)
    for name, value in group:
        if name == "account":
            accounts = (value,)
        else:
            conditions |= {_equals(name, value)}
    return conditions, accounts


def _groups(clause: Clause, placed: Iterable[Placed]) -> Iterator[Group]:
    parts = parts_of_clause(clause)
    for one in placed:
        for conditions, accounts in one.given.rows:
            values = {
                test.left.column: test.right.value
                for test in conditions
                if isinstance(test, rows.RowTest)
                and test.operator == "="
                and isinstance(test.left, rows.Cell)
                and isinstance(test.right, rows.Fixed)
                and isinstance(test.right.value, str)
            }
            if accounts is not None and len(accounts) == 1:
                values["account"] = accounts[0]
            group = tuple((name, str(values[name])) for name in clause.each if name in values)
            if len(group) == len(clause.each) and any(
                speaks_of(one.given, part, _narrowed(part, group)) for part in parts
            ):
                yield group


def _equals(name: str, value: str) -> rows.RowCondition:
    return rows.RowTest(rows.Cell(name, ColumnKind.TEXT), "=", rows.Fixed(value))
