"""The verdicts on the sample contracts, explained in Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.shell.inputs import read_around, read_inputs
from kpi_rules_engine.checking import check
from kpi_rules_engine.verdict import Status, Verdict
from pages import ROOT

# what says a text of the parties as they wrote it
AS_WRITTEN = ("Требуется:", "Примечание:", "Пункт ")
CURRENCIES = {"EUR", "USD"}


@pytest.fixture(scope="module")
def told() -> tuple[Vocabulary, list[Verdict]]:
    """The verdicts at the end of some months, at which every status comes up."""
    inputs = read_inputs([ROOT / "contracts"], read_around([ROOT / "contracts"]))
    workspace = inputs.around.workspace
    assert workspace is not None
    days = (date(2026, 3, 10), date(2026, 10, 20), date(2026, 11, 5))
    found = [verdict for day in days for verdict in check(inputs.contracts, workspace, day, None)[0].verdicts]
    return inputs.around.vocabulary, found


def sentences(found: list[Verdict]) -> Iterator[tuple[Verdict, str]]:
    for verdict in found:
        for sentence in verdict.sentences_in("ru"):
            yield verdict, sentence


def test_every_kind_of_verdict_is_there(told: tuple[Vocabulary, list[Verdict]]) -> None:
    wanted = {Status.PASS, Status.FAIL, Status.NO_VERDICT, Status.NOT_APPLICABLE, Status.PENDING}
    assert {verdict.status for verdict in told[1]} >= wanted


def test_nothing_is_left_in_english(told: tuple[Vocabulary, list[Verdict]]) -> None:
    vocabulary, found = told
    nameless = {name for name in {*vocabulary.measures, *vocabulary.kpis} if vocabulary.russian(name, "figure") == name}
    for verdict, sentence in sentences(found):
        if sentence.startswith(AS_WRITTEN) or any(value in sentence for value in verdict.group.values()):
            continue
        own = {part.source for part in verdict.parts} | {"average_reach"}  # the contract's own name
        words = set(re.findall(r"[A-Za-z]\w*", re.sub(r"\[.*?\]", "", sentence)))
        assert words <= own | CURRENCIES | nameless, sentence


def test_no_measure_stays_without_a_russian_name(told: tuple[Vocabulary, list[Verdict]]) -> None:
    vocabulary, _ = told
    names = [vocabulary.russian(name, "figure") for name in (*vocabulary.measures, *vocabulary.kpis)]
    assert [name for name in names if name.isascii()] == []


def test_a_group_bears_the_name_of_its_column(told: tuple[Vocabulary, list[Verdict]]) -> None:
    heads = [verdict.sentences_in("ru")[0] for verdict in told[1] if "campaign" in verdict.group]
    assert heads
    assert all(", кампания " in head for head in heads)


def test_english_is_the_language_when_none_is_asked_for(told: tuple[Vocabulary, list[Verdict]]) -> None:
    assert all(verdict.explanation == verdict.explanation_in("en") for verdict in told[1])
    assert all(verdict.sentences == verdict.sentences_in("en") for verdict in told[1])
