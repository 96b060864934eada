"""How strictly the target is held: what moves it, what forgives a miss, what must hold besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from kpi_rules.language.contract import Against, Clause
from kpi_rules.language.formula import Condition, Negated
from kpi_rules.language.meaning.expressions import with_parts
from kpi_rules.language.paraphrase import nouns
from kpi_rules.language.paraphrase.figures import from_to, number, percent, quantity
from kpi_rules.language.paraphrase.formulas import Names, asked, first_check
from kpi_rules.language.paraphrase.phrase import Phrase, listed, name
from kpi_rules.language.paraphrase.tables import tables_of
from kpi_rules.language.paraphrase.voice import Voice, table
from kpi_rules.language.schedule import Calendar, Every
from kpi_rules.language.targets import Approach, Listed, Moving, Step
from kpi_rules.language.units import BARE, Unit

_WHEN = Phrase(
    "the clause applies only to a period in which {condition}",
    "пункт применяется только к периоду, в котором {condition}",
)
_UNLESS = Phrase(
    "the clause does not apply to a period in which {condition}",
    "пункт не применяется к периоду, в котором {condition}",
)
_PROVIDED = Phrase(
    "the target counts as met only if besides {condition}; otherwise the clause is not fulfilled",
    "цель считается достигнутой, только если кроме того {condition}; в противном случае пункт не выполнен",
)
_RISES = Phrase(
    "the target named is that of the first judged period; in each further one it is {amount} higher",
    "названная цель относится к первому проверяемому периоду; в каждом следующем она выше на {amount}",
)
_FALLS = Phrase(
    "the target named is that of the first judged period; in each further one it is {amount} lower",
    "названная цель относится к первому проверяемому периоду; в каждом следующем она ниже на {amount}",
)
_APPROACHES = Phrase(
    "the target named is that of the first judged period; it moves in equal steps, is {to} in judged period number "
    "{period} and stays there",
    "названная цель относится к первому проверяемому периоду; она меняется равными шагами, в проверяемом периоде "
    "номер {period} составляет {to} и далее не меняется",
)
_LISTED = Phrase(
    "the target named holds until another takes its place: {targets}",
    "названная цель действует, пока её не сменит другая: {targets}",
)
_LISTED_ONE = Phrase("{target} beginning with the period {days}", "{target} начиная с периода {days}")
_ROUNDED = Phrase(
    "before it is compared, the value is rounded to a multiple of {step}, a half away from zero",
    "перед сравнением значение округляется до кратного {step}, половина шага — от нуля",
)
_TOLERANCE = Phrase(
    "a miss of the target by no more than {amount} still counts as met",
    "отклонение от цели не более чем на {amount} считается выполнением",
)
_OF_TARGET = Phrase("{share} of the target", "{share} от цели")
_WARN = Phrase(
    "a value that meets the target but not the line {line} counts as met with a warning",
    "значение, которое достигает цели, но не достигает границы {line}, считается выполнением с предупреждением",
)
_PRORATED = Phrase(
    "where a period is cut, the target is reduced in proportion to the days that remain of it",
    "если период неполный, цель уменьшается пропорционально числу оставшихся в нём дней",
)
_AGAINST = Phrase(
    "the same value is computed a second time, with the source {source} for the data of {tables}; where the second "
    "value differs from the first by more than {amount}, the value is disputed and there is no verdict",
    "то же значение вычисляется второй раз, по источнику {source} для данных {tables}; если второе значение "
    "отличается от первого более чем на {amount}, значение считается спорным и решение не выносится",
)
_AGAINST_OTHER = Phrase(
    "the values are computed a second time by the source {source}, as they stand in: {requirement}; where a second "
    "value differs from the first by more than {amount}, the value is disputed and there is no verdict",
    "значения вычисляются второй раз по источнику {source}, как они стоят в условии: {requirement}; если второе "
    "значение отличается от первого более чем на {amount}, значение считается спорным и решение не выносится",
)
_OF_FIRST = Phrase("{share} of the first", "{share} от первого")
_MISSING_FAIL = Phrase(
    "where data is missing, the clause counts as not fulfilled", "если данных не хватает, пункт считается невыполненным"
)
_MISSING_PASS = Phrase(
    "where data is missing, the clause counts as fulfilled, without payment for it",
    "если данных не хватает, пункт считается выполненным, без выплаты за это",
)
_MISSES = Phrase(
    "a miss counts as a warning; the clause fails only when there is a miss in {count} in a row; periods to which "
    "the "
    "clause does not apply and those without a verdict do not count in the row",
    "отдельный промах считается предупреждением; пункт не выполнен, только когда промахи идут подряд в течение "
    "{count}; "
    "периоды, к которым пункт не применяется, и периоды без решения в этом ряду не считаются",
)
_BLOCK = Phrase(
    "the periods are taken in blocks of {of}, counted from the first judged one; a block is fulfilled if the target is "
    "met in at least {needed} of them; periods to which the clause does not apply leave the block; of a shorter last "
    "block the same share is needed, rounded up",
    "периоды объединяются в блоки по {of}, считая с первого проверяемого; блок выполнен, если цель достигнута не менее "
    "чем в {needed} из них; периоды, к которым пункт не применяется, в блок не входят; для последнего, неполного блока "
    "нужна та же доля с округлением вверх",
)
_WEIGHT = Phrase("in the scorecard the clause has the weight {weight}", "в сводной оценке вес пункта {weight}")
_KEY = Phrase(
    "the clause is a key one: if it fails, the whole scorecard fails",
    "пункт ключевой: если он не выполнен, не выполнена вся сводная оценка",
)


def unit_of(clause: Clause) -> Unit:
    """The unit of the comparison that tolerances, steps and lines are said in."""
    if clause.reported is not None:
        return clause.reported.unit
    check = first_check(clause.requirement)
    return check.unit if check else BARE


def conditions(clause: Clause, names: Names, voice: Voice) -> Iterator[str]:
    """When the clause applies, and what must hold besides."""
    for condition in clause.when:
        if isinstance(condition, Negated):
            yield voice.say(_UNLESS, condition=asked(condition.of, names, voice))
        else:
            yield voice.say(_WHEN, condition=asked(condition, names, voice))
    for condition in clause.provided:
        yield voice.say(_PROVIDED, condition=asked(condition, names, voice))


def strictness(clause: Clause, names: Names, voice: Voice) -> Iterator[str]:
    """Everything that bends the target or the verdict."""
    unit, lang = unit_of(clause), voice.lang
    if clause.moving is not None:
        yield _moving(clause.moving, unit, voice)
    if clause.prorated:
        yield voice.say(_PRORATED)
    if clause.rounding is not None:
        yield voice.say(_ROUNDED, step=quantity(lang, clause.rounding, unit))
    if clause.tolerance is not None:
        amount, relative = clause.tolerance.amount, clause.tolerance.relative
        yield voice.say(_TOLERANCE, amount=_distance(amount, relative, unit, _OF_TARGET, voice))
    if clause.warn is not None:
        yield voice.say(_WARN, line=quantity(lang, clause.warn, unit))
    if clause.against is not None:
        yield _against(clause.against, clause.requirement, names, unit, voice)
    if clause.missing is not None:
        yield voice.say(_MISSING_FAIL if clause.missing == "fail" else _MISSING_PASS)
    if clause.misses is not None:
        yield voice.say(_MISSES, count=nouns.of_periods(lang, clause.misses))
    if clause.block is not None:
        yield voice.say(_BLOCK, needed=str(clause.block.needed), of=_block_length(clause, clause.block.of, voice))
    if clause.weight != 1:
        yield voice.say(_WEIGHT, weight=number(lang, clause.weight))
    if clause.key:
        yield voice.say(_KEY)


def _moving(moving: Moving, unit: Unit, voice: Voice) -> str:
    match moving:
        case Step(amount):
            said = quantity(voice.lang, abs(amount), unit)
            return voice.say(_RISES if amount >= 0 else _FALLS, amount=said)
        case Approach(to, periods):
            return voice.say(_APPROACHES, to=quantity(voice.lang, to, unit), period=str(periods))
        case Listed(targets):
            each = (
                voice.say(_LISTED_ONE, target=quantity(voice.lang, target, unit), days=from_to(voice.lang, days))
                for days, target in targets
            )
            return voice.say(_LISTED, targets="; ".join(each))
        case _:
            assert_never(moving)


def _distance(amount: Fraction, relative: bool, unit: Unit, of: Phrase, voice: Voice) -> str:
    if relative:
        return voice.say(of, share=percent(voice.lang, amount))
    return quantity(voice.lang, amount, unit)


def _against(against: Against, requirement: Condition, names: Names, unit: Unit, voice: Voice) -> str:
    """The second source by the tables that it feeds, where nothing else differs."""
    amount = _distance(against.amount, against.relative, unit, _OF_FIRST, voice)
    tables = tables_of(against.requirement, against.source)
    again = with_parts(
        requirement,
        lambda one: replace(one, part=replace(one.part, source=against.source)) if one.part.table in tables else one,
    )
    if tables and again == against.requirement:
        fed = listed(voice.lang, (table(one, voice) for one in sorted(tables)))
        return voice.say(_AGAINST, source=name(against.source), tables=fed, amount=amount)
    text = asked(against.requirement, names, voice)
    return voice.say(_AGAINST_OTHER, source=name(against.source), requirement=text, amount=amount)


def _block_length(clause: Clause, count: int, voice: Voice) -> str:
    match clause.schedule:
        case Calendar(unit, _):
            return nouns.units(voice.lang, count, unit)
        case Every() | _:
            return nouns.periods(voice.lang, count)
