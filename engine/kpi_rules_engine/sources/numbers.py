"""Numbers as exports write them, to exact decimals in one plain spelling. The syntax is ours, not Python's."""

from __future__ import annotations

import re
from functools import lru_cache

from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import ColumnKind
from kpi_rules_engine.sources.marks import SPACES, Marks
from kpi_rules_engine.sources.refusal import Refusal

MAX_DIGITS, MAX_SCALE = 38, 18
NO_NUMBER = said("is not a number")

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_CLOCK = re.compile(r"([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])(?:[.,]([0-9]{1,6}))?")
_SIGNS = {
    "₽": ("RUB",),
    "руб": ("RUB",),
    "р": ("RUB",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₸": ("KZT",),
    "₴": ("UAH",),
}
_SIGN = "[Рр]уб[.]?|[Рр][.]?|[₽$€£¥₸₴]|[A-Z]{3}"
_MONEY = re.compile(rf"([+\-\u2212]?)(?:({_SIGN})[{SPACES}]?)?([+\-\u2212]?[0-9].*?)(?:[{SPACES}]?({_SIGN}))?")


def number(text: str, kind: ColumnKind, marks: Marks, currency: str | None) -> str | Refusal:
    """The exact value of a cell without blanks around it, spelt `-1234.5`: no useless zeros, no exponent.

    `5,2%` is 0.052 in a NUMBER column; MONEY may bear the sign of `currency` and no other; SECONDS
    may be written h:mm:ss. Anything else (exponents, nan, inf, `1_000`, digits of other scripts) is refused.
    """
    if _PLAIN.fullmatch(text):
        return "0" if text == "-0" else text
    places = 0
    if kind is ColumnKind.MONEY:
        amount = _amount(text, currency)
        if isinstance(amount, Refusal):
            return amount
        text = amount
    elif kind is ColumnKind.SECONDS:
        clock = _CLOCK.fullmatch(text)
        if clock:
            hours, minutes, seconds = (int(part) for part in clock.group(1, 2, 3))
            return _plain("", str(hours * 3600 + minutes * 60 + seconds), clock[4] or "", 0)
    elif text.endswith("%"):
        text, places = text[:-1].rstrip(SPACES), 2
    found = _pattern(marks.decimal, marks.thousands).fullmatch(text)
    if not found:
        return Refusal(NO_NUMBER, help=_hint(text, marks))
    sign, plain, grouped, _, fraction = found.groups()
    whole = plain or "".join(c for c in grouped if "0" <= c <= "9")
    return _plain("" if sign in ("", "+") else "-", whole, fraction or "", places)


def _plain(sign: str, whole: str, fraction: str, places: int) -> str | Refusal:
    """Sign, digits before and after the mark, to the canonical spelling, `places` moved to the right."""
    digits = (whole + fraction).rjust(len(fraction) + places + 1, "0")
    scale = len(fraction) + places
    head, tail = digits[: len(digits) - scale].lstrip("0"), digits[len(digits) - scale :].rstrip("0")
    if len(tail) > MAX_SCALE or len(head) + len(tail) > MAX_DIGITS:
        return Refusal(
            said(
                "has more than {max_digits} digits, or {max_scale} after the decimal mark",
                max_digits=MAX_DIGITS,
                max_scale=MAX_SCALE,
            ),
            "KPI077",
        )
    if not head and not tail:
        return "0"
    return sign + (head or "0") + ("." + tail if tail else "")


@lru_cache
def _pattern(decimal: str, thousands: str | None) -> re.Pattern[str]:
    group = "[" + SPACES + re.escape(thousands or "") + "]"
    grouped = rf"[1-9][0-9]{{0,2}}({group})[0-9]{{3}}(?:\4[0-9]{{3}})*"
    return re.compile(rf"([+\-\u2212]?)(?:([0-9]+)|({grouped}))(?:{re.escape(decimal)}([0-9]+))?")


def _amount(text: str, currency: str | None) -> str | Refusal:
    """The number of an amount of money, if the sign beside it is that of the source's currency."""
    found = _MONEY.fullmatch(text)
    if not found:
        return text
    sign, before, amount, after = found.groups()
    for written in (before, after):
        if not written:
            continue
        if currency is None:
            return Refusal(said("bears a currency, and the source has none"), help=f"currency: {_code(written)}")
        if currency not in _currencies(written):
            return Refusal(said("is not in the source's currency, {currency}", currency=currency))
    return Refusal(NO_NUMBER) if before and after else sign + amount


def _currencies(written: str) -> tuple[str, ...]:
    return _SIGNS.get(written.lower().rstrip("."), (written,))


def _code(written: str) -> str:
    return _currencies(written)[0]


def _hint(text: str, marks: Marks) -> str | None:
    if marks.decimal == "," and re.fullmatch(r"-?[0-9]+\.[0-9]+", text):
        return said("the decimal mark of this file is the comma, and a point may only stand between thousands")
    if marks.decimal == "." and re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        return said("the decimal mark of this file is the point, and a comma may only stand between thousands")
    if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", text):
        return said("an exponent hides digits: export the number in full")
    return None
