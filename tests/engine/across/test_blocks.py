"""Blocks of periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.contract import Block
from kpi_rules_engine.across.blocks import BlockResult, Member, result_of
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status

LETTERS = {
    "p": Status.PASS, "w": Status.WARN, "f": Status.FAIL, "-": Status.NO_VERDICT, "n": Status.NOT_APPLICABLE,
}  # fmt: skip


def members(text: str, provisional: str = "") -> list[Member]:
    """A month for each letter; those in `provisional` may still change."""
    return [
        Member(f"2026-{n:02}", date(2026, n, 28), LETTERS[letter], provisional=letter in provisional)
        for n, letter in enumerate(text, 1)
    ]


def block(text: str, needed: int, of: int, until: int | None = None, provisional: str = "") -> BlockResult:
    return result_of(Block(needed, of), members(text, provisional), date(2026, until or len(text), 28))


def test_it_passes_as_soon_as_enough_have_passed() -> None:
    found = block("pwpf", 3, 4)
    assert (found.status, found.standing.decided) == (Status.PASS, date(2026, 3, 28))
    assert block("pwpf", 3, 4, until=2).status is Status.PENDING


def test_it_fails_as_soon_as_too_many_have_failed() -> None:
    found = block("fpfp", 3, 4)
    assert (found.status, found.standing.decided) == (Status.FAIL, date(2026, 3, 28))
    assert block("fpfp", 3, 4, until=2).status is Status.PENDING


def test_without_a_verdict_at_its_end_where_that_could_decide_it() -> None:
    assert block("pp-f", 3, 4).status is Status.NO_VERDICT
    assert block("pp-p", 3, 4).status is Status.PASS
    assert block("p-ff", 3, 4).status is Status.FAIL


def test_what_does_not_apply_leaves_the_block() -> None:
    found = block("pfnn", 3, 4)
    assert (found.standing.needed, found.standing.of, found.status) == (2, 2, Status.FAIL)
    assert block("nnnn", 3, 4).status is Status.NOT_APPLICABLE


def test_a_short_block_needs_as_large_a_part_rounded_up() -> None:
    assert block("ppppp", 10, 12).standing.needed == 5
    assert block("pppppp", 5, 12).standing.needed == 3


def test_a_block_that_hangs_on_a_provisional_period_is_provisional() -> None:
    found = block("ppw", 3, 4, provisional="w")
    assert (found.status, found.provisional, found.reason) == (Status.PASS, True, Reason.NOT_SETTLED)
    assert not block("pppf", 3, 4, provisional="f").provisional


def test_a_block_without_a_verdict_may_change_with_its_periods() -> None:
    assert block("pp-f", 3, 4, provisional="f").provisional
    assert block("nnnn", 3, 4, provisional="n").provisional
    assert not block("pp-f", 3, 4).provisional
    assert not block("p-ff", 3, 4, until=2, provisional="-").provisional


def test_a_period_that_no_version_judges_is_known_to_be_none() -> None:
    later = [replace(member, absent=True) for member in members("ppnn")[2:]]
    found = result_of(Block(3, 4), [*members("pp"), *later], date(2026, 2, 28))
    assert (found.status, found.standing.of, found.standing.decided) == (Status.PASS, 2, date(2026, 2, 28))


@given(st.text("pwf-n", min_size=2, max_size=12), st.data())
def test_what_is_decided_stays_decided(text: str, data: st.DataObject) -> None:
    """Whatever comes later, and whether it applies or not."""
    of = data.draw(st.integers(2, 12))
    needed = data.draw(st.integers(1, of))
    whole = members(text)[:of]
    results = [result_of(Block(needed, of), whole, member.last) for member in whole]
    decided = [(r.status, r.standing.decided) for r in results if r.status in (Status.PASS, Status.FAIL)]
    assert len(set(decided)) <= 1
    assert results[-1].status is not Status.PENDING
