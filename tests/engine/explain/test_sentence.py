"""Explanations, whole, as a person reads them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from engine.explain.telling import FORMULA, FROM_DAILY, MANY, PRICE, RATE, engagement, said
from engine.judge.stage import (
    ACQUIRED,
    COMMENTS,
    COUNT,
    CPA,
    LIKES,
    MEMBERS,
    OCTOBER,
    POSTS,
    RATIO,
    REACH,
    REPLY,
    REPOSTS,
    RUB,
    SECONDS,
    SPEND,
    Stage,
    clause,
    compare,
    daily,
    fixed,
    found,
    minus,
    number,
    october,
    quotient,
    shifted,
    stage,
    times,
)
from kpi_rules.language.contract import Exclusion, Tolerance
from kpi_rules.language.formula import AllOf, Between, Growth, OverDays, Shift, Within
from kpi_rules.language.schedule import Calendar, Days, Unit
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown


def test_missed():
    earlier = (("2026-07", number("0.0512")), ("2026-08", number("0.0498")), ("2026-09", number("0.0471")))
    asked = clause(RATE, because="agreed on 3 March")
    assert said(asked, engagement(2400, 300, 229, 67_958), earlier=earlier) == (
        "2026-10: missed. Asked: engagement_per_member >= 0.05. Found: 0.0431, which misses it by 0.0069. "
        f"Computed: {FORMULA} = (2,400 + 300 + 229) / 67,958 = 0.0431. "
        "It would have been met with any one of these alone: 469 more likes, 469 more reposts, 469 more comments, "
        f"or 9,378 fewer members on average. {FROM_DAILY} "
        "Earlier: 2026-07 0.0512, 2026-08 0.0498, 2026-09 0.0471; falling for 3 periods. Note: agreed on 3 March."
    )


def test_met_by_a_hair_and_provisional():
    assert said(clause(RATE), engagement(3_400, 0, 0, 67_999), provisional=True) == (
        "2026-10: met. Asked: engagement_per_member >= 0.05. "
        "Found: 0.050001, which meets it with 0.000001 to spare. "
        f"Computed: {FORMULA} = (3,400 + 0 + 0) / 67,999 = 0.050001. "
        "It would have been missed with any one of these alone: 1 fewer likes or 2 more members on average. "
        f"Provisional: the data may still change until it has settled (5 days). {FROM_DAILY}"
    )


def test_met_exactly():
    assert "Found: 0.05, which meets it. Computed" in said(clause(RATE), engagement(3_398, 0, 0, 67_960))


def test_a_bare_number_gets_its_currency():
    assert said(clause(PRICE), {SPEND: 33_000, ACQUIRED: 1_000}) == (
        "2026-10: missed. Asked: cpa <= 30 (30 RUB). Found: 33 RUB, which misses it by 3 RUB. "
        "Computed: cpa = spend / acquired = 33,000 RUB / 1,000 = 33 RUB. "
        "It would have been met with any one of these alone: 3,000 RUB less spend or 100 more acquired. "
        "Data: spend and acquired from daily."
    )


def test_money_for_nobody():
    assert said(clause(PRICE), {SPEND: 33_000, ACQUIRED: 0}) == (
        "2026-10: missed. Asked: cpa <= 30 (30 RUB). Found: infinite, which misses it. "
        "Computed: cpa = spend / acquired = 33,000 RUB / 0 = infinite. "
        "It would have been met with 1,100 more acquired. Data: spend and acquired from daily."
    )


def test_zero_by_zero_proposes_a_precondition():
    nothing = {SPEND: 0, ACQUIRED: 0}
    assert said(clause(PRICE), nothing) == (
        "2026-10: no verdict. Asked: cpa <= 30 (30 RUB). No value: spend / acquired is 0 RUB / 0. "
        "With `when spend > 0` the clause would not apply to such a period. Data: spend and acquired from daily."
    )
    assert "is (0 + 0 + 0) / 0. With `when avg(members) > 0`" in said(clause(RATE), engagement(0, 0, 0, 0))
    per_thousand = compare(quotient(times(fixed(1000), SPEND), POSTS), "<=", 30, RUB)
    assert "With `when spend > 0`" in said(clause(per_thousand), {SPEND: 0, POSTS: 0})
    returned = compare(quotient(minus(ACQUIRED, SPEND), SPEND), ">=", 1, RATIO)
    assert "With `when spend > 0`" in said(clause(returned), nothing)
    grown = compare(Growth(LIKES, shifted(LIKES, Shift.PREVIOUS)), ">=", 0, RATIO)
    text = said(clause(grown), {LIKES: 0, shifted(LIKES, Shift.PREVIOUS): 0})
    assert "No value: likes / previous(likes) is 0 / 0. With `when previous(likes) > 0`" in text


def test_other_results_without_a_value():
    both = compare(minus(quotient(LIKES, POSTS), quotient(COMMENTS, POSTS)), ">=", 0, COUNT)
    text = said(clause(both), {LIKES: 1, COMMENTS: 1, POSTS: 0})
    assert "No value: likes / posts - comments / posts cannot be computed." in text


def test_missing_days():
    scene = Stage({(LIKES.part, OCTOBER): found(499, 27, october(5, 6, 7, 9))})
    assert said(clause(MANY), scene) == (
        "2026-10: no verdict. Asked: likes >= 500. "
        "No data for likes on 2026-10-05 to 2026-10-07 and 2026-10-09 (4 of 31 days). "
        "The contract asks for data on 100% of the days: supply what is missing and check again. "
        "Data: likes from daily."
    )
    assert said(clause(MANY), scene, facts={"coverage": Fraction(4, 5)}) == (
        "2026-10: missed. Asked: likes >= 500. Found: 499, which misses it by 1. "
        "It would have been met with 1 more likes. "
        "No data for likes on 2026-10-05 to 2026-10-07 and 2026-10-09 (4 of 31 days). "
        "What is missing was left out of it. Data: likes from daily."
    )


def test_parts_that_lack_the_same_days_are_named_together():
    scene = stage(engagement(0, 0, 0, 100))
    figures = {**scene.figures, **{(p.part, OCTOBER): found(9, 30, october(4)) for p in (LIKES, REPOSTS)}}
    assert "No data for likes and reposts on 2026-10-04 (1 of 31 days)." in said(clause(RATE), Stage(figures))
    start = compare(shifted(MEMBERS, Shift.DAY_BEFORE), ">=", 1, COUNT, "at_start(members) >= 1")
    assert "No data for at_start(members) on 2026-09-30. The contract" in said(clause(start), {})


def test_many_single_days_are_counted():
    days = october(*range(1, 31, 2))
    scene = Stage({(LIKES.part, OCTOBER): found(499, 16, days)})
    assert "2026-10-17, 2026-10-19, and 5 more (15 of 31 days)" in said(clause(MANY), scene)


def test_people_that_nobody_counted():
    scene = Stage({(REACH.part, OCTOBER): found(Unknown(Reason.MISSING_COUNTS), 0)})
    assert said(clause(compare(REACH, ">=", 9, COUNT, "reach >= 9")), scene) == (
        "2026-10: no verdict. Asked: reach >= 9. No figure of reach for exactly 2026-10-01 to 2026-10-31: supply "
        "the platform's own count for these very days, since people counted day by day cannot be added up. "
        "Data: reach from daily."
    )


def test_outside_and_excepted():
    binding = {"since": date(2026, 11, 1), "schedule": Calendar(Unit.MONTH, (3, Unit.MONTH))}
    assert said(clause(MANY, **binding), {}, outside=True) == (
        "2026-10: not applicable. The clause does not bind here: it binds from 2026-11-01 to 2026-12-31, "
        "and all the days that are read must lie inside."
    )
    everything = Exclusion("strike", Days(date(2026, 10, 1), date(2026, 10, 31)))
    window = Window(OCTOBER.first, OCTOBER.last, Unit.MONTH, 1, (everything,))
    assert said(clause(MANY), {}, window=window) == (
        "2026-10: not applicable. Every day of the period is excepted. "
        "Left out: 31 of 31 days, for strike (2026-10-01 to 2026-10-31)."
    )


def test_days_left_out():
    new_year = Exclusion("New Year", Days(date(2026, 10, 1), date(2026, 10, 8)))
    window = Window(OCTOBER.first, OCTOBER.last, Unit.MONTH, 1, (new_year, Exclusion("weekends", weekends=True)))
    text = said(clause(MANY), {LIKES: 600}, window=window, partial=True, notes=("likes are those of posts.",))
    assert text == (
        "2026-10: met. Asked: likes >= 500. Found: 600, which meets it with 100 to spare. "
        "It would have been missed with 101 fewer likes. "
        "Left out: 15 of 31 days, for New Year (2026-10-01 to 2026-10-08) and weekends (7 days). "
        "A partial period: only 2026-10-01 to 2026-10-31 is judged. Data: likes from daily. likes are those of posts."
    )


def test_tolerance():
    asked = clause(MANY, tolerance=Tolerance(Fraction(2, 100), True))
    text = said(asked, {LIKES: 495})
    assert (
        "met. Asked: likes >= 500. Found: 495, which misses it by 5 and passes within the tolerance of 2% (10)." in text
    )
    strict = clause(compare(LIKES, ">", 500, COUNT, "likes > 500"), tolerance=Tolerance(Fraction(3), False))
    text = said(strict, {LIKES: 500})
    assert "Found: 500, which is the very bound and passes within the tolerance of 3." in text
    without = clause(compare(LIKES, ">", 500, COUNT, "likes > 500"))
    assert "Found: 500, which is the very bound and so misses it." in said(without, {LIKES: 500})


def test_rounding_shows_both_values():
    asked = clause(RATE, rounding=Fraction(1, 100))
    text = said(asked, engagement(3_200, 0, 129, 67_958))
    assert "met. Asked: engagement_per_member >= 0.05. Found: 0.05, which meets it. " in text
    assert "The value 0.049 was rounded to 0.05 before it was compared. Computed" in text


def test_several_comparisons():
    text = said(clause(AllOf((MANY, PRICE))), {LIKES: 623, SPEND: 33_000, ACQUIRED: 1_000})
    assert text == (
        "2026-10: missed. Asked: likes >= 500 and cpa <= 30. cpa <= 30 (30 RUB): found 33 RUB, fails by 3 RUB. "
        "likes >= 500: found 623, holds by 123. "
        "Computed: cpa = spend / acquired = 33,000 RUB / 1,000 = 33 RUB. "
        "It would have been met with any one of these alone: 3,000 RUB less spend or 100 more acquired. "
        "Data: likes, spend, and acquired from daily."
    )
    tolerant = clause(AllOf((MANY, PRICE)), tolerance=Tolerance(Fraction(2, 100), True))
    text = said(tolerant, {LIKES: 495, SPEND: 3, ACQUIRED: 1})
    assert "likes >= 500: found 495, fails by 5, and holds within the tolerance of 2%." in text
    half = said(clause(AllOf((MANY, PRICE))), {LIKES: 495})
    assert "likes >= 500: found 495, fails by 5. cpa <= 30 (30 RUB): found no value, nobody can tell." in half


def test_two_ends():
    near = Within(LIKES, Fraction(1, 10), True, fixed(1000), COUNT, "likes within 10% of 1_000")
    text = said(clause(near), {LIKES: 850})
    assert "Asked: likes within 10% of 1_000 (900 to 1,100). Found: 850, which misses it by 50." in text
    between = Between(CPA, fixed(10), fixed(30), RUB, "cpa between 10 and 30")
    text = said(clause(between), {SPEND: 33_000, ACQUIRED: 10_000})
    assert (
        "Asked: cpa between 10 and 30 (10.00 RUB to 30.00 RUB). Found: 3.30 RUB, which misses it by 6.70 RUB." in text
    )


def test_durations_and_groups():
    asked = clause(compare(REPLY, "<=", 7200, SECONDS, "median(response_time) <= 2 h"))
    assert said(asked, {REPLY: 9001}, group={"channel": "vk"}) == (
        "2026-10, channel vk: missed. Asked: median(response_time) <= 2 h. "
        "Found: 2 h 30 min 1 s, which misses it by 30 min 1 s. "
        "It would have been met with median(response_time) lower by 30 min 1 s. Data: median(response_time) from daily."
    )


def test_a_target_that_is_measured():
    before = shifted(LIKES, Shift.PREVIOUS)
    asked = clause(compare(LIKES, ">=", times(fixed("1.03"), before), COUNT, "likes >= 103% of previous(likes)"))
    text = said(asked, {LIKES: 1000, before: 990})
    assert "(1,019.7). Found: 1,000, which misses it by 19.7." in text
    assert "Computed: 1.03 * previous(likes) = 1.03 * 990 = 1,019.7." in text
    assert "20 more likes or previous(likes) lower by 20." in text


def test_a_number_is_said_again_only_if_that_adds_something():
    before = shifted(LIKES, Shift.PREVIOUS)
    for text, target, addition in (
        ("likes >= 5_000", 5_000, ""),
        ("likes >= 0.5", "0.5", ""),
        ("likes >= 5%", "0.05", " (0.05)"),
        ("likes >= 95% of previous(likes)", before, " (95)"),
    ):
        asked = said(clause(compare(LIKES, ">=", target, COUNT, text)), {LIKES: 10_000, before: 95})
        assert f"Asked: {text}{addition}. Found" in asked


def test_day_by_day():
    scene = Stage({**daily(LIKES, range(31)), (LIKES.part, OCTOBER): found(465)})
    asked = clause(compare(OverDays("max", LIKES), ">=", 40, COUNT, "best_day(likes) >= 40"))
    assert said(asked, scene) == (
        "2026-10: missed. Asked: best_day(likes) >= 40. Found: 30, which misses it by 10. "
        "Computed: highest_day(likes) = 30. Data: likes from daily."
    )
