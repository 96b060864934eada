"""Numbers, amounts, dates and nouns as each language writes them, exactly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_rules.language.paraphrase import figures, nouns
from kpi_rules.language.paraphrase.phrase import name, quoted, sentence
from kpi_rules.language.schedule import Days, Unit
from kpi_rules.language.units import RATIO, SECONDS

DAYS = Days(date(2026, 3, 1), date(2026, 3, 14))


@pytest.mark.parametrize(
    ("said", "en", "ru"),
    [
        (lambda lang: figures.number(lang, Fraction("-1234567.25")), "-1,234,567.25", "-1_234_567,25"),
        (lambda lang: figures.number(lang, Fraction(1, 3)), "1/3", "1/3"),
        (lambda lang: figures.quantity(lang, Fraction("0.05"), RATIO), "5% (0.05)", "5_% (0,05)"),
        (lambda lang: figures.money(lang, Fraction(15000), "RUB"), "15,000 RUB", "15_000_руб."),
        (lambda lang: figures.money(lang, Fraction("9.9"), "EUR"), "9.90 EUR", "9,90_EUR"),
        (lambda lang: figures.money(lang, Fraction("0.125"), "EUR"), "0.125 EUR", "0,125_EUR"),
        (lambda lang: figures.quantity(lang, Fraction(5430), SECONDS), "1 h 30 min 30 s", "1_ч 30_мин 30_с"),
        (lambda lang: figures.quantity(lang, Fraction(0), SECONDS), "0 s", "0_с"),
        (lambda lang: figures.day(lang, DAYS.first), "1 March 2026", "01.03.2026"),
        (lambda lang: figures.stretch(lang, DAYS), "1 March 2026 to 14 March 2026", "с 01.03.2026 по 14.03.2026"),
        (lambda lang: nouns.days(lang, 1), "1 day", "1_день"),
        (lambda lang: nouns.days(lang, 22), "22 days", "22_дня"),
        (lambda lang: nouns.days(lang, 11), "11 days", "11_дней"),
        (lambda lang: nouns.days(lang, 111), "111 days", "111_дней"),
        (lambda lang: nouns.units(lang, 21, Unit.YEAR), "21 years", "21_год"),
        (lambda lang: nouns.of_periods(lang, 21), "21 periods", "21_периода"),
        (lambda lang: nouns.of_periods(lang, 2), "2 periods", "2_периодов"),
    ],
)
def test_figures(said, en, ru) -> None:
    assert said("en") == en
    assert said("ru") == ru.replace("_", "\u00a0")


def test_marks() -> None:
    assert name("Annex «A»") == "«Annex „A“»"
    assert quoted('the "best"') == '"the ""best"""'
    assert sentence("15 руб.") == "15 руб."
    assert sentence("так") == "Так."


@given(st.fractions(max_denominator=10**6), st.sampled_from(["en", "ru"]))
def test_no_number_loses_anything(value, lang) -> None:
    said = figures.number(lang, value)
    plain = said.replace(",", "") if lang == "en" else said.replace("\u00a0", "").replace(",", ".")
    assert Fraction(plain) == value
    assert figures.money(lang, value, "EUR").startswith(said)
