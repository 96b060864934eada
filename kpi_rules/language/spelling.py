"""Spellings that are refused with the right one shown: numbers, dates, depth, mixed alphabets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal

from kpi_rules.language.chunks import Chunk
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.literals import MAX_DIGITS
from kpi_rules.language.said import COMMA, OR, listed, said

MAX_DEPTH = 64
MAX_TERMS = 1_000

_SKIPPED = re.compile(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|#[^\n]*')
_OPENERS = re.compile(r"[(\[]|[)\]]|(?:-|−)(?=\s*[-−(])|(?<!\w)not(?!\w)|[\n,]", re.IGNORECASE)
_TERMS = re.compile(r"\w[\w.]*")
_DATE = r"\d{4}-\d\d-\d\d"
_BLANKED = "\x00" * 10  # a date, once only numbers are looked for
_BY_A_DAY = rf" [кК](?:\s|#[^\n]*\n)+{_BLANKED}"  # `>= 500 к 2026-06-30` is no 500k

Help = Callable[[re.Match[str]], str]


def _iso(day: str, month: str, year: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


_RULES: tuple[tuple[str, re.Pattern[str], str, Help], ...] = (
    (
        "KPI022",
        re.compile(rf"({_DATE})[ \u00a0]*[–—-][ \u00a0]*({_DATE})"),
        said("a range of dates is written with two dots"),
        lambda m: f"{m[1]}..{m[2]}",
    ),
    (
        "KPI022",
        re.compile(r"(?<![\w.-])(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?![\w.-])"),
        said("a date is written year-month-day"),
        lambda m: _iso(m[1], m[2], m[3]),
    ),
    (
        "KPI022",
        re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])"),
        said("a date is written year-month-day"),
        lambda m: _either(m[1], m[2], m[3]),
    ),
    (
        "KPI022",
        re.compile(r"(?<![\w/])(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?![\w/])"),
        said("a date is written year-month-day"),
        lambda m: _iso(m[3], m[2], m[1]),
    ),
    (
        "KPI022",
        re.compile(r"(?<![\w-])(\d{4})-(?:(\d)-(\d{1,2})|(\d\d)-(\d))(?![\w-])"),
        said("a date has two digits for the month and two for the day"),
        lambda m: _iso(m[3] or m[5], m[2] or m[4], m[1]),
    ),
    (
        "KPI020",
        re.compile(r"=<|=>|==|<>|!<|!>"),
        said("this comparison is spelt another way"),
        lambda m: {"=<": "<=", "=>": ">=", "==": "=", "<>": "!=", "!<": ">=", "!>": "<="}[m[0]],
    ),
    (
        "KPI021",
        re.compile(r"(?<![\w.])(\d+),(\d{3}(?:,\d{3})*)(\.\d+)?(?![\w])"),
        said("a comma between digits could be read two ways"),
        lambda m: _comma(m[1], m[2], m[3] or ""),
    ),
    (
        "KPI021",
        re.compile(r"(?<![\w.])(\d+),(\d+)"),
        said("a decimal number is written with a point"),
        lambda m: f"{m[1]}.{m[2]}",
    ),
    (
        "KPI021",
        re.compile(r"(?<![\w.-])(\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+)(?![\w-])"),
        said("thousands are separated by an underscore, or not at all"),
        lambda m: re.sub(r"\s", "_", m[1]),
    ),
    (
        "KPI021",
        re.compile(rf"(?<![\w.])(\d[\d_]*(?:\.\d+)?)(?!{_BY_A_DAY})[ ]?([kKкК]|тыс\.?|mln|млн)(?![\w])"),
        said("a number is written out in full"),
        lambda m: _expanded(m[1], m[2]),
    ),
    (
        "KPI021",
        re.compile(r"(?<![\w.])(\d[\d_.]*)[eE][+-]?\d+(?!\w)"),
        said("a number has no exponent"),
        lambda m: _without_exponent(m[0]),
    ),
    (
        "KPI021",
        re.compile(r"(?<![\w.)\]])\.\d+"),
        said("a number starts with a digit"),
        lambda m: "0" + m[0],
    ),
    (
        "KPI021",
        re.compile(rf"(?<![\w.])\d{{{MAX_DIGITS + 1},}}"),
        said("a number has at most {max_digits} digits", max_digits=MAX_DIGITS),
        lambda m: said("it with fewer digits"),
    ),
)


def _either(first: str, second: str, year: str) -> str:
    """Both readings of 06/07/2026, or the only one that there is."""
    readings = [_iso(d, m, year) for d, m in ((first, second), (second, first)) if 1 <= int(m) <= 12]
    return listed(dict.fromkeys(readings), OR) if readings else said("a day that exists")


def _comma(whole: str, rest: str, part: str) -> str:
    """Both readings of 1,234."""
    return said(
        "{thousands} (thousands) or {decimal} (a decimal)",
        thousands=f"{whole}_{rest.replace(',', '_')}{part}",
        decimal=f"{whole}.{rest.split(',')[0]}",
    )


def _without_exponent(text: str) -> str:
    digits, power = re.split("[eE]", text.replace("_", ""))
    if digits.count(".") > 1 or abs(int(power)) > MAX_DIGITS or len(digits) > MAX_DIGITS:
        return said("it out")
    value = Decimal(digits).scaleb(int(power))
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):_}"


def _expanded(digits: str, word: str) -> str:
    zeros = 6 if word.casefold() in ("mln", "млн") else 3
    whole, _, part = digits.replace("_", "").partition(".")
    number = int((whole + part.ljust(zeros, "0"))[: len(whole) + zeros])
    return f"{number:_}"


def masked(text: str) -> str:
    """The text with strings and comments blanked out, every offset kept."""
    return _SKIPPED.sub(lambda m: m[0][0] + "\x00" * (len(m[0]) - 2) + m[0][-1] if len(m[0]) > 1 else m[0], text)


def check_spelling(chunk: Chunk, notes: Notes) -> bool:
    """Report what is spelt wrongly or too large; True if there was nothing."""
    text = masked(chunk.text)
    good = True
    taken: list[tuple[int, int]] = []
    for code, pattern, message, right in _RULES:
        if code == "KPI021":  # the digits of dates are no numbers
            text = re.sub(rf"(?<!\d){_DATE}(?!\d)", _BLANKED, text)
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            notes.add(code, chunk.at(*match.span()), message, said("write {right}", right=right(match)))
            good = False
    for start, end, name in _mixed(text):
        notes.add("KPI032", chunk.at(start, end), *_which(name))
        good = False
    return good and _fits(chunk, text, notes)


def _fits(chunk: Chunk, text: str, notes: Notes) -> bool:
    depth = deepest = 0
    pending = 0  # nots and minus signs that stand before one thing
    for match in _OPENERS.finditer(text):
        sign = match[0]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth, pending = max(depth - 1, 0), 0
        elif sign in "\n,":
            pending = 0 if sign == "," else pending
        else:
            pending += 1
        deepest = max(deepest, depth + pending)
    if deepest > MAX_DEPTH:
        notes.add(
            "KPI025",
            chunk.at(0, 1),
            said(
                "the clause is nested {deepest} levels deep; {max_depth} are read", deepest=deepest, max_depth=MAX_DEPTH
            ),
            said("give parts of it names with let"),
        )
        return False
    if sum(1 for _ in _TERMS.finditer(text)) > 4 * MAX_TERMS:
        notes.add(
            "KPI025",
            chunk.at(0, 1),
            said("a clause has at most {max_terms:,} terms", max_terms=MAX_TERMS),
            said("split it with let"),
        )
        return False
    return True


def _mixed(text: str) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(r"[^\W\d][\w\u0300-\u036f]*", text):
        if not match[0].isascii() and {"LATIN", "CYRILLIC"} <= set(map(_script, match[0])):
            yield *match.span(), match[0]


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _which(name: str) -> tuple[str, str]:
    """The message about a mixed name: the letters of the rarer alphabet are the odd ones."""
    latin = [c for c in name if _script(c) == "LATIN"]
    cyrillic = [c for c in name if _script(c) == "CYRILLIC"]
    odd, kind = (cyrillic, "Cyrillic") if len(cyrillic) <= len(latin) else (latin, "Latin")
    letters = listed((said("`{c}` (letter {place})", c=c, place=name.index(c) + 1) for c in dict.fromkeys(odd)), COMMA)
    other = "Latin" if kind == "Cyrillic" else "Cyrillic"
    return said("`{name}` mixes alphabets: {letters} is {kind}", name=name, letters=letters, kind=kind), said(
        "type the whole name in {other} letters", other=other
    )
