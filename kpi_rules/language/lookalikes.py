"""Words in the letters of the wrong alphabet: `сра` typed in Cyrillic looks just like `cpa`."""

from __future__ import annotations

from collections.abc import Collection

from kpi_rules.language.words import even

_CYRILLIC = "авекмнорстухіјѕ"
_LATIN = "abekmhopctyxijs"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)


def twin(word: str, known: Collection[str]) -> tuple[str, str] | None:
    """The known word that looks like this one, and the alphabet that it is written in; both in even form."""
    plain = even(word)
    for table, alphabet in ((_TO_LATIN, "Latin"), (_TO_CYRILLIC, "Cyrillic")):
        other = plain.translate(table)
        if other != plain and other in known:
            return other, alphabet
    return None
