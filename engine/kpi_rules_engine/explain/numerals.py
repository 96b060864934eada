"""How a language writes numbers and their units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpi_rules.language.said import NO_BREAK, Lang
from kpi_rules_engine.explain.wording.forms import day_word


@dataclass(frozen=True, slots=True)
class Numerals:
    """The signs in a number and the words around it. `day` makes the word for so many days."""

    group: str
    point: str
    gap: str  # between a number and its unit
    no_value: str
    infinite: Mapping[int, str]
    day: Callable[[int], str]
    hour: str
    minute: str
    second: str
    per: str
    money: str  # where the currency is not known
    signs: Mapping[str, str]  # of currencies; others go by their code
    nouns: Mapping[str, str]  # of what is counted; others as the catalogue has them

    def currency(self, code: str) -> str:
        return self.signs.get(code, code) or self.money

    def noun(self, name: str) -> str:
        return self.nouns.get(name, name)


ENGLISH = Numerals(
    group=",",
    point=".",
    gap=" ",
    no_value="no value",
    infinite={1: "infinite", -1: "minus infinite"},
    day=lambda count: "day" if count == 1 else "days",
    hour="h",
    minute="min",
    second="s",
    per="per",
    money="money",
    signs={},
    nouns={},
)
RUSSIAN = Numerals(
    group=NO_BREAK,
    point=",",
    gap=NO_BREAK,
    no_value="нет значения",
    infinite={1: "бесконечность", -1: "минус бесконечность"},
    day=day_word,
    hour="ч",
    minute="мин",
    second="сек",
    per="на",
    money="ден. ед.",
    signs={"RUB": "руб."},
    nouns={"people": "чел.", "count": "шт."},
)
NUMERALS: Mapping[Lang, Numerals] = {"en": ENGLISH, "ru": RUSSIAN}
