"""Days off by country and year."""

from __future__ import annotations

from datetime import date

import pytest

from kpi_rules.catalogue.loader import standard


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("RU", "2026-01-01"), ("RU", "2026-01-08"), ("RU", "2026-02-23"), ("RU", "2030-11-04"),
        ("BY", "2026-04-21"), ("KZ", "2026-12-16"), ("US", "2026-07-03"), ("US", "2027-11-25"),
        ("DE", "2026-10-03"), ("GB", "2022-12-27"),
    ],
)  # fmt: skip
def test_days_off(country: str, day: str) -> None:
    found = date.fromisoformat(day)
    assert found in standard().holidays[country][found.year]


@pytest.mark.parametrize(
    ("country", "day"), [("RU", "2026-01-09"), ("RU", "2026-03-09"), ("RU", "2026-12-31"), ("DE", "2026-11-04")]
)
def test_no_days_off(country: str, day: str) -> None:
    """Weekends that a decree moves are left to the clause."""
    found = date.fromisoformat(day)
    assert found not in standard().holidays[country][found.year]


def test_the_years_that_are_known() -> None:
    assert {tuple(years) for years in standard().holidays.values()} == {tuple(range(2020, 2031))}
    assert len(standard().holidays["RU"][2026]) == 14
