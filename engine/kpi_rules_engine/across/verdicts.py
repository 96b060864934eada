"""The verdict on a period or a block, with what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules_engine.across.blocks import DECIDED, BlockResult
from kpi_rules_engine.across.course import counts_fails
from kpi_rules_engine.across.docket import BlockJob, Entry
from kpi_rules_engine.across.record import Record
from kpi_rules_engine.across.runs import NO_RUN
from kpi_rules_engine.assemble import verdict
from kpi_rules_engine.costs.lines import lines
from kpi_rules_engine.explain.across_text import costs_text, standing_texts
from kpi_rules_engine.explain.tongue import tongue
from kpi_rules_engine.jobs import Job
from kpi_rules_engine.verdict import Line, Verdict


def verdict_on(entry: Entry, record: Record, vocabulary: Vocabulary) -> Verdict:
    """What is shown for an entry whose jobs were all answered."""
    if isinstance(entry, Job):
        misses = record.misses(entry)
        return verdict(entry, record.final(entry), vocabulary, misses, _costs(entry, record))
    result = record.block(entry)
    # the money of a block is due once: with the period that decided it
    due = result.status in DECIDED and result.standing.decided in entry.shown
    return _block(entry, record, vocabulary, result, _costs(entry, record) if due else ())


def _costs(entry: Entry, record: Record) -> tuple[Line, ...]:
    clause = entry.clause
    if not clause.remedies:
        return ()
    fails = record.fails(entry) if counts_fails(clause) else NO_RUN
    return lines(clause, entry.contract.header, record.decision(entry), fails, partial(record.gate, entry))


def _block(
    of: BlockJob, record: Record, vocabulary: Vocabulary, result: BlockResult, costs: tuple[Line, ...]
) -> Verdict:
    clause, header = of.clause, of.contract.header
    first, last = of.slots[0].period.days.first, of.slots[-1].period.days.last
    key = first.isoformat() if first == last else f"{first}..{last}"

    def tell(lang: Lang) -> Iterator[str]:
        spoken = tongue(lang, vocabulary)
        yield spoken.wording.headline(key, of.group, result.status)
        yield spoken.costing.block_asked(spoken.say_condition(clause.requirement), of.block.needed, of.block.of)
        yield from standing_texts(result.standing, result.status, spoken)
        if of.members:
            newest = of.members[-1]
            yield from verdict(newest, record.final(newest), vocabulary).tell(lang)
        yield costs_text(costs, spoken)

    return Verdict(
        contract=header.id,
        version=header.version,
        clause=clause.id,
        title=clause.title,
        period=key,
        start=first,
        end=last,
        partial=len(of.slots) < of.block.of,
        group=dict(of.group),
        status=result.status,
        reason=result.reason,
        provisional=result.provisional,
        checks=(),
        parts=(),
        missing_days=(),
        excluded_days=(),
        owner=clause.owner,
        because=clause.because,
        fingerprint=of.contract.fingerprints.get(clause.id, ""),
        asked=clause.text,
        path=of.contract.path,
        tell=lambda lang: tuple(tell(lang)),
        block=result.standing,
        remedies=costs,
    )
