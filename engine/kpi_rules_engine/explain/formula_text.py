"""Writes a formula as a person would, with as few parentheses as it needs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal, assert_never

from kpi_rules.language.decimals import plain
from kpi_rules.language.formula import (
    Absolute,
    AllOf,
    AnyOf,
    Between,
    Comparison,
    Condition,
    Constant,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    How,
    Least,
    Measured,
    Named,
    Negated,
    OverDays,
    Part,
    Product,
    Rounded,
    Shift,
    Sum,
    Within,
)
from kpi_rules.language.vocabulary import Kind
from kpi_rules_engine.explain.spelling import CANONICAL, Spelling
from kpi_rules_engine.judge.tree import measured_in

Leaf = Callable[[Formula], str | None]

ELSEWHERE = frozenset({Shift.PREVIOUS, Shift.YEAR_AGO, Shift.BASELINE})

_SUM, _PRODUCT, _ATOM = 1, 2, 3  # how tightly a text holds together
_OVER_DAYS: dict[Literal["avg", "max", "min"], str] = {"avg": "daily_avg", "max": "highest_day", "min": "lowest_day"}


def say(formula: Formula, leaf: Leaf = lambda _: None, spelling: Spelling = CANONICAL) -> str:
    """`(likes + reposts) / avg(members)`. Names are spelt out; `leaf` may give any node a text of its own."""
    return _text(formula, leaf, spelling)[0]


def say_condition(condition: Condition, spelling: Spelling = CANONICAL) -> str:
    """The condition as it was written, or rebuilt where that is not known."""
    if isinstance(condition, Comparison | Between | Within) and condition.text:
        return condition.text

    def said(formula: Formula) -> str:
        return say(formula, spelling=spelling)

    word = spelling.word
    match condition:
        case Comparison():
            left = name_alone(condition.left, spelling) or said(condition.left)
            return f"{left} {condition.comparator} {said(condition.right)}"
        case Between():
            ends = f"{word('between')} {said(condition.low)} {word('and')} {said(condition.high)}"
            return f"{said(condition.value)} {ends}"
        case Within():
            distance, point = condition.distance, spelling.point
            text = f"{plain(distance * 100, point)}%" if condition.relative else plain(distance, point)
            return f"{said(condition.value)} {word('within')} {text} {word('of')} {said(condition.target)}"
        case AllOf(of):
            return f" {word('and')} ".join(_grouped(one, spelling) for one in of)
        case AnyOf(of):
            return f" {word('or')} ".join(_grouped(one, spelling) for one in of)
        case Negated(of):
            return f"{word('not')} ({say_condition(of, spelling)})"
        case _:
            assert_never(condition)


def name_alone(formula: Formula, spelling: Spelling = CANONICAL) -> str:
    """The name of a KPI or definition; empty for any other formula."""
    if not isinstance(formula, Named) or any(ELSEWHERE & set(part.shifts) for part, _ in measured_in(formula)):
        return ""  # previous(x) keeps the name of x, which would say something else
    return spelling.name(formula.name)


def name_of(measured: Measured, spelling: Spelling = CANONICAL) -> str:
    """`likes[channel = "vk"]`, `previous(likes)`, `at_start(members)`: the part's name wherever it is shown."""
    return _shifted(_aggregate(measured.part, spelling), measured.shifts, spelling)


def _shifted(text: str, shifts: tuple[Shift, ...], spelling: Spelling) -> str:
    for shift in reversed(shifts):
        # `by` already says that a stock is taken on the day: the shift is not part of the name
        if shift is not Shift.LAST_DAY:
            text = f"{spelling.word(shift.value)}({text})"
    return text


def selected(part: Part, spelling: Spelling = CANONICAL) -> str:
    """The measure with its selection, whatever is done with it."""
    name = spelling.name(part.measure)
    return f"{name}[{part.selection}]" if part.selection else name


def _text(formula: Formula, leaf: Leaf, spelling: Spelling) -> tuple[str, int]:
    own = leaf(formula)
    if own is not None:
        return own, _SUM if own.startswith("-") else _ATOM
    match formula:
        case Constant(value):
            text = plain(value, spelling.point)
            return text, _SUM if value < 0 else _PRODUCT if "/" in text else _ATOM
        case Measured():
            return name_of(formula, spelling), _ATOM
        case Named(_, of):
            return _text(of, leaf, spelling)
        case Sum(terms):
            return _sum(terms, leaf, spelling), _SUM
        case Product(factors):
            return _product(factors, leaf, spelling), _PRODUCT
        case Growth(now, before):
            return f"{_product(((1, now), (-1, before)), leaf, spelling)} - 1", _SUM
        case _:
            return _call(formula, leaf, spelling), _ATOM


def _sum(terms: tuple[tuple[int, Formula], ...], leaf: Leaf, spelling: Spelling) -> str:
    words: list[str] = []
    for sign, term in terms:
        text, level = _text(term, leaf, spelling)
        if level == _SUM and (sign < 0 or (words and text.startswith("-"))):
            text = f"({text})"
        joint = ("+ " if sign > 0 else "- ") if words else ("" if sign > 0 else "-")
        words.append(joint + text)
    return " ".join(words)


def _product(factors: tuple[tuple[int, Formula], ...], leaf: Leaf, spelling: Spelling) -> str:
    words: list[str] = []
    for power, factor in factors:
        text, level = _text(factor, leaf, spelling)
        if power < 0 and not words:
            words.append("1")
        # with infinities about, a * (b / c) is not (a * b) / c: only a first product stands open
        if level == _SUM or (level == _PRODUCT and words):
            text = f"({text})"
        words.append(text if not words else f"{'*' if power > 0 else '/'} {text}")
    return " ".join(words)


def _call(
    formula: Absolute | Rounded | Least | Greatest | OverDays | DaysWhere,
    leaf: Leaf,
    spelling: Spelling,
) -> str:
    word = spelling.word
    match formula:
        case Absolute(of):
            return f"{word('abs')}({say(of, leaf, spelling)})"
        case Rounded(of, places):
            return f"{word('round')}({say(of, leaf, spelling)}{spelling.comma}{places})"
        case Least(several):
            return f"{word('min_of')}({spelling.comma.join(say(one, leaf, spelling) for one in several)})"
        case Greatest(several):
            return f"{word('max_of')}({spelling.comma.join(say(one, leaf, spelling) for one in several)})"
        case OverDays(how, of, shifts, name):
            return _shifted(f"{word(name or _OVER_DAYS[how])}({say(of, leaf, spelling)})", shifts, spelling)
        case DaysWhere(condition, shifts):
            return _shifted(f"{word('days')}({say_condition(condition, spelling)})", shifts, spelling)
        case _:
            assert_never(formula)


def _grouped(condition: Condition, spelling: Spelling) -> str:
    text = say_condition(condition, spelling)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) else text


def _aggregate(part: Part, spelling: Spelling) -> str:
    text = selected(part, spelling)
    if part.how is How.PERCENTILE and part.rank != 50:
        rank = plain(part.rank or Fraction(0), spelling.point)
        return f"{spelling.word('percentile')}({text}{spelling.comma}{rank})"
    if part.how is How.PERCENTILE:
        return f"{spelling.word('median')}({text})"
    return text if _is_default(part) else f"{spelling.word(part.how.value)}({text})"


def _is_default(part: Part) -> bool:
    match part.how:
        case How.SUM:
            return part.kind in (Kind.FLOW, Kind.COUNT)
        case How.COUNT:
            return not (part.kind is Kind.COUNT and part.measure == part.table)  # count(members) is no stock
        case How.LAST:
            return part.kind is Kind.STOCK
        case How.EXACT:
            return True
        case How.AVG | How.MIN | How.MAX | How.FIRST | How.DISTINCT | How.PERCENTILE:
            return False
        case _:
            assert_never(part.how)
