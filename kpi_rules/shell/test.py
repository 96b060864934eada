"""`kpi test`: the scenarios of contracts, played on the figures that they give."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.shell import exits
from kpi_rules.shell.draw import counted, message, near, number
from kpi_rules.shell.inputs import Inputs, read_around, read_inputs
from kpi_rules.shell.options import Format
from kpi_rules.shell.terminal import Screen, safe, say, screen
from kpi_rules_engine.trial.rehearsal import Played, Rehearsal, rehearse


def play(paths: Sequence[Path], format: Format, color: bool | None) -> int:
    """0 every scenario holds, 1 one does not, 2 there was none, or something could not be read."""
    inputs = read_inputs(paths, read_around(paths))
    rehearsals = rehearsed(inputs)
    notes = [*inputs.notes, *(note for rehearsal in rehearsals for note in rehearsal.notes)]
    played = [one for rehearsal in rehearsals for one in rehearsal.played]
    if format is Format.JSON:
        say(json.dumps(_object(rehearsals, notes), ensure_ascii=False, indent=2))
    else:
        _show(rehearsals, notes, screen(sys.stdout, color))
    if any(note.is_error for note in notes) or not played:
        return exits.NOTHING_JUDGED
    return exits.FINE if all(one.holds for one in played) else exits.FAILED


def rehearsed(inputs: Inputs) -> list[Rehearsal]:
    """The scenarios of all contracts that have some."""
    return [rehearse(c, inputs.around.vocabulary) for c in inputs.contracts if c.scenarios]


def _show(rehearsals: Sequence[Rehearsal], notes: Sequence[Diagnostic], on: Screen) -> None:
    blocks = [message(note, on) for note in notes]
    for rehearsal in rehearsals:
        blocks.append(_contract(rehearsal, on))
        blocks += [message(note, on) for one in rehearsal.played for note in one.differs]
    whole = not any(note.is_error for note in notes)
    untried = [_untried(rehearsal) for rehearsal in rehearsals if whole and rehearsal.untried]
    say("\n\n".join([*blocks, *untried, _summary(rehearsals, notes)]))


def _contract(rehearsal: Rehearsal, on: Screen) -> str:
    lines = [on.paint("strong", safe(near(rehearsal.contract.path)))]
    return "\n".join([*lines, *(_line(one, on) for one in rehearsal.played)])


def _line(one: Played, on: Screen) -> str:
    if one.holds:
        return f"  {on.paint('good', 'holds ')}  {safe(one.scenario.title)}"
    word, style = ("broken", "doubt") if one.broken else ("fails ", "bad")
    return f"  {on.paint(style, word)}  {safe(one.scenario.title)}"


def _untried(rehearsal: Rehearsal) -> str:
    lines = [f"clauses without a scenario at their boundary in {safe(near(rehearsal.contract.path))}:"]
    for clause, lacks in rehearsal.untried:
        lines.append(f"  {clause}: {', '.join(f'none {lack}' for lack in lacks)}")
    return "\n".join(lines)


def _summary(rehearsals: Sequence[Rehearsal], notes: Sequence[Diagnostic]) -> str:
    played = [one for rehearsal in rehearsals for one in rehearsal.played]
    if not played and not notes:
        return "no scenario: one stands in a block that begins with a line ```kpi-test"
    if not played:
        return counted(notes)
    kinds = (
        ("holds", "hold", sum(one.holds for one in played)),
        ("fails", "fail", sum(bool(one.differs) for one in played)),
        ("is broken", "are broken", sum(one.broken for one in played)),
    )
    parts = [f"{count:,} {one if count == 1 else many}" for one, many, count in kinds if count]
    return f"{number(len(played), 'scenario')}: {', '.join(parts)}"


def _object(rehearsals: Sequence[Rehearsal], notes: Sequence[Diagnostic]) -> dict[str, object]:
    scenarios = [
        {
            "file": near(rehearsal.contract.path),
            "contract": rehearsal.contract.header.id,
            "line": one.scenario.spot.span.line,
            "title": one.scenario.title,
            "status": "holds" if one.holds else "broken" if one.broken else "fails",
            "differences": [_message(note) for note in one.differs],
        }
        for rehearsal in rehearsals
        for one in rehearsal.played
    ]
    untried = [
        {"contract": rehearsal.contract.header.id, "clause": clause, "lacks": lacks}
        for rehearsal in rehearsals
        for clause, lacks in rehearsal.untried
    ]
    return {"scenarios": scenarios, "untried": untried, "messages": [_message(note) for note in notes]}


def _message(note: Diagnostic) -> dict[str, object]:
    return {
        "code": note.code,
        "severity": note.severity,
        "file": near(note.file),
        "line": note.span.line,
        "column": note.span.column,
        "message": note.message,
        "help": note.help,
    }
