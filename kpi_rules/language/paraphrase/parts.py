"""What is measured: one aggregate over a window, in words that can stand in a formula."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language import rows
from kpi_rules.language.formula import How, Measured, Part, Shift
from kpi_rules.language.paraphrase.figures import number
from kpi_rules.language.paraphrase.phrase import Phrase, name
from kpi_rules.language.paraphrase.selections import accounts, condition, value
from kpi_rules.language.paraphrase.usual import only_source, usual
from kpi_rules.language.paraphrase.voice import Voice, called, column, table
from kpi_rules.language.vocabulary import Kind

_SUM = Phrase("total of {what}", "сумма показателя {what}")
_AVG = Phrase("average of the daily values of {what}", "среднее из дневных значений показателя {what}")
_MIN = Phrase("lowest daily value of {what}", "наименьшее дневное значение показателя {what}")
_MAX = Phrase("highest daily value of {what}", "наибольшее дневное значение показателя {what}")
_SINGLE_AVG = Phrase("average of the single values of {what}", "среднее из отдельных значений показателя {what}")
_SINGLE_MIN = Phrase("lowest single value of {what}", "наименьшее отдельное значение показателя {what}")
_SINGLE_MAX = Phrase("highest single value of {what}", "наибольшее отдельное значение показателя {what}")
_FIRST = Phrase("{what} on the first day with data", "показатель {what} на первый день с данными")
_LAST = Phrase("{what} on the last day with data", "показатель {what} на последний день с данными")
_COUNT = Phrase("number of {what}", "количество по показателю {what}")
_ROWS = Phrase("number of rows of the table {what}", "количество строк таблицы {what}")
_DISTINCT = Phrase(
    "number of different values of {value} in the table {what}", "количество разных значений {value} в таблице {what}"
)
_RANKED = Phrase(
    "percentile {rank} of the daily values of {what}", "процентиль {rank} из дневных значений показателя {what}"
)
_SINGLE_RANKED = Phrase(
    "percentile {rank} of the single values of {what}", "процентиль {rank} из отдельных значений показателя {what}"
)
_EXACT = Phrase(
    "{what} as the platform itself counts it for exactly these days",
    "показатель {what} по собственному подсчёту площадки ровно за эти дни",
)
_AT_START = Phrase("{what} on the day before the period", "показатель {what} на день перед периодом")
_ON_THE_DAY = Phrase("{what} on the day of the check", "показатель {what} на дату проверки")

_SHIFTS = {
    Shift.PREVIOUS: Phrase("for the previous period", "за предыдущий период"),
    Shift.YEAR_AGO: Phrase("for the same period a year earlier", "за тот же период годом ранее"),
    Shift.BASELINE: Phrase("for the baseline period", "за базовый период"),
    Shift.DAY_BEFORE: Phrase("for the day before the period", "за день перед периодом"),
    Shift.LAST_DAY: Phrase("for the last day of the period", "за последний день периода"),
}
_THEN = Phrase(", counted from there ", ", считая от него ")
_ROWS_WHERE = Phrase("only rows where {condition}", "только строки, где {condition}")
_ACCOUNTS = Phrase("only the account {accounts}", "только аккаунт {accounts}")
_SOURCE = Phrase("by the source {source}", "по источнику {source}")
_TABLE = Phrase("from the table {table}", "из таблицы {table}")
_VALUE = Phrase("adding up {value}", "складывается {value}")
_TIME = Phrase("a row belongs to the day of {time}", "строка относится ко дню {time}")
_SCOPE = Phrase("of the rows where {condition}", "из строк, где {condition}")
_KIND = Phrase("read as {kind}", "считается как {kind}")
_KINDS = {
    Kind.FLOW: Phrase("a flow", "поток"),
    Kind.STOCK: Phrase("a level", "уровень"),
    Kind.UNIQUE: Phrase("a number of people", "число людей"),
    Kind.SAMPLE: Phrase("single values", "отдельные значения"),
    Kind.COUNT: Phrase("a count of rows", "число строк"),
}
_NONNEGATIVE = Phrase("never below zero", "не бывает меньше нуля")
_BY_ACCOUNT = Phrase("told apart by account", "с различением аккаунтов")
_RANK = Phrase("rank {rank}", "ранг {rank}")
_SINGLE = {How.AVG: _SINGLE_AVG, How.MIN: _SINGLE_MIN, How.MAX: _SINGLE_MAX, How.PERCENTILE: _SINGLE_RANKED}


def measured(said: Measured, voice: Voice) -> str:
    """`total of «Likes» [only rows where …; for the previous period]`."""
    part, shifts = said.part, said.shifts
    last = shifts[-1] if shifts and part.how is How.LAST else None
    if last in (Shift.DAY_BEFORE, Shift.LAST_DAY):
        text = voice.say(_AT_START if last is Shift.DAY_BEFORE else _ON_THE_DAY, what=_what(part, voice))
        shifts = shifts[:-1]
    else:
        text = _aggregate(part, voice)
    notes = [*_notes(part, voice), *([shifted(shifts, voice)] if shifts else [])]
    return f"{text} [{'; '.join(notes)}]" if notes else text


def shifted(shifts: tuple[Shift, ...], voice: Voice) -> str:
    """The window that the shifts lead to, step by step."""
    return voice.say(_THEN).join(voice.say(_SHIFTS[shift]) for shift in shifts)


def _what(part: Part, voice: Voice) -> str:
    return table(part.measure, voice) if _rows_of_a_table(part, voice) else called(part.measure, voice)


def _rows_of_a_table(part: Part, voice: Voice) -> bool:
    return part.kind is Kind.COUNT and part.how is How.COUNT and part.measure in voice.vocabulary.tables


def _aggregate(part: Part, voice: Voice) -> str:
    what = _what(part, voice)
    if part.kind is Kind.SAMPLE and part.how in _SINGLE:
        return voice.say(_SINGLE[part.how], what=what, rank=_rank(part, voice))
    match part.how:
        case How.SUM:
            return voice.say(_SUM, what=what)
        case How.AVG:
            return voice.say(_AVG, what=what)
        case How.MIN:
            return voice.say(_MIN, what=what)
        case How.MAX:
            return voice.say(_MAX, what=what)
        case How.FIRST:
            return voice.say(_FIRST, what=what)
        case How.LAST:
            return voice.say(_LAST, what=what)
        case How.COUNT:
            return voice.say(_ROWS if _rows_of_a_table(part, voice) else _COUNT, what=what)
        case How.DISTINCT:
            told = value(part.value, voice) if part.value else ""
            return voice.say(_DISTINCT, what=table(part.measure, voice), value=told)
        case How.PERCENTILE:
            return voice.say(_RANKED, what=what, rank=_rank(part, voice))
        case How.EXACT:
            return voice.say(_EXACT, what=what)
        case _:
            assert_never(part.how)


def _rank(part: Part, voice: Voice) -> str:
    return number(voice.lang, part.rank) if part.rank is not None else ""


def _notes(part: Part, voice: Voice) -> Iterator[str]:
    """What sets the part apart from the measure as it is read when nothing else is said."""
    read = usual(part, voice)
    if read is None or not read.first:
        yield voice.say(_TABLE, table=table(part.table, voice))
        if part.value is not None and part.how is not How.DISTINCT:
            yield voice.say(_VALUE, value=value(part.value, voice))
    selection = rows.RowAll(read.selection) if read and read.first else part.where
    if selection != rows.EVERY_ROW:
        yield voice.say(_ROWS_WHERE, condition=condition(selection, voice))
    if part.accounts is not None:
        yield voice.say(_ACCOUNTS, accounts=accounts(part.accounts, voice))
    if part.source != only_source(part, voice):
        yield voice.say(_SOURCE, source=name(part.source))
    if read is None:
        yield from _all_of_it(part, voice)


def _all_of_it(part: Part, voice: Voice) -> Iterator[str]:
    """Whatever a part can have that its measure does not tell."""
    yield voice.say(_TIME, time=column(part.time, voice))
    if part.scope != rows.EVERY_ROW:
        yield voice.say(_SCOPE, condition=condition(part.scope, voice))
    yield voice.say(_KIND, kind=voice.say(_KINDS[part.kind]))
    if part.rank is not None:
        yield voice.say(_RANK, rank=_rank(part, voice))
    if part.nonnegative:
        yield voice.say(_NONNEGATIVE)
    if part.by_account:
        yield voice.say(_BY_ACCOUNT)
