"""Days gathered into stretches."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import OCTOBER, october
from kpi_rules.language.contract import Exclusion
from kpi_rules.language.schedule import Days
from kpi_rules_engine.explain.stretches import ONE, excluded_by_reason, gathered
from kpi_rules_engine.plan.windows import Window


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 3, 1))))
def test_the_days_and_no_others_in_as_few_stretches_as_can_be(days):
    found = gathered(days)
    assert [first + ONE * n for first, last in found for n in range((last - first).days + 1)] == sorted(set(days))
    assert all(a[1] + ONE < b[0] for a, b in pairwise(found))


def test_each_day_has_one_reason():
    holidays = Exclusion("holidays", dates=frozenset(october(3, 5)))
    break_ = Exclusion("break", Days(*october(5, 6)))
    window = Window(OCTOBER.first, OCTOBER.last, exclusions=(holidays, break_))
    assert excluded_by_reason(window, lambda one: one.reason) == {
        "holidays": list(october(3, 5)),
        "break": list(october(6)),
    }
