"""The months of a contract: they follow each other without a gap, and each name is borne once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.months import first_day, month_of, name_of, unit_named, whole
from kpi_rules.language.schedule import Days, Unit

DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))
STARTS = st.integers(1, 28)
UNITS = st.sampled_from(Unit)
LONG = st.sampled_from((Unit.MONTH, Unit.QUARTER, Unit.YEAR))
ONE = timedelta(1)


@given(DAYS, STARTS, UNITS)
def test_a_unit_holds_the_day_it_was_asked_for(day: date, starts: int, unit: Unit) -> None:
    assert day in whole(unit, day, starts)


@given(DAYS, STARTS, UNITS)
def test_units_follow_each_other_without_gap_or_overlap(day: date, starts: int, unit: Unit) -> None:
    this = whole(unit, day, starts)
    following = whole(unit, this.last + ONE, starts)
    assert following.first == this.last + ONE
    assert all(whole(unit, one, starts) == this for one in (this.first, day, this.last))


@given(DAYS, STARTS, UNITS)
def test_names_follow_each_other_in_the_order_of_time(day: date, starts: int, unit: Unit) -> None:
    this = whole(unit, day, starts)
    names = [name_of(unit, one, starts) for one in (this.first, this.last, this.last + ONE)]
    assert names[0] == names[1] < names[2]


@given(DAYS, STARTS)
def test_months_are_numbered_one_by_one(day: date, starts: int) -> None:
    this = month_of(day, starts)
    assert month_of(whole(Unit.MONTH, day, starts).last + ONE, starts) == this + 1
    assert first_day(this, starts) == whole(Unit.MONTH, day, starts).first


@given(DAYS, STARTS, UNITS)
def test_a_name_leads_back_to_its_unit(day: date, starts: int, unit: Unit) -> None:
    assert unit_named(name_of(unit, day, starts), starts) == (unit, whole(unit, day, starts))


@given(DAYS, STARTS)
def test_a_month_bears_the_name_of_the_month_with_most_of_its_days(day: date, starts: int) -> None:
    this = whole(Unit.MONTH, day, starts)
    before = (this.first.replace(day=28) + 4 * ONE).replace(day=1) - this.first  # days in the month it begins in
    halves = before.days, len(this) - before.days
    own = f"{this.first:%Y-%m}" == name_of(Unit.MONTH, day, starts)
    if starts == 16 and this.first.month == 2:
        assert own  # 16 March already begins the one of March
    else:
        assert own == (halves[0] >= halves[1])


@given(DAYS, STARTS, LONG)
def test_quarters_and_years_are_made_of_the_months_of_their_names(day: date, starts: int, unit: Unit) -> None:
    this = whole(unit, day, starts)
    first, last = (int(name_of(Unit.MONTH, one, starts)[5:]) for one in (this.first, this.last))
    assert {Unit.MONTH: last - first == 0, Unit.QUARTER: (first % 3, last - first) == (1, 2)}.get(unit, last == 12)


@given(DAYS, LONG)
def test_months_from_the_first_are_those_of_the_calendar(day: date, unit: Unit) -> None:
    this = whole(unit, day)
    assert this.first.day == 1
    assert (this.last + ONE).day == 1
    assert name_of(Unit.MONTH, day) == f"{day:%Y-%m}"
    assert name_of(Unit.YEAR, day) == f"{day:%Y}"


@given(DAYS, STARTS, st.sampled_from((Unit.DAY, Unit.WEEK)))
def test_days_and_weeks_know_nothing_of_it(day: date, starts: int, unit: Unit) -> None:
    assert whole(unit, day, starts) == whole(unit, day)
    assert name_of(unit, day, starts) == name_of(unit, day)


@pytest.mark.parametrize(
    ("name", "starts", "first", "last"),
    [
        ("2026-10", 25, date(2026, 9, 25), date(2026, 10, 24)),
        ("2026-03", 25, date(2026, 2, 25), date(2026, 3, 24)),
        ("2026-Q4", 25, date(2026, 9, 25), date(2026, 12, 24)),
        ("2026", 25, date(2025, 12, 25), date(2026, 12, 24)),
        ("2026-10", 5, date(2026, 10, 5), date(2026, 11, 4)),
        ("2026-02", 15, date(2026, 2, 15), date(2026, 3, 14)),  # 14 days of each
        ("2026-02", 16, date(2026, 2, 16), date(2026, 3, 15)),  # 13 of 28 days
        ("2026-04", 16, date(2026, 4, 16), date(2026, 5, 15)),  # 15 days of each
        ("2026-03", 17, date(2026, 2, 17), date(2026, 3, 16)),
        ("2026", 16, date(2026, 1, 16), date(2027, 1, 15)),
    ],
)
def test_names(name: str, starts: int, first: date, last: date) -> None:
    found = unit_named(name, starts)
    assert found is not None
    assert found[1] == Days(first, last)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-W54", "2026-Q5", "26", "0000", "2026-10..2026-12", ""])
def test_what_is_no_name(text: str) -> None:
    assert unit_named(text) is None
