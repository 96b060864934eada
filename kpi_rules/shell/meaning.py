"""What a clause means, in words, without any data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language.contract import Clause, Contract, Exclusion, computed_by
from kpi_rules.language.formula import Between, Check, Comparison, Formula, Measured, Named, Part, Within
from kpi_rules.language.paraphrase import general, paraphrase
from kpi_rules.language.said import COMMA, Lang, listed, said
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.language.walk import inside
from kpi_rules.shell.language import in_words as worded
from kpi_rules.shell.paths import LOOSE
from kpi_rules.shell.stretches import spoken, stretch
from kpi_rules_engine.explain.tongue import tongue

Row = tuple[str, str]


def in_words(clause: Clause, contract: Contract, vocabulary: Vocabulary, lang: Lang) -> Iterator[Row]:
    """The clause's paraphrase."""
    for sentence in paraphrase(clause, contract.header, vocabulary, lang):
        yield said("in words"), sentence


def meaning(clause: Clause, contract: Contract, vocabulary: Vocabulary, lang: Lang) -> Iterator[Row]:
    """Title and text of each thing that there is to say."""
    yield from in_words(clause, contract, vocabulary, lang)
    if not contract.path.endswith(LOOSE):  # such a file has no facts of its own
        for sentence in general(contract.header, lang):
            yield said("in general"), sentence
    yield from _sentences(clause, vocabulary, lang)


def formulas(clause: Clause, vocabulary: Vocabulary, lang: Lang) -> Iterator[str]:
    """What is computed on each side of each comparison: `cpa = spend / joined`."""
    sides = [side for check in checks(clause) for side in _sides(check)]
    sides += [clause.reported.value] if clause.reported is not None else []
    spoken_in = tongue(lang, vocabulary)
    for side in dict.fromkeys(sides):
        text, name = spoken_in.say(side), spoken_in.spelling.name(side.name) if isinstance(side, Named) else ""
        if any(inside(side, Measured)) and not text.isidentifier():
            yield f"{name} = {text}" if name else text


def checks(clause: Clause) -> list[Check]:
    """The comparisons of the requirement and of its acceptance, in the order of the text."""
    asked = (clause.requirement, clause.provided)
    return [node for node in inside(asked, object) if isinstance(node, Comparison | Between | Within)]


def exclusion(left_out: Exclusion) -> str:
    """The days, and why."""
    parts = [stretch(left_out.days)] if left_out.days else []
    parts += [said("Saturdays and Sundays")] if left_out.weekends else []
    parts += [spoken(left_out.dates)] if left_out.dates else []
    days = listed(parts, COMMA)
    return said("{days} ({reason})", days=days, reason=left_out.reason) if left_out.reason else days


def _sides(check: Check) -> tuple[Formula, ...]:
    match check:
        case Comparison(left, _, right):
            return left, right
        case Between(value, low, high):
            return value, low, high
        case Within(value, _, _, target):
            return value, target
        case _:
            assert_never(check)


def _sentences(clause: Clause, vocabulary: Vocabulary, lang: Lang) -> Iterator[Row]:
    """What the catalogue says of every KPI and measure in it."""
    asked = computed_by(clause)
    names = [named.name for named in inside(asked, Named)] + [part.measure for part in inside(asked, Part)]
    for name in dict.fromkeys(names):
        entry = vocabulary.kpis.get(name) or vocabulary.measures.get(name)
        if entry and worded(entry.about, lang):
            yield name, worded(entry.about, lang)


def party(owner: str) -> str:
    """`the agency`, `the client`."""
    return said("the agency") if owner == "agency" else said("the client")
