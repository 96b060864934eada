"""Scenarios from text: what is given and expected, in both languages, beside the clauses that they try."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.reading import read_contract
from kpi_rules.language.scenarios.scenario import Cost

FRONT = "---\ncontract: c\nterm: 2026-01-01..2026-12-31\ncurrency: RUB\n---\n"
CLAUSES = "```kpi\ncpa <= 30\nreach_rule: likes >= 5 for each channel\n```\n"


def read(scenarios: str, clauses: str = CLAUSES) -> tuple[Contract | None, Notes]:
    return read_contract("c.kpi.md", f"{FRONT}{clauses}\n```kpi-test\n{scenarios}\n```\n", standard())


def checked(scenarios: str) -> Contract:
    found, notes = read(scenarios)
    assert found is not None, [(n.message, n.source_line) for n in notes]
    return found


def test_what_a_scenario_holds() -> None:
    (scenario,) = checked(
        """scenario "nobody came"  # a comment
  given 2026-08: spend = 30_000.50, acquired = missing,
                 likes[channel = "vk"] = 1
  given 2026-08-01..2026-08-03: max(members) = 5
  then cpa fails in 2026-08
  and deducts 15_000 RUB and pays 1 and is 2 RUB
  then reach_rule for "vk" has no verdict in 2026-Q3"""
    ).scenarios
    assert scenario.title == "nobody came"
    assert [(g.period, g.part.measure, g.value, g.alone) for g in scenario.given] == [
        ("2026-08", "spend", Fraction("30000.5"), True),
        ("2026-08", "acquired", None, True),
        ("2026-08", "likes", 1, True),
        ("2026-08-01..2026-08-03", "members", 5, False),
    ]
    first, second = scenario.expected
    assert (first.clause, first.period, first.status, first.value) == ("cpa", "2026-08", "fail", 2)
    assert first.costs == (Cost("deduct", Fraction(15_000)), Cost("pay", Fraction(1)))
    assert (second.group, second.status, second.period) == (("vk",), "no_verdict", "2026-Q3")


def test_both_languages_say_the_same() -> None:
    english = """scenario "x"
  given 2026-08: spend = 30_000 RUB, acquired = missing, likes[channel = "vk"] = 1
  then cpa fails in 2026-08 and deducts 15 RUB and pays 16 RUB and is 2 RUB
  then cpa passes in 2026-08
  then cpa warns in 2026-08
  then cpa has no verdict in 2026-08
  then cpa is not applicable in 2026-08
  then cpa is pending in 2026-08
  then reach_rule for "vk" passes in 2026-08"""
    russian = """СЦЕНАРИЙ «x»
  дано 2026-08: расходы = 30_000 руб, привлечённые = нет данных, лайки[канал = "vk"] = 1
  тогда цена_привлечения нарушена в 2026-08 и удержано 15 руб. и выплачено 16 ₽ и составляет 2 руб
  тогда cpa выполнена в 2026-08
  тогда cpa под угрозой в 2026-08
  тогда cpa без вердикта в 2026-08
  тогда cpa не применяется в 2026-08
  тогда cpa ожидается в 2026-08
  тогда reach_rule для "vk" выполнено в 2026-08"""
    assert checked(english).scenarios == checked(russian).scenarios


def test_scenarios_change_no_fingerprint() -> None:
    one = checked('scenario "x"\n  given 2026-08: likes = 1\n  then cpa fails in 2026-08')
    other = checked('scenario "y"\n  then cpa passes in 2026-08')
    assert one.fingerprints == other.fingerprints


def test_several_blocks_are_one_list() -> None:
    blocks = (
        'scenario "a"\n  then cpa fails in 2026-08\n```\nprose\n```kpi-test\nscenario "b"\n  then cpa fails in 2026-08'
    )
    assert [one.title for one in checked(blocks).scenarios] == ["a", "b"]


def test_scenarios_are_no_clauses() -> None:
    _, notes = read('scenario "x"\n  then cpa fails in 2026-08', clauses="")
    assert [note.code for note in notes] == ["KPI004"]


def test_a_broken_clause_is_told_once() -> None:
    _, notes = read('scenario "x"\n  then cpa fails in 2026-08', clauses="```kpi\ncpa <= 30 USD\n```\n")
    assert [note.code for note in notes] == ["KPI040"]


def test_no_more_than_are_played() -> None:
    _, notes = read("\n".join(f'scenario "{n}"\n  then cpa fails in 2026-08' for n in range(2_001)))
    assert [note.code for note in notes] == ["KPI025"]


@pytest.mark.parametrize("text", ["scenario", 'scenario "x"', 'scenario "x"\n  given 2026-08: likes = 1'])
def test_a_scenario_that_ends_too_early(text: str) -> None:
    _, notes = read(text)
    assert [(note.code, note.message) for note in notes] == [("KPI020", "the scenario ends too early")]


@pytest.mark.parametrize("sign", ["\u202e", "\u200f"])
def test_characters_that_turn_the_text(sign: str) -> None:
    _, notes = read(f'scenario "x{sign}"\n  then cpa fails in 2026-08')
    assert "KPI002" in [note.code for note in notes]
