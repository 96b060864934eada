"""The scenarios of a contract: from the blocks of its text to checked ones."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_rules.language.building import Builder, string, tokens
from kpi_rules.language.chunks import Chunk, chunks
from kpi_rules.language.contract import Clause
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.document import Document
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.fault import Fault
from kpi_rules.language.said import said
from kpi_rules.language.scenarios.expecting import expected
from kpi_rules.language.scenarios.giving import givens, indifferent
from kpi_rules.language.scenarios.scenario import Given, Scenario, Spot
from kpi_rules.language.spelling import check_spelling
from kpi_rules.language.syntax import Raw, parse_scenario
from kpi_rules.language.words import even, starts

MAX_SCENARIOS = 2_000

Written = tuple[Raw, Builder]


def written_scenarios(document: Document, notes: Notes) -> list[Written]:
    """The parse trees of all scenarios; what cannot be read is said in `notes`."""
    found = [chunk for block in document.trials for chunk in chunks(block, notes)]
    if len(found) > MAX_SCENARIOS:
        message = said("a file has at most {max_scenarios:,} scenarios", max_scenarios=MAX_SCENARIOS)
        notes.add("KPI025", found[MAX_SCENARIOS].span, message, said("split the contract into annexes"))
        return []
    written = ((_parsed(chunk, notes), chunk) for chunk in found)
    return [(raw, Builder(chunk, notes)) for raw, chunk in written if raw is not None]


def checked_scenarios(written: Sequence[Written], desk: Desk, clauses: Sequence[Clause]) -> tuple[Scenario, ...]:
    """The scenarios that have no error, with the contract's clauses."""
    found: list[Scenario] = []
    places: dict[str, Span] = {}
    blind = indifferent(desk)
    for raw, builder in written:
        title = next(token for token in tokens(raw) if token.type == "STRING")
        span = builder.span(title)
        key = even(string(title))
        if key in places:
            line = places[key].line
            message = said("the scenario {title} already stands in line {line}", title=str(title), line=line)
            desk.notes.add("KPI080", span, message, said("give it a title of its own"))
            continue
        places[key] = span
        scenario = _scenario(raw, builder, blind, desk, clauses, string(title))
        if scenario is not None and not builder.broken:
            found.append(scenario)
    return tuple(found)


def _scenario(
    raw: Raw, builder: Builder, desk: Desk, own: Desk, clauses: Sequence[Clause], title: str
) -> Scenario | None:
    """None where anything in it is wrong; every fault is told."""
    given: list[Given] = []
    told = []
    whole = True
    for child in raw.find_data("given"):
        try:
            given += givens(child, builder, desk, own)
        except Fault as wrong:
            wrong.note(desk.notes)
            whole = False
    for child in raw.find_data("then"):
        try:
            told.append(expected(child, builder, desk, clauses))
        except Fault as wrong:
            wrong.note(desk.notes)
            whole = False
    if not whole:
        return None
    given.sort(key=lambda one: one.spot.span)
    told.sort(key=lambda one: one.spot.span)
    span = builder.span(tokens(raw)[0]).to(builder.span(tokens(raw)[1]))
    return Scenario(title, tuple(given), tuple(told), Spot(span, desk.notes.line(span.line)))


def _parsed(chunk: Chunk, notes: Notes) -> Raw | None:
    if not starts("SCENARIO", chunk.text):
        word = chunk.text.split()[0]
        help = said('begin a scenario: scenario "nobody came"')
        if starts("GIVEN", chunk.text) or starts("THEN", chunk.text):
            help = said("indent it, and it continues the scenario above")
        message = said("this line begins a scenario, and it is none")
        notes.add("KPI026", chunk.at(0, len(word)), message, help)
        return None
    return parse_scenario(chunk, notes) if check_spelling(chunk, notes) else None
