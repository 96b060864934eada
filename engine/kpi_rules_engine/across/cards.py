"""Which scorecards a check shows, and how the clauses of their fee periods came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kpi_rules.language.contract import Scorecard
from kpi_rules.language.decimals import plain
from kpi_rules.language.said import Lang
from kpi_rules.language.schedule import Days
from kpi_rules.language.units import COUNT
from kpi_rules.language.versions import in_force
from kpi_rules_engine.across.blocks import DECIDED
from kpi_rules_engine.across.course import Courses
from kpi_rules_engine.across.docket import BlockJob, Entry, entries
from kpi_rules_engine.across.record import Record
from kpi_rules_engine.across.scorecards import Score, score_of, scored
from kpi_rules_engine.explain.tongue import tongue
from kpi_rules_engine.jobs import File
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.summary import overall
from kpi_rules_engine.plan.periods import fee_period
from kpi_rules_engine.verdict import ScoreResult, Status


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard to be filled: a fee period of a contract, and everything that is judged in it."""

    file: File
    card: Scorecard
    name: str
    days: Days
    entries: tuple[Entry, ...]


def cards(courses: Courses, file: File, wanted: Days | None) -> Iterator[Card]:
    """The scorecards of a version: of the fee periods that end in `wanted`, else of the last one that is over."""
    card, header = file.contract.header.scorecard, file.contract.header
    if card is None:
        return
    own = [
        (name, days)
        for name, days in _fee_periods(file)
        if in_force(file.versions, max(days.first, header.term.first)) is header
    ]
    ends = {days: min(days.last, header.term.last) for _, days in own}
    over = [one for one in own if ends[one[1]] < file.ground.as_of]
    shown = [one for one in own if ends[one[1]] in wanted] if wanted is not None else over[-1:] or own[:1]
    for name, days in shown:
        yield Card(file, card, name, days, tuple(entries(courses, courses.family(header.id), days)))


def result_of(card: Card, record: Record) -> ScoreResult:
    """The scorecard filled; pending while its fee period is not over."""
    header, as_of = card.file.contract.header, card.file.ground.as_of
    found = [(entry, _decision(entry, record, card.days)) for entry in card.entries]
    by_clause: dict[str, list[tuple[Entry, Decision]]] = {}
    for entry, decision in found:
        by_clause.setdefault(entry.clause.id, []).append((entry, decision))
    score = score_of(
        card.card,
        [
            scored(id, _own(of, card.days), of[-1][0].clause.weight, of[-1][0].clause.key)
            for id, of in by_clause.items()
        ],
    )
    status = score.status if min(card.days.last, header.term.last) < as_of else Status.PENDING
    return ScoreResult(
        contract=header.id,
        path=card.file.contract.path,
        version=header.version,
        period=card.name,
        start=card.days.first,
        end=card.days.last,
        status=status,
        provisional=status is not Status.PENDING and _may_change(found),
        points=score.points,
        of=score.of,
        unknown=score.unknown,
        clauses=score.clauses,
        tell=lambda lang: _told(card.card, score, lang),
    )


def _may_change(found: Sequence[tuple[Entry, Decision]]) -> bool:
    """Whether a clause is open that could still be counted; one that a block holds open counts later."""
    return any(
        decision.provisional or (decision.status is Status.PENDING and not isinstance(entry, BlockJob))
        for entry, decision in found
    )


def _decision(entry: Entry, record: Record, days: Days) -> Decision:
    """A block counts once: in the fee period in which it is decided, or ends without a verdict."""
    decision = record.decision(entry)
    if not isinstance(entry, BlockJob):
        return decision
    decided = record.block(entry).standing.decided
    counted_before = decision.status in DECIDED and decided is not None and decided < days.first
    return Decision(Status.NOT_APPLICABLE, None) if counted_before else decision


def _own(found: Sequence[tuple[Entry, Decision]], days: Days) -> Status:
    """A clause's own verdict in these days. A block that stays open beyond them counts later, and hides no other."""
    closed = overall(decision.status for entry, decision in found if not _counts_later(entry, decision, days))
    return overall(decision.status for _, decision in found) if closed is Status.NOT_APPLICABLE else closed


def _counts_later(entry: Entry, decision: Decision, days: Days) -> bool:
    return (
        isinstance(entry, BlockJob)
        and decision.status is Status.PENDING
        and entry.slots[-1].period.days.last > days.last
    )


def _fee_periods(file: File) -> Iterator[tuple[str, Days]]:
    header = file.contract.header
    day = header.term.first
    while day <= header.term.last:
        name, days = fee_period(header, day)
        yield name, days
        day = date.fromordinal(days.last.toordinal() + 1)


def _told(card: Scorecard, score: Score, lang: Lang) -> str:
    spoken = tongue(lang)
    wording, point = spoken.costing, spoken.numerals.point
    if not score.of:
        return wording.no_points()
    lines = [card.passes] if card.warns is None else [card.passes, card.warns]
    # digits enough to see on which side of a line the share lies
    share, *told = spoken.displays([one * 100 for one in (score.points / score.of, *lines)], COUNT)
    keys = [one.clause for one in score.clauses if one.key and one.status is Status.FAIL]
    unknown = plain(score.unknown, point) if score.unknown else ""
    return wording.scorecard(plain(score.points, point), plain(score.of, point), share, told, unknown, keys)
