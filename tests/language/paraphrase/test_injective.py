"""Two clauses that mean different things never have the same words."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.contract import Against, Clause, Contract, Header
from kpi_rules.language.fingerprint import fingerprint
from kpi_rules.language.formula import AllOf, Reported
from kpi_rules.language.meaning.expressions import with_parts
from kpi_rules.language.paraphrase import general, paraphrase
from kpi_rules.language.paraphrase.formulas import sides
from kpi_rules.language.said import Lang
from language.annex import FRONT, checked
from language.paraphrase.mutants import MONEY, REMEDIES, TRIGGERS, mutants
from language.test_properties import clauses, in_a_block, read

CLAUSES = """\
a: engagement_per_member >= 0.05
b: growth(members) >= 3% and (cpa <= previous(cpa) or not likes > 5)
c: percentile(likes, 90) - median(comments) >= 5 monthly over last 3 months tolerance 2%
d: share(posts where paid = true and (format = "a" or not likes >= 3)) <= 20% for each channel
e: days(likes >= 5 and comments > 3) >= 20 except holidays
f: spend within 10% of 100_000 RUB when cpa <= 30 unless posts_approved_late > 3
g: daily_avg(cpa) <= year_ago(cpa) provided_by_nobody
h: likes[channel in ("x", "y") and account = "a"] between min_of(5, reposts) and baseline(round(joined / 3, 2))
i: members >= 10_000 by 2026-06-30
j: distinct(posts) + posts[format is missing] + posts_published_on_time >= 10
k: reach / abs(change(members)) >= 3
""".replace(" provided_by_nobody", "")


def words(header: Header, clause: Clause, lang: Lang) -> str:
    return "\n".join([*general(header, lang), *paraphrase(clause, header, standard(), lang)])


def differ(base: Header, clause: Clause, seen: dict[str, tuple[str, Any]], lang: Lang) -> None:
    """No words that were seen already are those of another fingerprint."""
    text, print_ = words(base, clause, lang), fingerprint(base, clause)
    before = seen.setdefault(text, (print_, clause))
    if before[0] != print_:
        one, two = repr(before[1]), repr(clause)
        place = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
        here = slice(max(0, place - 300), place + 100)
        pytest.fail(f"{text}\n\n… {one[here]} …\n\n… {two[here]} …", pytrace=False)


def contract() -> Contract:
    return checked(CLAUSES)


def rich() -> Clause:
    """A clause with everything."""
    one, two, three = contract().clauses[:3]
    again = with_parts(one.requirement, lambda m: replace(m, part=replace(m.part, source="other")))
    return replace(
        one,
        provided=(two.requirement,),
        when=(three.requirement,),
        against=Against("other", Fraction(1, 10), True, again),
        remedies=(replace(REMEDIES[-1], act=MONEY[-1]), replace(REMEDIES[0], trigger=TRIGGERS[-1])),
    )


def reported() -> Clause:
    clause = contract().clauses[1]
    value, unit = next(sides(clause.requirement)), contract().clauses[0].requirement.unit  # type: ignore[union-attr]
    return replace(clause, requirement=AllOf(()), reported=Reported(value, unit))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_single_change_goes_unsaid(lang: Lang) -> None:
    found = contract()
    seen: dict[str, tuple[str, Any]] = {}
    for clause in found.clauses:
        differ(found.header, clause, seen, lang)
        for other in mutants(clause):
            differ(found.header, other, seen, lang)
    assert len(seen) > 3000


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("make", [rich, reported])
def test_no_change_of_a_rich_clause_goes_unsaid(make: Any, lang: Lang) -> None:
    clause = make()
    header = contract().header
    seen: dict[str, tuple[str, Any]] = {}
    differ(header, clause, seen, lang)
    for other in mutants(clause):
        if make is reported and other.requirement != clause.requirement:
            continue  # a clause that reports asks for nothing
        differ(header, other, seen, lang)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_fact_of_the_front_matter_goes_unsaid(lang: Lang) -> None:
    found = contract()
    clause = replace(found.clauses[0], remedies=REMEDIES[-1:])
    seen: dict[str, tuple[str, Any]] = {}
    for header in (found.header, *mutants(found.header)):
        differ(header, clause, seen, lang)


@settings(max_examples=150, deadline=None)
@given(clauses(), st.randoms(use_true_random=False), st.sampled_from(["en", "ru"]))
def test_no_changes_of_any_clause_go_unsaid(parts: list[str], luck: random.Random, lang: Lang) -> None:
    """Up to three changes, one after the other, of whatever clause."""
    found, notes = read(in_a_block("\n  ".join(parts)))
    assert found is not None, notes
    seen: dict[str, tuple[str, Any]] = {}
    clause = found.clauses[0]
    differ(found.header, clause, seen, lang)
    for _ in range(3):
        others = list(mutants(clause))
        for other in luck.sample(others, min(20, len(others))):
            differ(found.header, other, seen, lang)
        clause = luck.choice(others)


def test_a_name_of_a_definition_changes_no_meaning() -> None:
    one = checked("let loud = likes + 2 * comments\nx: loud >= 5", FRONT).fingerprints["x"]
    assert checked("let noisy = likes + 2 * comments\nx: noisy >= 5", FRONT).fingerprints["x"] == one
    assert checked("x: likes + 2 * comments >= 5", FRONT).fingerprints["x"] == one
