"""What measures and KPIs have in common: their names, labels, unit, and which direction is better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast, get_args

from kpi_rules.catalogue.names import Names, good_names
from kpi_rules.language.currencies import CURRENCIES
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import choice_of, each_of, required, text_of, words_of, wrong
from kpi_rules.language.said import said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import UNSAID, Better, Words
from kpi_rules.language.yamltext import Entries, Node, Scalar

KEYS = ("label", "about", "names", "unit", "better")
UNITS = ("ratio", "money", "duration", "count", "people")
_NOUN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*\Z")
_INSTEAD = {
    "ratio": {"%", "percent", "share", "rate", "процент", "доля"},
    "duration": {"s", "sec", "second", "seconds", "min", "minutes", "h", "hours", "days", "time", "сек", "мин", "ч"},
    "money": {"currency", "деньги", "руб", "₽", "$", "€"},
    "count": {"number", "pieces", "шт"},
    "people": {"persons", "люди"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The fields that `Measure` and `Kpi` share."""

    unit: str
    better: Better
    label: Words
    about: Words
    aliases: tuple[str, ...]


def read_heading(name: Scalar, body: Entries, names: Names, notes: Notes, what: str) -> Heading | None:
    """The heading of an entry, whose names it takes from `names`; None after a note."""
    before = len(notes.found)
    aliases = each_of(body.get("names"), notes, "names")
    if good_names((name, *aliases), notes):
        names.claim((name, *aliases), name.text, notes)
    unit = unit_of(required(body, "unit", notes, what, name.span), notes)
    better = choice_of(body.get("better"), get_args(Better), notes, "better") or "none"
    label = words_of(body.get("label"), notes, "label") or UNSAID
    about = words_of(body.get("about"), notes, "about") or UNSAID
    if unit is None or len(notes.found) > before:
        return None
    return Heading(unit, cast(Better, better), label, about, tuple(alias.text for alias in aliases))


def unit_of(node: Node | None, notes: Notes) -> str | None:
    """One of the known units, `… per money`, or the noun of what is counted (`loaves`)."""
    text = text_of(node, notes, "unit")
    if node is None or text is None or text in UNITS:
        return text
    meant = next((unit for unit, words in _INSTEAD.items() if text.casefold() in words), None)
    meant = "money" if text in CURRENCIES else meant or nearest(text, UNITS)
    if meant or not _NOUN.match(text) or re.search(r"\bper\b(?! money\Z)", text):
        form = said("one of {units}, the noun of what is counted, or such a noun `per money`", units=", ".join(UNITS))
        wrong(node, notes, "unit", form, f"unit: {meant or 'count'}")
        return None
    return text
