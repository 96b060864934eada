"""Formulas and conditions in words; what is made of parts stands in parentheses inside another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, assert_never

from kpi_rules.language.formula import (
    Absolute,
    AllOf,
    AnyOf,
    Between,
    Check,
    Comparator,
    Comparison,
    Condition,
    Constant,
    DaysWhere,
    Formula,
    Greatest,
    Growth,
    Least,
    Measured,
    Named,
    Negated,
    OverDays,
    Product,
    Rounded,
    Sum,
    Within,
)
from kpi_rules.language.paraphrase import nouns
from kpi_rules.language.paraphrase.figures import number, percent, quantity
from kpi_rules.language.paraphrase.parts import measured, shifted
from kpi_rules.language.paraphrase.phrase import Phrase
from kpi_rules.language.paraphrase.shifts import unshifted
from kpi_rules.language.paraphrase.voice import Voice, called
from kpi_rules.language.units import Unit

Names = Mapping[str, Formula]  # what a clause calls by a name, in `«…»`, and explains once

_COMPARED: dict[Comparator, Phrase] = {
    ">=": Phrase("{left} is at least {right}", "{left} составляет не менее {right}"),
    "<=": Phrase("{left} is at most {right}", "{left} составляет не более {right}"),
    ">": Phrase("{left} is more than {right}", "{left} составляет более {right}"),
    "<": Phrase("{left} is less than {right}", "{left} составляет менее {right}"),
    "=": Phrase("{left} is exactly {right}", "{left} составляет ровно {right}"),
    "!=": Phrase("{left} is anything but {right}", "{left} составляет любое значение, кроме {right}"),
}
_COMPARED_WITH: dict[Comparator, Phrase] = {
    ">=": Phrase("{left} is at least ({right})", "{left} составляет не менее, чем ({right})"),
    "<=": Phrase("{left} is at most ({right})", "{left} составляет не более, чем ({right})"),
    ">": Phrase("{left} is more than ({right})", "{left} составляет более, чем ({right})"),
    "<": Phrase("{left} is less than ({right})", "{left} составляет менее, чем ({right})"),
    "=": Phrase("{left} is exactly ({right})", "{left} составляет ровно то же, что и ({right})"),
    "!=": Phrase("{left} is anything but ({right})", "{left} составляет не то же, что и ({right})"),
}
_BETWEEN = Phrase(
    "{value} is between {low} and {high}, both ends included",
    "{value} находится в пределах от {low} до {high}, включая оба предела",
)
_BETWEEN_THESE = Phrase(
    "{value} is between ({low}) and ({high}), both ends included",
    "{value} находится в пределах, нижний из которых ({low}), а верхний ({high}), включая оба предела",
)
_WITHIN = Phrase(
    "{value} differs from the target value ({target}) by no more than {distance}",
    "{value} отличается от целевого значения ({target}) не более чем на {distance}",
)
_SHARE_OF_TARGET = Phrase("{share} of the target value", "{share} от целевого значения")
_AND, _OR = Phrase(" and ", " и "), Phrase(" or ", " или ")
_NOT = Phrase("it is not so that ({part})", "неверно, что ({part})")
_GROWTH = Phrase("growth from ({before}) to ({now})", "прирост от ({before}) до ({now})")
_ABSOLUTE = Phrase("size of ({of}) without its sign", "абсолютная величина ({of})")
_ROUNDED = Phrase(
    "({of}) rounded to {places}, a half away from zero",
    "({of}) с округлением до {places} после запятой, половина от нуля",
)
_LEAST = Phrase("least of these: ({several})", "наименьшее из: ({several})")
_GREATEST = Phrase("greatest of these: ({several})", "наибольшее из: ({several})")
_INVERSE = Phrase("inverse of ({of})", "обратная величина ({of})")
_OVER_DAYS: dict[Literal["avg", "max", "min"], Phrase] = {
    "avg": Phrase("average over the days of ({of}) of each day", "среднее по дням от ({of}) за каждый день"),
    "max": Phrase("highest over the days of ({of}) of each day", "наибольшее по дням от ({of}) за каждый день"),
    "min": Phrase("lowest over the days of ({of}) of each day", "наименьшее по дням от ({of}) за каждый день"),
}
_DAYS_WHERE = Phrase("number of days on which ({condition})", "число дней, когда ({condition})")


def asked(condition: Condition, names: Names, voice: Voice) -> str:
    """A condition: `«CPA» is at most 30 RUB`."""
    match condition:
        case Comparison(left, comparator, right, unit):
            sides = {"left": side(left, unit, names, voice), "right": side(right, unit, names, voice)}
            return voice.say((_COMPARED if isinstance(right, Constant) else _COMPARED_WITH)[comparator], **sides)
        case Between(value, low, high, unit):
            ends = {"low": side(low, unit, names, voice), "high": side(high, unit, names, voice)}
            plain = isinstance(low, Constant) and isinstance(high, Constant)
            return voice.say(_BETWEEN if plain else _BETWEEN_THESE, value=side(value, unit, names, voice), **ends)
        case Within(value, distance, relative, target, unit):
            share = percent(voice.lang, distance)
            by = voice.say(_SHARE_OF_TARGET, share=share) if relative else quantity(voice.lang, distance, unit)
            sides = {"value": side(value, unit, names, voice), "target": side(target, unit, names, voice)}
            return voice.say(_WITHIN, distance=by, **sides)
        case AllOf(of):
            return voice.say(_AND).join(f"({asked(one, names, voice)})" for one in of)
        case AnyOf(of):
            return voice.say(_OR).join(f"({asked(one, names, voice)})" for one in of)
        case Negated(of):
            return voice.say(_NOT, part=asked(of, names, voice))
        case _:
            assert_never(condition)


def side(formula: Formula, unit: Unit, names: Names, voice: Voice) -> str:
    """What is compared: an amount in its unit, a name that the clause explains, else the formula."""
    match formula:
        case Constant(value):
            return quantity(voice.lang, value, unit)
        case Named(name, of) if names.get(called(name, voice)) == unshifted(of)[1]:
            shifts, _ = unshifted(of)
            return f"{called(name, voice)} [{shifted(shifts, voice)}]" if shifts else called(name, voice)
        case _:
            return computed(formula, voice)


def computed(formula: Formula, voice: Voice) -> str:
    """A formula with every name spelt out."""
    match formula:
        case Constant(value):
            return f"({number(voice.lang, value)})" if value < 0 else number(voice.lang, value)
        case Measured():
            return measured(formula, voice)
        case Named(_, of):
            return computed(of, voice)
        case Sum(terms):
            return _sum(terms, voice)
        case Product(factors):
            return _product(factors, voice)
        case Growth(now, before):
            return voice.say(_GROWTH, now=computed(now, voice), before=computed(before, voice))
        case Absolute(of):
            return voice.say(_ABSOLUTE, of=computed(of, voice))
        case Rounded(of, places):
            return voice.say(_ROUNDED, of=computed(of, voice), places=nouns.places(voice.lang, places))
        case Least(several):
            return voice.say(_LEAST, several="; ".join(computed(one, voice) for one in several))
        case Greatest(several):
            return voice.say(_GREATEST, several="; ".join(computed(one, voice) for one in several))
        case OverDays(how, of, shifts):
            text = voice.say(_OVER_DAYS[how], of=computed(of, voice))
            return f"{text} [{shifted(shifts, voice)}]" if shifts else text
        case DaysWhere(condition, shifts):
            text = voice.say(_DAYS_WHERE, condition=asked(condition, {}, voice))
            return f"{text} [{shifted(shifts, voice)}]" if shifts else text
        case _:
            assert_never(formula)


def sides(condition: Condition) -> Iterator[Formula]:
    """What a condition compares, in the order of the text."""
    match condition:
        case Comparison(left, _, right):
            yield from (left, right)
        case Between(value, low, high):
            yield from (value, low, high)
        case Within(value, _, _, target):
            yield from (value, target)
        case AllOf(of) | AnyOf(of):
            for one in of:
                yield from sides(one)
        case Negated(one):
            yield from sides(one)
        case _:
            assert_never(condition)


def first_check(condition: Condition) -> Check | None:
    """The comparison that stands first in the text."""
    match condition:
        case AllOf(of) | AnyOf(of):
            return next((check for check in map(first_check, of) if check), None)
        case Negated(one):
            return first_check(one)
        case _:
            return condition


def _sum(terms: tuple[tuple[int, Formula], ...], voice: Voice) -> str:
    text = "".join((" − " if sign < 0 else " + ") + _inside(term, voice) for sign, term in terms)
    return text.removeprefix(" + ").lstrip()


def _product(factors: tuple[tuple[int, Formula], ...], voice: Voice) -> str:
    words: list[str] = []
    for power, factor in factors:
        if not words:
            words.append(_inside(factor, voice) if power > 0 else voice.say(_INVERSE, of=computed(factor, voice)))
        else:
            words.append(f"{'×' if power > 0 else '/'} {_inside(factor, voice)}")
    return " ".join(words)


def _inside(formula: Formula, voice: Voice) -> str:
    text = computed(formula, voice)
    return f"({text})" if _compound(formula) else text


def _compound(formula: Formula) -> bool:
    match formula:
        case Named(_, of):
            return _compound(of)
        case Constant() | Measured() | Growth() | Absolute() | Least() | Greatest() | OverDays() | DaysWhere():
            return False
        case Sum() | Product() | Rounded():
            return True
        case _:
            assert_never(formula)
