"""Typed readers of YAML nodes: each returns the value, or notes what is wrong and returns None.

A reader given None (the key is absent) is silent. `name` is how the message calls the value: its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from fractions import Fraction
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from kpi_rules.language.currencies import CURRENCIES
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.literals import day, number, percent, stretch
from kpi_rules.language.said import said
from kpi_rules.language.schedule import Days
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import Words
from kpi_rules.language.yamlfaults import shown
from kpi_rules.language.yamltext import Entries, Items, Node, Scalar

T = TypeVar("T")

LISTED = 20  # unknown keys of one mapping, then silence
_LENGTH = re.compile(r"([0-9]{1,5}) +(?:days?|день|дня|дней)\Z")


def known_keys(entries: Entries, allowed: Collection[str], notes: Notes, of: str = said("this entry")) -> bool:
    """Whether all keys are allowed ones; KPI011 for each that is not."""
    strange = [key for key, _ in entries.pairs if key.text not in allowed]
    for key in strange[:LISTED]:
        near = nearest(key.text, allowed)
        help = f"{near}:" if near else said("the keys here are {keys}", keys=", ".join(allowed))
        notes.add("KPI011", key.span, said("`{key}` is not a key of {of}", key=shown(key.text), of=of), help)
    return not strange


def required(
    entries: Entries, key: str, notes: Notes, of: str = said("this entry"), at: Span | None = None
) -> Node | None:
    """The value of a key that must be there; KPI012 `at` this place, or where the mapping begins, if it is not."""
    found = entries.get(key)
    if found is None:
        start = Span(entries.span.line, entries.span.column, entries.span.line, entries.span.column + 1)
        notes.add("KPI012", at or start, said("{of} needs the key `{key}`", of=of, key=key), f"{key}: …")
    return found


def text_of(node: Node | None, notes: Notes, name: str = said("the value")) -> str | None:
    """A text that is not empty and holds nothing invisible; its line breaks become spaces."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        wrong(node, notes, name, said("a text"), f"{name}: a text")
        return None
    text = re.sub(r"\s*\n\s*", " ", node.text.strip("\n"))
    if not text:
        notes.add("KPI013", node.span, said("`{name}` has no value", name=name), f"{name}: …")
        return None
    if not text.isprintable():
        wrong(node, notes, name, said("a text without invisible characters"), None)
        return None
    return text


def scalar_of(node: Node | None, notes: Notes, name: str = said("the value")) -> Scalar | None:
    """The same as a node, where its place is wanted."""
    text = text_of(node, notes, name)
    return None if node is None or text is None else Scalar(text, node.span)


def line_of(node: Node | None, notes: Notes, name: str = said("the value")) -> str | None:
    """A text on one line: it has a grammar of its own, and messages about it count its columns (see `inner`)."""
    text = text_of(node, notes, name)
    if node is None or text is None or node.span.line == node.span.end_line:
        return text
    wrong(node, notes, name, said("written on one line"), f"{name}: {text}", found=False)
    return None


def each_of(node: Node | None, notes: Notes, name: str = said("the value")) -> tuple[Scalar, ...]:
    """The texts of a list, or the one text, with their places; of nothing, none."""
    found: dict[str, Scalar] = {}
    for item in items_of(node):
        text = text_of(item, notes, name)
        if text is not None and text in found:
            notes.add("KPI014", item.span, said("`{text}` stands here a second time", text=shown(text)))
        elif text is not None:
            found[text] = Scalar(text, item.span)
    return tuple(found.values())


def words_of(node: Node | None, notes: Notes, name: str = said("the value")) -> Words | None:
    """`{en: …, ru: …}`, or one text for both kinds of readers."""
    if not isinstance(node, Entries):
        text = text_of(node, notes, name)
        return None if text is None else Words(text)
    if not known_keys(node, ("en", "ru"), notes, f"`{name}`"):
        return None
    english = text_of(required(node, "en", notes, f"`{name}`"), notes, "en")
    russian = text_of(node.get("ru"), notes, "ru")
    if english is None or (russian is None and node.get("ru") is not None):
        return None
    return Words(english, russian or "")


def entries_of(node: Node | None, notes: Notes, name: str = said("the value")) -> Entries | None:
    """A mapping; nothing at all is an empty one."""
    if node is None or isinstance(node, Entries):
        return node
    if isinstance(node, Scalar) and not node.text and not node.quoted:
        return Entries((), node.span)
    wrong(node, notes, name, said("a list of `key: value` lines"), f"{name}: {{name: value}}")
    return None


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The nodes of a list, or the one node; of nothing, none."""
    if node is None:
        return ()
    return node.items if isinstance(node, Items) else (node,)


def choice_of(node: Node | None, choices: Collection[str], notes: Notes, name: str = said("the value")) -> str | None:
    """One of a few words."""
    text = text_of(node, notes, name)
    if node is None or text is None or text in choices:
        return text
    near = nearest(text, choices)
    wrong(
        node,
        notes,
        name,
        said("one of {choices}", choices=", ".join(choices)),
        f"{name}: {near}" if near else None,
    )
    return None


def flag_of(node: Node | None, notes: Notes, name: str = said("the value")) -> bool | None:
    """`true` or `false`, and no other spelling."""
    text = choice_of(node, ("true", "false"), notes, name)
    return None if text is None else text == "true"


def number_of(node: Node | None, notes: Notes, name: str = said("the value")) -> Fraction | None:
    """An exact decimal number, as the clause language spells it."""
    return _read(node, notes, name, number, said("a number"), lambda text: _respelt(text) or "0.05")


def share_of(node: Node | None, notes: Notes, name: str = said("the value")) -> Fraction | None:
    """`95%` or `0.95`, from 0 to 1."""
    share = _read(node, notes, name, _share, said("a share"), lambda _: "95%")
    if node is None or share is None or 0 <= share <= 1:
        return share
    wrong(node, notes, name, said("a share from 0% to 100%"), f"{name}: 95%")
    return None


def whole_of(
    node: Node | None, notes: Notes, name: str = said("the value"), least: int = 0, most: int | None = None
) -> int | None:
    """A whole number within bounds, both included."""
    found = _read(node, notes, name, number, said("a whole number"), lambda text: _respelt(text) or str(least))
    if node is None or found is None:
        return None
    if found.denominator == 1 and found >= least and (most is None or found <= most):
        return int(found)
    form = (
        said("a whole number from {least} to {most}", least=least, most=most)
        if most is not None
        else said("a whole number of at least {least}", least=least)
    )
    wrong(
        node,
        notes,
        name,
        form,
        f"{name}: {least}",
    )
    return None


def day_of(node: Node | None, notes: Notes, name: str = said("the value")) -> date | None:
    """`2026-02-28`."""
    return _read(node, notes, name, day, said("a date that exists, year-month-day"), lambda _: "2026-02-28")


def days_of(node: Node | None, notes: Notes, name: str = said("the value")) -> Days | None:
    """`2026-01-01..2026-12-31`, `2025-10..2025-12`, or one day or month."""
    return _read(
        node, notes, name, stretch, said("two dates, the earlier one first"), lambda _: "2026-01-01..2026-12-31"
    )


def length_of(node: Node | None, notes: Notes, name: str = said("the value")) -> int | None:
    """`5 days`, as the number of days."""
    return _read(node, notes, name, _length, said("a number of days"), lambda _: "5 days")


def currency_of(node: Node | None, notes: Notes, name: str = "currency") -> str | None:
    """A code of ISO 4217 in capitals."""
    text = text_of(node, notes, name)
    if node is None or text is None or text in CURRENCIES:
        return text
    help = f"{name}: {text.upper()}" if text.upper() in CURRENCIES else f"{name}: RUB"
    wrong(node, notes, name, said("the code of a currency"), help)
    return None


def timezone_of(node: Node | None, notes: Notes, name: str = "timezone") -> str | None:
    """A name of the IANA time zone database."""
    text = text_of(node, notes, name)
    if node is None or text is None:
        return None
    try:
        ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        near = nearest(text, sorted(available_timezones())) or "Europe/Moscow"
        wrong(node, notes, name, said("a time zone of the IANA list"), f"{name}: {near}")
        return None
    return text


def inner(scalar: Scalar) -> Span:
    """The place of the text itself, inside its quotes."""
    span = scalar.span
    if not scalar.quoted or span.line != span.end_line:
        return span
    return Span(span.line, span.column + 1, span.line, max(span.end_column - 1, span.column + 1))


def wrong(node: Node, notes: Notes, name: str, form: str, help: str | None, *, found: bool = True) -> None:
    """Note KPI013: the value is not of this form."""
    if found and isinstance(node, Scalar):
        message = said("`{name}` must be {form}, not `{seen}`", name=name, form=form, seen=shown(node.text))
    else:
        message = said("`{name}` must be {form}", name=name, form=form)
    notes.add("KPI013", node.span, message, help)


def _read(
    node: Node | None,
    notes: Notes,
    name: str,
    reader: Callable[[str], T | None],
    form: str,
    respelt: Callable[[str], str],
) -> T | None:
    text = text_of(node, notes, name)
    if node is None or text is None:
        return None
    value = reader(text)
    if value is None:
        wrong(node, notes, name, form, f"{name}: {respelt(text)}")
    return value


def _share(text: str) -> Fraction | None:
    share = percent(text)
    return number(text) if share is None else share


def _length(text: str) -> int | None:
    found = _LENGTH.match(text)
    return int(found[1]) if found else None


def _respelt(text: str) -> str | None:
    """The number that was probably meant: `0,05`, `1 000`, `1 000,5` and the like."""
    plain = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "_", text)
    plain = re.sub(r"(?<=\d),(?=\d+\Z)", ".", plain).strip()
    return plain if number(plain) is not None else None
