"""In which language a clause is written."""

from __future__ import annotations

import unicodedata
from functools import cache

from lark import Token

from kpi_rules.language import words
from kpi_rules.language.syntax import Raw
from kpi_rules.language.vocabulary import Language

_LOST = frozenset({"GE", "LE", "GT", "LT", "NE", "EQ", "IS"})  # these become signs


def is_russian(text: str) -> bool:
    """Whether a word or name has a Cyrillic letter."""
    return not text.isascii() and any(unicodedata.name(letter, "").startswith("CYRILLIC") for letter in text)


def spoken(raw: Raw) -> Language:
    """The language of most of a statement's words; where there are none, or as many of each, that of most names.

    Comparators do not count, so that the canonical text, which has signs for them, is of the same language.
    """
    functions = _functions(raw)
    found = [token for token in raw.scan_values(lambda value: isinstance(value, Token)) if isinstance(token, Token)]
    said = [str(t) for t in found if _is_word(t) or id(t) in functions]
    names = [str(t) for t in found if t.type == "NAME" and id(t) not in functions]
    balance = _balance(said) or _balance(names)
    return "ru" if balance > 0 else "en"


def _is_word(token: Token) -> bool:
    if token.type == "CURRENCY":
        return is_russian(token)  # the codes are of no language
    return token.type in _terminals() and token.type not in _LOST


def _balance(texts: list[str]) -> int:
    return sum(1 if is_russian(text) else -1 for text in texts)


def _functions(raw: Raw) -> set[int]:
    """The tokens that are names of functions."""
    calls = raw.find_pred(lambda tree: tree.data in ("call", "call_where"))
    return {id(call.children[0]) for call in calls}


@cache
def _terminals() -> frozenset[str]:
    return frozenset(word.terminal for word in words.WORDS)
