"""Russian word forms."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.plurals import plural
from kpi_rules.language.said import NO_BREAK
from kpi_rules_engine.explain.wording.forms import (
    begun,
    both,
    either,
    out_of_days,
    period,
    so_many_days,
    stopped,
    stretch,
    stretches,
    with_dates,
)


def spaced(text):
    return text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (4, "4 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (12, "12 дней"),
        (14, "14 дней"),
        (20, "20 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (25, "25 дней"),
        (101, "101 день"),
        (111, "111 дней"),
        (112, "112 дней"),
        (1_003, "1 003 дня"),
    ],
)
def test_so_many_days(count, text):
    assert spaced(so_many_days(count)) == text
    assert " " not in so_many_days(count)


@given(st.integers(0, 10**6))
def test_the_last_two_digits_decide(count):
    forms = ("день", "дня", "дней")
    assert plural(count, *forms) == plural(count % 100 + 100, *forms)


@pytest.mark.parametrize(
    ("count", "of", "text"),
    [(4, 31, "4 из 31 дня"), (1, 30, "1 из 30 дней"), (1, 1, "1 из 1 дня"), (2, 11, "2 из 11 дней")],
)
def test_out_of_days(count, of, text):
    assert spaced(out_of_days(count, of)) == text


def test_days_and_stretches():
    first, last, alone = date(2026, 5, 5), date(2026, 5, 7), date(2026, 11, 9)
    assert spaced(stretch(first, last)) == "с 05.05.2026 по 07.05.2026"
    assert stretch(alone, alone) == "09.11.2026"
    assert spaced(stretches([(first, last), (alone, alone)])) == "с 05.05.2026 по 07.05.2026 и 09.11.2026"
    many = [(date(2026, 1, day), date(2026, 1, day)) for day in range(1, 31, 2)]
    assert spaced(stretches(many)).endswith("17.01.2026, 19.01.2026 и ещё 5 дней")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("2026-10", "октябрь 2026 г."),
        ("2026-W06", "6-я неделя 2026 г."),
        ("2026-Q4", "4-й квартал 2026 г."),
        ("2026", "2026 год"),
        ("2026-10-05", "05.10.2026"),
        ("2026-03-15..2026-04-13", "с 15.03.2026 по 13.04.2026"),
        ("over term", "over term"),
    ],
)
def test_periods(key, text):
    assert spaced(period(key)) == text


def test_dates_in_a_text():
    assert with_dates("2026-01-01..2026-01-08") == "01.01.2026–08.01.2026"
    assert with_dates("New Year..") == "New Year.."


def test_lists_and_sentences():
    assert [both([]), both(["а"]), both(["а", "б"]), both(["а", "б", "в"])] == ["", "а", "а и б", "а, б и в"]
    assert either(["а", "б", "в"]) == "а, б или в"
    assert [stopped("3 руб."), stopped("3"), stopped("ура!"), begun("март")] == ["3 руб.", "3.", "ура!", "Март"]
