"""Scorecards."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.contract import Scorecard
from kpi_rules_engine.across.scorecards import score_of, scored
from kpi_rules_engine.verdict import ScoredClause, Status

CARD = Scorecard(Fraction(9, 10), Fraction(3, 4))
COUNTING = (Status.PASS, Status.WARN, Status.FAIL, Status.NO_VERDICT)


def clauses(*found: tuple[Status, int]) -> list[ScoredClause]:
    return [scored(str(n), status, Fraction(weight), key=False) for n, (status, weight) in enumerate(found)]


def test_the_line_itself_is_reached() -> None:
    assert score_of(CARD, clauses((Status.PASS, 9), (Status.FAIL, 1))).status is Status.PASS
    assert score_of(CARD, clauses((Status.PASS, 899), (Status.FAIL, 101))).status is Status.WARN
    assert score_of(CARD, clauses((Status.PASS, 3), (Status.FAIL, 1))).status is Status.WARN
    assert score_of(CARD, clauses((Status.WARN, 1))).status is Status.FAIL


def test_what_is_not_judged_is_left_out_with_its_weight() -> None:
    found = score_of(CARD, clauses((Status.PASS, 1), (Status.PENDING, 50), (Status.NOT_APPLICABLE, 50)))
    assert (found.points, found.of, found.status) == (1, 1, Status.PASS)
    assert score_of(CARD, clauses((Status.PENDING, 1), (Status.REPORTED, 1))).status is Status.NOT_APPLICABLE


def test_one_without_a_verdict_is_worth_nothing_to_all() -> None:
    assert score_of(CARD, clauses((Status.PASS, 9), (Status.NO_VERDICT, 1))).status is Status.PASS
    assert score_of(CARD, clauses((Status.PASS, 8), (Status.NO_VERDICT, 2))).status is Status.NO_VERDICT
    assert score_of(CARD, clauses((Status.FAIL, 8), (Status.NO_VERDICT, 2))).status is Status.FAIL


def test_a_failed_key_fails_the_whole() -> None:
    rest = clauses((Status.PASS, 99))
    assert score_of(CARD, [*rest, scored("key", Status.FAIL, Fraction(1), key=True)]).status is Status.FAIL
    assert score_of(CARD, [*rest, scored("key", Status.NO_VERDICT, Fraction(1), key=True)]).status is Status.NO_VERDICT
    assert score_of(CARD, [*rest, scored("key", Status.PASS, Fraction(1), key=True)]).status is Status.PASS


@given(st.lists(st.tuples(st.sampled_from(COUNTING), st.integers(1, 9), st.booleans()), min_size=1, max_size=8))
def test_a_verdict_holds_however_the_open_clauses_come_out(found: list[tuple[Status, int, bool]]) -> None:
    def card(turned: Status | None) -> Status:
        return score_of(
            CARD,
            [
                scored(str(n), turned if turned and status is Status.NO_VERDICT else status, Fraction(weight), key)
                for n, (status, weight, key) in enumerate(found)
            ],
        ).status

    told = card(None)
    if told is not Status.NO_VERDICT:
        assert {card(Status.PASS), card(Status.WARN), card(Status.FAIL)} == {told}
