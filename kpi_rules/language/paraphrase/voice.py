"""Who speaks: the language, the facts of the contract, and what names are called."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_rules.language.contract import Header
from kpi_rules.language.paraphrase.phrase import Phrase, name, say
from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import Kpi, Measure, Vocabulary, Words


@dataclass(frozen=True, slots=True)
class Voice:
    """What every phrase of one paraphrase is said with."""

    lang: Lang
    header: Header
    vocabulary: Vocabulary

    @property
    def currency(self) -> str:
        return self.header.currency or self.vocabulary.currency or ""

    def say(self, phrase: Phrase, **given: str) -> str:
        return say(self.lang, phrase, **given)


def in_words(words: Words, voice: Voice) -> str:
    """The words in the language of the voice; where there is no Russian, the English ones."""
    return words.ru or words.en if voice.lang == "ru" else words.en


def label(entry: Measure | Kpi, voice: Voice) -> str:
    """What a measure or KPI is called, in `«…»`; with its name behind it where two are called alike."""
    said = in_words(entry.label, voice) or entry.name
    return name(f"{said} ({entry.name})" if _shared(said, voice) else said)


def called(written: str, voice: Voice) -> str:
    """The label of a measure, KPI or definition by its name."""
    entry = voice.vocabulary.kpis.get(written) or voice.vocabulary.measures.get(written)
    return label(entry, voice) if entry else name(written)


def column(written: str, voice: Voice) -> str:
    """A column by its name in the language of the voice, in `«…»`."""
    known = any(written == one for each in voice.vocabulary.tables.values() for one in each.columns)
    return name(voice.vocabulary.russian(written, "column") if known and voice.lang == "ru" else written)


def table(written: str, voice: Voice) -> str:
    """A table by its name in the language of the voice, in `«…»`."""
    known = written in voice.vocabulary.tables
    return name(voice.vocabulary.russian(written, "table") if known and voice.lang == "ru" else written)


def _shared(said: str, voice: Voice) -> bool:
    entries: tuple[Measure | Kpi, ...] = (*voice.vocabulary.kpis.values(), *voice.vocabulary.measures.values())
    bearers = {entry.name for entry in entries if (in_words(entry.label, voice) or entry.name) == said}
    return len(bearers) > 1
