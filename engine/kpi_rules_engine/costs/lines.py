"""The lines of a verdict: which remedies apply to it, and what each comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.remedies import Money, Notify, On, Rate, Remedy, Terminate, Trigger
from kpi_rules_engine.across.runs import Run
from kpi_rules_engine.costs.distance import distance
from kpi_rules_engine.costs.prices import amount_of, currency_of, to_coins
from kpi_rules_engine.judge.arithmetic import divide, multiply, order
from kpi_rules_engine.judge.decide import Decision
from kpi_rules_engine.judge.truth import Truth, all_hold
from kpi_rules_engine.values import Infinite, Reason, Unknown, Value
from kpi_rules_engine.verdict import CheckResult, Line, Open, Status, Sum

Gate = Callable[[str], Truth]  # whether the clause of this id passed in the same period


@dataclass(frozen=True, slots=True)
class _Step:
    """A remedy of money that applies unless its gate stays shut."""

    remedy: Remedy
    act: Money
    sum: Sum
    amount: Fraction
    gate: Truth


def lines(clause: Clause, header: Header, decision: Decision, fails: Run, gate: Gate) -> tuple[Line, ...]:
    """What the decision costs, in the order of the text.

    `fails` is the run of fails that ends with it. The deductions for what failed are one ladder, of which the
    largest applies, and so are the payments; a remedy for several fails in a row comes on top.
    """
    applying = [remedy for remedy in clause.remedies if _applies(remedy, decision, fails)]
    gates = {id(remedy): all_hold([gate(name) for name in remedy.gate]) for remedy in applying}
    steps: dict[tuple[object, ...], list[_Step]] = {}
    found: list[tuple[int, Line]] = []
    for place, remedy in enumerate(applying):
        opened = gates[id(remedy)]
        if opened is Truth.FALSE:
            continue
        match remedy.act:
            case Money() as act:
                total = _sum(act, header, decision)
                amount = to_coins(total.exact, currency_of(header))
                if amount > 0:
                    ladder = (act.kind, place) if remedy.trigger.on is On.FAILS else (act.kind,)
                    steps.setdefault(ladder, []).append(_Step(remedy, act, total, amount, opened))
            case Notify(text):
                found.append(
                    (place, Line("notify", remedy.text, notice=text, open=_open(remedy, decision, fails, opened)))
                )
            case Terminate():
                found.append((place, Line("terminate", remedy.text, open=_open(remedy, decision, fails, opened))))
            case _:
                assert_never(remedy.act)
    for ladder_steps in steps.values():
        for step in _hardest(ladder_steps):
            found.append((applying.index(step.remedy), _line(step, header, decision, fails)))
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0]))


def _applies(remedy: Remedy, decision: Decision, fails: Run) -> bool:
    """Whether the verdict calls for it. A first miss, and what has no verdict, call for nothing."""
    passed = decision.status in (Status.PASS, Status.WARN) and decision.reason is not Reason.FIRST_MISS
    failed = decision.status is Status.FAIL
    if isinstance(remedy.act, Money):
        if remedy.act.kind == "deduct" and not failed:
            return False
        if remedy.act.kind == "pay" and (not passed or decision.by_missing):
            return False
    trigger = remedy.trigger
    match trigger.on:
        case On.FAIL:
            return failed
        case On.PASS:
            return passed
        case On.OVER | On.UNDER:
            return (passed or failed) and _beyond(trigger, decision.checks)
        case On.FAILS:
            return failed and fails.length == trigger.fails
        case _:
            assert_never(trigger.on)


def _beyond(trigger: Trigger, checks: Sequence[CheckResult]) -> bool:
    """Strictly beyond the line, by the value that was compared."""
    if len(checks) != 1 or trigger.line is None or isinstance(checks[0].value, Unknown):
        return False
    side = order(checks[0].value, trigger.line)
    return side > 0 if trigger.on is On.OVER else side < 0


def _sum(act: Money, header: Header, decision: Decision) -> Sum:
    """The price, times the steps if it has a rate, at most its `up to`; exact."""
    price = amount_of(act.price, header)
    most = None if act.most is None else amount_of(act.most, header)
    fee = header.fee[0] if header.fee else None
    if act.rate is None:
        steps: Value = Fraction(1)
        far = None
    else:
        far = _far(act.rate, decision)
        steps = _steps(far, act.rate)
    total = multiply(steps, price)
    if isinstance(total, Unknown):
        return Sum(act, price, fee, far, steps, Fraction(0), None)
    if most is not None and order(total, most) > 0:
        return Sum(act, price, fee, far, steps, most, most)
    # an endless amount without an `up to`: such a contract is refused
    return Sum(act, price, fee, far, steps, total if isinstance(total, Fraction) else Fraction(0), None)


def _far(rate: Rate, decision: Decision) -> Value:
    if decision.by_missing:
        return Infinite(1)  # a value that was never told is as far away as the contract lets it be
    if len(decision.checks) != 1:
        return Fraction(0)
    return distance(decision.checks[0], rate)


def _steps(far: Value, rate: Rate) -> Value:
    steps = divide(far, rate.step)
    return Fraction(steps // 1) if rate.whole and isinstance(steps, Fraction) else steps


def _hardest(steps: Sequence[_Step]) -> list[_Step]:
    """The largest that is sure, and a larger one behind an open gate, which would take its place."""
    found = []
    sure = max((step for step in steps if step.gate is Truth.TRUE), key=lambda step: step.amount, default=None)
    if sure is not None:
        found.append(sure)
    maybe = max((step for step in steps if step.gate is Truth.UNKNOWN), key=lambda step: step.amount, default=None)
    if maybe is not None and (sure is None or maybe.amount > sure.amount):
        found.append(maybe)
    return found


def _line(step: _Step, header: Header, decision: Decision, fails: Run) -> Line:
    currency = currency_of(header)
    opened = _open(step.remedy, decision, fails, step.gate)
    return Line(step.act.kind, step.remedy.text, step.amount, currency, step.sum, open=opened)


def _open(remedy: Remedy, decision: Decision, fails: Run, gate: Truth) -> Open | None:
    if decision.provisional or (remedy.trigger.on is On.FAILS and fails.provisional):
        return "not_settled"
    return "gate" if gate is Truth.UNKNOWN else None
