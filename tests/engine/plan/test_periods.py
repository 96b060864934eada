"""The periods of a clause: whole, cut, numbered, and named by the months of the contract."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import AllOf, Shift
from kpi_rules.language.schedule import By, Calendar, Days, Every, Once, Schedule, Unit
from kpi_rules_engine.plan.periods import asked, fee_period, parse_period, periods
from kpi_rules_engine.plan.windows import moved

TERM = Days(date(2026, 1, 10), date(2026, 12, 31))
TERMS = st.tuples(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(0, 800)).map(
    lambda drawn: Days(drawn[0], drawn[0] + timedelta(drawn[1]))
)
STARTS = st.integers(1, 28)


MONTHLY = Calendar(Unit.MONTH)


def clause(schedule: Schedule = MONTHLY, **settings: object) -> Clause:
    return Clause("clause", AllOf(()), schedule, **settings)  # type: ignore[arg-type]  # settings of many types


def header(term: Days = TERM, month_day: int = 1, **settings: object) -> Header:
    return Header("contract", term, month_day=month_day, **settings)  # type: ignore[arg-type]  # settings of many types


@given(TERMS, STARTS, st.sampled_from(Unit))
def test_calendar_periods_are_the_term_and_each_name_is_borne_once(term: Days, starts: int, unit: Unit) -> None:
    found = periods(clause(Calendar(unit)), header(term, starts))
    assert all(b.days.first == a.days.last + timedelta(1) for a, b in pairwise(found))
    assert (found[0].days.first, found[-1].days.last) == (term.first, term.last)
    names = [p.key for p in found]
    assert names == sorted(set(names))
    assert all(p.days == whole for p in found[1:-1] if (whole := parse_period(p.key, starts)))


@given(TERMS, STARTS, st.sampled_from(Unit))
def test_a_period_is_asked_for_by_its_name_alone(term: Days, starts: int, unit: Unit) -> None:
    found = periods(clause(Calendar(unit)), header(term, starts))
    assert all(asked(found, term.last, parse_period(p.key, starts)) == [p] for p in found)


@given(TERMS, STARTS, st.sampled_from((Unit.MONTH, Unit.QUARTER, Unit.YEAR)))
def test_the_window_before_a_whole_period_is_the_period_before(term: Days, starts: int, unit: Unit) -> None:
    found = periods(clause(Calendar(unit)), header(term, starts))
    for before, whole in pairwise(found):
        if not whole.partial:
            window = moved(whole.window, Shift.PREVIOUS)
            assert Days(window.first, window.last) == parse_period(before.key, starts)


@given(TERMS, STARTS)
def test_the_month_a_year_before_bears_the_same_name(term: Days, starts: int) -> None:
    for period in periods(clause(), header(term, starts)):
        if not period.partial:
            window = moved(period.window, Shift.YEAR_AGO)
            name = f"{int(period.key[:4]) - 1}{period.key[4:]}"
            assert Days(window.first, window.last) == parse_period(name, starts)


@given(TERMS, STARTS)
def test_a_rolling_window_is_of_whole_months_that_end_with_the_period(term: Days, starts: int) -> None:
    for period in periods(clause(Calendar(Unit.MONTH, (3, Unit.MONTH))), header(term, starts)):
        if not period.partial:
            last = parse_period(period.key, starts)
            assert last is not None
            assert last.last == period.window.last or period.outside
            back = parse_period(_earlier(period.key, 2), starts)
            assert back is not None
            assert period.window.first == back.first


def _earlier(name: str, months: int) -> str:
    year, month = divmod(int(name[:4]) * 12 + int(name[5:]) - 1 - months, 12)
    return f"{year:04}-{month + 1:02}"


def test_days_and_ends_of_a_stretch_are_calendar_days() -> None:
    assert parse_period("2026-10", 25) == Days(date(2026, 9, 25), date(2026, 10, 24))
    assert parse_period("2026-10..2026-12", 25) == Days(date(2026, 10, 1), date(2026, 12, 31))
    assert parse_period("2026-10-05", 25) == Days(date(2026, 10, 5), date(2026, 10, 5))
    assert parse_period("October") is None


def test_blocks_of_months_count_from_the_start_of_the_term() -> None:
    [first, *_] = periods(clause(Every(2, Unit.MONTH)), header(month_day=25))
    assert first.days == Days(date(2026, 1, 10), date(2026, 3, 9))


def test_periods_are_numbered_from_the_first_that_binds() -> None:
    found = periods(clause(since=date(2026, 3, 10), until=date(2026, 6, 30)), header())
    assert [p.number for p in found] == [None, None, 1, 2, 3, 4, *[None] * 6]
    skipped = periods(clause(since=date(2026, 3, 10), until=date(2026, 6, 30)), header(partial="skip"))
    assert [(p.key, p.number) for p in skipped if p.number] == [("2026-04", 1), ("2026-05", 2), ("2026-06", 3)]
    rolling = periods(clause(Calendar(Unit.MONTH, (3, Unit.MONTH))), header())
    assert [(p.key, p.number) for p in rolling][:5] == [
        ("2026-01", None), ("2026-02", None), ("2026-03", None), ("2026-04", 1), ("2026-05", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked_for", "days", "of"),
    [
        (clause(), 22, 31),  # the term begins on the 10th
        (clause(Calendar(Unit.QUARTER)), 81, 90),
        (clause(Calendar(Unit.WEEK)), 2, 7),
        (clause(Every(2, Unit.WEEK), since=date(2026, 1, 20)), 4, 14),
        (clause(By(date(2026, 1, 31)), since=date(2026, 1, 20)), 12, 22),
        (clause(Once(Days(date(2026, 1, 5), date(2026, 1, 14)))), 5, 10),
    ],
)
def test_what_a_period_is_cut_of(asked_for: Clause, days: int, of: int) -> None:
    period = next(p for p in periods(asked_for, header()) if not p.outside)
    assert (period.partial, len(period.days), period.uncut) == (True, days, of)


def test_what_a_rolling_window_is_cut_of() -> None:
    months = clause(Calendar(Unit.MONTH, (2, Unit.MONTH)), until=date(2026, 4, 10))
    period = next(p for p in periods(months, header()) if p.key == "2026-04")
    assert (period.partial, len(Days(period.window.first, period.window.last)), period.uncut) == (True, 41, 61)
    days = clause(Calendar(Unit.MONTH, (30, Unit.DAY)), until=date(2026, 4, 10))
    period = next(p for p in periods(days, header()) if p.key == "2026-04")
    assert (period.partial, len(Days(period.window.first, period.window.last)), period.uncut) == (True, 30, 30)


def test_a_whole_period_is_cut_of_nothing() -> None:
    assert [p.uncut for p in periods(clause(), header())[1:]] == [None] * 11


@pytest.mark.parametrize(
    ("unit", "name", "first", "last"),
    [
        ("monthly", "2026-10", date(2026, 9, 25), date(2026, 10, 24)),
        ("quarterly", "2026-Q4", date(2026, 9, 25), date(2026, 12, 24)),
        ("yearly", "2026", date(2025, 12, 25), date(2026, 12, 24)),
    ],
)
def test_a_fee_falls_due_by_the_months_of_the_contract(unit: str, name: str, first: date, last: date) -> None:
    paid = header(month_day=25, fee=(Fraction(150_000), "RUB", unit))
    assert fee_period(paid, date(2026, 10, 3)) == (name, Days(first, last))


def test_a_contract_without_a_fee_is_settled_by_the_month() -> None:
    assert fee_period(header(), date(2026, 10, 3)) == ("2026-10", Days(date(2026, 10, 1), date(2026, 10, 31)))
