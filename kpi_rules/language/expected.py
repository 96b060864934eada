"""What may stand at a place of a clause, said in words of the language."""

from __future__ import annotations

import re
from functools import cache

from kpi_rules.language.said import said
from kpi_rules.language.words import WORDS, terminals

_BEGIN = frozenset({"LET", "REPORT", "NOT", "TRUE", "FALSE", "EACH", "HOLIDAYS", "WEEKENDS", "MISSING", "TIME_UNIT"})
_SCENARIOS = frozenset({"SCENARIO", "GIVEN", "THEN", "OUTCOME", "COSTS"})
_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    (said("a name"), frozenset({"NAME"})),
    (said("a number"), frozenset({"NUMBER"})),
    (said("a date (2026-12-31)"), frozenset({"DATE"})),
    (said('a string ("…")'), frozenset({"STRING"})),
    (said("a comparison (>=, <=, =, between, within …)"), frozenset({"GE", "LE", "GT", "LT"})),
    (said("a schedule (monthly, weekly, by, during …)"), frozenset({"CALENDAR"})),
    (said("a modifier (when, except, for, from, tolerance …)"), frozenset({"WHEN"})),
    (said("a currency (RUB)"), frozenset({"CURRENCY"})),
    ("%", frozenset({"PERCENT"})),
    (said("deduct, pay, notify, may terminate"), frozenset({"DEDUCT"})),
    ("client", frozenset({"PARTY"})),
    ("agency", frozenset({"PARTY"})),
    ("of", frozenset({"OF"})),
    ("and", frozenset({"AND"})),
    ("to", frozenset({"TO"})),
    ("after", frozenset({"AFTER"})),
    ("before", frozenset({"BEFORE"})),
    (said("a unit of time (days, weeks, months …)"), frozenset({"TIME_UNIT"})),
    (")", frozenset({"RPAR"})),
    ("]", frozenset({"RSQB"})),
    (":", frozenset({"COLON"})),
)


def expected_words(terminals: set[str]) -> list[str]:
    """What these terminals of the grammar are, for a person; at most five, the likeliest first."""
    if "NAME" in terminals:  # strings and dates begin a value only inside selections, which have their own message
        terminals = terminals - {"STRING", "DATE"}
    found = [word for word, needed in _WORDS if needed & terminals]
    spelt = keywords(terminals)
    return found[:5] if found else spelt[:5]


def keywords(terminals: set[str]) -> list[str]:
    """The words of the language that these terminals spell, to guess from."""
    return [one for word in WORDS if word.terminal in terminals for one in (*word.en[:1], *word.ru[:1])]


def next_word(text: str, offset: int) -> str:
    """The word, number or sign at an offset."""
    match = re.compile(r'\w+|"[^"\n]*"?|\S').match(text, offset)
    return match[0] if match else text[offset : offset + 1] or " "


@cache
def further() -> re.Pattern[str]:
    """A word that goes on with a clause and begins none, unless it is a label or a name there."""
    begin = "|".join(f"(?:{texts})" for name, _, texts in terminals() if name not in _BEGIN | _SCENARIOS)
    return re.compile(rf'(?=\w)(?:{begin})(?!\s*(?:(?:"[^"\n]*"\s*)?:|[<>=!≥≤]))', re.IGNORECASE)
