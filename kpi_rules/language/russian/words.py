"""Words of closed lists, in the form that a sentence needs, and nouns that follow a number."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "cells": {
        "number": "числа",
        "money": "суммы денег",
        "seconds": "секунды",
        "text": "тексты",
        "date": "даты",
        "moment": "моменты времени",
        "flag": "ответы «да» и «нет»",
    },
    "units": {
        "ratio": "доля",
        "money": "деньги",
        "duration": "время",
        "count": "количество",
        "people": "люди",
        "count per money": "количество на деньги",
    },
    "keywords": {"at least": "не менее", "at most": "не более"},
    "better": {"more": "больше", "less": "меньше"},
    "measures": {
        "flow": "складывается за период",
        "stock": "уровень на день",
        "unique": "разные люди",
        "sample": "набор значений",
        "count": "число строк",
    },
    "periods": {"day": "день", "week": "неделя", "month": "месяц", "quarter": "квартал", "year": "год"},
    "period": {"day": "день", "week": "неделю", "month": "месяц", "quarter": "квартал", "year": "год"},
    "adverbs": {
        "daily": "ежедневно",
        "weekly": "еженедельно",
        "monthly": "ежемесячно",
        "quarterly": "ежеквартально",
        "yearly": "ежегодно",
    },
    "outcomes": {
        "passes": "выполнено",
        "fails": "нарушено",
        "warns": "под угрозой",
        "has no verdict": "нет вердикта",
        "is not applicable": "не применяется",
        "is pending": "ожидается",
        "is reported": "показано без оценки",
    },
    "lacks": {"on its target": "значения ровно на цели", "that passes": "выполнения", "that fails": "нарушения"},
    "alphabets": {"Latin": "латиница", "Cyrillic": "кириллица"},
    "letters": {"Latin": "латинскими", "Cyrillic": "русскими"},
    "reasons": {
        "No such file or directory": "нет такого файла или папки",
        "Permission denied": "нет прав на чтение",
        "Is a directory": "это папка",
        "Input/output error": "ошибка чтения с диска",
        "Too many open files": "открыто слишком много файлов",
        "Too many levels of symbolic links": "ссылки ведут по кругу",
    },
}

NOUNS: Mapping[str, str] = {
    "day": "день|дня|дней",
    "week": "неделя|недели|недель",
    "month": "месяц|месяца|месяцев",
    "quarter": "квартал|квартала|кварталов",
    "year": "год|года|лет",
}
