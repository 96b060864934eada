"""Writes a formula as a person would, with as few parentheses as it needs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal, assert_never

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
from kpi_rules_engine.judge.tree import measured_in

Leaf = Callable[[Formula], str | None]

ELSEWHERE = frozenset({Shift.PREVIOUS, Shift.YEAR_AGO, Shift.BASELINE})

_SUM, _PRODUCT, _ATOM = 1, 2, 3  # how tightly a text holds together
_OVER_DAYS: dict[Literal["avg", "max", "min"], str] = {"avg": "daily_avg", "max": "highest_day", "min": "lowest_day"}


def say(formula: Formula, leaf: Leaf = lambda _: None) -> str:
    """`(likes + reposts) / avg(members)`. Names are spelt out; `leaf` may give any node a text of its own."""
    return _text(formula, leaf)[0]


def say_condition(condition: Condition) -> str:
    """The condition as it was written, or rebuilt where that is not known."""
    match condition:
        case Comparison():
            return condition.text or f"{_named(condition.left)} {condition.comparator} {say(condition.right)}"
        case Between():
            ends = f"between {say(condition.low)} and {say(condition.high)}"
            return condition.text or f"{say(condition.value)} {ends}"
        case Within():
            distance = f"{plain(condition.distance * 100)}%" if condition.relative else plain(condition.distance)
            return condition.text or f"{say(condition.value)} within {distance} of {say(condition.target)}"
        case AllOf(of):
            return " and ".join(_grouped(one) for one in of)
        case AnyOf(of):
            return " or ".join(_grouped(one) for one in of)
        case Negated(of):
            return f"not ({say_condition(of)})"
        case _:
            assert_never(condition)


def name_alone(formula: Formula) -> str:
    """The name of a KPI or definition; empty for any other formula."""
    if not isinstance(formula, Named) or any(ELSEWHERE & set(part.shifts) for part, _ in measured_in(formula)):
        return ""  # previous(x) keeps the name of x, which would say something else
    return formula.name


def name_of(measured: Measured) -> str:
    """`likes[channel = "vk"]`, `previous(likes)`, `at_start(members)`: the part's name wherever it is shown."""
    return _shifted(_aggregate(measured.part), measured.shifts)


def _named(formula: Formula) -> str:
    return name_alone(formula) or say(formula)


def _shifted(text: str, shifts: tuple[Shift, ...]) -> str:
    for shift in reversed(shifts):
        # `by` already says that a stock is taken on the day: the shift is not part of the name
        if shift is not Shift.LAST_DAY:
            text = f"{shift.value}({text})"
    return text


def selected(part: Part) -> str:
    """The measure with its selection, whatever is done with it."""
    return f"{part.measure}[{part.selection}]" if part.selection else part.measure


def plain(number: Fraction) -> str:
    """The number exactly: as a decimal if it ends, else as a fraction."""
    places = _places(number.denominator)
    if places is None:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    whole, rest = (digits[:-places], digits[-places:]) if places else (digits, "")
    return ("-" if number < 0 else "") + whole + (f".{rest}" if rest else "")


def _text(formula: Formula, leaf: Leaf) -> tuple[str, int]:
    own = leaf(formula)
    if own is not None:
        return own, _SUM if own.startswith("-") else _ATOM
    match formula:
        case Constant(value):
            text = plain(value)
            return text, _SUM if value < 0 else _PRODUCT if "/" in text else _ATOM
        case Measured():
            return name_of(formula), _ATOM
        case Named(_, of):
            return _text(of, leaf)
        case Sum(terms):
            return _sum(terms, leaf), _SUM
        case Product(factors):
            return _product(factors, leaf), _PRODUCT
        case Growth(now, before):
            return f"{_product(((1, now), (-1, before)), leaf)} - 1", _SUM
        case _:
            return _call(formula, leaf), _ATOM


def _sum(terms: tuple[tuple[int, Formula], ...], leaf: Leaf) -> str:
    words: list[str] = []
    for sign, term in terms:
        text, level = _text(term, leaf)
        if level == _SUM and (sign < 0 or (words and text.startswith("-"))):
            text = f"({text})"
        joint = ("+ " if sign > 0 else "- ") if words else ("" if sign > 0 else "-")
        words.append(joint + text)
    return " ".join(words)


def _product(factors: tuple[tuple[int, Formula], ...], leaf: Leaf) -> str:
    words: list[str] = []
    for power, factor in factors:
        text, level = _text(factor, leaf)
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
) -> str:
    match formula:
        case Absolute(of):
            return f"abs({say(of, leaf)})"
        case Rounded(of, places):
            return f"round({say(of, leaf)}, {places})"
        case Least(several):
            return f"min_of({', '.join(say(one, leaf) for one in several)})"
        case Greatest(several):
            return f"max_of({', '.join(say(one, leaf) for one in several)})"
        case OverDays(how, of, shifts, name):
            return _shifted(f"{name or _OVER_DAYS[how]}({say(of, leaf)})", shifts)
        case DaysWhere(condition, shifts):
            return _shifted(f"days({say_condition(condition)})", shifts)
        case _:
            assert_never(formula)


def _grouped(condition: Condition) -> str:
    text = say_condition(condition)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) else text


def _aggregate(part: Part) -> str:
    text = selected(part)
    if part.how is How.PERCENTILE and part.rank != 50:
        return f"percentile({text}, {plain(part.rank or Fraction(0))})"
    if part.how is How.PERCENTILE:
        return f"median({text})"
    return text if _is_default(part) else f"{part.how.value}({text})"


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


def _places(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
