"""Which rows are meant, in words: a condition on the columns of a table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from kpi_rules.language import rows
from kpi_rules.language.paraphrase.figures import day, duration, number
from kpi_rules.language.paraphrase.phrase import Phrase, either, quoted
from kpi_rules.language.paraphrase.voice import Voice, column
from kpi_rules.language.vocabulary import ColumnKind

_TESTS: dict[rows.Operator, Phrase] = {
    "=": Phrase("{left} is {right}", "{left} равно {right}"),
    "!=": Phrase("{left} is other than {right}", "{left} не равно {right}"),
    "<": Phrase("{left} is less than {right}", "{left} меньше {right}"),
    "<=": Phrase("{left} is at most {right}", "{left} не больше {right}"),
    ">": Phrase("{left} is more than {right}", "{left} больше {right}"),
    ">=": Phrase("{left} is at least {right}", "{left} не меньше {right}"),
}
_AMONG = Phrase("{left} is one of {values}", "{left} входит в перечень {values}")
_MISSING = Phrase("{left} has no value", "{left} не заполнено")
_FLAG = Phrase("{left} says yes", "{left} содержит «да»")
_NOT = Phrase("it is not so that ({part})", "неверно, что ({part})")
_EVERY_ROW = Phrase("every row", "любая строка")
_TRUE, _FALSE = Phrase("yes", "да"), Phrase("no", "нет")
_AND, _OR = Phrase(" and ", " и "), Phrase(" or ", " или ")


def condition(asked: rows.RowCondition, voice: Voice) -> str:
    """`«channel» is "vk" and «paid» says yes`, with parentheses round what is made of parts."""
    match asked:
        case rows.RowTest(left, operator, right):
            lasting = _lasts(left) or _lasts(right)
            return voice.say(_TESTS[operator], left=value(left, voice, lasting), right=value(right, voice, lasting))
        case rows.RowIn(cell, among):
            several = ", ".join(value(one, voice) for one in among)
            return voice.say(_AMONG, left=value(cell, voice), values=f"[{several}]")
        case rows.RowMissing(cell):
            return voice.say(_MISSING, left=value(cell, voice))
        case rows.RowFlag(cell):
            return voice.say(_FLAG, left=value(cell, voice))
        case rows.RowAll(()):
            return voice.say(_EVERY_ROW)
        case rows.RowAll(parts):
            return voice.say(_AND).join(_grouped(part, voice) for part in parts)
        case rows.RowAny(parts):
            return voice.say(_OR).join(_grouped(part, voice) for part in parts)
        case rows.RowNot(part):
            return voice.say(_NOT, part=condition(part, voice))
        case _:
            assert_never(asked)


def accounts(several: tuple[str, ...], voice: Voice) -> str:
    """`"aurora" or "harbour"`."""
    return either(voice.lang, map(quoted, several))


def value(said: rows.RowValue, voice: Voice, lasting: bool = False) -> str:
    """A value of one row; a bare number in `lasting` company is a number of seconds."""
    match said:
        case rows.Cell(written):
            return column(written, voice)
        case rows.Fixed(fixed):
            return _fixed(fixed, voice, lasting)
        case rows.RowSum(terms):
            text = "".join((" − " if sign < 0 else " + ") + _factor(term, voice, lasting) for sign, term in terms)
            return text.removeprefix(" + ").lstrip()
        case rows.RowProduct(factors):
            return " × ".join(_factor(factor, voice, False) for factor in factors)
        case _:
            assert_never(said)


def _grouped(part: rows.RowCondition, voice: Voice) -> str:
    text = condition(part, voice)
    return f"({text})" if isinstance(part, rows.RowAll | rows.RowAny) else text


def _factor(said: rows.RowValue, voice: Voice, lasting: bool) -> str:
    text = value(said, voice, lasting)
    return f"({text})" if isinstance(said, rows.RowSum | rows.RowProduct) else text


def _fixed(fixed: Fraction | str | date | bool, voice: Voice, lasting: bool) -> str:
    match fixed:
        case bool():
            return voice.say(_TRUE if fixed else _FALSE)
        case str():
            return quoted(fixed)
        case Fraction():
            return duration(voice.lang, fixed) if lasting else number(voice.lang, fixed)
        case date():
            return day(voice.lang, fixed)
        case _:
            assert_never(fixed)


def _lasts(said: rows.RowValue) -> bool:
    """Whether a value is a length of time: a column of seconds, or one moment less another."""
    match said:
        case rows.Cell(_, kind):
            return kind is ColumnKind.SECONDS
        case rows.RowSum(terms):
            return any(_lasts(term) or _is_moment(term) for _, term in terms)
        case rows.RowProduct(factors):
            return any(map(_lasts, factors))
        case rows.Fixed():
            return False
        case _:
            assert_never(said)


def _is_moment(said: rows.RowValue) -> bool:
    return isinstance(said, rows.Cell) and said.kind in (ColumnKind.DATE, ColumnKind.MOMENT)
