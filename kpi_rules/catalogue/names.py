"""What may be a name, and whose it is already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.reserved import RESERVED
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import fold
from kpi_rules.language.yamlfaults import shown
from kpi_rules.language.yamltext import Scalar

LISTED = 15  # known names that a help line may list
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
                message = f"`{shown(spelling.text)}` is refused as a name: the trade uses it for several formulas"
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
    whose = "" if name.text == owner else f": it is a name of `{shown(owner)}`"
    return f"`{shown(name.text)}` is taken already{whose}"


def good_names(names: Iterable[Scalar], notes: Notes) -> bool:
    """Whether a clause could write all of them; each reason against it is noted."""
    return False not in [_good_name(name, notes) for name in names]


def _good_name(name: Scalar, notes: Notes) -> bool:
    text = unicodedata.normalize("NFC", name.text)
    if not _NAME.match(text):
        proposal = re.sub(r"\W+", "_", text).strip("_")
        message = f"`{shown(text)}` cannot be a name: one word of letters, digits and `_`, a letter first"
        notes.add("KPI060", name.span, message, proposal if _NAME.match(proposal) else None)
        return False
    if fold(text) in RESERVED:
        notes.add("KPI060", name.span, f"`{text}` cannot be a name: the clause language reserves the word")
        return False
    alphabets = set() if text.isascii() else {_alphabet(letter) for letter in text} - {""}
    if len(alphabets) > 1:
        message = f"`{shown(text)}` mixes letters of two alphabets: {' and '.join(sorted(alphabets))}"
        notes.add("KPI032", name.span, message, "type the whole name in one of them")
        return False
    return True


def known_name(name: Scalar, among: Iterable[str], notes: Notes, code: str, what: str) -> str | None:
    """The known name that is spelt so, in any case; else a note with the nearest one, or with all there are."""
    folded = {fold(known): known for known in among}
    if (found := folded.get(fold(name.text))) is None:
        near = nearest(name.text, folded.values())
        listed = "there are " + ", ".join(folded.values()) if len(folded) <= LISTED else None
        notes.add(code, name.span, f"there is no {what} `{shown(name.text)}`", near or listed)
    return found


def _alphabet(letter: str) -> str:
    script = unicodedata.name(letter, "").split(" ")[0]
    return script.capitalize() if script in ("LATIN", "CYRILLIC", "GREEK") else ""
