"""What is said in Russian: a closed table from the English templates; read only when Russian is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from kpi_rules.language.russian import catalogue, codes, costs, files, meaning, scenarios, shell, verdicts, writing
from kpi_rules.language.russian.words import NOUNS, WORDS

__all__ = ["NOUNS", "PARTS", "TEXTS", "WORDS"]

PARTS = (codes, writing, meaning, costs, scenarios, catalogue, files, shell, verdicts)
TEXTS: Mapping[str, str] = dict(chain.from_iterable(part.TEXTS.items() for part in PARTS))
