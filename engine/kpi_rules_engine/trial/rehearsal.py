"""A contract's scenarios, judged: which hold, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import Lang, Said, listed, said
from kpi_rules.language.scenarios.scenario import Expected, Scenario
from kpi_rules.language.schedule import By, Days
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules_engine.across.course import Courses
from kpi_rules_engine.across.docket import BlockJob, Entry, entries_of
from kpi_rules_engine.across.record import Record
from kpi_rules_engine.across.verdicts import verdict_on
from kpi_rules_engine.explain.tongue import tongue
from kpi_rules_engine.jobs import File, parts_of_clause, ruled_periods
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.summary import overall
from kpi_rules_engine.plan.periods import Period
from kpi_rules_engine.trial.edges import Edges
from kpi_rules_engine.trial.placing import diagnostic, period_named, placed
from kpi_rules_engine.trial.saying import other_cost, other_value, otherwise, too_little
from kpi_rules_engine.trial.stage import Placed, Stage, groups_of, stage
from kpi_rules_engine.values import Value
from kpi_rules_engine.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Played:
    """One scenario and what came out otherwise than it says; `broken`: it could not be judged."""

    scenario: Scenario
    differs: tuple[Diagnostic, ...]
    broken: bool

    @property
    def holds(self) -> bool:
        return not self.differs and not self.broken


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All scenarios of a contract.

    `notes` are messages about scenarios that cannot be judged as they are written. `untried` are the clauses
    that no scenario tries at their boundary, with what is lacking.
    """

    contract: Contract
    played: tuple[Played, ...]
    notes: tuple[Diagnostic, ...]
    untried: tuple[tuple[str, tuple[str, ...]], ...]


def rehearse(contract: Contract, vocabulary: Vocabulary, lang: Lang = "en") -> Rehearsal:
    """Judge every scenario by the text that it stands in, as final; reasons and numbers are in `lang`."""
    header = replace(contract.header, effective=None)
    text = replace(contract, header=header)
    played: list[Played] = []
    notes: list[Diagnostic] = []
    edges = Edges()
    for scenario in text.scenarios:
        figures, found = placed(scenario, text)
        differs: tuple[Diagnostic, ...] = ()
        if not any(note.is_error for note in found):
            show = _Show(text, vocabulary, figures, edges, lang)
            differs = tuple(note for expected in scenario.expected for note in show.differs(scenario, expected))
            found += show.notes
        notes += found
        broken = any(note.is_error for note in found)
        played.append(Played(scenario, () if broken else differs, broken))
    return Rehearsal(contract, tuple(played), tuple(notes), tuple(edges.untried(text)))


class _Show:
    """One scenario on its stage."""

    def __init__(
        self, contract: Contract, vocabulary: Vocabulary, figures: Sequence[Placed], edges: Edges, lang: Lang
    ) -> None:
        self.contract = contract
        # made-up figures stand in no column to tell of
        homeless = {name: replace(measure, homes=()) for name, measure in vocabulary.measures.items()}
        self.vocabulary = replace(vocabulary, measures=homeless)
        self.edges = edges
        self.lang: Lang = lang
        self.tongue = tongue(lang)
        self.notes: list[Diagnostic] = []
        self.stage: Stage = stage(contract.header, figures, lang)
        self.file = File(contract, (contract.header,), self.stage, groups_of(contract.clauses, figures))
        self.courses = Courses((self.file,))
        self.record = Record(self.courses)

    def differs(self, scenario: Scenario, expected: Expected) -> Iterator[Diagnostic]:
        """A message if anything comes out otherwise; what cannot be judged goes into `notes`."""
        clause = next(one for one in self.contract.clauses if one.id == expected.clause)
        entries = self._entries(clause, expected)
        if not entries:
            return
        self.stage.lacks.clear()
        decisions = [self.record.decision(entry) for entry in entries]
        verdicts = [verdict_on(entry, self.record, self.vocabulary) for entry in entries]
        if self.stage.lacks:
            message, help = too_little(self.stage.lacks[0])
            self.notes.append(diagnostic("KPI081", self.contract, self.stage.lacks[0].given.spot, message, help))
            return
        for entry in entries:
            for job in entry.members if isinstance(entry, BlockJob) else [entry]:
                self.edges.see(clause, self.record.judged(job))
        found = [*_status(expected, decisions), *self._value(expected, decisions), *self._costs(expected, verdicts)]
        if found:
            message = said(
                'scenario "{title}": {differences}',
                title=scenario.title,
                differences=listed(found, "{before}; {last}"),
            )
            why = "\n".join(sentence for verdict in verdicts for sentence in verdict.sentences_in(self.lang))
            yield diagnostic("KPI083", self.contract, expected.spot, message, why)

    def _entries(self, clause: Clause, expected: Expected) -> list[Entry]:
        days = period_named(expected.period, self.contract.header)
        if days is None:
            self._cannot(expected, said("`{period}` is no period", period=expected.period))
            return []
        periods = ruled_periods(self.file, clause)
        of = next((period for period in periods if _is(clause, period, expected.period, days)), None)
        entries = [] if of is None else self._at(clause, of)
        if of is None and clause.block is not None:
            entries = [entry for entry in self._every(clause) if _whole(entry) == days]
        if of is None and not entries:
            shown = list(dict.fromkeys(period.key for period in periods))
            some = ", ".join(shown[:3]) + (f" … {shown[-1]}" if len(shown) > 3 else "")
            help = said("it is judged in {periods}", periods=some) if shown else None
            message = said("`{clause}` is not judged in {period}", clause=clause.id, period=expected.period)
            self._cannot(expected, message, help)
            return []
        chosen = [entry for entry in entries if not expected.group or _group(entry) == expected.group]
        if not chosen:
            measure = next((part.measure for part in parts_of_clause(clause)), "…")
            values = expected.group or ("…",) * len(clause.each)
            rows = " and ".join(f'{name} = "{value}"' for name, value in zip(clause.each, values, strict=True))
            message = said("no figure is given of any {columns}", columns=", ".join(clause.each))
            if expected.group:
                message = said("no figure is given of {rows}", rows=rows)
            help = said("given {period}: {figure} = …", period=expected.period, figure=f"{measure}[{rows}]")
            self._cannot(expected, message, help)
        return chosen

    def _at(self, clause: Clause, period: Period) -> list[Entry]:
        last = Days(period.days.last, period.days.last)
        found = list(entries_of(self.courses, self.file, clause, last))
        chosen = [one for one in found if isinstance(one, BlockJob) or one.period.key == period.key]
        # what was not given has no past to look back on
        return [one if isinstance(one, BlockJob) else replace(one, earlier=()) for one in chosen]

    def _every(self, clause: Clause) -> list[Entry]:
        return list(entries_of(self.courses, self.file, clause, self.contract.header.term))

    def _value(self, expected: Expected, decisions: Sequence[Decision]) -> Iterator[Said]:
        if expected.value is None or expected.unit is None:
            return
        values: list[Value] = [check.value for decision in decisions for check in decision.checks]
        values += [decision.reported for decision in decisions if decision.reported is not None]
        if values != [expected.value]:
            yield other_value(expected.clause, values, expected.value, expected.unit, expected.period, self.tongue)

    def _costs(self, expected: Expected, verdicts: Sequence[Verdict]) -> Iterator[Said]:
        currency = self.contract.header.currency or self.vocabulary.currency or ""
        for cost in expected.costs:
            amount = sum((costs_of(verdict, cost.kind) for verdict in verdicts), Fraction(0))
            if amount != cost.amount:
                yield other_cost(
                    expected.clause, cost.kind, amount, cost.amount, currency, expected.period, self.tongue
                )

    def _cannot(self, expected: Expected, message: str, help: str | None = None) -> None:
        self.notes.append(diagnostic("KPI082", self.contract, expected.spot, message, help))


def _status(expected: Expected, decisions: Sequence[Decision]) -> Iterator[Said]:
    if expected.status is None:
        return
    found = decisions[0].status if len(decisions) == 1 else overall(decision.status for decision in decisions)
    if found.value != expected.status:
        yield otherwise(expected.clause, found.value, expected.status, expected.period)


def costs_of(verdict: Verdict, kind: str) -> Fraction:
    """What a verdict deducts or pays; lines that are open are in no sum."""
    lines = [line for line in verdict.remedies if line.kind == kind and line.open is None]
    return sum((line.amount for line in lines if line.amount is not None), Fraction(0))


def _is(clause: Clause, period: Period, text: str, days: Days) -> bool:
    """Whether a period is called so; one that ends `by` a day also by that day."""
    ends = isinstance(clause.schedule, By) and days == Days(period.days.last, period.days.last)
    return period.key == text or period.days == days or ends


def _whole(entry: Entry) -> Days | None:
    if isinstance(entry, BlockJob):
        return Days(entry.slots[0].period.days.first, entry.slots[-1].period.days.last)
    return None


def _group(entry: Entry) -> tuple[str, ...]:
    group = entry.group if isinstance(entry, BlockJob) else entry.scene.group
    return tuple(value for _, value in group)
