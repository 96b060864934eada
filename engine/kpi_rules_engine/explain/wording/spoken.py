"""Whether a clause says its target already, in whatever spelling of numbers and units; for Russian explanations."""

from __future__ import annotations

import re

from kpi_rules.language.said import NO_BREAK

# a unit as an explanation shows it -> as a clause may write it
_UNITS = {
    "руб.": r"(?:руб\.?|RUB|₽)",
    "ч": r"(?:ч|h)",
    "мин": r"(?:мин|min)",
    "сек": r"(?:сек|s)",
    "день": r"(?:день|дня|дней|days?)",
    "дня": r"(?:день|дня|дней|days?)",
    "дней": r"(?:день|дня|дней|days?)",
}


def in_its_unit(text: str, target: str) -> str:
    """The text with the target as it is shown elsewhere: `spend >= 20 000 руб.` for `spend >= 20_000 RUB`."""
    said = _said(text, target)
    return text[: said.start()] + target + text[said.end() :] if said else text + in_other_words(text, target)


def in_other_words(text: str, target: str) -> str:
    """The target in its unit, unless the text says just that: `30 RUB` is 30,00 руб., `1_000` is 1 000."""
    return f" ({target})" if target and not _said(text, target) else ""


def _said(text: str, target: str) -> re.Match[str] | None:
    """Where the text says the target in the same unit, but for zeros and the marks between thousands."""
    if not target:
        return None
    plain = re.sub(rf"(?<=\d){NO_BREAK}(?=\d)", "", target).replace(",", ".")
    number = r"\s*".join(map(_pattern, plain.split()))
    return re.search(rf"(?<![\w.])(?<!\d,){number}(?![\w.%]|,\d)", text)


def _pattern(word: str) -> str:
    if not word[-1].isdigit():
        return _UNITS.get(word, re.escape(word))
    whole, _, broken = word.partition(".")
    broken = broken.rstrip("0")
    tail = rf"[.,]{broken}0*" if broken else r"(?:[.,]0+)?"
    return "".join(rf"{re.escape(char)}_?" for char in whole) + tail
