"""The table of words: nothing is spelt alike where it would be two things, and everything has a Russian form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lark import Lark

from kpi_rules.language.syntax import OPTIONS, grammar
from kpi_rules.language.words import FUNCTIONS, WORDS, Word, even, function, pattern, value

WITHOUT_ENGLISH = {"UP_AND_ON", "OWED", "ON_RUN", "BEYOND", "NE"}
WITHOUT_RUSSIAN = {"TO", "UNTIL", "NE"}  # `to` and `until` are UP_AND_ON


def spellings() -> Iterator[tuple[Word, str]]:
    return ((word, one) for word in WORDS for one in (*word.en, *word.ru))


def test_every_word_has_both_languages() -> None:
    assert {word.terminal for word in WORDS if not word.en} == WITHOUT_ENGLISH
    assert {word.terminal for word in WORDS if not word.ru} == WITHOUT_RUSSIAN


@pytest.mark.parametrize("start", ["start", "scenario"])
def test_no_two_words_of_one_place_are_spelt_alike(start: str) -> None:
    """In every state of the parser, the words that it would take differ in spelling."""
    table = Lark(grammar(), start=start, **OPTIONS).parser.parser._parse_table  # type: ignore[attr-defined]
    for accepted in table.states.values():
        seen: dict[str, str] = {}
        for word, one in spellings():
            if word.terminal in accepted:
                other = seen.setdefault(even(one), word.value)
                assert other == word.value, f"`{one}` is `{other}` and `{word.value}` in one place"


def test_a_spelling_has_one_value_in_its_terminal() -> None:
    for word, one in spellings():
        assert value(word.terminal, one.upper().replace(" ", "   ")) == word.value


@pytest.mark.parametrize(("word", "one"), [(word, one) for word, one in spellings()])
def test_a_word_is_of_one_alphabet(word: Word, one: str) -> None:
    letters = {"latin" if letter.isascii() else "cyrillic" for letter in one if letter.isalpha()}
    assert letters == {"latin" if one in word.en else "cyrillic"}
    assert re.fullmatch(pattern(one), one.replace("ё", "е").replace(" ", "  "), re.IGNORECASE)


def test_functions_have_one_name_in_each_language() -> None:
    assert len({even(ru) for ru in FUNCTIONS.values()} | set(FUNCTIONS)) == 2 * len(FUNCTIONS)
    for name, ru in FUNCTIONS.items():
        assert ru.replace("_", "").isalpha()
        assert function(ru.upper()) == function(name.upper()) == name
    assert function("Unheard") == "unheard"
