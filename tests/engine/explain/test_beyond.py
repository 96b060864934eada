"""What a person reads of acceptance, warnings, second sources, data that counts as missing, and reports."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.explain.telling import MANY, PRICE, said
from engine.judge.stage import (
    ACQUIRED,
    COMMENTS,
    COUNT,
    INF,
    LIKES,
    OCTOBER,
    POSTS,
    RATIO,
    REPOSTS,
    SPEND,
    Stage,
    clause,
    compare,
    found,
    october,
    quotient,
)
from kpi_rules.language.contract import Against, Tolerance
from kpi_rules.language.formula import AllOf, AnyOf, Measured, Named, Reported

BOUGHT = compare(quotient(POSTS, REPOSTS), "<=", "0.1", RATIO, "posts / reposts <= 0.1")
SECOND = Measured(replace(LIKES.part, source="second"))
AGAINST = Against("second", Fraction(1, 10), True, replace(MANY, left=SECOND))
RATE = Reported(Named("rate", quotient(LIKES, POSTS)), RATIO, "rate")


def test_met_and_not_accepted_shows_both_halves():
    text = said(clause(MANY, provided=(BOUGHT,)), {LIKES: 510, POSTS: 2, REPOSTS: 10})
    assert text == (
        "2026-10: met, but not accepted. Asked: likes >= 500. Found: 510, which meets it with 10 to spare. "
        "Accepted only if posts / reposts <= 0.1: found 0.2, which misses it by 0.1. "
        "Computed: posts / reposts = 2 / 10 = 0.2. "
        "It would have been accepted with any one of these alone: 1 fewer posts or 10 more reposts. "
        "Data: likes, posts, and reposts from daily."
    )


def test_a_miss_says_nothing_of_its_acceptance():
    text = said(clause(MANY, provided=(BOUGHT,)), {LIKES: 490, POSTS: 2, REPOSTS: 10})
    assert "Accepted" not in text
    assert "It would have been met with 10 more likes." in text


def test_an_acceptance_that_nobody_can_tell():
    text = said(clause(MANY, provided=(BOUGHT,)), {LIKES: 510, REPOSTS: 10})
    assert "Accepted only if posts / reposts <= 0.1: found no value, so nobody can tell." in text
    assert "No data for posts on 2026-10-01 to 2026-10-31" in text
    assert text.startswith("2026-10: no verdict. Asked: likes >= 500. Found: 510, which meets it")


def test_one_of_several_acceptances():
    either = AnyOf((BOUGHT, compare(COMMENTS, ">", 5, COUNT, "comments > 5")))
    text = said(clause(MANY, provided=(either,)), {LIKES: 510, POSTS: 2, REPOSTS: 10, COMMENTS: 5})
    assert "posts / reposts <= 0.1: found 0.2, fails by 0.1. comments > 5: found 5, fails." in text


@pytest.mark.parametrize(
    ("asked", "figures", "sentence"),
    [
        (
            clause(MANY, warn=Fraction(600)),
            {LIKES: 510},
            "What is below 600 is met with a warning, and the value is below it by 90.",
        ),
        (
            clause(MANY, warn=Fraction(600), tolerance=Tolerance(Fraction(10), False)),
            {LIKES: 495},
            "within the tolerance of 10. What is below 600 is met with a warning, and the value is below it by 105.",
        ),
        (
            clause(PRICE, warn=Fraction(27)),
            {SPEND: 2901, ACQUIRED: 100},
            "What is above 27.00 RUB is met with a warning, and the value is above it by 2.01 RUB.",
        ),
    ],
)
def test_by_how_much_the_line_was_missed(asked, figures, sentence):
    text = said(asked, figures)
    assert text.startswith("2026-10: met, with a warning. ")
    assert sentence in text
    assert "It would have been missed with" in text


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            600,
            "Disputed: likes is 510 from daily and 600 from second, 90 apart, where 10% of the first, 51, is allowed.",
        ),
        (INF, "Disputed: likes is 510 from daily and infinite from second."),
        (500, "Checked against second, where likes is 500."),
    ],
)
def test_what_the_second_source_says(other, sentence):
    assert sentence in said(clause(MANY, against=AGAINST), {LIKES: 510, SECOND: other})


def test_an_amount_by_which_they_may_differ():
    asked = clause(MANY, against=replace(AGAINST, amount=Fraction(5), relative=False))
    text = said(asked, {LIKES: 510, SECOND: 516})
    assert "510 from daily and 516 from second, 6 apart, where 5 is allowed." in text


def test_a_second_source_that_is_silent():
    text = said(clause(MANY, against=AGAINST), {LIKES: 510})
    assert "likes is to be checked against second, and one of the two has no value. No data for likes on " in text


@pytest.mark.parametrize(
    ("missing", "head", "counted"),
    [
        ("pass", "no data, which counts as met", "as met, and pays nothing for it"),
        ("fail", "no data, which counts as missed", "as missed"),
    ],
)
def test_missing_data_that_counts(missing, head, counted):
    scene = Stage({(LIKES.part, OCTOBER): found(499, 29, october(5, 6))})
    assert said(clause(MANY, missing=missing), scene) == (
        f"2026-10: {head}. Asked: likes >= 500. No data for likes on 2026-10-05 to 2026-10-06 (2 of 31 days). "
        f"The contract counts missing data {counted}. Data: likes from daily."
    )


def test_a_report():
    asked = clause(AllOf(()), reported=RATE)
    earlier = (("2026-08", Fraction(1, 4)), ("2026-09", Fraction(1, 2)))
    assert said(asked, {LIKES: 700, POSTS: 900}, earlier=earlier) == (
        "2026-10: reported. Reported: rate is 0.7778. Computed: rate = likes / posts = 700 / 900 = 0.7778. "
        "Data: likes and posts from daily. Earlier: 2026-08 0.25, 2026-09 0.5; rising for 2 periods."
    )
    assert "There is no value of rate to report. No data for posts on " in said(asked, {LIKES: 700})
    assert "No value: likes / posts cannot be computed." in said(asked, {LIKES: 0, POSTS: 0})


def test_a_report_that_is_not_over():
    asked = clause(AllOf(()), reported=Reported(LIKES, COUNT, "likes"))
    scene = Stage({(LIKES.part, OCTOBER): found(50, 10, october(*range(11, 32)))})
    assert said(asked, scene, passed=10) == (
        "2026-10: not over yet. So far, as of 2026-10-10 (10 of 31 days are over, all of them with data): 50. "
        "At this pace it will come to 155. Data: likes from daily."
    )
    assert "There is no value yet" in said(asked, {}, passed=10)
