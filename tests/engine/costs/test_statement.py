"""Statements and their limits."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpi_rules_engine.costs.statement import capped
from kpi_rules_engine.verdict import Line, StatementLine

AMOUNTS = st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), max_size=8)


def entry(kopeks: int, opened: bool = False) -> StatementLine:
    line = Line("deduct", "", Fraction(kopeks, 100), "RUB", open="gate" if opened else None)
    return StatementLine("clause", "2026-01", {}, line, Fraction(0))


def test_the_last_lines_suffer_first() -> None:
    found, total = capped([entry(3000), entry(2000), entry(1000)], Fraction(40))
    assert [one.cut for one in found] == [0, 10, 10]
    assert (total.before, total.limit, total.after) == (60, 40, 40)


def test_an_open_line_takes_no_room() -> None:
    found, total = capped([entry(3000, opened=True), entry(2000)], Fraction(20))
    assert [one.cut for one in found] == [0, 0]
    assert (total.before, total.after) == (20, 20)


@given(AMOUNTS, st.none() | st.integers(0, 20_000))
def test_the_sum_never_exceeds_its_limit_and_is_used_up(amounts: list[tuple[int, bool]], limit: int | None) -> None:
    most = None if limit is None else Fraction(limit, 100)
    given_ = [entry(kopeks, opened) for kopeks, opened in amounts]
    found, total = capped(given_, most)
    sure = [one for one in found if one.line.open is None]
    stays = [one.line.amount - one.cut for one in sure if one.line.amount is not None]
    assert [one.line for one in found] == [one.line for one in given_]
    assert total.after == sum(stays)
    assert total.before - total.after == sum(one.cut for one in found)
    assert total.after == (total.before if most is None else min(total.before, most))
    cut = [bool(one.cut) for one in sure if one.line.amount]
    assert cut == sorted(cut), "a line was cut before a later one"
    assert capped(found, most)[1] == total
