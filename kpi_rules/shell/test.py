"""`kpi test`: the scenarios of contracts, played on the figures that they give."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import COMMA, Lang, in_language, listed, said
from kpi_rules.shell import exits
from kpi_rules.shell.draw import counted, message, near
from kpi_rules.shell.inputs import Inputs, read_around, read_inputs
from kpi_rules.shell.language import language
from kpi_rules.shell.options import Format
from kpi_rules.shell.terminal import Screen, cells, pad, safe, say, screen
from kpi_rules_engine.trial.rehearsal import Played, Rehearsal, rehearse

_WORDS = {"holds": said("holds"), "fails": said("fails"), "broken": said("broken")}
_STYLES = {"holds": "good", "fails": "bad", "broken": "doubt"}


def play(paths: Sequence[Path], format: Format, color: bool | None, asked: Lang | None = None) -> int:
    """0 every scenario holds, 1 one does not, 2 there was none, or something could not be read."""
    inputs = read_inputs(paths, read_around(paths))
    lang = language(asked, inputs.around.workspace)
    rehearsals = rehearsed(inputs, lang)
    notes = [*inputs.notes, *(note for rehearsal in rehearsals for note in rehearsal.notes)]
    played = [one for rehearsal in rehearsals for one in rehearsal.played]
    if format is Format.JSON:
        say(json.dumps(_object(rehearsals, notes, lang), ensure_ascii=False, indent=2))
    else:
        _show(rehearsals, notes, screen(sys.stdout, color, lang))
    if any(note.is_error for note in notes) or not played:
        return exits.NOTHING_JUDGED
    return exits.FINE if all(one.holds for one in played) else exits.FAILED


def rehearsed(inputs: Inputs, lang: Lang = "en") -> list[Rehearsal]:
    """The scenarios of all contracts that have some, with reasons in this language."""
    return [rehearse(c, inputs.around.vocabulary, lang) for c in inputs.contracts if c.scenarios]


def _show(rehearsals: Sequence[Rehearsal], notes: Sequence[Diagnostic], on: Screen) -> None:
    blocks = [message(note, on) for note in notes]
    for rehearsal in rehearsals:
        blocks.append(_contract(rehearsal, on))
        blocks += [message(note, on) for one in rehearsal.played for note in one.differs]
    whole = not any(note.is_error for note in notes)
    untried = [_untried(rehearsal, on) for rehearsal in rehearsals if whole and rehearsal.untried]
    say("\n\n".join([*blocks, *untried, on.words(_summary(rehearsals, notes))]))


def _contract(rehearsal: Rehearsal, on: Screen) -> str:
    lines = [on.paint("strong", safe(near(rehearsal.contract.path)))]
    return "\n".join([*lines, *(_line(one, on) for one in rehearsal.played)])


def _line(one: Played, on: Screen) -> str:
    status = _status(one)
    width = max(cells(on.words(word)) for word in _WORDS.values())
    word = on.paint(_STYLES[status], pad(on.words(_WORDS[status]), width))
    return f"  {word}  {safe(one.scenario.title)}"


def _status(one: Played) -> str:
    return "holds" if one.holds else "broken" if one.broken else "fails"


def _untried(rehearsal: Rehearsal, on: Screen) -> str:
    file = safe(near(rehearsal.contract.path))
    lines = [on.words(said("clauses without a scenario at their boundary in {file}:", file=file))]
    for clause, lacks in rehearsal.untried:
        what = listed([said("none {lack}", lack=lack) for lack in lacks], COMMA)
        lines.append(f"  {clause}: {on.words(what)}")
    return "\n".join(lines)


def _summary(rehearsals: Sequence[Rehearsal], notes: Sequence[Diagnostic]) -> str:
    played = [one for rehearsal in rehearsals for one in rehearsal.played]
    if not played and not notes:
        return said("no scenario: one stands in a block that begins with a line ```kpi-test")
    if not played:
        return counted(notes)
    counts = Counter(map(_status, played))
    parts = (
        (said("{count:holds|hold}", count=counts["holds"]), counts["holds"]),
        (said("{count:fails|fail}", count=counts["fails"]), counts["fails"]),
        (said("{count:is broken|are broken}", count=counts["broken"]), counts["broken"]),
    )
    found = listed([part for part, count in parts if count], COMMA)
    return said("{count:scenario|scenarios}: {found}", count=len(played), found=found)


def _object(rehearsals: Sequence[Rehearsal], notes: Sequence[Diagnostic], lang: Lang) -> dict[str, object]:
    scenarios = [
        {
            "file": near(rehearsal.contract.path),
            "contract": rehearsal.contract.header.id,
            "line": one.scenario.spot.span.line,
            "title": one.scenario.title,
            "status": _status(one),
            "differences": [_message(note, lang) for note in one.differs],
        }
        for rehearsal in rehearsals
        for one in rehearsal.played
    ]
    untried = [
        {"contract": rehearsal.contract.header.id, "clause": clause, "lacks": lacks}
        for rehearsal in rehearsals
        for clause, lacks in rehearsal.untried
    ]
    return {"scenarios": scenarios, "untried": untried, "messages": [_message(note, lang) for note in notes]}


def _message(note: Diagnostic, lang: Lang) -> dict[str, object]:
    return {
        "code": note.code,
        "severity": note.severity,
        "file": near(note.file),
        "line": note.span.line,
        "column": note.span.column,
        "message": in_language(note.message, lang),
        "help": note.help and in_language(note.help, lang),
    }
