"""What holds for all clauses of a contract, said once: the facts of its front matter."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kpi_rules.language.contract import Header, Scorecard
from kpi_rules.language.paraphrase import nouns
from kpi_rules.language.paraphrase.consequences import price
from kpi_rules.language.paraphrase.figures import from_to, money, percent
from kpi_rules.language.paraphrase.phrase import Phrase, either, name, quoted, sentence
from kpi_rules.language.paraphrase.voice import Voice
from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import Vocabulary

_TERM = Phrase("the term runs {days}", "срок действия {days}")
_PARTY = Phrase("{role}: {name}", "{role}: {name}")
_ROLES = {"client": Phrase("the Client", "Клиент"), "agency": Phrase("the Agency", "Агентство")}
_TIMEZONE = Phrase("days are those of the time zone {zone}", "дни считаются по часовому поясу {zone}")
_CURRENCY = Phrase("amounts of money are in {currency}", "денежные суммы указаны в валюте {currency}")
_SCOPE = Phrase(
    "only those rows of the data count in which {columns}", "учитываются только те строки данных, в которых {columns}"
)
_ACCOUNT = Phrase("only the data of the account {accounts} counts", "учитываются только данные аккаунта {accounts}")
_COLUMN = Phrase("{column} is {values}", "{column} равно {values}")
_MONTH = Phrase(
    "a month of the contract begins on day {day} of a calendar month and bears the name of the calendar month that has "
    "most of it; quarters and years are made of such months",
    "месяц по договору начинается {day}-го числа календарного месяца и называется по тому календарному месяцу, на "
    "который "
    "приходится большая его часть; кварталы и годы состоят из таких месяцев",
)
_JUDGED = Phrase(
    "a period that is cut by the term or by the bounds of a clause is judged on the days that remain of it",
    "период, неполный из-за границ срока действия или пункта, проверяется по оставшимся в нём дням",
)
_SKIPPED = Phrase(
    "a period that is cut by the term or by the bounds of a clause is not judged",
    "период, неполный из-за границ срока действия или пункта, не проверяется",
)
_COVERAGE = Phrase(
    "data must be there for at least {share} of the days, for each figure and each stretch of days that it is read "
    "for; "
    "else there is no verdict; days without data are left out of the figure and never count as zero",
    "данные должны быть не менее чем за {share} дней по каждому показателю и каждому отрезку времени, за который он "
    "берётся; иначе решение не выносится; дни без данных в показатель не входят и нулём не считаются",
)
_WHOLE = Phrase(
    "data must be there for every day of each figure and each stretch of days that it is read for; else there is no "
    "verdict; a day without data never counts as zero",
    "данные должны быть за каждый день по каждому показателю и каждому отрезку времени, за который он берётся; иначе "
    "решение не выносится; день без данных нулём не считается",
)
_FINAL = Phrase(
    "a verdict is final on the day after the last day of its period",
    "решение окончательно со дня, следующего за последним днём периода",
)
_SETTLE = Phrase(
    "a verdict is final {days} after the end of its period; until then it is provisional and nothing is paid or "
    "deducted",
    "решение окончательно, когда после окончания периода прошло {days}; до этого оно предварительное, выплат и "
    "удержаний "
    "по нему нет",
)
_DIVISION = Phrase(
    "a value above zero divided by zero counts as infinitely large; zero divided by zero has no value and gives no "
    "verdict",
    "значение больше нуля, делённое на ноль, считается бесконечно большим; ноль, делённый на ноль, значения не имеет, "
    "и "
    "решение не выносится",
)
_EXACT = Phrase(
    "all values are computed exactly and compared without rounding, unless a clause says otherwise",
    "все значения вычисляются точно и сравниваются без округления, если в пункте не сказано иное",
)
_BASELINE = Phrase("the baseline period is {days}", "базовый период {days}")
_FEE = Phrase("the fee is {amount} {often}", "вознаграждение составляет {amount} {often}")
_OFTEN = {
    "daily": Phrase("a day", "в день"),
    "weekly": Phrase("a week", "в неделю"),
    "monthly": Phrase("a month", "в месяц"),
    "quarterly": Phrase("a quarter", "в квартал"),
    "yearly": Phrase("a year", "в год"),
}
_OTHER_OFTEN = Phrase("({unit})", "({unit})")
_DEDUCTIONS = Phrase(
    "the deductions of one statement together are no more than {most}",
    "удержания по одному расчёту в сумме не более {most}",
)
_BONUSES = Phrase(
    "the payments in addition to the fee on one statement together are no more than {most}",
    "выплаты сверх вознаграждения по одному расчёту в сумме не более {most}",
)
_MONEY = Phrase(
    "each amount of a deduction or payment is rounded once, half up, to the smallest unit of the currency",
    "сумма каждого удержания и каждой выплаты округляется один раз до наименьшей единицы валюты, половина вверх",
)
_SCORECARD = Phrase(
    "there is a scorecard: a fulfilled clause gives its weight, one fulfilled with a warning half of it, a failed one "
    "nothing; the weight is 1 where a clause names none; the scorecard is passed from {passes} of the weights of the "
    "judged clauses on",
    "ведётся сводная оценка: выполненный пункт даёт свой вес, выполненный с предупреждением половину веса, "
    "невыполненный "
    "ничего; если вес не назван, он равен 1; оценка положительна начиная с {passes} суммы весов проверенных пунктов",
)
_SCORE_WARNS = Phrase(
    "from {warns} of these weights on, and below that share, the scorecard counts as a warning",
    "начиная с {warns} этой суммы, но ниже названной доли, сводная оценка считается предупреждением",
)


def facts(header: Header, lang: Lang) -> list[str]:
    """Sentences that every clause of the contract is read with."""
    voice = Voice(lang, header, Vocabulary({}, {}, {}, {}, {}))
    return [sentence(text) for text in _facts(header, voice)]


def _facts(header: Header, voice: Voice) -> Iterator[str]:
    lang = voice.lang
    yield voice.say(_TERM, days=from_to(lang, header.term))
    for role, phrase in _ROLES.items():
        if role in header.parties:
            yield voice.say(_PARTY, role=voice.say(phrase), name=header.parties[role])
    if header.timezone is not None:
        yield voice.say(_TIMEZONE, zone=header.timezone)
    if header.currency is not None:
        yield voice.say(_CURRENCY, currency=header.currency)
    if "account" in header.scope:
        yield voice.say(_ACCOUNT, accounts=either(lang, map(quoted, header.scope["account"])))
    if header.scope.keys() - {"account"}:
        yield voice.say(_SCOPE, columns=_scope(header, voice))
    if header.month_day != 1:
        yield voice.say(_MONTH, day=str(header.month_day))
    yield voice.say(_JUDGED if header.partial == "judge" else _SKIPPED)
    if header.baseline is not None:
        yield voice.say(_BASELINE, days=from_to(lang, header.baseline))
    yield voice.say(_WHOLE if header.coverage == 1 else _COVERAGE, share=percent(lang, header.coverage))
    yield voice.say(_SETTLE, days=nouns.days(lang, header.settle)) if header.settle else voice.say(_FINAL)
    yield voice.say(_EXACT)
    yield voice.say(_DIVISION)
    yield from _money(header, voice)
    if header.scorecard is not None:
        yield from _scorecard(header.scorecard, voice)


def _scope(header: Header, voice: Voice) -> str:
    columns = (
        voice.say(_COLUMN, column=name(column), values=either(voice.lang, map(quoted, values)))
        for column, values in header.scope.items()
        if column != "account"
    )
    return "; ".join(columns)


def _money(header: Header, voice: Voice) -> Iterator[str]:
    if header.fee is not None:
        amount, currency, often = header.fee
        how_often = voice.say(_OFTEN[often]) if often in _OFTEN else voice.say(_OTHER_OFTEN, unit=often)
        yield voice.say(_FEE, amount=money(voice.lang, amount, currency), often=how_often)
    limits = header.limits
    if limits is not None and limits.deductions is not None:
        yield voice.say(_DEDUCTIONS, most=price(limits.deductions, voice))
    if limits is not None and limits.bonuses is not None:
        yield voice.say(_BONUSES, most=price(limits.bonuses, voice))
    if header.fee is not None or limits is not None:
        yield voice.say(_MONEY)


def _scorecard(scorecard: Scorecard, voice: Voice) -> Iterator[str]:
    yield voice.say(_SCORECARD, passes=_share(scorecard.passes, voice))
    if scorecard.warns is not None:
        yield voice.say(_SCORE_WARNS, warns=_share(scorecard.warns, voice))


def _share(share: Fraction, voice: Voice) -> str:
    return percent(voice.lang, share)
