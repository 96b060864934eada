"""The lines of a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge.stage import CPA_CHECK, INF, clause, header
from kpi_rules.language.currencies import MINOR_UNITS
from kpi_rules.language.remedies import Amount, FeeShare, Money, Notify, On, Price, Rate, Remedy, Terminate, Trigger
from kpi_rules.language.units import COUNT
from kpi_rules_engine.across.runs import NO_RUN, Run
from kpi_rules_engine.costs.lines import lines
from kpi_rules_engine.costs.prices import in_digits, to_coins
from kpi_rules_engine.explain.cost_text import arithmetic, cost_text
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.values import Reason, Value
from kpi_rules_engine.verdict import CheckResult, Line, Status

FEE = header(fee=(Fraction(150_000), "RUB", "monthly"))
ON_FAIL, ON_PASS = Trigger(On.FAIL), Trigger(On.PASS)
PER_CENT_SHORT = Rate(Fraction(1, 100), True, "short")

Number = int | str | Value


def number(value: Number) -> Value:
    return Fraction(value) if isinstance(value, int | str) else value


def check(value: Number, comparator: str, target: Number, high: Number | None = None) -> CheckResult:
    found, asked = number(value), number(target)
    end = None if high is None else number(high)
    return CheckResult("", found, found, comparator, asked, Fraction(0), None, COUNT, end)


def failed(of: CheckResult) -> Decision:
    return Decision(Status.FAIL, None, (of,))


def passed(of: CheckResult) -> Decision:
    return Decision(Status.PASS, None, (of,))


def deduct(price: Price, rate: Rate | None = None, most: Price | None = None, on: Trigger = ON_FAIL) -> Remedy:
    return Remedy(on, Money("deduct", price, rate, most))


def pay(price: Price, rate: Rate | None = None, most: Price | None = None, on: Trigger = ON_PASS) -> Remedy:
    return Remedy(on, Money("pay", price, rate, most))


def share(per_cent: int) -> FeeShare:
    return FeeShare(Fraction(per_cent, 100))


def amount(value: int | str) -> Amount:
    return Amount(Fraction(value))


def judged(
    decision: Decision, *remedies: Remedy, fails: Run = NO_RUN, gate: Truth = Truth.TRUE, currency: str = "RUB"
) -> tuple[Line, ...]:
    head = replace(FEE, currency=currency)
    return lines(clause(CPA_CHECK, remedies=remedies), head, decision, fails, lambda _: gate)


def amounts(found: Sequence[Line]) -> list[Fraction | None]:
    return [line.amount for line in found]


@pytest.mark.parametrize(
    ("of", "short"),
    [
        (check("0.048", ">=", "0.05"), 4),
        (check(33, "<=", 30), 10),
        (check(90, "between", 100, 200), 10),
        (check(220, "between", 100, 200), 10),
        (check(-110, ">=", -100), 10),
    ],
)
def test_a_shortfall_is_a_share_of_its_target(of: CheckResult, short: int) -> None:
    assert amounts(judged(failed(of), deduct(share(1), PER_CENT_SHORT))) == [1500 * short]


def test_a_plain_step_is_in_the_unit_of_the_kpi() -> None:
    rate = Rate(Fraction(1, 100), False, "short")
    assert amounts(judged(failed(check("0.03", ">=", "0.05")), deduct(share(20), rate))) == [60_000]


def test_whole_steps_only() -> None:
    rate = replace(PER_CENT_SHORT, whole=True)
    assert amounts(judged(failed(check("96.1", ">=", 100)), deduct(amount(10), rate))) == [30]
    assert amounts(judged(failed(check(97, ">=", 100)), deduct(amount(10), rate))) == [30]
    assert judged(failed(check("99.5", ">=", 100)), deduct(amount(10), rate)) == ()


def test_over_is_the_same_on_the_other_side() -> None:
    rate = Rate(Fraction(1, 100), True, "over")
    assert amounts(judged(passed(check(110, ">=", 100)), pay(amount("7.50"), rate))) == [75]
    assert amounts(judged(passed(check(27, "<=", 30)), pay(amount("7.50"), rate))) == [75]
    assert judged(passed(check(100, ">=", 100)), pay(amount("7.50"), rate)) == ()


def test_what_is_endlessly_far_costs_as_much_as_it_may() -> None:
    remedy = deduct(share(1), PER_CENT_SHORT, share(20))
    [line] = judged(failed(check(INF, "<=", 30)), remedy)
    assert line.amount == 30_000
    assert arithmetic(line) == "short without limit, up to 20% of 150,000.00 RUB = 30,000.00 RUB"
    [line] = judged(Decision(Status.FAIL, Reason.MISSING_DATA, by_missing=True), remedy)
    assert line.amount == 30_000


def test_what_passed_by_missing_data_earns_nothing() -> None:
    assert judged(Decision(Status.PASS, Reason.MISSING_DAY, by_missing=True), pay(amount(5))) == ()


def test_the_largest_of_a_ladder_applies_once() -> None:
    ladder = (
        deduct(amount(100)),
        deduct(amount(500), on=Trigger(On.UNDER, Fraction(3))),
        deduct(amount(300), on=Trigger(On.UNDER, Fraction(4))),
        pay(amount(7)),
    )
    assert amounts(judged(failed(check(2, ">=", 5)), *ladder)) == [500]
    assert amounts(judged(failed(check(3, ">=", 5)), *ladder)) == [300]  # a line is passed only beyond it
    assert amounts(judged(failed(check(4, ">=", 5)), *ladder)) == [100]


def test_a_line_goes_by_the_value_as_compared_and_money_by_the_verdict() -> None:
    tier = pay(amount(9), on=Trigger(On.OVER, Fraction(7)))
    assert amounts(judged(passed(check(8, ">=", 5)), tier)) == [9]
    assert judged(failed(check(8, ">=", 5)), tier) == ()  # met, but not accepted


@pytest.mark.parametrize("status", [Status.NO_VERDICT, Status.NOT_APPLICABLE, Status.PENDING, Status.REPORTED])
def test_what_has_no_verdict_costs_nothing(status: Status) -> None:
    remedies = (deduct(amount(1)), pay(amount(1)), Remedy(ON_FAIL, Notify("x")), Remedy(ON_PASS, Terminate()))
    assert judged(Decision(status, None), *remedies) == ()


def test_a_first_miss_costs_nothing_and_a_warning_pays() -> None:
    remedies = (deduct(amount(1)), pay(amount(2)))
    assert judged(Decision(Status.WARN, Reason.FIRST_MISS), *remedies) == ()
    assert amounts(judged(Decision(Status.WARN, Reason.BELOW_WARN_LINE), *remedies)) == [2]


def test_several_fails_come_on_top_and_once() -> None:
    twice = Trigger(On.FAILS, fails=2)
    remedies = (deduct(amount(10)), deduct(amount(3), on=twice), Remedy(twice, Notify("Meeting")))
    fail = failed(check(1, ">=", 5))
    assert amounts(judged(fail, *remedies, fails=Run(2))) == [10, 3, None]
    assert amounts(judged(fail, *remedies, fails=Run(3))) == [10]
    assert [line.open for line in judged(fail, *remedies, fails=Run(2, provisional=True))] == [
        None, "not_settled", "not_settled",
    ]  # fmt: skip


def test_a_gate_shuts_a_line_or_leaves_it_open() -> None:
    small, large = pay(amount(10)), replace(pay(amount(20)), gate=("growth",))
    fine = passed(check(9, ">=", 5))
    assert amounts(judged(fine, small, large)) == [20]
    assert amounts(judged(fine, small, large, gate=Truth.FALSE)) == [10]
    sure, maybe = judged(fine, small, large, gate=Truth.UNKNOWN)
    assert (sure.amount, sure.open, maybe.amount, maybe.open) == (10, None, 20, "gate")


def test_what_is_provisional_is_open() -> None:
    decision = Decision(Status.FAIL, Reason.NOT_SETTLED, (check(1, ">=", 5),), provisional=True)
    assert [line.open for line in judged(decision, deduct(amount(1)))] == ["not_settled"]


def test_the_arithmetic_is_exact() -> None:
    [line] = judged(failed(check("4.8", ">=", 5)), deduct(share(1), PER_CENT_SHORT))
    assert cost_text(line) == "deduct 4% short × 1% of 150,000.00 RUB = 6,000.00 RUB"
    [line] = judged(failed(check(2, ">=", 3)), deduct(amount(1), PER_CENT_SHORT))
    assert arithmetic(line) == "100/3% short × 1.00 RUB = 100/3 RUB, rounded to 33.33 RUB"


@pytest.mark.parametrize(
    ("currency", "exact", "digits"),
    [("RUB", "0.005", "0.01"), ("RUB", "0.0049", "0.00"), ("JPY", "2.5", "3"), ("KWD", "1.0005", "1.001")],
)
def test_a_line_is_rounded_half_up_to_the_minor_unit(currency: str, exact: str, digits: str) -> None:
    assert in_digits(to_coins(Fraction(exact), currency), currency) == digits


PRICES = st.one_of(
    st.builds(FeeShare, st.fractions(0, 1, max_denominator=1000)),
    st.builds(Amount, st.fractions(0, 10_000, max_denominator=1000)),
)
RATES = st.builds(
    Rate, st.fractions("1/1000", 10, max_denominator=1000), st.booleans(), st.just("short"), whole=st.booleans()
)  # fmt: skip


@given(
    st.lists(st.tuples(PRICES, st.none() | RATES, PRICES), min_size=1, max_size=4),
    st.fractions(0, 99, max_denominator=1000),
    st.sampled_from(["RUB", "JPY", "KWD"]),
)
def test_one_line_a_ladder_rounded_once_and_never_above_its_most(
    prices: list[tuple[Price, Rate | None, Price]], value: Fraction, currency: str
) -> None:
    remedies = [deduct(price, rate, most) for price, rate, most in prices]
    found = judged(failed(check(value, ">=", 100)), *remedies, currency=currency)
    assert len(found) <= 1
    for line in found:
        assert line.amount is not None
        assert line.sum is not None
        assert (line.amount * 10 ** MINOR_UNITS[currency]).denominator == 1
        assert abs(line.amount - line.sum.exact) <= Fraction(1, 2 * 10 ** MINOR_UNITS[currency])
        most = line.sum.act.most
        limit = most.value if isinstance(most, Amount) else most.share * 150_000 if most else None
        assert limit is not None
        assert line.sum.exact <= limit
    alone = [
        line.amount
        for remedy in remedies
        for line in judged(failed(check(value, ">=", 100)), remedy, currency=currency)
    ]
    assert amounts(found) == ([max(a for a in alone if a is not None)] if alone else [])
