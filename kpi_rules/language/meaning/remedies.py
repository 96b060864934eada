"""Remedies: what a line says, with its units checked against the clause's comparison."""

from __future__ import annotations

from typing import Literal, cast

from kpi_rules.language import tree
from kpi_rules.language.formula import Check, Comparison, Condition
from kpi_rules.language.meaning.comparisons import checks_of, number_like
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.fault import each, fault
from kpi_rules.language.remedies import (
    Amount,
    FeeShare,
    Money,
    Notify,
    On,
    Price,
    Rate,
    Remedy,
    Terminate,
    Trigger,
)
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import fold


def remedies_of(desk: Desk, node: tree.ClauseNode, asked: Condition) -> tuple[Remedy, ...]:
    """The lines of a clause in the order of the text; a Fault with everything that is wrong in them."""
    found = [value for m in node.modifiers if m.kind == "remedy" for value in m.values]
    return tuple(each(lambda line: _remedy(desk, line, asked), [r for r in found if isinstance(r, tree.Remedy)]))


def _remedy(desk: Desk, node: tree.Remedy, asked: Condition) -> Remedy:
    line = None
    if node.line is not None:
        line = number_like(
            desk, node.line, _only(asked, node, said("a line is compared with the value of one comparison"))
        )
    trigger = Trigger(On(node.on), line, node.fails)
    act = _act(desk, node, asked)
    if isinstance(act, Money):
        _fits(node, act, asked)
    gate = tuple(dict.fromkeys(_id(desk, name) for name in node.gate))
    return Remedy(trigger, act, gate, desk.source_text(node.span), node.span)


def _fits(node: tree.Remedy, act: Money, asked: Condition) -> None:
    """What is paid for a miss, or taken for a success, is a slip of the pen."""
    missed = _is_miss(node, asked)
    if missed is True and act.kind == "pay":
        raise fault("KPI049", node.span, said("a bonus for a miss"), said("on pass pay …, or on fail deduct …"))
    if missed is False and act.kind == "deduct":
        help = said("on fail deduct …, or on pass pay …")
        raise fault("KPI049", node.span, said("a deduction for what was kept"), help)
    wanted = "short" if act.kind == "deduct" else "over"
    if act.rate and act.rate.side != wanted:
        message = said("nothing is short here") if act.rate.side == "short" else said("nothing is over here")
        help = said("per … short") if wanted == "short" else said("per … over")
        raise fault("KPI049", node.span, message, help)


def _is_miss(node: tree.Remedy, asked: Condition) -> bool | None:
    """Whether the remedy waits for a miss; None where that is open. Over a ceiling lies a miss, under it a success."""
    if node.on in ("fail", "fails"):
        return True
    if node.on == "pass":
        return False
    check = next(iter(checks_of(asked)))[0]
    comparator = check.comparator if isinstance(check, Comparison) else ""
    if comparator in (">=", ">"):
        return node.on == "under"
    return node.on == "over" if comparator in ("<=", "<") else None


def _act(desk: Desk, node: tree.Remedy, asked: Condition) -> Money | Notify | Terminate:
    match node.act:
        case tree.Notice(text=None):
            return Terminate()
        case tree.Notice(text=str(text)):
            return Notify(text)
        case tree.Money(kind=kind, price=price, rate=rate, most=most):
            return Money(
                cast(Literal["deduct", "pay"], kind),
                _price(desk, price),
                _rate(desk, rate, node, asked) if rate else None,
                _price(desk, most) if most else None,
            )
    raise AssertionError(node.act)


def _price(desk: Desk, node: tree.Price) -> Price:
    if node.of_fee:
        if desk.header.fee is None:
            help = said("add to the front matter: fee: 150000 RUB monthly")
            raise fault("KPI012", node.span, said("the contract says no fee"), help)
        return FeeShare(node.amount.value)
    currency = desk.currency(node.span)
    if node.amount.currency != currency:
        message = said(
            "an amount in {currency}, in a contract in {contract}; nothing is converted",
            currency=node.amount.currency,
            contract=currency,
        )
        raise fault("KPI055", node.span, message)
    return Amount(node.amount.value)


def _rate(desk: Desk, node: tree.Rate, of: tree.Remedy, asked: Condition) -> Rate:
    check = _only(asked, of, said("so much per step needs one comparison"))
    side = cast(Literal["short", "over"], node.side)
    if node.step.unit == "percent":
        return Rate(node.step.value, True, side, node.whole)
    return Rate(number_like(desk, node.step, check), False, side, node.whole)


def _only(asked: Condition, node: tree.Remedy, message: str) -> Check:
    checks = [check for check, straight in checks_of(asked) if straight]
    if len(checks) != 1 or len(list(checks_of(asked))) != 1:
        raise fault("KPI049", node.span, message, said("make a clause of each comparison"))
    return checks[0]


def _id(desk: Desk, name: tree.Name) -> str:
    """A clause is called by its label, or by its KPI in any of its spellings."""
    folded = fold(name.text)
    return folded if folded in desk.labels else desk.vocabulary.canonical(name.text) or folded
