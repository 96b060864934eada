"""Before the end of a period that is due by a day: decided only where nothing else can change it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.judge.stage import (
    LIKES,
    OCTOBER,
    POSTS,
    Stage,
    clause,
    compare,
    found,
    header,
    october,
    stage,
)
from engine.judge.test_dispute import OTHER, against
from kpi_rules.language.schedule import By
from kpi_rules_engine.judge.decide import decide
from kpi_rules_engine.verdict import Status

PASS, FAIL = Status.PASS, Status.FAIL
ENOUGH = compare(LIKES, ">=", 500)
ACCEPTED = compare(POSTS, "<=", 3)
BY = By(october(31)[0])


def decision(asked, figures, *, over=True, provisional=False, outside=False, **settings):
    scene = figures if isinstance(figures, Stage) else stage(figures)
    return decide(asked, header(**settings), OCTOBER, scene, over, provisional, outside)


def short(found):
    return found.status, found.reason


def so_far(**likes):
    """Figures of the first 12 days of October."""
    later = october(*range(13, 32))
    parts = {"likes": LIKES, "posts": POSTS, "second": OTHER}
    return Stage({(parts[name].part, OCTOBER): found(value, 12, later) for name, value in likes.items()})


@pytest.mark.parametrize(
    ("more", "figures", "expected"),
    [
        ({"against": against("1/10")}, {"likes": 600, "second": 600}, Status.PENDING),
        ({"warn": Fraction(700)}, {"likes": 600}, Status.PENDING),
        ({"warn": Fraction(700)}, {"likes": 700}, PASS),
        ({"missing": "fail"}, {"likes": 600}, Status.PENDING),
        ({"missing": "pass"}, {"likes": 600}, PASS),
        ({"provided": (compare(POSTS, ">=", 3),)}, {"likes": 600, "posts": 3}, PASS),
        ({"provided": (compare(POSTS, ">=", 3),)}, {"likes": 600, "posts": 2}, Status.PENDING),
        ({"provided": (ACCEPTED,)}, {"likes": 600, "posts": 3}, Status.PENDING),
        ({"provided": (ACCEPTED,)}, {"likes": 600, "posts": 4}, Status.PENDING),
    ],
)
def test_early_only_where_nothing_else_can_change_it(more, figures, expected):
    judged = decision(clause(ENOUGH, schedule=BY, **more), so_far(**figures), over=False, provisional=True)
    assert judged.status is expected


def test_a_miss_is_early_whatever_would_be_accepted():
    ceiling = compare(LIKES, "<=", 500)
    judged = decision(clause(ceiling, schedule=BY, provided=(ACCEPTED,)), so_far(likes=501), over=False)
    assert short(judged) == (FAIL, None)
    counted = clause(ceiling, schedule=BY, missing="pass")
    assert decision(counted, so_far(likes=501), over=False).status is Status.PENDING
