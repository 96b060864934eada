"""`kpi explain`: the whole reason for a verdict; without data, what a clause means."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.language.said import Lang, said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import fold
from kpi_rules.shell import exits
from kpi_rules.shell.draw import drawn
from kpi_rules.shell.evidence import evidence, heading
from kpi_rules.shell.inputs import Inputs, read_around, read_inputs
from kpi_rules.shell.language import language
from kpi_rules.shell.meaning import in_words, meaning
from kpi_rules.shell.page import titled
from kpi_rules.shell.paths import CONTRACT, LOOSE, nothing
from kpi_rules.shell.terminal import Screen, say, screen, warn
from kpi_rules.shell.titles import title_of
from kpi_rules_engine.verdict import Outcome


def explain(named: str, period: str | None, as_of: date | None, color: bool | None, asked: Lang | None = None) -> int:
    """0 explained, 2 there is nothing of this name, or it is broken."""
    inputs, only = _named(named)
    outcome, notes = None, list(inputs.notes)
    ends: Mapping[str, date] = {}
    workspace = inputs.around.workspace
    lang = language(asked, workspace)
    if workspace and workspace.sources and not inputs.failed and not _loose(inputs):
        # with the engines behind them: what a clause means needs none
        from kpi_rules.shell.ends import ends_of
        from kpi_rules.shell.judging import judge

        outcome, found = judge(inputs.contracts, workspace, as_of, period)
        ends = ends_of(outcome)
        notes += found
    if notes:
        warn(drawn(notes, screen(sys.stderr, color, lang)))
    if inputs.failed or (outcome and not outcome.verdicts and any(note.is_error for note in notes)):
        return exits.NOTHING_JUDGED
    shown = screen(sys.stdout, color, lang)
    clauses = [(c, of) for of in inputs.contracts for c in of.clauses if not only or fold(c.id) == fold(only)]
    say("\n\n".join("\n".join(_page(clause, of, inputs, outcome, ends, shown)) for clause, of in clauses))
    return exits.FINE


def _named(named: str) -> tuple[Inputs, str]:
    """The contracts of this name, and the one clause of them that is named, if it is."""
    name, mark, clause = (named, "", "") if Path(named).exists() else named.rpartition("#")
    name = name if mark else named
    path = Path(name)
    if path.exists() or name.endswith((CONTRACT, LOOSE)):
        inputs = read_inputs([path], read_around([path]))
    else:
        inputs = _of_id(name)
    return (_only(clause, inputs), clause) if mark and not inputs.failed else (inputs, "")


def _of_id(name: str) -> Inputs:
    """All versions of a contract in the workspace of the current folder."""
    inputs = read_inputs([], read_around([]))
    mine = tuple(contract for contract in inputs.contracts if contract.header.id == name)
    if not mine:
        guess = nearest(name, [contract.header.id for contract in inputs.contracts])
        help = (
            said("did you mean `{guess}`?", guess=guess)
            if guess
            else said("name its file, or its id as the front matter says it")
        )
        return replace(
            inputs, contracts=(), notes=(*inputs.notes, nothing(name, said("there is no such contract"), help))
        )
    files = {contract.path for contract in mine}
    others = {str(file) for file in inputs.files} - files
    return replace(inputs, contracts=mine, notes=tuple(note for note in inputs.notes if note.file not in others))


def _only(clause: str, inputs: Inputs) -> Inputs:
    """The contracts with no other clauses than this one and those that its remedies hang on."""
    kept = [replace(of, clauses=_with_gates(clause, of)) for of in inputs.contracts]
    kept = [contract for contract in kept if contract.clauses]
    if kept:
        return replace(inputs, contracts=tuple(kept))
    ids = [c.id for contract in inputs.contracts for c in contract.clauses]
    guess = nearest(clause, ids)
    help = said("did you mean `{guess}`?", guess=guess) if guess else said("there are {ids}", ids=", ".join(ids[:12]))
    where = inputs.contracts[0].path if inputs.contracts else clause
    missing = nothing(where, said("there is no clause `{clause}`", clause=clause), help)
    return replace(inputs, contracts=(), notes=(*inputs.notes, missing))


def _with_gates(named: str, of: Contract) -> tuple[Clause, ...]:
    gates = {gate for c in of.clauses if fold(c.id) == fold(named) for remedy in c.remedies for gate in remedy.gate}
    found = tuple(c for c in of.clauses if fold(c.id) == fold(named) or c.id in gates)
    return found if any(fold(c.id) == fold(named) for c in found) else ()


def _loose(inputs: Inputs) -> bool:
    """Clauses without a term cannot be judged here; they still have a meaning."""
    return any(contract.path.endswith(LOOSE) for contract in inputs.contracts)


def _page(
    clause: Clause, of: Contract, inputs: Inputs, outcome: Outcome | None, ends: Mapping[str, date], screen: Screen
) -> Iterator[str]:
    yield from heading(clause, title_of(clause, inputs.around.vocabulary, screen.lang), of, screen)
    yield ""
    if outcome is None:
        yield from titled(meaning(clause, of, inputs.around.vocabulary, screen.lang), screen, "  ")
        return
    yield from titled(in_words(clause, of, inputs.around.vocabulary, screen.lang), screen, "  ")
    yield ""
    mine = [v for v in outcome.verdicts if v.path == of.path and v.clause == clause.id]
    if not mine:
        yield f"  {screen.words(said('not judged in this period'))}"
    for number, verdict in enumerate(mine):
        yield from [""] if number else []
        yield from evidence(verdict, clause, outcome.as_of, ends, screen, inputs.around.vocabulary)
