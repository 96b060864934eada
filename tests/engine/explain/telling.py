"""Ways to let a verdict explain itself."""

from __future__ import annotations

from datetime import date

from engine.judge.stage import (
    AVG_MEMBERS,
    COMMENTS,
    COUNT,
    CPA,
    ENGAGEMENT,
    LIKES,
    OCTOBER,
    RATIO,
    REPOSTS,
    RUB,
    Stage,
    compare,
    header,
    october,
    stage,
)
from kpi_rules.catalogue.loader import standard
from kpi_rules.language.formula import Named
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.sentence import explain
from kpi_rules_engine.explain.tongue import Tongue, tongue
from kpi_rules_engine.judge.decide import decide

RATE = compare(Named("engagement_per_member", ENGAGEMENT), ">=", "0.05", RATIO, "engagement_per_member >= 0.05")
PRICE = compare(Named("cpa", CPA), "<=", 30, RUB, "cpa <= 30")
MANY = compare(LIKES, ">=", 500, COUNT, "likes >= 500")
FORMULA = "engagement_per_member = (likes + reposts + comments) / avg(members)"
FROM_DAILY = "Data: likes, reposts, comments, and avg(members) from daily."


ENGLISH = tongue("en")
RUSSIAN = tongue("ru", standard())


def said(
    asked,
    figures,
    *,
    passed=None,
    provisional=False,
    outside=False,
    window=OCTOBER,
    facts=None,
    tongue: Tongue = ENGLISH,
    **more,
):
    """The explanation; `passed` days make the period one that is not over."""
    scene = figures if isinstance(figures, Stage) else stage(figures, window)
    terms = header(settle=5, **(facts or {}))
    decision = decide(asked, terms, window, scene, passed is None, provisional, outside)
    as_of = date(2026, 11, 10) if passed is None else october(passed)[0]
    return explain(Case(asked, terms, window, "2026-10", scene, decision, as_of, tongue, passed or 0, **more))


def engagement(likes, reposts, comments, members):
    return {LIKES: likes, REPOSTS: reposts, COMMENTS: comments, AVG_MEMBERS: members}
