"""A text that keeps its template and values, so that it can be said in another language later.

English is the text itself. The Russian templates are a table of their own, read only when Russian is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from string import Formatter
from typing import Literal

from kpi_rules.language import plurals

Lang = Literal["en", "ru"]

NO_BREAK = "\u00a0"
AND, OR, COMMA = "{before} and {last}", "{before} or {last}", "{before}, {last}"
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\w|[.,]\d)")
_QUOTED = re.compile(r"(`[^`]*`)")


class Said(str):
    """English words that remember how they were made: a template with `{name}` in it, and the values of the names."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Said:
        made = super().__new__(cls, _filled(template, values, "en") if values or "{" in template else template)
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[type[Said], tuple[str, Mapping[str, object]]]:
        return Said, (self.template, self.values)


def said(template: str, /, **values: object) -> Said:
    """The text of a template.

    A name is followed by a format as in an f-string, or by the forms of a noun for its number:
    `{count:file|files}` makes `1 file` and `2,000 files`.
    """
    return Said(template, values)


def listed(parts: Iterable[str], by: str) -> str:
    """The parts joined by the template of two, such as `AND`; each part is translated on its own."""
    return reduce(lambda before, last: Said(by, {"before": before, "last": last}), parts)


def in_language(text: str, lang: Lang) -> str:
    """The text in this language. What is no `Said`, or has no Russian template, stays as it is."""
    if lang == "en" or not isinstance(text, Said):
        return text
    from kpi_rules.language.russian import TEXTS

    template = TEXTS.get(text.template)
    if template is None:
        return str(text)
    return _filled(template, {name: _translated(value) for name, value in text.values.items()}, "ru")


def numbers_in(text: str, lang: Lang) -> str:
    """The numbers of a text as the language spells them: `28,317.5` is `28 317,5` in Russian; code in `…` stays."""
    if lang == "en":
        return text
    pieces = _QUOTED.split(text)
    return "".join(piece if n % 2 else _NUMBER.sub(_spelt, piece) for n, piece in enumerate(pieces))


def plural(count: int, forms: str, lang: Lang) -> str:
    """The form of a noun for a number: of `file|files` in English, of `файл|файла|файлов` in Russian."""
    choices = forms.split("|")
    if lang == "en":
        return choices[0 if count == 1 else 1]
    return plurals.plural(count, *choices)


def _translated(value: object) -> object:
    return in_language(value, "ru") if isinstance(value, str) else value


def _spelt(number: re.Match[str]) -> str:
    return number[0].replace(",", NO_BREAK).replace(".", ",")


def _filled(template: str, values: Mapping[str, object], lang: Lang) -> str:
    parts: list[str] = []
    for text, name, form, _ in Formatter().parse(template):
        parts.append(text)
        if name is not None:
            form = form or ""
            if form.startswith("of "):  # so many of what another value names: `{count:of unit}`
                form = _forms(str(values[form.removeprefix("of ")]))
            parts.append(_value(values[name], form, lang))
    return "".join(parts)


def _forms(noun: str) -> str:
    from kpi_rules.language.russian import NOUNS

    return NOUNS[noun]


def _value(value: object, form: str, lang: Lang) -> str:
    if "|" in form and isinstance(value, int):
        space = " " if lang == "en" else NO_BREAK
        return f"{_value(value, ',', lang)}{space}{plural(value, form, lang)}"
    if lang == "en" or not form:
        return format(value, form)
    if form == ",":
        return numbers_in(format(value, ",") if isinstance(value, int) else str(value), lang)
    if form.isidentifier():  # a table of words: `{kind:cells}`
        from kpi_rules.language.russian import WORDS

        return str(WORDS[form].get(str(value), value))
    return format(value, form)
