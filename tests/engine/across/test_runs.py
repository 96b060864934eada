"""Runs of misses."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from kpi_rules_engine.across.runs import after_misses, run
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status

PASS, WARN, FAIL = (Decision(status, None) for status in (Status.PASS, Status.WARN, Status.FAIL))
NOTHING = Decision(Status.NO_VERDICT, Reason.MISSING_DATA)
ABSENT = Decision(Status.NOT_APPLICABLE, Reason.PRECONDITION)
FORGIVEN = Decision(Status.WARN, Reason.FIRST_MISS)
SOFT = Decision(Status.FAIL, Reason.NOT_SETTLED, provisional=True)

DECISIONS = st.sampled_from([PASS, WARN, FAIL, NOTHING, ABSENT, FORGIVEN])


def test_a_pass_or_a_warning_breaks_a_run() -> None:
    assert run([FAIL, FAIL, PASS, FAIL]).length == 2
    assert run([FAIL, WARN, FAIL]).length == 1


def test_what_has_no_verdict_neither_breaks_nor_lengthens_a_run() -> None:
    assert run([FAIL, NOTHING, ABSENT, FORGIVEN, FAIL, PASS]).length == 2


@given(st.lists(DECISIONS), st.lists(st.sampled_from([NOTHING, ABSENT]), max_size=3), st.integers(0, 20))
def test_open_periods_change_no_run(decisions: list[Decision], idle: list[Decision], place: int) -> None:
    place = min(place, len(decisions))
    assert run([*decisions[:place], *idle, *decisions[place:]]) == run(decisions)


def test_the_first_misses_are_warnings() -> None:
    first, found = after_misses(FAIL, [PASS, FAIL], 2)
    assert (first.status, first.reason, found.length) == (Status.WARN, Reason.FIRST_MISS, 1)
    assert after_misses(FAIL, [FAIL, PASS], 2)[0] == FAIL
    assert after_misses(FAIL, [FAIL], 3)[0].reason is Reason.FIRST_MISS
    assert after_misses(FAIL, [FAIL, FAIL, FAIL], 3)[0] == FAIL


def test_what_is_no_miss_stays_as_it_is() -> None:
    assert after_misses(PASS, [FAIL, FAIL], 2)[0] == PASS
    assert after_misses(NOTHING, [FAIL, FAIL], 2)[0] == NOTHING


def test_a_provisional_miss_counts_provisionally() -> None:
    decision, _ = after_misses(FAIL, [SOFT], 2)
    assert (decision.status, decision.reason, decision.provisional) == (Status.FAIL, Reason.NOT_SETTLED, True)


def test_nobody_looks_further_back_than_it_takes() -> None:
    def history() -> Iterator[Decision]:
        yield FAIL
        raise AssertionError("looked too far")

    assert after_misses(FAIL, history(), 2)[0] == FAIL
