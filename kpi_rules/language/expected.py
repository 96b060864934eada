"""What may stand at a place of a clause, said in words of the language."""

from __future__ import annotations

import re

_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("a name", frozenset({"NAME"})),
    ("a number", frozenset({"NUMBER"})),
    ("a date (2026-12-31)", frozenset({"DATE"})),
    ('a string ("…")', frozenset({"STRING"})),
    ("a comparison (>=, <=, =, between, within …)", frozenset({"GE", "LE", "GT", "LT"})),
    ("a schedule (monthly, weekly, by, during …)", frozenset({"CALENDAR"})),
    ("a modifier (when, except, for, from, tolerance …)", frozenset({"WHEN"})),
    ("client", frozenset({"PARTY"})),
    ("agency", frozenset({"PARTY"})),
    ("of", frozenset({"OF"})),
    ("and", frozenset({"AND"})),
    ("to", frozenset({"TO"})),
    ("after", frozenset({"AFTER"})),
    ("before", frozenset({"BEFORE"})),
    ("a unit of time (days, weeks, months …)", frozenset({"TIME_UNIT"})),
    (")", frozenset({"RPAR"})),
    ("]", frozenset({"RSQB"})),
    (":", frozenset({"COLON"})),
)
_KEYWORDS = {
    "CALENDAR": ("daily", "weekly", "monthly", "quarterly", "yearly"),
    "WHEN": ("when",),
    "UNLESS": ("unless",),
    "EXCEPT": ("except",),
    "TOLERANCE": ("tolerance",),
    "FROM": ("from",),
    "UNTIL": ("until",),
    "DURING": ("during",),
    "EVERY": ("every",),
    "SOURCE": ("source",),
    "BECAUSE": ("because",),
    "BETWEEN": ("between",),
    "WITHIN": ("within",),
    "OR": ("or",),
    "FOR": ("for",),
    "ROUNDED_TO": ("rounded",),
    "TIME_UNIT": ("days", "weeks", "months", "hours"),
}

_UNBUILT = {
    "in": "a block of `in N of M`",
    "rising": "a moving target",
    "falling": "a moving target",
    "target": "a moving target",
    "checked": "a comparison of two sources",
    "provided": "a condition of acceptance",
    "if": "a rule for missing data",
    "warn": "a warning line",
    "fails": "a rule on runs of misses",
    "prorated": "a prorated target",
    "weight": "a weight in the scorecard",
    "key": "a key of the scorecard",
    "on": "a remedy",
}
_UNBUILT_AFTER = {"on": "a remedy", "report": "a reported clause"}


def expected_words(terminals: set[str]) -> list[str]:
    """What these terminals of the grammar are, for a person; at most five, the likeliest first."""
    if "NAME" in terminals:  # strings and dates begin a value only inside selections, which have their own message
        terminals = terminals - {"STRING", "DATE"}
    found = [word for word, needed in _WORDS if needed & terminals]
    keywords = [word for terminal in sorted(terminals) for word in _KEYWORDS.get(terminal, ())]
    return found[:5] if found else keywords[:5]


def keywords(terminals: set[str]) -> list[str]:
    """The words of the language that these terminals spell, to guess from."""
    return [word for terminal in sorted(terminals) for word in _KEYWORDS.get(terminal, ())]


def next_word(text: str, offset: int) -> str:
    """The word, number or sign at an offset."""
    match = re.compile(r'\w+|"[^"\n]*"?|\S').match(text, offset)
    return match[0] if match else text[offset : offset + 1] or " "


def unbuilt_part(text: str, offset: int, word: str) -> tuple[str, str, int] | None:
    """What this version does not judge and the word at an offset belongs to: its name, its words, where they begin."""
    before = re.search(r"(\w+)\s+$", text[:offset])
    if before and before[1].casefold() in _UNBUILT_AFTER:
        start = before.start(1)
        phrase = before[1] if before[1].casefold() == "report" else " ".join(text[start : offset + len(word)].split())
        return _UNBUILT_AFTER[before[1].casefold()], phrase, start
    part = _UNBUILT.get(word.casefold())
    return (part, word, offset) if part else None
