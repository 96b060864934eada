"""When a clause is judged, on which days, and which days do not count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from kpi_rules.language.contract import Clause, Exclusion
from kpi_rules.language.paraphrase import nouns
from kpi_rules.language.paraphrase.figures import day, from_to, several_days
from kpi_rules.language.paraphrase.phrase import Phrase, listed, name, quoted
from kpi_rules.language.paraphrase.voice import Voice, column
from kpi_rules.language.schedule import By, Calendar, Every, Once, OverTerm, Schedule

_JUDGED, _REPORTED = Phrase("judged", "проверяется"), Phrase("reported", "сообщается")
_CALENDAR = Phrase(
    "it is {done} for each {unit} of the term, on the data of that period",
    "{done} за {unit} срока действия, по данным этого периода",
)
_ROLLING = Phrase(
    "it is {done} for each {unit} of the term, on the data of the {over} that end together with it, all of which must "
    "lie in "
    "the term",
    "{done} за {unit} срока действия, по данным за {over}, которые заканчиваются вместе с этим периодом и "
    "целиком лежат в сроке действия",
)
_EVERY = Phrase(
    "it is {done} for each block of {length}, counted from the first day of the term, on the data of that block",
    "{done} за каждый отрезок длиной {length}, считая с первого дня срока действия, по данным этого отрезка",
)
_BY = Phrase(
    "it is {done} once, as of {day} (the day of the check), on the data from the first day of the term to that day, "
    "both days included",
    "{done} один раз, по состоянию на {day} (дата проверки), по данным с первого дня срока действия по этот день "
    "включительно",
)
_ONCE = Phrase("it is {done} once, on the data {days}{event}", "{done} один раз, по данным за период {days}{event}")
_ONCE_DAY = Phrase("it is {done} once, on the data of {days}{event}", "{done} один раз, по данным за {days}{event}")
_EVENT = Phrase(" (event {event})", " (событие {event})")
_OVER_TERM = Phrase(
    "it is {done} once, after the end of the term, on the data of the whole term",
    "{done} один раз, по окончании срока действия, по данным за весь срок действия",
)
_SINCE = Phrase("the clause binds from {day}, that day included", "пункт действует с {day}, включая этот день")
_UNTIL = Phrase("the clause binds until {day}, that day included", "пункт действует по {day}, включая этот день")
_LEFT_OUT = Phrase(
    "these days do not count, neither for the values nor for the completeness of data: {days}",
    "не учитываются ни в значениях, ни в полноте данных следующие дни: {days}",
)
_WEEKENDS = Phrase("Saturdays and Sundays", "субботы и воскресенья")
_HOLIDAYS = Phrase(
    "the public holidays of the calendar {calendar}, which in the term are {days}",
    "праздничные дни по календарю {calendar}, а именно в срок действия {days}",
)
_NO_HOLIDAYS = Phrase(
    "the public holidays of the calendar {calendar}, none of which is in the term",
    "праздничные дни по календарю {calendar}, в срок действия их нет",
)
_REASON = Phrase(" (reason: {reason})", " (причина: {reason})")
_EACH = Phrase(
    "it is judged separately for each value of {columns}, and is met only if it is met for every value",
    "проверяется отдельно по каждому значению {columns} и считается выполненным, только если выполнено по каждому из "
    "них",
)


def judged(schedule: Schedule, voice: Voice, reported: bool) -> str:
    """When, and on which days."""
    lang, done = voice.lang, voice.say(_REPORTED if reported else _JUDGED)
    match schedule:
        case Calendar(unit, over):
            each = nouns.every(lang, unit)
            if over is None:
                return voice.say(_CALENDAR, done=done, unit=each)
            return voice.say(_ROLLING, done=done, unit=each, over=nouns.units(lang, *over))
        case Every(count, unit):
            return voice.say(_EVERY, done=done, length=nouns.units(lang, count, unit))
        case By(when):
            return voice.say(_BY, done=done, day=day(lang, when))
        case Once(days, event):
            named = voice.say(_EVENT, event=name(event)) if event else ""
            if days.first == days.last:
                return voice.say(_ONCE_DAY, done=done, days=day(lang, days.first), event=named)
            return voice.say(_ONCE, done=done, days=from_to(lang, days), event=named)
        case OverTerm():
            return voice.say(_OVER_TERM, done=done)
        case _:
            assert_never(schedule)


def bounds(clause: Clause, voice: Voice) -> Iterator[str]:
    """From when to when the clause binds, which days and groups it has."""
    if clause.since is not None:
        yield voice.say(_SINCE, day=day(voice.lang, clause.since))
    if clause.until is not None:
        yield voice.say(_UNTIL, day=day(voice.lang, clause.until))
    if clause.exclusions:
        yield voice.say(_LEFT_OUT, days="; ".join(_excluded(one, voice) for one in clause.exclusions))
    if clause.each:
        yield voice.say(_EACH, columns=listed(voice.lang, (column(one, voice) for one in clause.each)))


def _excluded(exclusion: Exclusion, voice: Voice) -> str:
    parts = [from_to(voice.lang, exclusion.days)] if exclusion.days else []
    parts += [_single(exclusion.dates, voice)] if exclusion.dates else []
    parts += [voice.say(_WEEKENDS)] if exclusion.weekends else []
    usual = {"", "weekends", f"holidays ({voice.header.holidays})", *_written(exclusion)}
    reason = voice.say(_REASON, reason=quoted(exclusion.reason)) if exclusion.reason not in usual else ""
    return ", ".join(parts) + reason


def _written(exclusion: Exclusion) -> tuple[str, ...]:
    """The reason of days that are given none."""
    days = exclusion.days
    return (str(days.first), f"{days.first}..{days.last}") if days else ()


def _single(dates: frozenset[date], voice: Voice) -> str:
    """Holidays by their calendar where it gives just these days, with those of the term one by one."""
    header = voice.header
    calendar = voice.vocabulary.holidays.get(header.holidays or "", {})
    years = range(header.term.first.year - 2, header.term.last.year + 1)
    if header.holidays and dates == {one for year in years for one in calendar.get(year, ())}:
        inside = [one for one in dates if one in header.term]
        if not inside:
            return voice.say(_NO_HOLIDAYS, calendar=header.holidays)
        return voice.say(_HOLIDAYS, calendar=header.holidays, days=several_days(voice.lang, inside))
    return several_days(voice.lang, dates)
