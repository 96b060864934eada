"""Prices of a contract as exact amounts of its currency."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from kpi_rules.language.contract import Header
from kpi_rules.language.currencies import MINOR_UNITS
from kpi_rules.language.remedies import Amount, FeeShare, Price


def amount_of(price: Price, header: Header) -> Fraction:
    """The price in the contract's currency. A ValueError for a share of a fee that there is none of."""
    match price:
        case Amount(value):
            return value
        case FeeShare(share):
            if header.fee is None:
                raise ValueError("a share of the fee in a contract without one was let through")
            return share * header.fee[0]
        case _:
            assert_never(price)


def currency_of(header: Header) -> str:
    """The currency of all amounts; that of the fee where the contract names no other."""
    return header.currency or (header.fee[1] if header.fee else "")


def to_coins(amount: Fraction, currency: str) -> Fraction:
    """An amount (0 or more) rounded half-up to the currency's minor unit."""
    coins = 10 ** MINOR_UNITS.get(currency, 2)
    return Fraction((2 * amount * coins + 1) // 2, coins)


def whole_coins(amount: Fraction, currency: str) -> Fraction:
    """The amount without what is less than the currency's minor unit: what a limit lets through at most."""
    coins = 10 ** MINOR_UNITS.get(currency, 2)
    return Fraction(amount * coins // 1, coins)


def in_digits(amount: Fraction, currency: str) -> str:
    """`15000.00`, with the digits of the currency; the amount is one of whole minor units."""
    places = MINOR_UNITS.get(currency, 2)
    whole, rest = divmod(amount * 10**places, 10**places)
    return f"{whole}.{int(rest):0{places}}" if places else str(whole)
