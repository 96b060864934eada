"""Given figures answer exactly what they say, and nothing is spread over days."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kpi_rules.language.contract import Exclusion
from kpi_rules.language.formula import How, Part
from kpi_rules.language.scenarios.scenario import Given
from kpi_rules.language.schedule import Days
from kpi_rules.language.units import COUNT
from kpi_rules.language.vocabulary import Kind
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.trial.answers import Told, answered
from kpi_rules_engine.values import Reason, Unknown

FIRST = date(2026, 8, 1)
AUGUST = Window(FIRST, date(2026, 8, 31))
AMOUNTS = some.fractions(min_value=0, max_value=10**6, max_denominator=10**4)
DAILY = (How.AVG, How.MIN, How.MAX, How.FIRST, How.LAST, How.PERCENTILE)


def day(number: int) -> date:
    return FIRST + timedelta(number - 1)


def part(how: How, kind: Kind = Kind.FLOW, rank: int | None = None) -> Part:
    percent = Fraction(rank) if rank is not None else None
    return Part("likes", kind, how, "daily", "daily", "date", None, rank=percent, unit=COUNT, nonnegative=True)


def told(first: int, last: int, value: Fraction | int | None, alone: bool = True, of: Part | None = None) -> Told:
    figure = of or part(How.SUM)
    amount = None if value is None else Fraction(value)
    return Told(Given("", figure, alone, (), amount), Days(day(first), day(last)))


@given(some.sets(some.integers(2, 31)), some.data())
def test_stretches_that_tile_the_window_sum_up_exactly(cuts: set[int], data: some.DataObject) -> None:
    starts = [1, *sorted(cuts)]
    ends = [*(start - 1 for start in starts[1:]), 31]
    values = [data.draw(AMOUNTS) for _ in starts]
    figures = [told(a, b, value) for a, b, value in zip(starts, ends, values, strict=True)]
    found, short = answered(part(How.SUM), AUGUST, figures)
    assert (found.value, found.covered, found.missing, short) == (sum(values), 31, (), ())
    assert answered(part(How.AVG), AUGUST, figures)[0].value == sum(values) / 31


@given(some.integers(1, 31), some.integers(1, 31))
def test_days_that_are_not_given_are_missing(a: int, b: int) -> None:
    first, last = sorted((a, b))
    found, _ = answered(part(How.SUM), AUGUST, [told(first, last, 5)])
    assert found.missing == tuple(day(n) for n in range(1, 32) if not first <= n <= last)
    assert found.covered + len(found.missing) == 31


@given(some.lists(AMOUNTS, min_size=31, max_size=31), some.sampled_from(DAILY), some.integers(1, 100))
def test_days_one_by_one_are_what_the_data_would_be(values: list[Fraction], how: How, rank: int) -> None:
    figures = [told(n, n, value) for n, value in enumerate(values, 1)]
    expected = {
        How.AVG: sum(values) / 31,
        How.MIN: min(values),
        How.MAX: max(values),
        How.FIRST: values[0],
        How.LAST: values[-1],
        How.PERCENTILE: next(v for n, v in enumerate(sorted(values), 1) if n * 100 >= rank * 31),
    }
    for kind in (Kind.FLOW, Kind.STOCK):
        found, short = answered(part(how, kind, rank), AUGUST, figures[::-1])
        assert (found.value, short) == (expected[how], ())


@pytest.mark.parametrize("how", [how for how in DAILY if how is not How.AVG])
def test_a_sum_says_nothing_of_its_days(how: How) -> None:
    figure = told(1, 31, 62)
    found, short = answered(part(how, rank=50), AUGUST, [figure])
    assert isinstance(found.value, Unknown)
    assert short == (figure.given,)


def test_a_sum_says_nothing_of_a_part_of_its_days() -> None:
    figure = told(1, 31, 62)
    week = Window(day(3), day(9))
    found, short = answered(part(How.SUM), week, [figure])
    assert (found.covered, short) == (0, (figure.given,))


@pytest.mark.parametrize("how", [How.SUM, How.COUNT, How.MAX, How.LAST])
def test_a_sum_of_nothing_is_nothing_on_each_day(how: How) -> None:
    found, short = answered(part(how), Window(day(3), day(9)), [told(1, 31, 0)])
    assert (found.value, found.missing, short) == (0, (), ())


def test_what_may_be_negative_cancels_out() -> None:
    net = Part("net", Kind.FLOW, How.SUM, "daily", "daily", "date", None, unit=COUNT)
    figure = told(1, 31, 0, of=net)
    assert answered(net, Window(day(3), day(9)), [figure])[1] == (figure.given,)


@pytest.mark.parametrize("how", DAILY)
def test_a_level_is_that_of_every_day(how: How) -> None:
    found, short = answered(part(how, Kind.STOCK, 50), Window(day(3), day(9)), [told(1, 31, 62)])
    assert (found.value, found.missing, short) == (62, (), ())


def test_excepted_days_have_no_part_in_the_figure() -> None:
    window = Window(AUGUST.first, AUGUST.last, exclusions=(Exclusion("off", Days(day(1), day(8))),))
    found, short = answered(part(How.SUM), window, [told(1, 31, 62)])
    assert (found.value, found.covered, found.missing, short) == (62, 23, (), ())


def test_what_is_said_to_be_missing_is() -> None:
    found, short = answered(part(How.SUM), AUGUST, [told(1, 30, 62), told(31, 31, None)])
    assert (found.value, found.missing, short) == (62, (day(31),), ())
    assert isinstance(answered(part(How.SUM), AUGUST, [told(1, 31, None)])[0].value, Unknown)


def test_people_are_counted_for_the_very_days() -> None:
    people = part(How.EXACT, Kind.UNIQUE)
    assert answered(people, AUGUST, [told(1, 31, 62)])[0].value == 62
    for figures in ([], [told(1, 30, 62)], [told(1, 15, 30), told(16, 31, 30)], [told(1, 31, None)]):
        value = answered(people, AUGUST, figures)[0].value
        assert isinstance(value, Unknown)
        assert value.reason is Reason.MISSING_COUNTS


def test_an_aggregate_answers_the_very_days_and_rows_add_up() -> None:
    median = part(How.PERCENTILE, rank=50)
    assert answered(median, AUGUST, [told(1, 31, 62, alone=False, of=median)])[0].value == 62
    halves = [told(1, 15, 30, alone=False), told(16, 31, 31, alone=False)]
    assert answered(median, AUGUST, halves)[1] == tuple(one.given for one in halves)
    assert answered(part(How.COUNT), AUGUST, halves)[0].value == 61


def test_each_case_of_a_sample_is_as_given() -> None:
    for how in (How.AVG, How.MIN, How.MAX, How.PERCENTILE):
        assert answered(part(how, Kind.SAMPLE, 90), AUGUST, [told(1, 31, 62)])[0].value == 62
    figure = told(1, 31, 62)
    assert answered(part(How.SUM, Kind.SAMPLE), AUGUST, [figure])[1] == (figure.given,)
