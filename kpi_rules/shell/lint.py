"""`kpi lint`: every message about the contracts and the workspace, before any data is read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import Lang, said
from kpi_rules.shell import exits
from kpi_rules.shell.draw import drawn
from kpi_rules.shell.inputs import Inputs, read_around, read_inputs
from kpi_rules.shell.language import language
from kpi_rules.shell.options import Format
from kpi_rules.shell.paraphrase import in_full
from kpi_rules.shell.terminal import say, screen


def lint(
    paths: Sequence[Path],
    color: bool | None,
    paraphrased: bool = False,
    asked: Lang | None = None,
    format: Format = Format.TEXT,
) -> int:
    """0 no errors, 1 errors in what was read, 2 nothing to read; `paraphrased` also says the contracts in words."""
    inputs = read_inputs(paths, read_around(paths))
    notes = [*inputs.notes, *_of_scenarios(inputs)]
    shown = screen(sys.stdout, color, language(asked, inputs.around.workspace))
    if format is Format.JSON:
        from kpi_rules.language.contract_json import contracts_object
        from kpi_rules.shell.verdict_json import as_json

        say(as_json(contracts_object(inputs.contracts, notes, shown.lang), sys.stdout.encoding or "ascii"))
    else:
        if paraphrased:
            for contract in inputs.contracts:
                say("\n".join(in_full(contract, inputs.around.vocabulary, shown.lang, shown)) + "\n")
        say(drawn(notes, shown) if notes else shown.words(_praise(inputs)))
    if any(note.code == "KPI062" for note in notes):
        return exits.NOTHING_JUDGED
    return exits.FAILED if any(note.is_error for note in notes) else exits.FINE


def _of_scenarios(inputs: Inputs) -> list[Diagnostic]:
    """What is wrong with scenarios; whether they hold is the question of `kpi test`."""
    if not any(contract.scenarios for contract in inputs.contracts):
        return []
    from kpi_rules.shell.test import rehearsed  # the judge is loaded where there is something to play

    return [note for rehearsal in rehearsed(inputs) for note in rehearsal.notes]


def _praise(inputs: Inputs) -> str:
    clauses = sum(len(contract.clauses) for contract in inputs.contracts)
    return said(
        "no messages about {clauses:clause|clauses} in {files:file|files}", clauses=clauses, files=len(inputs.files)
    )
