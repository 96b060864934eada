"""The words of the language, as they are written in English and in Russian, with their numbers and cases."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from kpi_rules.language import words
from kpi_rules.language.plurals import number_of
from kpi_rules.language.vocabulary import Language
from kpi_rules.language.writing.names import Names

Case = Literal["nominative", "accusative", "genitive"]

# one, the same after a preposition of direction, two of them, five of them
UNITS: dict[str, tuple[str, str, str, str]] = {
    "days": ("день", "день", "дня", "дней"),
    "weeks": ("неделя", "неделю", "недели", "недель"),
    "months": ("месяц", "месяц", "месяца", "месяцев"),
    "quarters": ("квартал", "квартал", "квартала", "кварталов"),
    "years": ("год", "год", "года", "лет"),
}
FEMININE = "weeks"


@dataclass(frozen=True, slots=True)
class Speech:
    """The language in which a statement is written, and how its names are spelt."""

    language: Language
    names: Names

    def word(self, terminal: str, value: str | None = None) -> str:
        """The canonical spelling of a word; `value` tells the words of one terminal apart."""
        return _canonical(terminal, value, self.language)

    def form(self, terminal: str, english: int, russian: int) -> str:
        """One of a word's other spellings, by its place in the table."""
        word = next(word for word in words.WORDS if word.terminal == terminal)
        return word.ru[russian] if self.language == "ru" else word.en[english]

    def function(self, name: str) -> str:
        english = words.function(name)
        return words.FUNCTIONS.get(english, english) if self.language == "ru" else english

    def currency(self, code: str) -> str:
        return words.RUBLES[0] if code == "RUB" and self.language == "ru" else code

    def unit(self, value: str, count: Fraction | int, case: Case = "nominative") -> str:
        """A unit of time as it stands after a number."""
        if value not in UNITS:
            return self.word("TIME_UNIT", value)
        if self.language == "en":
            return value.removesuffix("s") if count == 1 else value
        one, towards, two, five = UNITS[value]
        number = number_of(count)
        if case == "genitive":
            return two if number in ("one", "part") else five
        if number == "one":
            return towards if case == "accusative" else one
        return five if number == "many" else two

    def counted(self, count: int, value: str, case: Case = "nominative") -> str:
        """`3 days`."""
        return f"{count} {self.unit(value, count, case)}"


@cache
def _canonical(terminal: str, value: str | None, language: Language) -> str:
    found = next(w for w in words.WORDS if w.terminal == terminal and value in (None, w.value))
    return (found.ru if language == "ru" else found.en)[0]
