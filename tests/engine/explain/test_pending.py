"""What is said of a period that is not over."""

from __future__ import annotations

from engine.explain.telling import FORMULA, FROM_DAILY, MANY, RATE, engagement, said
from engine.judge.stage import (
    COUNT,
    LIKES,
    MEMBERS,
    OCTOBER,
    REPOSTS,
    Stage,
    clause,
    compare,
    fixed,
    found,
    minus,
    october,
    shifted,
    times,
)
from kpi_rules.language.formula import Shift
from kpi_rules.language.schedule import By


class Early(Stage):
    """A stage before the day on which a stock is due: what is known of it is its latest level."""

    def move(self, window, shift):
        return window if shift is Shift.LAST_DAY else super().move(window, shift)


def test_a_stock_that_is_due_on_a_day():
    stock = shifted(MEMBERS, Shift.LAST_DAY)
    asked = clause(compare(stock, ">=", 900, COUNT, "members >= 900"), schedule=By(OCTOBER.last))
    scene = Early({(MEMBERS.part, OCTOBER): found(850, 8, october(3, *range(10, 32)))})
    assert said(asked, scene, passed=12) == (
        "2026-10: not over yet. Asked: members >= 900. The latest known level is that of 2026-10-09: 850. "
        "Still needed: 50 more members. Data: members from daily."
    )
    text = said(asked, Early(), passed=12)
    assert "There is no value yet, as of 2026-10-12. No data for members on 2026-10-01 to 2026-10-12" in text


def test_a_stock_of_every_month_needs_its_days():
    scene = Stage({(MEMBERS.part, OCTOBER): found(850, 11, october(3, *range(13, 32)))})
    text = said(clause(compare(MEMBERS, ">=", 900, COUNT, "members >= 900")), scene, passed=12)
    assert "The latest known level is that of 2026-10-12: 850." in text
    assert "No data for members on 2026-10-03" in text


def test_not_over_yet_a_sum():
    scene = Stage({(LIKES.part, OCTOBER): found(123, 11, october(3, *range(13, 32)))})
    assert said(clause(MANY), scene, passed=12) == (
        "2026-10: not over yet. Asked: likes >= 500. "
        "So far, as of 2026-10-12 (12 of 31 days are over, data for 11): 123. "
        "At the pace of the days with data it will come to 346.64. "
        "Still needed: 377 more likes, 19.84 a day over the 19 days left. "
        "No data for likes on 2026-10-03 (1 of 31 days). Data: likes from daily."
    )


def test_each_measure_has_a_pace_of_its_own():
    both = compare(minus(times(fixed(2), LIKES), REPOSTS), ">=", 500, COUNT, "2 * likes - reposts >= 500")
    figures = {
        (LIKES.part, OCTOBER): found(100, 10, october(1, 2, *range(13, 32))),
        (REPOSTS.part, OCTOBER): found(40, 4, october(*range(1, 9), *range(13, 32))),
    }
    text = said(clause(both), Stage(figures), passed=12)
    assert "(12 of 31 days are over, data for 4): 160." in text
    assert "At the pace of the days with data it will come to 310." in text


def test_not_over_yet_a_ratio():
    text = said(clause(RATE), engagement(1_000, 300, 229, 67_958), passed=12)
    assert text == (
        "2026-10: not over yet. Asked: engagement_per_member >= 0.05. "
        "So far, as of 2026-10-12 (12 of 31 days are over, all of them with data): 0.0225. "
        f"Computed: {FORMULA} = (1,000 + 300 + 229) / 67,958 = 0.0225. "
        f"Still needed: 1,869 more likes, 1,869 more reposts, or 1,869 more comments. {FROM_DAILY}"
    )


def test_not_over_yet_and_enough_or_nothing():
    scene = Stage({(LIKES.part, OCTOBER): found(700, 12, october(*range(13, 32)))})
    text = said(clause(MANY), scene, passed=12)
    assert "(12 of 31 days are over, all of them with data): 700. At this pace it will come to 1,808.33." in text
    assert "That would meet it." in text
    assert "There is no value yet, as of 2026-10-12." in said(clause(MANY), {}, passed=12)


def test_a_target_that_nobody_knows_yet():
    before = shifted(LIKES, Shift.PREVIOUS)
    asked = clause(compare(LIKES, ">=", before, COUNT, "likes >= previous(likes)"))
    text = said(asked, {LIKES: 100}, passed=12)
    assert "Asked: likes >= previous(likes). So far" in text
    assert "no value" not in text
