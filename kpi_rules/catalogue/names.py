"""What may be a name, and whose it is already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.reserved import RESERVED
from kpi_rules.language.said import AND, listed, said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import fold
from kpi_rules.language.yamlfaults import shown
from kpi_rules.language.yamltext import Scalar

LISTED = 15  # known names that a help line may list
_ALPHABETS = {"LATIN": said("Latin"), "CYRILLIC": said("Cyrillic"), "GREEK": said("Greek")}
_NAME = re.compile(r"[^\W\d]\w*\Z")


@dataclass(slots=True)
class Names:
    """Spellings that are taken: `owners` maps each, folded, to the name that it stands for."""

    owners: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)  # folded, too

    def claim(self, spellings: Iterable[Scalar], owner: str, notes: Notes) -> bool:
        """Take all of these spellings; KPI035 for each that is taken already, and False."""
        free = True
        for spelling in spellings:
            folded = fold(spelling.text)
            if folded in self.refused:
                message: str = said(
                    "`{spelling}` is refused as a name: the trade uses it for several formulas",
                    spelling=shown(spelling.text),
                )
                notes.add("KPI035", spelling.span, message, f"own_{owner}" if spelling.text == owner else None)
                free = False
            elif folded in self.owners:
                message = _taken(spelling, self.owners[folded])
                notes.add("KPI035", spelling.span, message, f"own_{owner}" if spelling.text == owner else None)
                free = False
            self.owners.setdefault(folded, owner)
        return free

    def refuse(self, name: Scalar, notes: Notes) -> bool:
        """Make it a name that is refused as ambiguous; KPI035 if something bears it, and False."""
        owner = self.owners.get(fold(name.text))
        if owner is not None:
            notes.add("KPI035", name.span, _taken(name, owner))
            return False
        self.refused.add(fold(name.text))
        return True


def _taken(name: Scalar, owner: str) -> str:
    if name.text == owner:
        return said("`{name}` is taken already", name=shown(name.text))
    return said("`{name}` is taken already: it is a name of `{owner}`", name=shown(name.text), owner=shown(owner))


def good_names(names: Iterable[Scalar], notes: Notes) -> bool:
    """Whether a clause could write all of them; each reason against it is noted."""
    return False not in [_good_name(name, notes) for name in names]


def _good_name(name: Scalar, notes: Notes) -> bool:
    text = unicodedata.normalize("NFC", name.text)
    if not _NAME.match(text):
        proposal = re.sub(r"\W+", "_", text).strip("_")
        message = said(
            "`{text}` cannot be a name: one word of letters, digits and `_`, a letter first", text=shown(text)
        )
        notes.add("KPI060", name.span, message, proposal if _NAME.match(proposal) else None)
        return False
    if fold(text) in RESERVED:
        notes.add(
            "KPI060", name.span, said("`{text}` cannot be a name: the clause language reserves the word", text=text)
        )
        return False
    alphabets = set() if text.isascii() else {_alphabet(letter) for letter in text} - {""}
    if len(alphabets) > 1:
        message = said(
            "`{text}` mixes letters of two alphabets: {alphabets}",
            text=shown(text),
            alphabets=listed(sorted(alphabets), AND),
        )
        notes.add("KPI032", name.span, message, said("type the whole name in one of them"))
        return False
    return True


def known_name(name: Scalar, among: Iterable[str], notes: Notes, code: str, what: str) -> str | None:
    """The known name that is spelt so, in any case; else a note with the nearest one, or with all there are."""
    folded = {fold(known): known for known in among}
    if (found := folded.get(fold(name.text))) is None:
        near = nearest(name.text, folded.values())
        names = said("there are {names}", names=", ".join(folded.values())) if len(folded) <= LISTED else None
        notes.add(code, name.span, said("there is no {what} `{name}`", what=what, name=shown(name.text)), near or names)
    return found


def _alphabet(letter: str) -> str:
    script = unicodedata.name(letter, "").split(" ")[0]
    return _ALPHABETS.get(script, "")
