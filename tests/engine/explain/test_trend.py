"""The periods before, in a sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.explain.telling import ENGLISH
from engine.judge.stage import INF, RUB
from kpi_rules.language.units import COUNT, RATIO
from kpi_rules_engine.explain.trend import trend
from kpi_rules_engine.values import Reason, Unknown

MONTHS = ("2026-07", "2026-08", "2026-09")
GONE = Unknown(Reason.MISSING_DATA)


def earlier(*values):
    return [(m, v if not isinstance(v, str) else Fraction(v)) for m, v in zip(MONTHS, values, strict=False)]


@pytest.mark.parametrize(
    ("values", "now", "expected"),
    [
        (
            ("0.0512", "0.0498", "0.0471"),
            "0.0431",
            "Earlier: 2026-07 0.0512, 2026-08 0.0498, 2026-09 0.0471; falling for 3 periods.",
        ),
        (
            ("0.0512", "0.0498", "0.0471"),
            None,
            "Earlier: 2026-07 0.0512, 2026-08 0.0498, 2026-09 0.0471; falling for 2 periods.",
        ),
        (
            ("0.06", "0.05", "0.06"),
            "0.07",
            "Earlier: 2026-07 0.06, 2026-08 0.05, 2026-09 0.06; rising for 2 periods.",
        ),
        (("0.06",), "0.05", "Earlier: 2026-07 0.06."),
        (("0.06",), "0.06", "Earlier: 2026-07 0.06."),
        (("0.06",), None, "Earlier: 2026-07 0.06."),
        (
            ("0.06", GONE, "0.05"),
            "0.04",
            "Earlier: 2026-07 0.06, 2026-08 no value, 2026-09 0.05.",
        ),
        (("0.06", GONE), "0.04", "Earlier: 2026-07 0.06, 2026-08 no value."),
        (("0.04999999", "0.05"), None, "Earlier: 2026-07 0.04999999, 2026-08 0.05."),
        ((), "0.04", ""),
    ],
)
def test_trend(values, now, expected):
    assert trend(earlier(*values), RATIO, ENGLISH, None if now is None else Fraction(now)) == expected


def test_units_and_infinities():
    assert trend(earlier("30", INF), RUB, ENGLISH) == "Earlier: 2026-07 30 RUB, 2026-08 infinite."
    assert trend(earlier("1", "2"), COUNT, ENGLISH, INF).endswith("rising for 2 periods.")
