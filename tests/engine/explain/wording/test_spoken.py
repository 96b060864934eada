"""Whether a clause says its target already."""

from __future__ import annotations

import pytest

from kpi_rules.language.said import NO_BREAK
from kpi_rules_engine.explain.wording.spoken import in_its_unit, in_other_words


def joined(text):
    return text.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("cpa <= 30 RUB", "30 руб."),
        ("cpa <= 30 руб.", "30 руб."),
        ("cpa <= 30 ₽", "30,00 руб."),
        ("cpl <= 9.90 EUR", "9,90 EUR"),
        ("cpl <= 9.9 EUR", "9,90 EUR"),
        ("лайки >= 5_000", "5 000"),
        ("likes >= 5000.0", "5 000"),
        ("median(response_time) <= 2 h", "2 ч"),
        ("median(response_time) <= 1 ч 30 мин", "1 ч 30 мин"),
        ("x <= 3 days", "3 дня"),
        ("er >= 0.05", "0,05"),
    ],
)
def test_it_is_said(text, target):
    assert in_other_words(text, joined(target)) == ""


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("cpa <= 30", "30 руб."),
        ("er >= 5%", "0,05"),
        ("likes >= 1_500", "500"),
        ("er >= 0.051", "0,05"),
        ("likes >= 95% of previous(likes)", "95"),
        ("cpa <= 30 USD", "30 руб."),
        ("лайки >= дни(0,25 >= 1)", "0"),
        ("лайки >= дни(0,25 >= 1)", "25"),
    ],
)
def test_it_is_not_said(text, target):
    assert in_other_words(text, joined(target)) == f" ({joined(target)})"


def test_a_target_in_its_unit():
    assert in_its_unit("spend >= 20_000 RUB", joined("20 000 руб.")) == "spend >= " + joined("20 000 руб.")
    assert in_its_unit("spend >= 20_000", joined("20 000 руб.")) == "spend >= 20_000 " + f"({joined('20 000 руб.')})"
    assert in_its_unit("spend >= x", "") == "spend >= x"
