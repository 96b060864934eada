"""How a contract may be spelt: any spelling of a word, of a name, of a number, in any case, with any blanks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from kpi_rules.catalogue.loader import standard
from kpi_rules.language import words
from kpi_rules.language.writing.alphabets import is_russian

Chosen = TypeVar("Chosen")

GAP = "\x00"  # where blanks, line ends and comments may stand
SIGNS = {"GE": [">=", "≥"], "LE": ["<=", "≤"], "GT": [">"], "LT": ["<"], "NE": ["!=", "≠"], "EQ": ["="]}
VOCABULARY = standard()
STRINGS = ["vk", "10 000", "0,05 # no comment", "a: b", "30.06.2026", "клип", 'so "called"', "»", "it’s"]


class Pen:
    """Writes in one language or in both, as luck has it."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck
        self.languages: Sequence[str] = ("en",)

    def one(self, of: Sequence[Chosen]) -> Chosen:
        return of[int(self.luck.random() * len(of))]

    def chance(self, share: float) -> bool:
        return self.luck.random() < share

    def whole(self, least: int, most: int) -> int:
        return self.one(range(least, most + 1))

    def some(self, of: Sequence[Chosen], most: int) -> list[Chosen]:
        """Up to `most` different ones in any order."""
        rest, found = list(of), []
        for _ in range(min(self.whole(0, most), len(rest))):
            found.append(rest.pop(self.whole(0, len(rest) - 1)))
        return found

    def words(self, text: str) -> str:
        """A phrase of terminals (`FOR EACH`, `PARTY=client`) and other texts, with gaps between."""
        return GAP.join(self.word(*part.split("=")) if part[:1].isupper() else part for part in text.split(GAP))

    def word(self, terminal: str, value: str | None = None) -> str:
        """Any spelling of a word."""
        found = [w for w in words.WORDS if w.terminal == terminal and (value is None or w.value == value)]
        spelt = [one for word in found for one in self._in_languages(word.en, word.ru)]
        signs = SIGNS.get(terminal, [])
        if signs and (not spelt or self.chance(0.6)):
            return self.one(signs)
        return self.blanks(self.cased(self.one(spelt)))

    def function(self, name: str) -> str:
        return self.cased(self.one(self._in_languages((name,), (words.FUNCTIONS[name],))))

    def name(self, name: str, at: str = "figure") -> str:
        """Any spelling of a measure, KPI, table or column."""
        tables = VOCABULARY.tables
        match at:
            case "figure":
                entry = VOCABULARY.kpis.get(name) or VOCABULARY.measures[name]
            case "table":
                entry = tables[name]
            case _:
                entry = next(t.columns[name] for t in (tables["posts"], tables["daily"]) if name in t.columns)
        names = (entry.name, *entry.aliases)
        return self.cased(self.one(self._in_languages(*([n for n in names if is_russian(n) == ru] for ru in (0, 1)))))

    def cased(self, word: str) -> str:
        case = self.luck.random()
        if self.chance(0.2):
            word = word.replace("ё", "е")
        return word.upper() if case < 0.1 else word.title() if case < 0.2 else word

    def blanks(self, phrase: str) -> str:
        return phrase.replace(" ", self.one(["  ", "\u00a0", " \t"])) if self.chance(0.1) else phrase

    def number(self, most: int = 9_999, least: int = 1, *, whole: bool = False) -> str:
        """A number above zero."""
        found = str(self.whole(least, most))
        if len(found) > 3 and self.chance(0.5):
            found = f"{found[:-3]}_{found[-3:]}"
        return found if whole or self.chance(0.6) else f"{found}.{self.one(['5', '25', '0', '10'])}"

    def percent(self, most: int = 40) -> str:
        return self.number(most) + self.one(["", "", GAP]) + "%"

    def money(self, most: int = 9_999) -> str:
        number = self.number(most)
        sign = self.one(["₽", "RUB", "RUB", "руб", "руб.", "РУБ"])
        if sign == "₽" and self.chance(0.3):
            return f"₽{number}"
        return number + (GAP if sign != "₽" or self.chance(0.5) else "") + sign

    def duration(self) -> str:
        units = ["s", "min", "h", "days", "weeks"]
        value = self.one(units)
        first = f"{self.number(60)}{GAP}{self.word('TIME_UNIT', value)}"
        if value == "h" and self.chance(0.5):
            return f"{first}{GAP}{self.number(59)}{GAP}{self.word('TIME_UNIT', 'min')}"
        return first

    def string(self, content: str | None = None) -> str:
        content = self.one(STRINGS) if content is None else content
        quotes = [q for q in ('""', "“”", "«»") if q[0] not in content and q[1] not in content]
        quote = self.one(quotes)
        return f"{quote[0]}{content}{quote[1]}"

    def _in_languages(self, en: Sequence[str], ru: Sequence[str]) -> Sequence[str]:
        found = [*(en if "en" in self.languages else ()), *(ru if "ru" in self.languages else ())]
        return found or [*en, *ru]
