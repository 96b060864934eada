"""How a language spells a formula: names, functions, numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kpi_rules.language.words import FUNCTIONS, WORDS


def _itself(name: str) -> str:
    return name


@dataclass(frozen=True, slots=True)
class Spelling:
    """`name` gives a measure's or KPI's name, `words` those of functions and keywords; both keep what they lack."""

    name: Callable[[str], str] = _itself
    words: Mapping[str, str] = field(default_factory=dict)
    point: str = "."
    comma: str = ", "

    def word(self, english: str) -> str:
        return self.words.get(english, english)


CANONICAL = Spelling()

_NEUTRAL = {"highest_day": "наибольший_день", "lowest_day": "наименьший_день"}  # no words of the clause language
# functions last: `min` is one, and a unit of time too
RUSSIAN_WORDS: Mapping[str, str] = {one.value: one.ru[0] for one in WORDS if one.en and one.ru} | FUNCTIONS | _NEUTRAL


def russian(name: Callable[[str], str]) -> Spelling:
    """Names by `name`; decimal commas, and so semicolons between arguments."""
    return Spelling(name, RUSSIAN_WORDS, ",", "; ")
