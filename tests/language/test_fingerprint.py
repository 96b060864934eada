"""Facts of the front matter: those that can change a verdict change the fingerprint, and no others."""

from __future__ import annotations

import pytest

from language.test_properties import FRONT, prints

FACTS = [
    "coverage: 90%",
    "settle: 5 days",
    "partial: skip",
    "schedule: weekly",
    "scope: {account: aurora}",
    "timezone: Europe/Moscow",
    "fee: 100 RUB monthly",
    "limits: {deductions: 100 RUB}",
    "scorecard: {pass: 90%}",
]


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_that_can_change_a_verdict_changes_the_fingerprint(fact: str) -> None:
    assert prints("x: likes >= 5", FRONT + fact + "\n") != prints("x: likes >= 5")


@pytest.mark.parametrize("fact", ["title: Annex", "parties: {client: Aurora}", "version: 3"])
def test_a_fact_that_cannot_does_not(fact: str) -> None:
    assert prints("x: likes >= 5", FRONT + fact + "\n") == prints("x: likes >= 5")
