"""Formulas as a person would write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.judge.stage import (
    ACQUIRED,
    AVG_MEMBERS,
    COMMENTS,
    COUNT,
    CPA,
    ENGAGEMENT,
    JOINED,
    LEFT,
    LIKES,
    MEMBERS,
    POSTS,
    REACH,
    REPLY,
    SPEND,
    compare,
    fixed,
    minus,
    part,
    quotient,
    shifted,
    times,
    total,
)
from kpi_rules.language.decimals import plain
from kpi_rules.language.formula import (
    Absolute,
    AllOf,
    AnyOf,
    Between,
    DaysWhere,
    Greatest,
    Growth,
    How,
    Least,
    Measured,
    Named,
    Negated,
    OverDays,
    Product,
    Rounded,
    Shift,
    Sum,
    Within,
)
from kpi_rules.language.vocabulary import Kind
from kpi_rules_engine.explain.formula_text import name_of, say, say_condition
from kpi_rules_engine.explain.spelling import russian

PREVIOUS = shifted(LIKES, Shift.PREVIOUS)
ROWS = part("members", Kind.COUNT, How.COUNT)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (ENGAGEMENT, "(likes + reposts + comments) / avg(members)"),
        (Named("cpa", CPA), "spend / acquired"),
        (times(fixed(1000), quotient(SPEND, POSTS)), "1000 * (spend / posts)"),
        (quotient(times(fixed(1000), SPEND), POSTS), "1000 * spend / posts"),
        (quotient(SPEND, quotient(POSTS, LIKES)), "spend / (posts / likes)"),
        (quotient(LIKES, POSTS, AVG_MEMBERS), "likes / posts / avg(members)"),
        (minus(LIKES, minus(POSTS, LEFT)), "likes - (posts - left)"),
        (minus(LIKES, total(POSTS, LEFT)), "likes - (posts + left)"),
        (total(LIKES, minus(POSTS, LEFT)), "likes + posts - left"),
        (minus(LIKES, times(fixed(2), POSTS)), "likes - 2 * posts"),
        (Sum(((-1, LIKES), (1, POSTS))), "-likes + posts"),
        (total(LIKES, fixed(-2)), "likes + (-2)"),
        (times(fixed(-2), LIKES), "(-2) * likes"),
        (times(fixed(Fraction(1, 3)), LIKES), "1/3 * likes"),
        (times(LIKES, fixed(Fraction(1, 3))), "likes * (1/3)"),
        (Product(((-1, POSTS), (1, LIKES))), "1 / posts * likes"),
        (Growth(LIKES, PREVIOUS), "likes / previous(likes) - 1"),
        (Growth(total(LIKES, POSTS), PREVIOUS), "(likes + posts) / previous(likes) - 1"),
        (Absolute(minus(JOINED, LEFT)), "abs(joined - left)"),
        (Rounded(CPA, 2), "round(spend / acquired, 2)"),
        (quotient(SPEND, Greatest((minus(JOINED, LEFT), fixed(0)))), "spend / max_of(joined - left, 0)"),
        (Least((LIKES, POSTS)), "min_of(likes, posts)"),
        (OverDays("avg", LIKES), "daily_avg(likes)"),
        (DaysWhere(compare(LIKES, ">=", 5)), "days(likes >= 5)"),
    ],
)
def test_formulas(formula, expected):
    assert say(formula) == expected


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (LIKES, "likes"),
        (MEMBERS, "members"),
        (REACH, "reach"),
        (AVG_MEMBERS, "avg(members)"),
        (REPLY, "median(response_time)"),
        (Measured(part("response_time", Kind.SAMPLE, How.PERCENTILE, rank=90)), "percentile(response_time, 90)"),
        (Measured(part("response_time", Kind.SAMPLE, How.SUM)), "sum(response_time)"),
        (Measured(part("likes", how=How.MAX)), "max(likes)"),
        (Measured(part("likes", selection='channel = "vk"')), 'likes[channel = "vk"]'),
        (Measured(part("likes", how=How.AVG, selection='channel = "vk"')), 'avg(likes[channel = "vk"])'),
        (Measured(part("joined", Kind.FLOW, How.COUNT)), "joined"),
        (Measured(part("visits_to_site", Kind.COUNT, How.COUNT)), "visits_to_site"),
        (PREVIOUS, "previous(likes)"),
        (shifted(MEMBERS, Shift.DAY_BEFORE), "at_start(members)"),
        (shifted(MEMBERS, Shift.PREVIOUS, Shift.DAY_BEFORE), "previous(at_start(members))"),
        (shifted(MEMBERS, Shift.LAST_DAY), "members"),
        (shifted(LIKES, Shift.YEAR_AGO), "year_ago(likes)"),
        (shifted(LIKES, Shift.BASELINE), "baseline(likes)"),
    ],
)
def test_names(measured, expected):
    assert name_of(measured) == expected


def test_rows_of_a_table_are_not_its_stock():
    from dataclasses import replace

    assert name_of(Measured(replace(ROWS, table="members"))) == "count(members)"


MANY, CHEAP = compare(LIKES, ">=", 500), compare(CPA, "<=", 30)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (MANY, "likes >= 500"),
        (compare(LIKES, ">=", 500, text="likes at least 500"), "likes at least 500"),
        (Between(CPA, fixed(10), fixed(30), COUNT), "spend / acquired between 10 and 30"),
        (Within(LIKES, Fraction(1, 10), True, fixed(1000), COUNT), "likes within 10% of 1000"),
        (Within(LIKES, Fraction(5), False, fixed(1000), COUNT), "likes within 5 of 1000"),
        (AllOf((MANY, CHEAP)), "likes >= 500 and spend / acquired <= 30"),
        (AllOf((AnyOf((MANY, CHEAP)), MANY)), "(likes >= 500 or spend / acquired <= 30) and likes >= 500"),
        (Negated(MANY), "not (likes >= 500)"),
    ],
)
def test_conditions(condition, expected):
    assert say_condition(condition) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("0.05", "0.05"), ("1000", "1000"), ("-2.5", "-2.5"), ("1/3", "1/3"), ("1/8", "0.125"), ("-0.001", "-0.001")],
)
def test_constants_are_exact(number, expected):
    assert plain(Fraction(number)) == expected
    assert Fraction(expected) == Fraction(number)


def test_numbers_in_place_of_parts():
    figures = {LIKES: "5", COMMENTS: "-3", ACQUIRED: "0"}
    assert say(minus(LIKES, COMMENTS), figures.get) == "5 - (-3)"
    assert say(quotient(total(LIKES, COMMENTS), ACQUIRED), figures.get) == "(5 + (-3)) / 0"


def test_russian_spelling():
    names = {"likes": "лайки", "members": "участники"}
    spelling = russian(lambda name: names.get(name, name))
    assert say(times(fixed("1.5"), AVG_MEMBERS), spelling=spelling) == "1,5 * среднее(участники)"
    assert say(Rounded(quotient(LIKES, fixed(2)), 1), spelling=spelling) == "округлить(лайки / 2; 1)"
    assert say(Least((LIKES, fixed("0.5"))), spelling=spelling) == "меньшее_из(лайки; 0,5)"
    assert say(OverDays("min", LIKES), spelling=spelling) == "наименьший_день(лайки)"
    assert name_of(shifted(LIKES, Shift.PREVIOUS), spelling) == "предыдущее(лайки)"
    both = AnyOf((compare(LIKES, ">=", "0.5"), Negated(Between(LIKES, fixed(1), fixed(2), COUNT))))
    assert say_condition(both, spelling) == "лайки >= 0,5 или не (лайки между 1 и 2)"
    near = Within(LIKES, Fraction(1, 8), True, fixed(9), COUNT)
    assert say_condition(near, spelling) == "лайки в пределах 12,5% от 9"
