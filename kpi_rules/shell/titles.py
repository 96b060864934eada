"""What a clause is called in front of people: its title, or the catalogue's label of what it compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.language.formula import Check, Measured, Named
from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.shell.language import in_words
from kpi_rules_engine.explain.comparison import formulas_of
from kpi_rules_engine.explain.formula_text import say

Titles = Mapping[tuple[str, str], str]  # (path of the contract, clause id) -> title


def titles_of(contracts: Sequence[Contract], vocabulary: Vocabulary, lang: Lang) -> Titles:
    """The titles of all clauses that have one or can be given one."""
    found = {(of.path, clause.id): title_of(clause, vocabulary, lang) for of in contracts for clause in of.clauses}
    return {key: title for key, title in found.items() if title}


def title_of(clause: Clause, vocabulary: Vocabulary, lang: Lang) -> str:
    """The title; of a clause whose id is the name of what it compares, else the label of that; else empty."""
    if clause.title or not _bears_its_name(clause):
        return clause.title
    entry = vocabulary.kpis.get(clause.id) or vocabulary.measures.get(clause.id)
    return in_words(entry.label, lang) if entry else ""


def _bears_its_name(clause: Clause) -> bool:
    """Whether nobody gave the clause another name: a label of its own may mean something else."""
    if not isinstance(clause.requirement, Check):
        return False
    value = formulas_of(clause.requirement)[0]
    name = value.name if isinstance(value, Named) else say(value) if isinstance(value, Measured) else ""
    return name == clause.id
