"""What a verdict costs in words: each line with its arithmetic."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.currencies import MINOR_UNITS
from kpi_rules.language.decimals import plain
from kpi_rules.language.remedies import FeeShare, Price, Rate
from kpi_rules.language.units import money
from kpi_rules_engine.explain.numbers import Digits, shown
from kpi_rules_engine.explain.tongue import ENGLISH, Tongue
from kpi_rules_engine.values import Value
from kpi_rules_engine.verdict import Line, Sum


def cost_text(line: Line, tongue: Tongue = ENGLISH) -> str:
    """`deduct 4% short × 1% of 150,000.00 RUB = 6,000.00 RUB`."""
    return tongue.costing.cost(line.kind, arithmetic(line, tongue) if line.sum else line.notice, line.open)


def arithmetic(line: Line, tongue: Tongue = ENGLISH) -> str:
    """How the amount is computed, to the last digit; empty where there is none."""
    if line.sum is None or line.amount is None:
        return ""
    found, currency, wording = line.sum, line.currency, tongue.costing
    start = _before(found, currency, tongue)
    if found.most is not None:
        most = _price(found.act.most, found.most, found, currency, tongue)
        start = wording.up_to(start, most)
    amount = in_money(line.amount, currency, tongue)
    if found.exact != line.amount:
        exact = _exactly(found.exact, currency, tongue)
        return wording.equals(start, "" if start == exact else exact, amount)
    return amount if start == amount else wording.equals(start, amount, "")


def in_money(amount: Fraction, currency: str, tongue: Tongue = ENGLISH) -> str:
    """`150,000.00 RUB`, with all digits of its minor unit."""
    places = MINOR_UNITS.get(currency, 2)
    return shown(amount, money(currency), Digits(places, places), tongue.numerals)


def _before(found: Sum, currency: str, tongue: Tongue) -> str:
    wording, point = tongue.costing, tongue.numerals.point
    price = _price(found.act.price, found.price, found, currency, tongue)
    rate = found.act.rate
    if rate is None or found.far is None or found.steps is None:
        return price
    far = _amount(found.far, rate, point)
    if not isinstance(found.far, Fraction) or not isinstance(found.steps, Fraction):
        return wording.without_end(rate.side)
    if rate.whole:
        return wording.whole_steps(far, rate.side, plain(found.steps, point), _amount(rate.step, rate, point), price)
    one = rate.step == (Fraction(1, 100) if rate.relative else 1)
    return wording.steps(far, rate.side, "" if one else _amount(rate.step, rate, point), price)


def _amount(far: Value, rate: Rate, point: str) -> str:
    if not isinstance(far, Fraction):
        return ""
    return f"{plain(far * 100, point)}%" if rate.relative else plain(far, point)


def _price(price: Price | None, amount: Fraction, found: Sum, currency: str, tongue: Tongue) -> str:
    if isinstance(price, FeeShare) and found.fee is not None:
        return tongue.costing.share_of(
            f"{plain(price.share * 100, tongue.numerals.point)}%", in_money(found.fee, currency, tongue)
        )
    places = 10 ** MINOR_UNITS.get(currency, 2)
    whole = (amount * places).denominator == 1
    return in_money(amount, currency, tongue) if whole else _exactly(amount, currency, tongue)


def _exactly(amount: Fraction, currency: str, tongue: Tongue) -> str:
    return f"{plain(amount, tongue.numerals.point)}{tongue.numerals.gap}{tongue.numerals.currency(currency)}"
