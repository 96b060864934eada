"""A contract's text to a checked contract: the whole of the language on one screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kpi_rules.language import tree
from kpi_rules.language.chunks import chunks
from kpi_rules.language.contract import Clause, Contract, Header
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.document import Document, bare_clauses, read_document
from kpi_rules.language.fingerprint import contract_fingerprint, fingerprint
from kpi_rules.language.front import read_front
from kpi_rules.language.meaning.clauses import clause
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.expressions import resolve
from kpi_rules.language.meaning.fault import Fault
from kpi_rules.language.meaning.together import check_together
from kpi_rules.language.reserved import check_name
from kpi_rules.language.said import said
from kpi_rules.language.scenarios.reading import checked_scenarios, written_scenarios
from kpi_rules.language.statements import statement
from kpi_rules.language.tree_names import names_of
from kpi_rules.language.vocabulary import Vocabulary, fold

MAX_SIZE = 4_000_000
MAX_CLAUSES = 2_000
_COMPARED = re.compile(r"([^\W\d]\w*)\s*(?:>=|<=|[<>≥≤=]|at least|at most|more than|less than)\s*[\d$€]", re.IGNORECASE)


def read_contract(
    path: str, text: str, vocabulary: Vocabulary, header: Header | None = None
) -> tuple[Contract | None, Notes]:
    """The checked contract, or None, and every message about it in the order of the text.

    `path` is how messages call the file. With a `header`, the text is clauses alone.
    """
    notes = Notes(path, text)
    if len(text) > MAX_SIZE:
        notes.add("KPI025", Span(1, 1, 1, 2), said("a contract has at most {max_size:,} characters", max_size=MAX_SIZE))
        return None, notes
    document = read_document(text, notes) if header is None else bare_clauses(text, notes)
    if notes.failed and any(note.code in ("KPI002", "KPI025") for note in notes):
        return None, notes
    facts = header or read_front(document.front, vocabulary, notes)
    statements = _statements(document, notes)
    written = written_scenarios(document, notes)
    if facts is None:
        return None, notes
    desk = Desk(vocabulary, facts, notes)
    clauses = _clauses(desk, statements)
    _check_prose(document, vocabulary, notes)
    if not _asked(statements) and not notes.failed:
        help = said("a clause stands in a block that begins with a line ```kpi and ends with a line ```")
        notes.add("KPI004", Span(1, 1, 1, 2), said("the contract has no clause"), help)
    check_together(desk, clauses)
    # an outcome may be that of a clause which was not understood, and has been reported
    scenarios = checked_scenarios(written, desk, clauses) if clauses and len(clauses) == _asked(statements) else ()
    if notes.failed:
        return None, notes
    contract = Contract(facts, tuple(clauses), scenarios, path)
    prints = {c.id: fingerprint(facts, c) for c in clauses}
    return replace(contract, fingerprints=prints, fingerprint=contract_fingerprint(facts, clauses)), notes


def _asked(statements: Sequence[tree.Statement]) -> int:
    """How many clauses there should be."""
    return sum(isinstance(statement, tree.ClauseNode) for statement in statements)


def _statements(document: Document, notes: Notes) -> list[tree.Statement]:
    found = [chunk for block in document.blocks for chunk in chunks(block, notes)]
    if len(found) > MAX_CLAUSES:
        message = said("a file has at most {max_clauses:,} clauses", max_clauses=MAX_CLAUSES)
        notes.add("KPI025", found[MAX_CLAUSES].span, message, said("split the contract into annexes"))
        return []
    return [built for built in (statement(chunk, notes) for chunk in found) if built is not None]


def _clauses(desk: Desk, statements: Sequence[tree.Statement]) -> list[Clause]:
    """The clauses in the order of the text; definitions serve those that follow them."""
    clauses: list[Clause] = []
    places: dict[str, Span] = {}
    labels = [built.label for built in statements if isinstance(built, tree.ClauseNode)]
    desk.labels = frozenset(fold(label.text) for label in labels if label is not None)
    for built in statements:
        if isinstance(built, tree.Definition):
            desk.upcoming.setdefault(fold(built.name.text), built)
    for built in statements:
        try:
            if isinstance(built, tree.Definition):
                _define(desk, built)
                continue
            id = _id(desk, built)
            if id is None:
                continue
            if fold(id) in places:
                line = places[fold(id)].line
                help = said("give it a label of its own: {id}_2: …", id=id)
                desk.notes.add(
                    "KPI024",
                    _head(built),
                    said("the clause `{id}` already stands in line {line}", id=id, line=line),
                    help,
                )
                continue
            places[fold(id)] = built.span
            clauses.append(clause(desk, built, id))
        except Fault as wrong:
            wrong.note(desk.notes)
    return clauses


def _define(desk: Desk, definition: tree.Definition) -> None:
    """Check a definition where it stands, then let it serve."""
    name = definition.name
    folded = fold(name.text)
    desk.upcoming.pop(folded, None)
    if not check_name(name.text, name.span, desk.notes):
        return
    if folded in desk.definitions or folded in desk.vocabulary.names or folded in desk.vocabulary.ambiguous:
        desk.notes.add(
            "KPI035", name.span, said("`{name}` has a meaning already", name=name.text), f"let own_{name.text} = …"
        )
        return
    desk.definitions[folded] = definition
    try:
        resolve(desk, definition.formula, Reading(inside=(folded,)))
    except Fault:
        desk.broken.add(folded)  # told here, and not again at each use
        raise


def _id(desk: Desk, node: tree.ClauseNode) -> str | None:
    """The label, else the one name that the clause compares."""
    if node.label is not None:
        return fold(node.label.text) if check_name(node.label.text, node.label.span, desk.notes) else None
    names = {fold(name.text): name for name in names_of(node.requirement)}
    if len(names) != 1:
        first = next(iter(names.values())).text if names else "name"
        help = said("begin it with a label: {first}_rule: …", first=first)
        desk.notes.add("KPI023", _head(node), said("a clause that compares more than one name needs a label"), help)
        return None
    written = next(iter(names))
    if written in desk.definitions:
        return written
    table = desk.vocabulary.table(written)  # of count(posts)
    return desk.vocabulary.canonical(written) or (table.name if table else written)


def _head(node: tree.ClauseNode) -> Span:
    return node.label.span if node.label else node.requirement.span


def _check_prose(document: Document, vocabulary: Vocabulary, notes: Notes) -> None:
    """Warn of a line outside the blocks that a reader would take for a clause."""
    if any(note.code == "KPI003" for note in notes):
        return  # a block that is not rendered has been reported as a whole
    for line in document.prose:
        for match in _COMPARED.finditer(line.text):
            if vocabulary.canonical(match[1]) or fold(match[1]) in vocabulary.ambiguous:
                span = Span(line.number, match.start() + 1, line.number, match.end() + 1)
                message = said("this reads like a clause, and stands outside the blocks: it is not judged")
                notes.add("KPI005", span, message, said("put it into a block ```kpi … ```"))
                break
