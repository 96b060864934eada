"""Whatever the formula and the data: an explanation, and the figures in it agree with the verdict."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.explain.telling import ENGLISH, RUSSIAN
from engine.judge.stage import (
    AVG_MEMBERS,
    COMMENTS,
    COUNT,
    INF,
    LIKES,
    OCTOBER,
    POSTS,
    SPEND,
    Stage,
    clause,
    compare,
    found,
    header,
    lost,
    october,
    shifted,
)
from kpi_rules.language.contract import Against, Tolerance
from kpi_rules.language.formula import (
    Absolute,
    AllOf,
    AnyOf,
    Between,
    Constant,
    DaysWhere,
    Greatest,
    Growth,
    Named,
    Negated,
    OverDays,
    Product,
    Reported,
    Rounded,
    Shift,
    Sum,
    Within,
)
from kpi_rules.language.meaning.expressions import with_parts
from kpi_rules.language.schedule import By
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.sentence import sentences
from kpi_rules_engine.judge.decide import decide
from kpi_rules_engine.verdict import Status

PARTS = (LIKES, POSTS, COMMENTS, SPEND, AVG_MEMBERS)
LATER = Fraction(1, 7)
UNTRANSLATED = {"daily", "second", "kpi", "value"}  # sources, an unknown name, and a text as written

measured = st.sampled_from(PARTS) | st.builds(shifted, st.sampled_from(PARTS), st.sampled_from([Shift.PREVIOUS]))
constants = st.integers(-3, 50).map(lambda n: Constant(Fraction(n, 4)))
signs = st.sampled_from([1, -1])


def joined_up(inner):
    listed = st.lists(st.tuples(signs, inner), min_size=1, max_size=3)
    return st.one_of(
        listed.map(lambda terms: Sum(tuple(terms))),
        listed.map(lambda factors: Product(tuple(factors))),
        st.builds(Growth, inner, inner),
        st.builds(Absolute, inner),
        st.builds(Rounded, inner, st.integers(0, 2)),
        st.tuples(inner, inner).map(Greatest),
        st.builds(OverDays, st.sampled_from(["avg", "max", "min"]), inner),
        inner.map(lambda of: DaysWhere(compare(of, ">=", 1))),
        st.builds(Named, st.just("kpi"), inner),
    )


formulas = st.recursive(measured | constants, joined_up, max_leaves=4)
checks = st.one_of(
    st.builds(compare, formulas, st.sampled_from([">=", "<=", ">", "<", "=", "!="]), formulas),
    st.builds(Between, formulas, constants, constants, st.just(COUNT)),
    st.builds(Within, formulas, st.fractions(0, 1, max_denominator=10), st.booleans(), constants, st.just(COUNT)),
)
conditions = st.recursive(
    checks,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda of: AllOf(tuple(of))),
        st.lists(inner, min_size=1, max_size=3).map(lambda of: AnyOf(tuple(of))),
        inner.map(Negated),
    ),
    max_leaves=3,
)
figures = st.one_of(
    st.integers(0, 40).map(found),
    st.just(found(INF)),
    st.integers(0, 9).map(lambda n: found(n, 29, october(3, 4))),
    st.just(found(lost(), 0, tuple(OCTOBER.days()))),
)


def translated(russian):
    """A Russian sentence with its dates and numbers written as in English."""
    undated = re.sub(r"(\d\d)\.(\d\d)\.(\d{4})", r"\3-\2-\1", russian)
    return re.sub(r"(?<=\d),(?=\d)", ".", re.sub(r"(?<=\d)\u00a0(?=\d)", ",", undated))


def figures_in(text):
    return sorted(re.findall(r"\d[\d.,:-]*(?<=\d)%?", text))


@settings(max_examples=300, deadline=None)
@given(
    conditions,
    st.lists(figures, min_size=5, max_size=5),
    st.lists(conditions, max_size=1),
    st.none() | st.builds(Tolerance, st.fractions(0, 1, max_denominator=20), st.booleans()),
    st.none() | st.just(LATER),
    st.sampled_from([Fraction(1), Fraction(9, 10), Fraction(0)]),
    st.booleans(),
    st.lists(conditions, max_size=2),
    st.sampled_from([None, "pass", "fail"]),
    st.booleans(),
    st.none() | st.builds(Reported, formulas, st.just(COUNT), st.just("value")),
)
def test_every_verdict_is_explained(
    requirement, values, when, tolerance, rounding, coverage, over, provided, missing, checked, reported
):
    scene = Stage(
        {(one.part, OCTOBER): value for one, value in zip(PARTS, values, strict=True)}
        | {(_elsewhere(one).part, OCTOBER): value for one, value in zip(PARTS, [*values[1:], found(7)], strict=True)}
    )
    settings_ = {"tolerance": tolerance, "rounding": rounding, "schedule": By(OCTOBER.last)}
    against = Against("second", Fraction(1, 10), True, with_parts(requirement, _elsewhere)) if checked else None
    settings_ |= {"provided": tuple(provided), "missing": missing, "against": against, "reported": reported}
    asked = clause(requirement, when=tuple(when), **settings_)
    terms = header(coverage=coverage)
    decision = decide(asked, terms, OCTOBER, scene, over, False, False)

    def told(tongue):
        return list(sentences(Case(asked, terms, OCTOBER, "2026-10", scene, decision, date(2026, 10, 12), tongue, 12)))

    english_ones, russian_ones = told(ENGLISH), told(RUSSIAN)
    for one, other in zip(english_ones[1:], russian_ones[1:], strict=True):  # the first one names the period
        assert figures_in(one) == figures_in(translated(other)), (one, other)
    text, russian = (" ".join(filter(None, told)) for told in (english_ones, russian_ones))
    for one in (text, russian):
        assert one == one.strip()
        assert "  " not in one
        assert ".." not in one
        assert one.endswith(".")
    assert set(re.findall(r"[A-Za-z]\w*", russian)) <= UNTRANSLATED
    undated = re.sub(r"\d\d\.\d\d\.\d{4}", "", russian)
    assert not re.search(r"\d\.\d|\d-\d|,\d+,\d", undated)
    if decision.status is Status.FAIL:
        assert "would have been missed" not in text
        assert "не было бы" not in russian
    if decision.status is Status.PASS:
        assert "would have been met" not in text
        assert "Требование было бы" not in russian


def _elsewhere(measured):
    return replace(measured, part=replace(measured.part, source="second"))
