"""The key `read:` of a source: how its files are written."""

from __future__ import annotations

from datetime import date
from time import strptime

from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.fields import choice_of, entries_of, known_keys, text_of, whole_of, wrong
from kpi_rules.language.said import said
from kpi_rules.language.yamltext import Node, Scalar

DATES = ("yyyy-mm-dd", "dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy")
_KEYS = ("separator", "decimal", "thousands", "encoding", "dates", "skip", "totals")
_TRIED = (date(2026, 10, 5), date(2027, 1, 31), date(2028, 2, 29))  # a pattern must bring each of them back


def read_dialect(node: Node | None, notes: Notes) -> Dialect:
    """What is said; all else is left to be detected."""
    body = entries_of(node, notes, "read")
    if body is None:
        return Dialect()
    known_keys(body, _KEYS, notes, "`read`")
    decimal = choice_of(body.get("decimal"), (".", ","), notes, "decimal")
    thousands = _sign(body.get("thousands"), notes, "thousands")
    if thousands and thousands == decimal:
        message = said("`thousands` and `decimal` cannot both be `{decimal}`", decimal=decimal)
        notes.add("KPI061", (body.key("thousands") or body).span, message)
    return Dialect(
        separator=_sign(body.get("separator"), notes, "separator"),
        decimal=decimal,
        thousands=thousands,
        encoding=_encoding(body.get("encoding"), notes),
        dates=_dates(body.get("dates"), notes),
        skip=whole_of(body.get("skip"), notes, "skip", most=1000),
        totals=text_of(body.get("totals"), notes, "totals"),
    )


def _sign(node: Node | None, notes: Notes, name: str) -> str | None:
    """One character; tab and the blank may be written as words."""
    if node is None:
        return None
    text = node.text if isinstance(node, Scalar) else ""
    sign = {"tab": "\t", "space": " "}.get(text, text)
    if len(sign) == 1 and not sign.isalnum() and sign not in '"\r\n-+':
        return sign
    wrong(node, notes, name, said("one character in quotes, or the word tab or space"), f'{name}: ";"')
    return None


def _encoding(node: Node | None, notes: Notes) -> str | None:
    text = text_of(node, notes, "encoding")
    if node is None or text is None:
        return None
    try:
        "0".encode(text)
    except (LookupError, UnicodeError):
        wrong(node, notes, "encoding", said("the name of an encoding"), "encoding: cp1251")
        return None
    return text


def _dates(node: Node | None, notes: Notes) -> str | None:
    text = text_of(node, notes, "dates")
    if node is None or text is None or text in DATES or _brings_back(text):
        return text
    wrong(
        node,
        notes,
        "dates",
        said("one of {dates}, or a pattern with day, month and year", dates=", ".join(DATES)),
        'dates: "%d.%m.%Y"',
    )
    return None


def _brings_back(pattern: str) -> bool:
    try:
        return all(strptime(day.strftime(pattern), pattern)[:3] == (day.year, day.month, day.day) for day in _TRIED)
    except ValueError:
        return False
