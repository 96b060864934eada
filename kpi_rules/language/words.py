"""The closed table of the language's words, in English and Russian. The first spelling of each is the canonical one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the grammar: its terminal, its spellings, and signs that stand for it.

    Words of one terminal stand in the same places and differ in meaning (`daily`, `weekly`). A `reserved`
    word is never a name.
    """

    terminal: str
    en: tuple[str, ...]
    ru: tuple[str, ...]
    signs: str = ""
    reserved: bool = False

    @property
    def value(self) -> str:
        """The word as the program knows it: its canonical English spelling, else the Russian one."""
        return (self.en or self.ru)[0]


def _word(terminal: str, en: str, ru: str, signs: str = "", *, reserved: bool = False) -> Word:
    return Word(terminal, _split(en), _split(ru), signs, reserved)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


WORDS: tuple[Word, ...] = (
    # reserved: no name is spelt so
    _word("LET", "let", "пусть", reserved=True),
    _word("REPORT", "report", "сообщить", reserved=True),
    _word("NOT", "not", "не", reserved=True),
    _word("TRUE", "true", "истина", reserved=True),
    _word("FALSE", "false", "ложь", reserved=True),
    _word("EACH", "each", "каждого | каждой", reserved=True),
    _word("HOLIDAYS", "holidays", "праздников | праздники", reserved=True),
    _word("WEEKENDS", "weekends", "выходных | выходные", reserved=True),
    _word("MISSING", "missing", "нет данных", reserved=True),
    # comparisons and logic
    _word("OR", "or", "или"),
    _word("AND", "and", "и"),
    _word("GE", "at least", "не менее | не меньше | не ниже", ">=|≥"),
    _word("LE", "at most", "не более | не больше | не выше", "<=|≤"),
    _word("GT", "more than", "более | больше", ">(?!=)"),
    _word("LT", "less than", "менее | меньше", "<(?!=)"),
    _word("NE", "", "", "!=|≠"),
    _word("EQ", "equal to", "равно", "="),
    _word("IS", "is", "составляет"),
    _word("BETWEEN", "between", "между"),
    _word("WITHIN", "within", "в пределах"),
    _word("OF", "of", "от | из"),
    _word("WHERE", "where", "где"),
    # when it is judged
    _word("CALENDAR", "daily", "ежедневно"),
    _word("CALENDAR", "weekly", "еженедельно"),
    _word("CALENDAR", "monthly", "ежемесячно"),
    _word("CALENDAR", "quarterly", "ежеквартально"),
    _word("CALENDAR", "yearly", "ежегодно"),
    _word("OVER_LAST", "over last", "за последние | за последний | за последнюю"),
    _word("OVER_TERM", "over term", "за весь срок"),
    _word("EVERY", "every", "каждые | каждый | каждую"),
    _word("BY", "by", "к"),
    _word("ON", "on", "на"),
    _word("DURING", "during", "во время"),
    _word("IN_THE", "in the", "в течение"),
    _word("AFTER", "after", "после"),
    _word("BEFORE", "before", "перед"),
    _word("FROM", "from", "с | со"),
    _word("TO", "to", ""),
    _word("UNTIL", "until", ""),
    _word("UP_AND_ON", "", "по"),  # Russian says `to` and `until` with one word
    _word("MONTH", "month", "месяца | месяц"),
    # modifiers
    _word("WHEN", "when", "когда"),
    _word("UNLESS", "unless", "если не"),
    _word("EXCEPT", "except", "кроме"),
    _word("TOLERANCE", "tolerance", "допуск"),
    _word("ROUNDED_TO", "rounded to", "округлено до"),
    _word("PLACES", "places | place", "знаков | знака | знак"),
    _word("FOR", "for", "для"),
    _word("IN", "in", "в"),
    _word("RISING", "rising", "растёт на"),
    _word("FALLING", "falling", "снижается на"),
    _word("RISING_TO", "rising to", "растёт к"),
    _word("FALLING_TO", "falling to", "снижается к"),
    _word("OVER", "over", "за"),
    _word("TARGET", "target", "цель"),
    _word("OWED", "", "обязан | обязано | обязана"),
    _word("PARTY", "client", "клиент"),
    _word("PARTY", "agency", "агентство"),
    _word("SOURCE", "source", "источник"),
    _word("CHECKED_AGAINST", "checked against", "сверяется с"),
    _word("PROVIDED", "provided", "при условии"),
    _word("IF_MISSING", "if missing", "если нет данных"),
    _word("FAIL", "fail", "нарушено"),
    _word("PASS", "pass", "выполнено | выполнены"),
    _word("WARN_AT", "warn at", "предупредить при"),
    _word("FAILS_AFTER", "fails after", "нарушено после"),
    _word("MISSES_IN_A_ROW", "misses in a row | miss in a row", "промахов подряд | промаха подряд | промах подряд"),
    _word("PRORATED", "prorated", "пропорционально дням"),
    _word("WEIGHT", "weight", "вес"),
    _word("KEY", "key", "ключевой"),
    _word("BECAUSE", "because", "потому что"),
    # what it costs
    _word("ON_FAIL", "on fail", "при нарушении"),
    _word("ON_PASS", "on pass", "при выполнении"),
    _word("ON_OVER", "on over", "при значении выше"),
    _word("ON_UNDER", "on under", "при значении ниже"),
    _word("ON_RUN", "", "при"),
    _word(
        "FAILS_IN_A_ROW",
        "fails in a row | fail in a row",
        "нарушениях подряд | нарушении подряд | нарушений подряд | нарушения подряд | нарушение подряд",
    ),
    _word("DEDUCT", "deduct", "удержать"),
    _word("PAY", "pay", "выплатить"),
    _word("NOTIFY", "notify", "уведомить"),
    _word("MAY_TERMINATE", "may terminate", "можно расторгнуть"),
    _word("FEE", "fee", "вознаграждения | вознаграждение"),
    _word("PER", "per", "за каждый | за каждые | за каждую"),
    _word("FULL", "full", "полный | полные | полную"),
    _word("SHORT", "short", "недобора"),
    _word("BEYOND", "", "сверх"),
    _word("UP_TO", "up to", "но не более"),
    _word("IF", "if", "если"),
    # scenarios
    _word("SCENARIO", "scenario", "сценарий"),
    _word("GIVEN", "given", "дано"),
    _word("THEN", "then", "тогда"),
    _word("OUTCOME", "passes", "выполнено | выполнена | выполнен"),
    _word("OUTCOME", "fails", "нарушено | нарушена | нарушен"),
    _word("OUTCOME", "warns", "под угрозой"),
    _word("OUTCOME", "has no verdict", "без вердикта | нет вердикта"),
    _word("OUTCOME", "is not applicable", "не применяется"),
    _word("OUTCOME", "is pending", "ожидается"),
    _word("COSTS", "deducts", "удержано"),
    _word("COSTS", "pays", "выплачено"),
    # units of time
    _word("TIME_UNIT", "s | second | seconds", "сек | секунда | секунды | секунд"),
    _word("TIME_UNIT", "min | minute | minutes", "мин | минута | минуты | минут"),
    _word("TIME_UNIT", "h | hour | hours", "ч | час | часа | часов"),
    _word("TIME_UNIT", "days | day", "дней | день | дня"),
    _word("TIME_UNIT", "weeks | week", "недель | неделя | недели | неделю"),
    _word("TIME_UNIT", "months | month", "месяцев | месяц | месяца"),
    _word("TIME_UNIT", "quarters | quarter", "кварталов | квартал | квартала"),
    _word("TIME_UNIT", "years | year", "лет | год | года"),
)

FUNCTIONS: dict[str, str] = {
    "sum": "сумма",
    "avg": "среднее",
    "min": "минимум",
    "max": "максимум",
    "first": "первое",
    "last": "последнее",
    "count": "количество",
    "distinct": "уникальные",
    "median": "медиана",
    "percentile": "процентиль",
    "share": "доля",
    "previous": "предыдущее",
    "year_ago": "год_назад",
    "baseline": "база",
    "at_start": "на_начало",
    "growth": "рост",
    "change": "изменение",
    "retained": "удержание",
    "daily_avg": "среднее_за_день",
    "best_day": "лучший_день",
    "worst_day": "худший_день",
    "days": "дни",
    "business": "рабочее_время",
    "answered_within": "отвечено_за",
    "negative_handled": "негатив_отработан",
    "abs": "модуль",
    "round": "округлить",
    "min_of": "меньшее_из",
    "max_of": "большее_из",
}

RUBLES = ("руб", "руб.")


def even(text: str) -> str:
    """The form in which words are compared: small letters, one space, `ё` as `е`."""
    return " ".join(text.casefold().split()).replace("ё", "е")


def value(terminal: str, text: str) -> str:
    """What a token says, as the program knows it: `monthly` for `ежемесячно`. A KeyError for any other text."""
    return _values()[terminal, even(text)]


def function(name: str) -> str:
    """The English name of a function, in small letters; any other name as it is."""
    return _functions().get(even(name), name.casefold())


def reserved() -> frozenset[str]:
    """The words that are never names, in even form."""
    return frozenset(even(one) for word in WORDS if word.reserved for one in (*word.en, *word.ru) if " " not in one)


def terminals() -> Iterator[tuple[str, int, str]]:
    """The terminals of the grammar with their priority and their regular expression."""
    for name in dict.fromkeys(word.terminal for word in WORDS):
        words = [word for word in WORDS if word.terminal == name]
        signs = [word.signs for word in words if word.signs]
        spelt = sorted({one for word in words for one in (*word.en, *word.ru)}, key=lambda one: (-len(one), one))
        texts = [*signs, *([f"(?:{'|'.join(map(pattern, spelt))})(?!\\w)"] if spelt else [])]
        yield name, 2 if words[0].reserved else 0, "|".join(texts)


def pattern(phrase: str) -> str:
    """A regular expression for a word or phrase; a phrase of several words stands on one line."""
    return r"[^\S\n]+".join(re.sub("[её]", "[её]", re.escape(part)) for part in phrase.split())


def starts(terminal: str, text: str) -> bool:
    """Whether a text begins with a word of this terminal."""
    spelt = [pattern(one) for word in WORDS if word.terminal == terminal for one in (*word.en, *word.ru)]
    return re.match(rf"(?:{'|'.join(spelt)})(?!\w)", text, re.IGNORECASE) is not None


@cache
def _values() -> dict[tuple[str, str], str]:
    return {(word.terminal, even(one)): word.value for word in WORDS for one in (*word.en, *word.ru)}


@cache
def _functions() -> dict[str, str]:
    return {even(one): name for name, ru in FUNCTIONS.items() for one in (name, ru)}
