"""A contract's text to its canonical text, which is read again before it is given away."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kpi_rules.language.chunks import Chunk
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import Diagnostic, Notes
from kpi_rules.language.document import bare_clauses, read_document
from kpi_rules.language.vocabulary import Language, Vocabulary, fold
from kpi_rules.language.writing import document
from kpi_rules.language.writing.blocks import block
from kpi_rules.language.writing.comments import uncommented
from kpi_rules.language.writing.names import Names
from kpi_rules.language.writing.statements import Written, written

_LABEL = re.compile(r'([^\W\d][\w\u0300-\u036f]*)\s*(?:"[^"\n]*"|“[^”\n]*”|«[^»\n]*»)?\s*:')
Read = Callable[[str], tuple[Contract | None, Sequence[Diagnostic]]]


class ChangedMeaning(Exception):
    """The canonical text does not mean what the text means: a bug of ours."""


def canonical(
    text: str, read: Read, vocabulary: Vocabulary, language: Language | None = None, *, loose: bool = False
) -> tuple[str | None, list[Diagnostic]]:
    """The canonical text of a contract, and the errors that there are if it is None.

    `read` is how the contract is read; `loose` if it has clauses alone. With a `language`, words and the
    catalogue's names are written in it; else every clause keeps its own. ChangedMeaning if the contract
    that comes of it is another one.
    """
    contract, notes = read(text)
    if contract is None:
        return None, [note for note in notes if note.is_error]
    found = (bare_clauses if loose else read_document)(text, Notes("", text))
    names = Names(vocabulary, language, _labels(contract))

    def write(chunk: Chunk) -> Written:
        return written(chunk, names, contract.header.schedule)

    lines = {lines: block(lines, write) for lines in found.blocks if lines}
    made = document.bare(text, next(iter(lines.values()))) if loose else document.with_blocks(text, lines)
    if made != text:
        _check(contract, read(made))
    return made, []


def _labels(contract: Contract) -> frozenset[str]:
    """The ids that clauses have from their labels, and not from their KPIs."""
    found = (_LABEL.match(uncommented(clause.text)) for clause in contract.clauses)
    return frozenset(fold(label[1]) for label in found if label)


def _check(contract: Contract, again: tuple[Contract | None, Sequence[Diagnostic]]) -> None:
    other, notes = again
    if other is None:
        first = next(note for note in notes if note.is_error)
        raise ChangedMeaning(f"{contract.path}: the canonical text is refused: {first.message}: {first.source_line}")
    for one, two in zip(contract.clauses, other.clauses, strict=False):
        same = (one.id, one.title, one.because) == (two.id, two.title, two.because)
        if not same or contract.fingerprints[one.id] != other.fingerprints[two.id]:
            raise ChangedMeaning(f"{contract.path}: the canonical text of `{one.id}` is another clause")
    if contract.fingerprint != other.fingerprint:
        raise ChangedMeaning(f"{contract.path}: the canonical text is another contract")
