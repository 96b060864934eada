"""What a clause asks for in one period, where its target moves or is scaled with a cut period."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import COUNT, LIKES, clause, compare
from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import Comparison, Constant
from kpi_rules.language.schedule import Calendar, Days, Unit
from kpi_rules.language.targets import Approach, Listed, Moving, Step
from kpi_rules_engine.plan.periods import periods
from kpi_rules_engine.plan.targets import aim_in, clause_in, moved_target

YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
CUT = Days(date(2026, 1, 15), date(2026, 12, 10))
DAYS = Days(date(2026, 1, 1), date(2026, 1, 31))
NUMBERS = st.fractions(-1000, 1000, max_denominator=100)


def month(number: int) -> Days:
    return Days(date(2026, number, 1), date(2026, number, 28))


def asked(settings: Clause, term: Days = YEAR, **facts: object) -> list[Fraction]:
    """The number that is asked for in each period, through the clause as it stands there."""
    header = Header("contract", term, **facts)  # type: ignore[arg-type]  # settings of many types
    found = []
    for period in periods(settings, header):
        requirement = clause_in(settings, period).requirement
        assert isinstance(requirement, Comparison)
        assert isinstance(requirement.right, Constant)
        found.append(requirement.right.value)
    return found


def likes(number: int = 500, **settings: object) -> Clause:
    return clause(compare(LIKES, ">=", number, COUNT, f"likes >= {number}"), **settings)  # type: ignore[arg-type]  # settings of many types


@pytest.mark.parametrize(
    ("moving", "numbers"),
    [
        (Step(Fraction(100)), [500, 600, 700, 800, 900]),
        (Step(Fraction(-100)), [500, 400, 300, 200, 100]),
        (Approach(Fraction(800), 4), [500, 600, 700, 800, 800]),
        (Approach(Fraction(200), 2), [500, 200, 200, 200, 200]),
        (Approach(Fraction(510), 4), [500, Fraction(1510, 3), Fraction(1520, 3), 510, 510]),
        (Listed(((month(2), Fraction(600)), (month(4), Fraction(50)))), [500, 600, 600, 50, 50]),
    ],
)
def test_a_target_moves_with_the_periods(moving: Moving, numbers: list[Fraction]) -> None:
    assert asked(likes(moving=moving))[:5] == numbers


def test_periods_count_from_the_first_that_binds() -> None:
    bound = likes(moving=Step(Fraction(100)), since=date(2026, 2, 10), until=date(2026, 5, 31))
    assert asked(bound)[:7] == [500, 500, 600, 700, 800, 500, 500]
    assert asked(bound, partial="skip")[1:5] == [500, 600, 700, 500]


def test_a_rolling_window_counts_from_the_first_that_lies_in_the_term() -> None:
    rolling = likes(moving=Step(Fraction(100)), schedule=Calendar(Unit.MONTH, (3, Unit.MONTH)))
    assert asked(rolling)[:5] == [500, 500, 500, 600, 700]


def test_a_target_is_scaled_by_the_days_of_a_cut_period_only() -> None:
    numbers = asked(likes(prorated=True), CUT)
    assert numbers == [Fraction(500 * 17, 31), *[500] * 10, Fraction(500 * 10, 31)]
    assert asked(likes(prorated=True), CUT, month_day=5)[0] == Fraction(500 * 21, 31)
    assert asked(likes(), CUT) == [500] * 12


def test_a_moving_target_is_scaled_after_it_moved() -> None:
    numbers = asked(likes(prorated=True, moving=Step(Fraction(120))), CUT)
    assert numbers[0] == Fraction(500 * 17, 31)
    assert numbers[1] == 620
    assert numbers[-1] == Fraction((500 + 11 * 120) * 10, 31)


def test_where_the_number_comes_from() -> None:
    both = likes(prorated=True, moving=Step(Fraction(120)))
    first, second, *_ = [aim_in(both, period) for period in periods(both, Header("contract", CUT))]
    assert first is not None
    assert (first.full, first.place, first.share) == (500, 1, (17, 31))
    assert second is not None
    assert (second.full, second.place, second.share) == (620, 2, None)
    fixed = likes(prorated=True)
    assert aim_in(fixed, periods(fixed, Header("contract", CUT))[1]) is None


def test_the_text_goes_where_the_number_is_another() -> None:
    moving = likes(moving=Step(Fraction(100)))
    [first, *_] = periods(moving, Header("contract", YEAR))
    requirement = clause_in(moving, first).requirement
    assert isinstance(requirement, Comparison)
    assert requirement.text == ""
    plain = likes()
    assert clause_in(plain, first) is plain


@given(NUMBERS, NUMBERS, st.integers(2, 40), st.integers(1, 60))
def test_an_approach_goes_in_equal_steps_and_stays(first: Fraction, to: Fraction, count: int, number: int) -> None:
    def at(place: int) -> Fraction:
        return moved_target(first, Approach(to, count), place, DAYS)

    assert at(1) == first
    assert at(count) == at(count + number) == to
    if number < count:
        assert at(number + 1) - at(number) == (to - first) / (count - 1)
