"""What a verdict costs in words: each line with its arithmetic."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.currencies import MINOR_UNITS
from kpi_rules.language.remedies import FeeShare, Price, Rate
from kpi_rules.language.units import money
from kpi_rules_engine.explain import cost_wording as wording
from kpi_rules_engine.explain.formula_text import plain
from kpi_rules_engine.explain.numbers import Digits, shown
from kpi_rules_engine.values import Value
from kpi_rules_engine.verdict import Line, Sum


def cost_text(line: Line) -> str:
    """`deduct 4% short × 1% of 150,000.00 RUB = 6,000.00 RUB`."""
    return wording.cost(line.kind, arithmetic(line) if line.sum else line.notice, line.open)


def arithmetic(line: Line) -> str:
    """How the amount is computed, to the last digit; empty where there is none."""
    if line.sum is None or line.amount is None:
        return ""
    found, currency = line.sum, line.currency
    start = _before(found, currency)
    if found.most is not None:
        most = _price(found.act.most, found.most, found, currency)
        start = wording.up_to(start, most)
    amount = in_money(line.amount, currency)
    if found.exact != line.amount:
        exact = f"{plain(found.exact)} {currency}"
        return wording.equals(start, "" if start == exact else exact, amount)
    return amount if start == amount else wording.equals(start, amount, "")


def in_money(amount: Fraction, currency: str) -> str:
    """`150,000.00 RUB`, with all digits of its minor unit."""
    places = MINOR_UNITS.get(currency, 2)
    return shown(amount, money(currency), Digits(places, places))


def _before(found: Sum, currency: str) -> str:
    price = _price(found.act.price, found.price, found, currency)
    rate = found.act.rate
    if rate is None or found.far is None or found.steps is None:
        return price
    far = _amount(found.far, rate)
    if not isinstance(found.far, Fraction) or not isinstance(found.steps, Fraction):
        return wording.without_end(rate.side)
    if rate.whole:
        return wording.whole_steps(far, rate.side, plain(found.steps), _amount(rate.step, rate), price)
    one = rate.step == (Fraction(1, 100) if rate.relative else 1)
    return wording.steps(far, rate.side, "" if one else _amount(rate.step, rate), price)


def _amount(far: Value, rate: Rate) -> str:
    if not isinstance(far, Fraction):
        return ""
    return f"{plain(far * 100)}%" if rate.relative else plain(far)


def _price(price: Price | None, amount: Fraction, found: Sum, currency: str) -> str:
    if isinstance(price, FeeShare) and found.fee is not None:
        return wording.share_of(f"{plain(price.share * 100)}%", in_money(found.fee, currency))
    places = 10 ** MINOR_UNITS.get(currency, 2)
    return in_money(amount, currency) if (amount * places).denominator == 1 else f"{plain(amount)} {currency}"
