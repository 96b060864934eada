"""Numbers as text."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import INF, MINUS_INF, RUB
from kpi_rules.language.units import BARE, COUNT, RATIO, SECONDS, Scale, Unit
from kpi_rules_engine.explain.numbers import decimal6, display, displays, exact, exponent
from kpi_rules_engine.explain.numerals import ENGLISH, NUMERALS, RUSSIAN
from kpi_rules_engine.values import Reason, Unknown

GONE = Unknown(Reason.MISSING_DAY)
PEOPLE_PER_MONEY = Unit(Scale.BARE, money=-1, currency="RUB", noun="people")


@pytest.mark.parametrize(
    ("value", "as_exact", "as_decimal"),
    [
        (Fraction(3), "3", "3.000000"),
        (Fraction(2929, 67958), "2929/67958", "0.043100"),
        (Fraction(-4689, 679580), "-4689/679580", "-0.006900"),
        (Fraction(5, 10**7), "1/2000000", "0.000000"),
        (Fraction(15, 10**7), "3/2000000", "0.000002"),
        (Fraction(25, 10**7), "1/400000", "0.000002"),
        (Fraction(10**30) + Fraction(1, 3), f"{3 * 10**30 + 1}/3", f"{10**30}.333333"),
        (INF, "inf", "inf"),
        (MINUS_INF, "-inf", "-inf"),
        (GONE, None, None),
    ],
)
def test_for_machines(value, as_exact, as_decimal):
    assert (exact(value), decimal6(value)) == (as_exact, as_decimal)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("12301", COUNT, "12,301"),
        ("67958.3478", COUNT, "67,958.35"),
        ("0.5", COUNT, "0.5"),
        ("2929/67958", RATIO, "0.0431"),
        ("0.05", RATIO, "0.05"),
        ("0.0000431234", RATIO, "0.0000431"),
        ("-1/3", RATIO, "-0.3333"),
        ("4.5", RATIO, "4.5"),
        ("3076.46428", RATIO, "3,076.46"),
        ("0.10138", RUB, "0.10 RUB"),
        ("29.9999", RUB, "30.00 RUB"),
        ("12000.5", RUB, "12,000.50 RUB"),
        ("0", RUB, "0 RUB"),
        ("1234567", BARE, "1,234,567"),
        ("15000", RUB, "15,000 RUB"),
        ("0.004", RUB, "0.004 RUB"),
        ("100/3", RUB, "33.33 RUB"),
        ("-100", RUB, "-100 RUB"),
        ("5400", SECONDS, "1 h 30 min"),
        ("90", SECONDS, "1 min 30 s"),
        ("100000", SECONDS, "1 day 3 h 46 min 40 s"),
        ("259200", SECONDS, "3 days"),
        ("0", SECONDS, "0 s"),
        ("2.5", SECONDS, "2.5 s"),
        ("-5400", SECONDS, "-1 h 30 min"),
        ("3599.9", SECONDS, "1 h"),
        ("12.5", PEOPLE_PER_MONEY, "12.5 people per RUB"),
        ("3", Unit(Scale.BARE, money=1, currency="RUB", time=-1), "3 RUB/s"),
        ("10000000000000000000000000000000000000001", COUNT, "10," + "000," * 12 + "001"),
    ],
)
def test_for_eyes(value, unit, expected):
    assert display(Fraction(value), unit) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("12301", COUNT, "12 301"),
        ("67958.3478", COUNT, "67 958,35"),
        ("2929/67958", RATIO, "0,0431"),
        ("-1/3", RATIO, "-0,3333"),
        ("29.9999", RUB, "30,00 руб."),
        ("15000", RUB, "15 000 руб."),
        ("12000.5", Unit(Scale.BARE, money=1, currency="EUR"), "12 000,50 EUR"),
        ("3", Unit(Scale.BARE, money=1), "3 ден. ед."),
        ("5400", SECONDS, "1 ч 30 мин"),
        ("100000", SECONDS, "1 день 3 ч 46 мин 40 сек"),
        ("259200", SECONDS, "3 дня"),
        ("950400", SECONDS, "11 дней"),
        ("0", SECONDS, "0 сек"),
        ("2.5", SECONDS, "2,5 сек"),
        ("12.5", PEOPLE_PER_MONEY, "12,5 чел. на руб."),
        ("3", Unit(Scale.BARE, money=1, currency="RUB", time=-1), "3 руб./сек"),
    ],
)
def test_for_russian_eyes(value, unit, expected):
    text = display(Fraction(value), unit, numerals=RUSSIAN)
    assert text.replace("\u00a0", " ") == expected
    assert not re.search(r"\d [^\d]", text)  # nothing is torn from its number
    assert not re.search(r"\d \d", text)


def test_what_is_no_number():
    assert (display(INF, RUB), display(MINUS_INF, COUNT), display(GONE, RATIO)) == (
        "infinite",
        "minus infinite",
        "no value",
    )
    russian = [display(value, RATIO, numerals=RUSSIAN) for value in (INF, MINUS_INF, GONE)]
    assert russian == ["бесконечность", "минус бесконечность", "нет значения"]


@pytest.mark.parametrize(
    ("value", "target", "unit", "expected"),
    [
        ("0.049999999", "0.05", RATIO, ("0.049999999", "0.05")),
        ("0.05", "0.05", RATIO, ("0.05", "0.05")),
        ("0.0499", "0.05", RATIO, ("0.0499", "0.05")),
        ("1/3", "0.3333", RATIO, ("0.33333", "0.3333")),
        ("30.001", "30", RUB, ("30.001 RUB", "30.00 RUB")),
        ("30.5", "30", RUB, ("30.50 RUB", "30.00 RUB")),
        ("31", "30", RUB, ("31 RUB", "30 RUB")),
        ("7200.25", "7200", SECONDS, ("2 h 0.2 s", "2 h")),
        ("499.996", "500", COUNT, ("499.996", "500")),
    ],
)
def test_enough_digits_to_see_why(value, target, unit, expected):
    a, b = Fraction(value), Fraction(target)
    assert (display(a, unit, b), display(b, unit, a)) == expected


SECONDS_OF = {"day": 86_400, "days": 86_400, "h": 3_600, "min": 60, "s": 1}
SECONDS_OF |= {"день": 86_400, "дня": 86_400, "дней": 86_400, "ч": 3_600, "мин": 60, "сек": 1}


def read(text, numerals=ENGLISH):
    """The number that a displayed text says."""
    text = re.sub(rf"(?<=\d){numerals.group}(?=\d)", "", text).replace(numerals.point, ".").replace("руб.", "руб")
    parts = re.findall(r"([\d.]+)(?:[ \u00a0]([a-zа-я]+))?", text)
    size = sum(Fraction(number) * SECONDS_OF.get(word, 1) for number, word in parts)
    return -size if text.startswith("-") else size


near = st.one_of(st.just(Fraction(0)), st.integers(1, 30).map(lambda n: Fraction(1, 10**n)), st.fractions(0, 1))
units = st.sampled_from([COUNT, RATIO, RUB, SECONDS, BARE])
languages = st.sampled_from(list(NUMERALS.values()))


@given(st.fractions(-(10**9), 10**9), near, st.booleans(), units, languages)
def test_a_displayed_comparison_is_never_false(target, gap, below, unit, numerals):
    value = target - gap if below else target + gap
    texts = (display(value, unit, target, numerals), display(target, unit, value, numerals))
    shown, against = (read(text, numerals) for text in texts)
    assert (shown > against) - (shown < against) == (value > target) - (value < target)
    assert displays([value, target], unit, numerals) == texts


@given(st.fractions(-(10**9), 10**9), units, languages)
def test_what_is_not_zero_does_not_look_like_zero(value, unit, numerals):
    shown = read(display(value, unit, numerals=numerals), numerals)
    assert (shown > 0) - (shown < 0) == (value > 0) - (value < 0)


@given(st.lists(st.fractions(0, 1000), max_size=6), units, languages)
def test_side_by_side_order_is_kept(values, unit, numerals):
    shown = [read(text, numerals) for text in displays(values, unit, numerals)]
    assert [a < b for a in shown for b in shown] == [a < b for a in values for b in values]


@given(st.fractions())
def test_six_places_are_right_to_half_a_unit(value):
    assert abs(Fraction(decimal6(value)) - value) <= Fraction(1, 2 * 10**6)
    assert Fraction(exact(value)) == value


@given(st.fractions(min_value=Fraction(1, 10**12)))
def test_exponent(value):
    assert Fraction(10) ** exponent(value) <= value < Fraction(10) ** (exponent(value) + 1)
