"""The front matter's money: the fee, the limits of a statement, the scorecard."""

from __future__ import annotations

import re
from fractions import Fraction

from kpi_rules.language import fields
from kpi_rules.language.contract import Header, Scorecard
from kpi_rules.language.currencies import CURRENCIES
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.literals import number, percent
from kpi_rules.language.remedies import Amount, FeeShare, Limits, Price
from kpi_rules.language.said import said
from kpi_rules.language.yamltext import Entries, Node

_FEE = re.compile(r"([0-9][0-9_]*(?:\.[0-9]+)?) ([A-Z]{3}) (monthly|quarterly|yearly)\Z")
_SHARE = re.compile(r"([0-9][0-9_]*(?:\.[0-9]+)? ?%) of fee\Z")
_AMOUNT = re.compile(r"([0-9][0-9_]*(?:\.[0-9]+)?) ([A-Z]{3})\Z")


def fee_of(node: Node | None, notes: Notes) -> tuple[Fraction, str, str] | None:
    """`150000 RUB monthly`: amount, currency, how often."""
    text = fields.text_of(node, notes, "fee")
    if node is None or text is None:
        return None
    found = _FEE.match(text)
    amount = number(found[1]) if found else None
    if found is None or amount is None or found[2] not in CURRENCIES:
        fields.wrong(
            node, notes, "fee", said("an amount, a currency and how often it is paid"), "fee: 150000 RUB monthly"
        )
        return None
    return amount, found[2], found[3]


def limits_of(node: Node | None, notes: Notes) -> Limits | None:
    """`{deductions: 30% of fee, bonuses: 20% of fee}`, one of them or both."""
    entries = fields.entries_of(node, notes, "limits")
    if entries is None:
        return None
    fields.known_keys(entries, ("deductions", "bonuses"), notes, "limits")
    return Limits(*(_price(entries.get(key), notes, key) for key in ("deductions", "bonuses")))


def scorecard_of(node: Node | None, notes: Notes) -> Scorecard | None:
    """`{pass: 90%, warn: 75%}`; the line of the warning may be left out."""
    entries = fields.entries_of(node, notes, "scorecard")
    if entries is None:
        return None
    fields.known_keys(entries, ("pass", "warn"), notes, said("the scorecard"))
    passes = fields.share_of(fields.required(entries, "pass", notes, said("the scorecard")), notes, "pass")
    warns = fields.share_of(entries.get("warn"), notes, "warn")
    line = entries.get("warn")
    if passes is not None and warns is not None and line is not None and warns >= passes:
        fields.wrong(line, notes, "warn", said("below `pass`"), "scorecard: {pass: 90%, warn: 75%}")
    return None if passes is None else Scorecard(passes, warns)


def check_money(header: Header, entries: Entries, notes: Notes) -> None:
    """The fee is in the contract's currency, as are the limits; a share of the fee needs one."""
    node = entries.get("fee")
    if header.fee and node and header.currency and header.fee[1] != header.currency:
        fields.wrong(node, notes, "fee", said("in the contract's currency, {currency}", currency=header.currency), None)
    limits = fields.entries_of(entries.get("limits"), Notes("", ""), "limits")
    for key, value in limits.pairs if limits else ():
        text = fields.text_of(value, Notes("", ""), key.text) or ""
        amount = _AMOUNT.match(text)
        if _SHARE.match(text) and header.fee is None:
            notes.add("KPI012", value.span, said("the contract says no fee"), "fee: 150000 RUB monthly")
        elif amount and header.currency and amount[2] != header.currency:
            fields.wrong(
                value, notes, key.text, said("in the contract's currency, {currency}", currency=header.currency), None
            )


def _price(node: Node | None, notes: Notes, name: str) -> Price | None:
    text = fields.text_of(node, notes, name)
    if node is None or text is None:
        return None
    share, amount = _SHARE.match(text), _AMOUNT.match(text)
    part = percent(share[1]) if share else None
    if part is not None:
        return FeeShare(part)
    value = number(amount[1]) if amount and amount[2] in CURRENCIES else None
    if value is not None:
        return Amount(value)
    fields.wrong(node, notes, name, said("a share of the fee or an amount"), f"{name}: 30% of fee")
    return None
