"""The whole way from checked contracts and a workspace to verdicts, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from zoneinfo import ZoneInfo

from kpi_rules.catalogue.workspace import Workspace
from kpi_rules.language.contract import Clause, Contract, Header
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic
from kpi_rules.language.formula import Part
from kpi_rules.language.rows import both
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days
from kpi_rules.language.versions import check_versions
from kpi_rules.language.vocabulary import Grain
from kpi_rules_engine.across.cards import cards, result_of
from kpi_rules_engine.across.course import Courses
from kpi_rules_engine.across.docket import entries, needed
from kpi_rules_engine.across.record import Record
from kpi_rules_engine.across.verdicts import verdict_on
from kpi_rules_engine.assemble import clause_results
from kpi_rules_engine.costs.statement import statements_of
from kpi_rules_engine.fetched import Ground, Group
from kpi_rules_engine.jobs import File, Groups, Job, columns_of, parts_of_clause, requests_of
from kpi_rules_engine.plan.periods import parse_period
from kpi_rules_engine.run import Relation, answer, fetch
from kpi_rules_engine.sources.connect import Connection, connect
from kpi_rules_engine.sources.load import Loaded, load
from kpi_rules_engine.sql.shape import FIRST, LAST, Shape
from kpi_rules_engine.sql.written import account_query, extent_query, group_query
from kpi_rules_engine.verdict import Outcome

NOTHING = Days(date.min, date.min)


def check(
    contracts: Sequence[Contract], workspace: Workspace, as_of: date, period: str | None = None
) -> tuple[Outcome, list[Diagnostic]]:
    """The verdicts on these contracts as of a day, and what is wrong with the data.

    `period` is written as in a verdict; without it each clause's last one that is over. Where any
    source of these contracts cannot be read, there are messages and no verdicts. A ValueError for
    a period that is none.
    """
    if period is not None and parse_period(period) is None:
        raise ValueError(f"`{period}` is no period")
    twins = check_versions(contracts)
    if twins:
        return Outcome(as_of, (), ()), twins
    court = _Court(workspace, as_of)
    if not court.load(contracts):
        return Outcome(as_of, (), ()), court.diagnostics
    grounds = [court.ground(contract) for contract in contracts]
    files = tuple(
        File(contract, tuple(_versions(contract, contracts)), ground, court.groups(contract, ground))
        for contract, ground in zip(contracts, grounds, strict=True)
    )
    courses = Courses(files)
    wanted = [
        (file, None if period is None else parse_period(period, file.contract.header.month_day)) for file in files
    ]
    shown = [entry for file, days in wanted for entry in entries(courses, [file], days)]
    scorecards = [card for file, days in wanted for card in cards(courses, file, days)]
    further = needed(courses, shown, [entry for card in scorecards for entry in card.entries])
    try:
        court.fetch([*(entry for entry in shown if isinstance(entry, Job)), *further])
    except OverflowError as wrong:
        message = said(
            "a figure from the source `{wrong}` needs more than 38 digits, and nothing is rounded", wrong=wrong
        )
        return Outcome(as_of, (), ()), [*court.diagnostics, Diagnostic("KPI077", "kpi.yaml", NOWHERE, message)]
    record = Record(courses)
    verdicts = tuple(verdict_on(entry, record, workspace.vocabulary) for entry in shown)
    outcome = Outcome(
        as_of,
        verdicts,
        clause_results(verdicts),
        court.ends,
        statements_of(verdicts, contracts),
        tuple(result_of(card, record) for card in scorecards),
    )
    return outcome, court.diagnostics


@dataclass(slots=True)
class _Court:
    """The data of one check: what was loaded, and what was asked of it."""

    workspace: Workspace
    as_of: date
    diagnostics: list[Diagnostic] = field(default_factory=list)
    connection: Connection | None = None
    relations: dict[tuple[str, str | None], Relation] = field(default_factory=dict)
    ends: dict[str, date] = field(default_factory=dict)

    def load(self, contracts: Sequence[Contract]) -> bool:
        """Read every source that a clause speaks of, once for each time zone; whether all could be read."""
        self.connection = connect(self.workspace.root)
        wanted = dict.fromkeys((s, contract.header.timezone) for contract in contracts for s in _sources(contract))
        sources = {source.name: source for source in self.workspace.sources}
        for name, zone in wanted:
            loaded, found = load(self.connection, sources[name], self.workspace, ZoneInfo(zone) if zone else None)
            self.diagnostics += [note for note in found if note not in self.diagnostics]
            if loaded is not None and self._has_all(loaded, contracts):
                relation = self.relations[name, zone] = self._relation(loaded)
                end = relation.covers.last if relation.covers else self._extent(loaded, relation.table.until).last
                self.ends |= {name: end} if end > date.min else {}
        return all(key in self.relations for key in wanted)

    def _extent(self, loaded: Loaded, column: str | None = None) -> Days:
        """The days from the first row to the last; rows after the check say nothing, not even that days are covered."""
        table = self.workspace.vocabulary.tables[loaded.source.table]
        query = extent_query(Shape(loaded.relation, table.grain, column or table.time))
        [(first, last)] = fetch(self._open, query, {LAST: self.as_of})
        return Days(first, last) if isinstance(first, date) and isinstance(last, date) else NOTHING

    def _has_all(self, loaded: Loaded, contracts: Sequence[Contract]) -> bool:
        """Whether the source fills every column that is asked of it; two headers for one column fill none."""
        asked = {column for contract in contracts for column in columns_of(contract, loaded.source.name)}
        lacking = sorted(asked - set(loaded.columns))
        if lacking:
            message = said(
                "no column of the files is {lacking} beyond doubt", lacking=", ".join(f"`{name}`" for name in lacking)
            )
            help = said("say which: columns: {{…: {lacking}}}", lacking=lacking[0])
            self.diagnostics.append(Diagnostic("KPI076", "kpi.yaml", loaded.source.span, message, help))
        return not lacking

    def ground(self, contract: Contract) -> Ground:
        accounts = {}
        for name in _sources(contract):
            relation = self._of(contract)[name]
            query = account_query(Shape(relation.name, relation.table.grain, relation.table.time))
            accounts[name] = {str(account): since for account, since in fetch(self._open, query, {LAST: self.as_of})}
        return Ground(contract.header, self.as_of, accounts, {})

    def groups(self, contract: Contract, ground: Ground) -> Mapping[str, Groups]:
        """For each clause with `for each`: its groups, and since when each is there."""
        return {clause.id: self._groups(clause, contract, ground) for clause in contract.clauses if clause.each}

    def fetch(self, jobs: Sequence[Job]) -> None:
        """Ask for everything at once: one query a source, however many clauses and contracts there are."""
        zones: dict[str | None, list[Job]] = {}
        for job in jobs:
            zones.setdefault(job.contract.header.timezone, []).append(job)
        for zone, members in zones.items():
            relations = {name: r for (name, of), r in self.relations.items() if of == zone}
            requests = chain.from_iterable(requests_of(job) for job in members)
            answers = answer(self._open, relations, requests, self.as_of)
            for ground in {id(job.scene.ground): job.scene.ground for job in members}.values():
                ground.answers.update(answers)

    @property
    def _open(self) -> Connection:
        if self.connection is None:
            raise RuntimeError("nothing was loaded")
        return self.connection

    def _of(self, contract: Contract) -> Mapping[str, Relation]:
        return {name: r for (name, zone), r in self.relations.items() if zone == contract.header.timezone}

    def _relation(self, loaded: Loaded) -> Relation:
        table = self.workspace.vocabulary.tables[loaded.source.table]
        covers = (loaded.source.covers or self._extent(loaded)) if table.grain is Grain.EVENT else None
        digests = tuple(f"sha256:{file.sha256.removeprefix('sha256:')}" for file in loaded.files)
        return Relation(loaded.relation, loaded.source.name, table, loaded.dimensions, covers, digests)

    def _groups(self, clause: Clause, contract: Contract, ground: Ground) -> Groups:
        found: dict[Group, date] = {}
        relations = self._of(contract)
        for (source, time), parts in _by_source(clause).items():
            kept = [both(part.scope, part.where) for part in parts]
            accounts = contract.header.scope.get("account") or tuple(ground.accounts[source])
            if not accounts:
                continue
            days = {FIRST: contract.header.term.first, LAST: min(contract.header.term.last, self.as_of)}
            shape = Shape(relations[source].name, relations[source].table.grain, time)
            for *values, since in fetch(self._open, group_query(shape, clause.each, kept, accounts), days):
                group = tuple(zip(clause.each, ("" if v is None else str(v) for v in values), strict=True))
                found[group] = min(since, found.get(group, since))
        return found


def _versions(contract: Contract, contracts: Sequence[Contract]) -> list[Header]:
    return [other.header for other in contracts if other.header.id == contract.header.id]


def _sources(contract: Contract) -> Iterator[str]:
    yield from dict.fromkeys(part.source for clause in contract.clauses for part in parts_of_clause(clause))


def _by_source(clause: Clause) -> dict[tuple[str, str], list[Part]]:
    found: dict[tuple[str, str], list[Part]] = {}
    for part in parts_of_clause(replace(clause, against=None)):  # a second source checks groups, and makes none
        found.setdefault((part.source, part.time), []).append(part)
    return found
