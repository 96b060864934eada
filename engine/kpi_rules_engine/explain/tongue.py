"""A language in which a verdict is explained: its sentences, its numbers, its names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kpi_rules.language.formula import Condition, Formula, Measured, Part
from kpi_rules.language.said import Lang
from kpi_rules.language.units import Unit
from kpi_rules.language.vocabulary import Place, Vocabulary
from kpi_rules_engine.explain import formula_text, numbers, spelling
from kpi_rules_engine.explain.formula_text import Leaf
from kpi_rules_engine.explain.numerals import NUMERALS, Numerals
from kpi_rules_engine.explain.spelling import CANONICAL, Spelling
from kpi_rules_engine.explain.wording import (
    costs_english,
    costs_russian,
    english,
    further_english,
    further_russian,
    russian,
)
from kpi_rules_engine.explain.wording.costs import Costing
from kpi_rules_engine.explain.wording.further import Further
from kpi_rules_engine.explain.wording.sentences import Wording
from kpi_rules_engine.values import Value

WORDINGS: Mapping[Lang, Wording] = {"en": english, "ru": russian}
FURTHER: Mapping[Lang, Further] = {"en": further_english, "ru": further_russian}
COSTING: Mapping[Lang, Costing] = {"en": costs_english, "ru": costs_russian}


@dataclass(frozen=True, slots=True)
class Tongue:
    """Everything that differs between languages, with short ways to use it. `column` and `table` give their names."""

    wording: Wording
    further: Further
    costing: Costing
    numerals: Numerals
    spelling: Spelling
    column: Callable[[str], str]
    table: Callable[[str], str]

    def display(self, value: Value, unit: Unit, against: Value | None = None) -> str:
        return numbers.display(value, unit, against, self.numerals)

    def displays(self, values: Sequence[Value], unit: Unit) -> tuple[str, ...]:
        return numbers.displays(values, unit, self.numerals)

    def say(self, formula: Formula, leaf: Leaf = lambda _: None) -> str:
        return formula_text.say(formula, leaf, self.spelling)

    def say_condition(self, condition: Condition) -> str:
        return formula_text.say_condition(condition, self.spelling)

    def name_of(self, measured: Measured) -> str:
        return formula_text.name_of(measured, self.spelling)

    def selected(self, part: Part) -> str:
        return formula_text.selected(part, self.spelling)


def tongue(lang: Lang, vocabulary: Vocabulary | None = None) -> Tongue:
    """The language, with the vocabulary's names in it; English has the canonical ones, whatever letters they have."""

    def named(place: Place) -> Callable[[str], str]:
        def name(canonical: str) -> str:
            return vocabulary.russian(canonical, place) if vocabulary and lang == "ru" else canonical

        return name

    spelt = spelling.russian(named("figure")) if lang == "ru" else CANONICAL
    return Tongue(WORDINGS[lang], FURTHER[lang], COSTING[lang], NUMERALS[lang], spelt, named("column"), named("table"))


ENGLISH = tongue("en")
