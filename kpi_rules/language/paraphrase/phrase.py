"""Phrases of both languages side by side, and how one is filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kpi_rules.language.said import Lang


class Phrase(NamedTuple):
    """One thing to say. What stands in braces is filled in; both languages name the same things there."""

    en: str
    ru: str


def say(lang: Lang, phrase: Phrase, **given: str) -> str:
    """The phrase in one language with its gaps filled."""
    return (phrase.en if lang == "en" else phrase.ru).format(**given)


def sentence(text: str) -> str:
    """With a capital at its start and one full stop at its end."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith(".") else f"{whole}."


def listed(lang: Lang, texts: Iterable[str]) -> str:
    """`a, b and c`."""
    several = list(texts)
    joint = " and " if lang == "en" else " и "
    return joint.join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)


def either(lang: Lang, texts: Iterable[str]) -> str:
    """`a, b or c`."""
    several = list(texts)
    joint = " or " if lang == "en" else " или "
    return joint.join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)


def name(text: str) -> str:
    """A name in the marks that both languages know; marks inside become the other kind."""
    return f"«{text.replace('«', '„').replace('»', '“')}»"


def quoted(text: str) -> str:
    """A text of the data or of the parties, letter by letter; a mark inside is doubled."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
