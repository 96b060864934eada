"""Preconditions, as a person reads them."""

from __future__ import annotations

from engine.explain.telling import MANY, PRICE, said
from engine.judge.stage import (
    ACQUIRED,
    COMMENTS,
    COUNT,
    LIKES,
    POSTS,
    RUB,
    SPEND,
    clause,
    compare,
)
from kpi_rules.language.formula import AllOf, AnyOf, Negated


def test_a_precondition_that_does_not_hold():
    spent = compare(SPEND, ">=", 50_000, RUB, "spend >= 50_000 RUB")
    assert said(clause(PRICE, when=(spent,)), {SPEND: 33_000, ACQUIRED: 10}) == (
        "2026-10: not applicable. Does not apply: only when spend >= 50,000 RUB, and it was 33,000 RUB."
    )
    unless = Negated(compare(POSTS, ">", 3, COUNT, "posts > 3"))
    assert said(clause(MANY, when=(unless,)), {LIKES: 9, POSTS: 5}) == (
        "2026-10: not applicable. Does not apply: unless posts > 3, and it was 5."
    )


def test_of_several_preconditions_those_that_decide():
    spent = compare(SPEND, ">=", 50_000, RUB, "spend >= 50_000 RUB")
    few, late = (compare(part, ">", 3, COUNT, f"{part.part.measure} > 3") for part in (POSTS, COMMENTS))
    figures = {SPEND: 33_000, POSTS: 5, COMMENTS: 1, LIKES: 9}
    both = said(clause(MANY, when=(AllOf((few, spent)),)), figures)
    assert both.endswith(
        "Does not apply: only when posts > 3 and spend >= 50_000 RUB; "
        "spend >= 50_000 RUB does not hold, it was 33,000 RUB."
    )
    either = said(clause(MANY, when=(Negated(AnyOf((late, few))),)), figures)
    assert either.endswith("Does not apply: unless comments > 3 or posts > 3; posts > 3 holds, it was 5.")
    neither = said(clause(MANY, when=(AnyOf((late, spent)),)), figures)
    assert neither.endswith(
        "comments > 3 does not hold, it was 1; spend >= 50_000 RUB does not hold, it was 33,000 RUB."
    )
    half_known = said(clause(MANY, when=(AllOf((spent, AnyOf((few, late)))),)), {SPEND: 33_000, POSTS: 1})
    assert half_known.endswith("; spend >= 50_000 RUB does not hold, it was 33,000 RUB.")
    # of two preconditions the one that holds is not spoken of
    assert "posts" not in said(clause(MANY, when=(few, spent)), figures)


def test_a_part_that_nobody_can_tell_decides_nothing():
    spent = compare(SPEND, ">=", 50_000, RUB, "spend >= 50_000 RUB")
    few, late = (compare(part, ">", 3, COUNT, f"{part.part.measure} > 3") for part in (POSTS, COMMENTS))
    asked = clause(MANY, when=(AllOf((AllOf((few, late)), spent)),))
    assert said(asked, {SPEND: 33_000, POSTS: 5, LIKES: 9}).endswith(
        "; spend >= 50_000 RUB does not hold, it was 33,000 RUB."
    )


def test_a_precondition_that_nobody_can_tell():
    asked = clause(MANY, when=(compare(POSTS, ">=", 3, COUNT, "posts >= 3"),))
    assert said(asked, {LIKES: 600}) == (
        "2026-10: no verdict. Applies only when posts >= 3. "
        "No data for posts on 2026-10-01 to 2026-10-31 (31 of 31 days). "
        "The contract asks for data on 100% of the days: supply what is missing and check again."
    )
