"""What a contract and its clauses say, in plain English and Russian, from the checked tree alone.

Two clauses that differ in what they ask, compute or cost differ in these words, taken with the general ones.
"""

from __future__ import annotations

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.paraphrase.clauses import sentences
from kpi_rules.language.paraphrase.facts import facts
from kpi_rules.language.paraphrase.voice import Voice
from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import Vocabulary


def paraphrase(clause: Clause, header: Header, vocabulary: Vocabulary, lang: Lang) -> list[str]:
    """The clause as sentences: what is owed, how it is computed, when it is judged, on what terms, what follows."""
    return sentences(clause, Voice(lang, header, vocabulary))


def general(header: Header, lang: Lang) -> list[str]:
    """What holds for all clauses of a contract, as sentences."""
    return facts(header, lang)
