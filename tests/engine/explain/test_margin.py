"""The margin that stands beside a value and its target."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explain.telling import ENGLISH, RUSSIAN
from engine.judge.stage import INF, MINUS_INF, RUB
from kpi_rules.language.units import COUNT, RATIO, SECONDS
from kpi_rules_engine.explain.comparison import found_text, target_text
from kpi_rules_engine.explain.margin import margin_text, size_text
from kpi_rules_engine.judge.compare import Asked, margin, meets
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.verdict import CheckResult


def result(value, asked, unit=RATIO):
    between, within = asked.test == "between", asked.test == "within"
    return CheckResult(
        text="",
        value=value,
        raw=value,
        comparator=asked.test,
        target=asked.target,
        margin=margin(value, asked),
        holds=meets(value, asked) is Truth.TRUE,
        unit=unit,
        high=asked.high if between else None,
        distance=asked.distance if within else None,
    )


@pytest.mark.parametrize(
    ("value", "asked", "unit", "size", "signed"),
    [
        ("40.00913", Asked("<=", Fraction(40)), RUB, "0.01 RUB", "-0.01 RUB"),
        ("43", Asked("<=", Fraction(40)), RUB, "3 RUB", "-3 RUB"),
        ("43.5", Asked(">=", Fraction(40)), RUB, "3.50 RUB", "3.50 RUB"),
        ("2929/67958", Asked(">=", Fraction(1, 20)), RATIO, "0.0069", "-0.0069"),
        ("2/3", Asked(">=", Fraction(1, 3)), RATIO, "0.3334", "0.3334"),
        ("9001", Asked("<=", Fraction(7200)), SECONDS, "30 min 1 s", "-30 min 1 s"),
        ("850", Asked("within", Fraction(1000), distance=Fraction(100)), COUNT, "50", "-50"),
        ("28.5", Asked("between", Fraction(10), high=Fraction(30)), RUB, "1.50 RUB", "1.50 RUB"),
        ("5", Asked(">=", Fraction(5)), COUNT, "", "0"),
        ("5", Asked(">=", MINUS_INF), COUNT, "", "infinite"),
    ],
)
def test_margins(value, asked, unit, size, signed):
    check = result(Fraction(value), asked, unit)
    assert (size_text(check), margin_text(check)) == (size, signed)


def test_russian_margins():
    check = result(Fraction("12043.5"), Asked("<=", Fraction(10_000)), RUB)
    texts = (size_text(check, RUSSIAN.numerals), margin_text(check, RUSSIAN.numerals))
    assert [text.replace("\u00a0", " ") for text in texts] == ["2 043,50 руб.", "-2 043,50 руб."]


def test_an_endless_value_has_no_size():
    assert size_text(result(INF, Asked("<=", Fraction(30)), RUB)) == ""


def read(text):
    return Fraction(re.sub(r"[^\d.-]", "", text))


def read_russian(text):
    return Fraction(re.sub(r"[^\d,-]", "", text).replace(",", "."))


@given(st.fractions(-(10**6), 10**6), st.fractions(-(10**6), 10**6), st.sampled_from([RATIO, COUNT, RUB]))
def test_value_less_target_is_the_margin(value, target, unit):
    check = result(value, Asked(">=", target), unit)
    found = re.match(r"Found: (\S+)", found_text(check, None, ENGLISH))
    assert found is not None
    gap = read(found[1].rstrip(",.")) - read(target_text(check, ENGLISH))
    assert abs(gap) == (read(size_text(check)) if value != target else 0)


@given(st.fractions(-(10**6), 10**6), st.fractions(-(10**6), 10**6), st.sampled_from([RATIO, COUNT, RUB]))
def test_in_russian_too(value, target, unit):
    check = result(value, Asked(">=", target), unit)
    found = re.match(r"Получено: ([^;]+);", found_text(check, None, RUSSIAN))
    assert found is not None
    gap = read_russian(found[1]) - read_russian(target_text(check, RUSSIAN))
    assert abs(gap) == (read_russian(size_text(check, RUSSIAN.numerals)) if value != target else 0)
