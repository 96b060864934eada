"""The smallest change that turns a verdict."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.judge.stage import (
    ACQUIRED,
    AVG_MEMBERS,
    COMMENTS,
    CPA,
    CPA_CHECK,
    ENGAGEMENT_CHECK,
    JOINED,
    LEFT,
    LIKES,
    MEMBERS,
    OCTOBER,
    POSTS,
    REPLY,
    REPOSTS,
    SPEND,
    Stage,
    compare,
    daily,
    fixed,
    found,
    minus,
    part,
    quotient,
    shifted,
    stage,
    times,
    total,
)
from kpi_rules.language.contract import Tolerance
from kpi_rules.language.formula import (
    AllOf,
    AnyOf,
    Between,
    Constant,
    Greatest,
    Growth,
    How,
    Measured,
    Named,
    OverDays,
    Product,
    Shift,
    Sum,
    Within,
)
from kpi_rules.language.units import BARE, RATIO
from kpi_rules.language.vocabulary import Kind
from kpi_rules_engine.explain.ratio import Place
from kpi_rules_engine.explain.smallest import Changed, turning_points
from kpi_rules_engine.judge.conditions import judge_condition
from kpi_rules_engine.judge.truth import Truth

START = shifted(MEMBERS, Shift.DAY_BEFORE)
PREVIOUS = shifted(LIKES, Shift.PREVIOUS)
SHARE = Measured(part("bounce_rate", Kind.SAMPLE, How.AVG, RATIO))


def turns(condition, figures, **options):
    scene = figures if isinstance(figures, Stage) else stage(figures)
    return {turn.name: turn.change for turn in turning_points(condition, OCTOBER, scene, **options)}


@pytest.mark.parametrize(
    ("condition", "figures", "expected"),
    [
        (
            ENGAGEMENT_CHECK,
            {LIKES: 2400, REPOSTS: 300, COMMENTS: 229, AVG_MEMBERS: 67_958},
            {"likes": 469, "reposts": 469, "comments": 469, "avg(members)": -9_378},
        ),
        (
            ENGAGEMENT_CHECK,
            {LIKES: 10, REPOSTS: 0, COMMENTS: 0, AVG_MEMBERS: 100},
            {"likes": -6, "avg(members)": 101},
        ),
        (CPA_CHECK, {SPEND: 33_000, ACQUIRED: 1_000}, {"spend": -3_000, "acquired": 100}),
        (CPA_CHECK, {SPEND: "30000.001", ACQUIRED: 1_000}, {"spend": "-0.01", "acquired": 1}),
        (CPA_CHECK, {SPEND: 30_000, ACQUIRED: 1_000}, {"spend": "0.01", "acquired": -1}),
        (CPA_CHECK, {SPEND: 33_000, ACQUIRED: 0}, {"acquired": 1_100}),
        (CPA_CHECK, {SPEND: 0, ACQUIRED: 9}, {"spend": "270.01"}),
        (compare(LIKES, ">", 500), {LIKES: 500}, {"likes": 1}),
        (compare(LIKES, "<", 500), {LIKES: 500}, {"likes": -1}),
        (compare(LIKES, "=", 500), {LIKES: 500}, {"likes": 1}),
        (compare(LIKES, "!=", 500), {LIKES: 500}, {"likes": 1}),
        (compare(LIKES, "<=", "-0.5"), {LIKES: 7}, {}),
        (compare(LIKES, ">=", "499.5"), {LIKES: 490}, {"likes": 10}),
        (compare(LIKES, ">=", PREVIOUS), {LIKES: 90, PREVIOUS: 100}, {"likes": 10, "previous(likes)": -10}),
        (compare(times(LIKES, POSTS), ">=", 100), {LIKES: 9, POSTS: 10}, {"likes": 1, "posts": 2}),
        (
            compare(Growth(LIKES, PREVIOUS), ">=", "0.03"),
            {LIKES: 1000, PREVIOUS: 990},
            {"likes": 20, "previous(likes)": -20},
        ),
        (
            compare(quotient(minus(JOINED, LEFT), START), ">=", "0.01"),
            {JOINED: 50, LEFT: 45, START: 1000},
            {"joined": 5, "left": -5, "at_start(members)": -500},
        ),
        (Between(CPA, fixed(10), fixed(30), BARE), {SPEND: 90, ACQUIRED: 10}, {"spend": 10, "acquired": -1}),
        (Between(CPA, fixed(10), fixed(30), BARE), {SPEND: 280, ACQUIRED: 10}, {"spend": "20.01", "acquired": -1}),
        (Within(LIKES, Fraction(1, 10), True, fixed(1000), BARE), {LIKES: 850}, {"likes": 50}),
        (Within(LIKES, Fraction(1, 10), True, fixed(1000), BARE), {LIKES: 1090}, {"likes": 11}),
        (compare(REPLY, "<=", 7200), {REPLY: "9000.5"}, {"median(response_time)": -1801}),
        (compare(SHARE, "<=", "1/3"), {SHARE: "0.5"}, {"avg(bounce_rate)": "-0.166667"}),
        (compare(SHARE, "<", "0.5"), {SHARE: "0.5"}, {"avg(bounce_rate)": "-0.000001"}),
        (
            compare(quotient(minus(times(fixed(3), SPEND), SPEND), SPEND), ">=", 3),
            {SPEND: 100},
            {},
        ),
        (
            compare(quotient(LIKES, total(LIKES, POSTS)), ">=", "0.5"),
            {LIKES: 40, POSTS: 60},
            {"likes": 20, "posts": -20},
        ),
        (
            compare(total(quotient(LIKES, AVG_MEMBERS), quotient(POSTS, AVG_MEMBERS)), ">=", "0.5"),
            {LIKES: 20, POSTS: 20, AVG_MEMBERS: 100},
            {"likes": 10, "posts": 10, "avg(members)": -20},
        ),
    ],
)
def test_each_part_alone(condition, figures, expected):
    assert turns(condition, figures) == {name: Fraction(change) for name, change in expected.items()}


def test_what_bends_or_goes_day_by_day_gives_no_hint():
    price = compare(quotient(SPEND, Greatest((minus(JOINED, LEFT), fixed(0)))), "<=", 30)
    assert turns(price, {SPEND: 330, JOINED: 20, LEFT: 10}) == {"spend": -30}
    scene = Stage({**daily(LIKES, [5, 9]), (LIKES.part, OCTOBER): found(14)})
    assert turns(compare(OverDays("max", LIKES), ">=", 10), scene) == {}
    assert turns(compare(times(LIKES, LIKES), ">=", 10), {LIKES: 3}) == {}


def test_several_only_if_one_alone_fails():
    many, cheap = compare(LIKES, ">=", 500), CPA_CHECK
    figures = {LIKES: 490, SPEND: 30, ACQUIRED: 1}
    assert turns(AllOf((many, cheap)), figures) == {"likes": 10}
    assert turns(AllOf((many, cheap)), {**figures, SPEND: 90}) == {}
    assert turns(AllOf((many, cheap)), {**figures, LIKES: 500}) == {}
    assert turns(AnyOf((many, many)), figures) == {}
    assert turns(AllOf((many, compare(LIKES, "<=", 495))), figures) == {}
    assert turns(
        AllOf((compare(quotient(LIKES, POSTS), "<=", 9), compare(POSTS, "<=", 60))), {LIKES: 500, POSTS: 50}
    ) == {
        "likes": -50,
        "posts": 6,
    }


def test_tolerance_and_rounding_count():
    many = compare(LIKES, ">=", 500)
    assert turns(many, {LIKES: 480}, tolerance=Tolerance(Fraction(2, 100), True)) == {"likes": 10}
    assert turns(many, {LIKES: 495}, tolerance=Tolerance(Fraction(2, 100), True)) == {"likes": -6}
    assert turns(many, {LIKES: 480}, rounding=Fraction(10)) == {"likes": 15}
    assert turns(many, {LIKES: 496}, rounding=Fraction(10)) == {"likes": -2}
    both = {"rounding": Fraction(10), "tolerance": Tolerance(Fraction(10), False)}
    assert turns(many, {LIKES: 480}, **both) == {"likes": 5}


def test_an_unknown_verdict_has_none():
    assert turns(CPA_CHECK, {SPEND: 0, ACQUIRED: 0}) == {}
    assert turns(CPA_CHECK, {SPEND: 5}) == {}


PARTS = (LIKES, REPOSTS, COMMENTS, POSTS, SPEND, AVG_MEMBERS)
measures = st.sampled_from(PARTS)
constants = st.integers(1, 50).map(lambda n: Constant(Fraction(n, 4)))


def joined_up(inner):
    return st.one_of(
        st.lists(st.tuples(st.sampled_from([1, -1]), inner), min_size=2, max_size=3).map(lambda x: Sum(tuple(x))),
        st.lists(st.tuples(st.sampled_from([1, -1]), inner), min_size=2, max_size=3).map(lambda x: Product(tuple(x))),
        st.tuples(inner, inner).map(lambda pair: Growth(*pair)),
        inner.map(lambda of: Named("x", of)),
    )


formulas = st.recursive(st.one_of(measures, constants), joined_up, max_leaves=5)
targets = st.fractions(-20, 20, max_denominator=40).map(Constant)
checks = st.one_of(
    st.builds(compare, formulas, st.sampled_from([">=", "<=", ">", "<", "=", "!="]), st.one_of(targets, formulas)),
    st.tuples(formulas, targets, st.integers(0, 9)).map(
        lambda x: Between(x[0], x[1], Constant(x[1].value + x[2]), BARE)
    ),
    st.builds(Within, formulas, st.fractions(0, 1, max_denominator=10), st.booleans(), targets, st.just(BARE)),
)
tolerances = st.none() | st.builds(Tolerance, st.fractions(0, 1, max_denominator=20), st.booleans())
roundings = st.none() | st.sampled_from([Fraction(1, 10), Fraction(1), Fraction(3)])


@settings(max_examples=300, deadline=None)
@given(checks, st.lists(st.integers(0, 30), min_size=6, max_size=6), tolerances, roundings)
def test_each_proposal_turns_it_and_nothing_smaller_does(check, numbers, tolerance, rounding):
    scene = stage(dict(zip(PARTS, numbers, strict=True)))

    def truth(at):
        return judge_condition(check, OCTOBER, at, Fraction(1), tolerance, rounding).truth

    now = truth(scene)
    proposals = turning_points(check, OCTOBER, scene, tolerance, rounding)
    assert not proposals or now is not Truth.UNKNOWN
    for turn in proposals:
        place, value = Place(turn.measured.part, turn.window), scene.find(turn.measured.part, turn.window).value
        step = Fraction(1, 100) if turn.measured == SPEND else Fraction(1)

        def after(change, place=place, value=value):
            return truth(Changed(scene, place, value + change))

        way = step if turn.change > 0 else -step
        assert (turn.change / step).denominator == 1
        assert value + turn.change >= 0
        assert {now, after(turn.change)} == {Truth.TRUE, Truth.FALSE}
        for fewer in range(1, min(int(turn.change / way), 40)):
            nearer = turn.change - fewer * way
            assert after(nearer) is not after(turn.change)
            assert value - nearer < 0 or after(-nearer) is not after(turn.change)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), targets, st.sampled_from([">=", "<="]))
def test_where_a_whole_change_would_do_one_is_found(likes, reposts, members, target, comparator):
    check = compare(quotient(total(LIKES, REPOSTS), AVG_MEMBERS), comparator, target)
    scene = stage({LIKES: likes, REPOSTS: reposts, AVG_MEMBERS: members})
    now = judge_condition(check, OCTOBER, scene, Fraction(1)).truth
    if now is Truth.UNKNOWN:
        return
    found = {turn.measured: turn.change for turn in turning_points(check, OCTOBER, scene)}
    for measured, value in ((LIKES, likes), (AVG_MEMBERS, members)):
        place = Place(measured.part, OCTOBER)
        sizes = [
            abs(other - value)
            for other in range(150)
            if {now, judge_condition(check, OCTOBER, Changed(scene, place, Fraction(other)), Fraction(1)).truth}
            == {Truth.TRUE, Truth.FALSE}
        ]
        if sizes:
            assert abs(found[measured]) == min(sizes)


def test_negative_flows_may_go_below_zero():
    balance = Measured(replace(part("balance", nonnegative=False), unit=BARE))
    assert turns(compare(balance, "<", 0), {balance: 5}) == {"balance": Fraction("-5.00001")}
