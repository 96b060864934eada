"""What follows from a verdict: each remedy with what it waits for, its amount and its caps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpi_rules.language.contract import Clause
from kpi_rules.language.formula import Comparison
from kpi_rules.language.paraphrase import nouns
from kpi_rules.language.paraphrase.figures import money, percent, quantity
from kpi_rules.language.paraphrase.formulas import first_check
from kpi_rules.language.paraphrase.phrase import Phrase, listed, name, quoted
from kpi_rules.language.paraphrase.terms import unit_of
from kpi_rules.language.paraphrase.voice import Voice
from kpi_rules.language.remedies import Amount, FeeShare, Money, Notify, On, Price, Rate, Remedy, Terminate, Trigger
from kpi_rules.language.units import Unit

_LINE = Phrase("{trigger}, {act}{gate}", "{trigger}, {act}{gate}")
_FAIL = Phrase("if the clause fails", "если пункт не выполнен")
_PASS = Phrase("if the clause is fulfilled", "если пункт выполнен")
_BETTER = Phrase(
    "if the clause is fulfilled and the value is better than {line}", "если пункт выполнен и значение лучше, чем {line}"
)
_BETTER_ABOVE = Phrase(
    "if the clause is fulfilled and the value is above {line}", "если пункт выполнен и значение выше {line}"
)
_BETTER_BELOW = Phrase(
    "if the clause is fulfilled and the value is below {line}", "если пункт выполнен и значение ниже {line}"
)
_WORSE = Phrase(
    "if the clause fails and the value is worse than {line}", "если пункт не выполнен и значение хуже, чем {line}"
)
_WORSE_BELOW = Phrase(
    "if the clause fails and the value is below {line}", "если пункт не выполнен и значение ниже {line}"
)
_WORSE_ABOVE = Phrase(
    "if the clause fails and the value is above {line}", "если пункт не выполнен и значение выше {line}"
)
_FAILS = Phrase(
    "as soon as the clause has failed in {count} in a row", "как только пункт не выполнен в течение {count} подряд"
)
_GATE = Phrase(
    ", but only if in the same period these clauses are fulfilled: {clauses}",
    ", но только если в том же периоде выполнены пункты: {clauses}",
)
_DEDUCT = Phrase("{price} is deducted from the fee{rate}{most}", "из вознаграждения удерживается {price}{rate}{most}")
_PAY = Phrase(
    "{price} is paid in addition to the fee{rate}{most}", "сверх вознаграждения выплачивается {price}{rate}{most}"
)
_FEE_SHARE = Phrase("{share} of the fee", "{share} вознаграждения")
_MOST = Phrase(", but no more than {most}", ", но не более {most}")
_SHORT = Phrase(
    " for each {step} by which the value misses the target{parts}",
    " за каждый шаг в {step}, на который значение хуже цели{parts}",
)
_BEYOND = Phrase(
    " for each {step} by which the value beats the target{parts}",
    " за каждый шаг в {step}, на который значение лучше цели{parts}",
)
_OF_TARGET = Phrase("{share} of the target", "{share} от цели")
_WHOLE = Phrase(", counting full steps only", ", считаются только полные шаги")
_PARTS = Phrase(", and in proportion for a part of it", ", а за часть шага пропорционально")
_NOTIFY = Phrase("notice is given: {text}", "направляется уведомление: {text}")
_TERMINATE = Phrase("the other party may terminate the contract", "другая сторона вправе расторгнуть договор")
_ONE_DEDUCTION = Phrase(
    "of several deductions of this clause for one period only the largest applies",
    "из нескольких удержаний по этому пункту за один период применяется только наибольшее",
)
_ONE_BONUS = Phrase(
    "of several payments under this clause for one period only the largest applies",
    "из нескольких выплат по этому пункту за один период применяется только наибольшая",
)


def consequences(clause: Clause, voice: Voice) -> Iterator[str]:
    """Each remedy in the order of the text, and how several of a kind go together."""
    for remedy in clause.remedies:
        yield _remedy(remedy, clause, voice)
    kinds = [remedy.act.kind for remedy in clause.remedies if isinstance(remedy.act, Money)]
    if kinds.count("deduct") > 1:
        yield voice.say(_ONE_DEDUCTION)
    if kinds.count("pay") > 1:
        yield voice.say(_ONE_BONUS)


def price(said: Price, voice: Voice) -> str:
    """`10% of the fee`, `15,000 RUB`."""
    match said:
        case FeeShare(share):
            return voice.say(_FEE_SHARE, share=percent(voice.lang, share))
        case Amount(value):
            return money(voice.lang, value, voice.currency)
        case _:
            assert_never(said)


def _remedy(remedy: Remedy, clause: Clause, voice: Voice) -> str:
    gate = voice.say(_GATE, clauses=listed(voice.lang, map(name, remedy.gate))) if remedy.gate else ""
    trigger, act = _trigger(remedy.trigger, clause, voice), _act(remedy.act, unit_of(clause), voice)
    return voice.say(_LINE, trigger=trigger, act=act, gate=gate)


def _trigger(trigger: Trigger, clause: Clause, voice: Voice) -> str:
    line = quantity(voice.lang, trigger.line, unit_of(clause)) if trigger.line is not None else ""
    match trigger.on:
        case On.FAIL:
            return voice.say(_FAIL)
        case On.PASS:
            return voice.say(_PASS)
        case On.OVER:
            return voice.say(_line(clause, _BETTER_ABOVE, _BETTER_BELOW, _BETTER), line=line)
        case On.UNDER:
            return voice.say(_line(clause, _WORSE_BELOW, _WORSE_ABOVE, _WORSE), line=line)
        case On.FAILS:
            return voice.say(_FAILS, count=nouns.of_periods(voice.lang, trigger.fails or 0))
        case _:
            assert_never(trigger.on)


def _line(clause: Clause, more: Phrase, less: Phrase, other: Phrase) -> Phrase:
    """Above or below, as the clause asks for more or for less."""
    match first_check(clause.requirement):
        case Comparison(comparator=">=" | ">"):
            return more
        case Comparison(comparator="<=" | "<"):
            return less
        case _:
            return other


def _act(act: Money | Notify | Terminate, unit: Unit, voice: Voice) -> str:
    match act:
        case Money(kind, amount, rate, most):
            return voice.say(
                _DEDUCT if kind == "deduct" else _PAY,
                price=price(amount, voice),
                rate=_rate(rate, unit, voice) if rate else "",
                most=voice.say(_MOST, most=price(most, voice)) if most else "",
            )
        case Notify(text):
            return voice.say(_NOTIFY, text=quoted(text))
        case Terminate():
            return voice.say(_TERMINATE)
        case _:
            assert_never(act)


def _rate(rate: Rate, unit: Unit, voice: Voice) -> str:
    lang = voice.lang
    step = voice.say(_OF_TARGET, share=percent(lang, rate.step)) if rate.relative else quantity(lang, rate.step, unit)
    parts = voice.say(_WHOLE if rate.whole else _PARTS)
    return voice.say(_SHORT if rate.side == "short" else _BEYOND, step=step, parts=parts)
