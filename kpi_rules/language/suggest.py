"""The nearest known name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from kpi_rules.language.vocabulary import fold

LIKENESS = 0.7  # from 0 to 1: below it a proposal misleads more often than it helps
LONGEST = 64  # no name is longer, and comparing is quadratic


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like `word`, compared as names are; None if none is near."""
    if len(word) > LONGEST:
        return None
    folded = {fold(choice): choice for choice in choices}
    near = get_close_matches(fold(word), folded, n=1, cutoff=LIKENESS)
    return folded[near[0]] if near else None
