"""`kpi check`: contracts, or clauses from the command line, judged on data."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TextIO

import typer

from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import Lang, said
from kpi_rules.language.schedule import Days
from kpi_rules.shell import exits
from kpi_rules.shell.draw import drawn
from kpi_rules.shell.ends import ends_of, told
from kpi_rules.shell.inputs import Around, Inputs, read_around, read_inputs
from kpi_rules.shell.judging import judge
from kpi_rules.shell.language import language
from kpi_rules.shell.loose import Setting, read_typed
from kpi_rules.shell.oneoff import read_files
from kpi_rules.shell.options import Format
from kpi_rules.shell.paths import LOOSE, NO_WORKSPACE, nothing
from kpi_rules.shell.terminal import Screen, safe, say, screen, warn
from kpi_rules.shell.text import verdicts
from kpi_rules.shell.titles import titles_of
from kpi_rules.shell.verdict_json import document
from kpi_rules_engine.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `kpi check`."""

    paths: tuple[Path, ...] = ()
    period: str | None = None
    as_of: date | None = None
    format: Format = Format.TEXT
    expressions: tuple[str, ...] = ()
    data: tuple[Path, ...] = ()
    term: Days | None = None
    account: str | None = None
    color: bool | None = None
    lang: Lang | None = None


def check(asked: Request) -> int:
    """Show the verdicts, and return the exit status. With an error in any contract nothing is judged."""
    _refuse_nonsense(asked)
    around = read_around(asked.paths)
    asked = replace(asked, lang=language(asked.lang, around.workspace))
    inputs = _inputs(asked, around)
    workspace = inputs.around.workspace
    notes = [*inputs.notes, *([NO_WORKSPACE] if workspace is None and not inputs.failed else [])]
    _show_notes(notes, asked)
    if workspace is None or any(note.is_error for note in notes):
        return exits.NOTHING_JUDGED
    outcome, found = judge(inputs.contracts, workspace, asked.as_of, asked.period)
    _show_notes(found, asked)
    return _shown(outcome, found, inputs, asked)


def _refuse_nonsense(asked: Request) -> None:
    """Options that would have no effect are errors: somebody expects something of them."""
    loose = bool(asked.expressions) or any(path.name.endswith(LOOSE) for path in asked.paths)
    contracts = not asked.paths or not all(path.name.endswith(LOOSE) for path in asked.paths)
    if asked.expressions and asked.paths:
        raise typer.BadParameter("clauses of -e are judged alone, without contracts", param_hint="-e")
    if asked.data and contracts and not asked.expressions:
        raise typer.BadParameter("the data of a contract is named in kpi.yaml; --data is for -e", param_hint="--data")
    for option, value in (("--term", asked.term), ("--account", asked.account)):
        if value is not None and not loose:
            raise typer.BadParameter("a contract says this itself; the option is for -e", param_hint=option)
    if loose and not asked.data and asked.term is None:
        raise typer.BadParameter("without --data the term must be said: --term 2026-01..2026-12", param_hint="--term")


def _inputs(asked: Request, around: Around) -> Inputs:
    term = asked.term
    if asked.data:
        given = read_files(asked.data, asked.account, around, _texts(asked))
        around, term = given.around, term or given.days
        shown = _screen(sys.stderr, asked)
        for line in given.understood:
            warn(shown.paint("faint", safe(shown.words(line))))
    setting = Setting(term, asked.account) if term else None
    if not asked.expressions:
        return read_inputs(asked.paths, around, setting)
    if setting is None:  # there was no day in the data, and a message that says so
        return Inputs(around, (), (), around.notes)
    contract, notes = read_typed(asked.expressions, around.vocabulary, setting)
    return Inputs(around, (contract,) if contract else (), (), (*around.notes, *notes))


def _texts(asked: Request) -> list[str]:
    files = [path.read_text("utf-8", errors="replace") for path in asked.paths if path.is_file()]
    return [*asked.expressions, *files]


def _screen(stream: TextIO, asked: Request) -> Screen:
    return screen(stream, asked.color, asked.lang or "en")


def _show_notes(notes: Sequence[Diagnostic], asked: Request) -> None:
    if notes:
        warn(drawn(notes, _screen(sys.stderr, asked)))


def _shown(outcome: Outcome, found: Sequence[Diagnostic], inputs: Inputs, asked: Request) -> int:
    """Write the verdicts. Where data was refused, a check that found nothing wrong is no good check."""
    refused = any(note.is_error for note in found)
    if refused and not outcome.verdicts:
        return exits.NOTHING_JUDGED
    if not outcome.verdicts and asked.period:
        _show_notes([nothing(asked.period, said("no clause is judged in a period that ends in this one"))], asked)
        return exits.NOTHING_JUDGED
    if asked.format is Format.JSON:
        say(document(outcome, inputs.contracts, sys.stdout.encoding or "ascii", asked.lang or "en"))
    else:
        shown = _screen(sys.stdout, asked)
        titles = titles_of(inputs.contracts, inputs.around.vocabulary, shown.lang)
        workspace = inputs.around.workspace
        notes = told(ends_of(outcome)) if workspace else []
        say(verdicts(outcome, inputs.contracts, shown, titles, dated=asked.as_of is not None, notes=notes))
    return exits.status_of(outcome) or (exits.NOTHING_JUDGED if refused else exits.FINE)
