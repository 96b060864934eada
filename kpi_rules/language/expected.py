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
    "in": "the blocks of `in N of M`",
    "rising": "moving targets",
    "falling": "moving targets",
    "target": "moving targets",
    "checked": "the comparison of two sources",
    "provided": "conditions of acceptance",
    "if": "`if missing`",
    "warn": "warning lines",
    "fails": "runs of misses",
    "prorated": "prorated targets",
    "weight": "the scorecard",
    "key": "the scorecard",
    "on": "remedies",
}
_UNBUILT_AFTER = {"on": "remedies", "report": "reported clauses"}


def expected_words(terminals: set[str]) -> list[str]:
    """What these terminals of the grammar are, for a person; at most five, the likeliest first."""
    found = [word for word, needed in _WORDS if needed & terminals]
    keywords = [word for terminal in sorted(terminals) for word in _KEYWORDS.get(terminal, ())]
    return found[:5] if len(found) > 1 or not keywords else [*found, *keywords][:5]


def keywords(terminals: set[str]) -> list[str]:
    """The words of the language that these terminals spell, to guess from."""
    return [word for terminal in sorted(terminals) for word in _KEYWORDS.get(terminal, ())]


def next_word(text: str, offset: int) -> str:
    """The word, number or sign at an offset."""
    match = re.compile(r'\w+|"[^"\n]*"?|\S').match(text, offset)
    return match[0] if match else text[offset : offset + 1] or " "


def unbuilt_part(text: str, offset: int, word: str) -> str | None:
    """The part of the language that the word at an offset would begin, if this version does not judge it."""
    before = text[:offset].split()
    return _UNBUILT_AFTER.get(before[-1].casefold() if before else "") or _UNBUILT.get(word.casefold())
