"""The measured parts of a formula."""

from __future__ import annotations

from engine.judge.stage import (
    ENGAGEMENT,
    LIKES,
    MEMBERS,
    OCTOBER,
    POSTS,
    SEPTEMBER,
    Stage,
    compare,
    daily,
    found,
    minus,
    october,
    part,
    quotient,
    shifted,
    total,
)
from kpi_rules.language.formula import AllOf, DaysWhere, Growth, Measured, OverDays, Shift
from kpi_rules_engine.judge.parts import parts_of

PREVIOUS = shifted(LIKES, Shift.PREVIOUS)


def names(asked, scene=None):
    return [part.name for part in parts_of(asked, OCTOBER, scene or Stage())]


def test_in_the_order_of_the_text_each_once():
    assert names(ENGAGEMENT) == ["likes", "reposts", "comments", "avg(members)"]
    assert names(quotient(total(LIKES, POSTS), LIKES)) == ["likes", "posts"]
    assert names(AllOf((compare(POSTS, ">=", 5), compare(LIKES, ">=", POSTS)))) == ["posts", "likes"]


def test_one_part_on_two_windows_is_two():
    parts = parts_of(Growth(LIKES, PREVIOUS), OCTOBER, Stage())
    assert [(part.name, part.window) for part in parts] == [("likes", OCTOBER), ("previous(likes)", SEPTEMBER)]
    assert names(minus(MEMBERS, shifted(MEMBERS, Shift.DAY_BEFORE))) == ["members", "at_start(members)"]


def test_selections_are_named():
    assert names(Measured(part("likes", selection='channel = "vk"'))) == ['likes[channel = "vk"]']


def test_day_by_day_is_one_part_that_counts_its_days():
    scene = Stage({**daily(LIKES, [5] * 29), (LIKES.part, OCTOBER): found(145, 29, october(30, 31), 29)})
    (one,) = parts_of(DaysWhere(compare(LIKES, ">=", 3)), OCTOBER, scene)
    assert (one.name, one.window, one.found.value) == ("likes", OCTOBER, 145)
    assert (one.found.covered, one.found.missing) == (29, october(30, 31))


def test_day_by_day_shifted_spans_the_days_that_are_read():
    (one,) = parts_of(OverDays("max", PREVIOUS), OCTOBER, Stage())
    assert (one.window.first, one.window.last) == (SEPTEMBER.last, october(30)[0])
    assert one.found.covered == 0
    assert len(one.found.missing) == 31
