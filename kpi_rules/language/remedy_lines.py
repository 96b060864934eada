"""Remedies: from Lark's parse tree to the tree of a statement."""

from __future__ import annotations

from lark import Tree

from kpi_rules.language import tree
from kpi_rules.language.building import Builder, string, tokens, trees, word
from kpi_rules.language.said import said
from kpi_rules.language.syntax import Raw

MOST_FAILS = 1_000
_ON = {"ON_FAIL": "fail", "ON_PASS": "pass", "ON_OVER": "over", "ON_UNDER": "under"}


def remedy(raw: Raw, builder: Builder) -> tree.Remedy:
    """`on …`, what follows, and for which clauses it waits."""
    trigger, act, *gate = trees(raw)
    first, *rest = tokens(trigger)
    line = builder.amount(trees(trigger)[0]) if trees(trigger) else None
    on = _ON.get(first.type, "fails")
    fails = builder.whole(rest[0], MOST_FAILS) if on == "fails" else None
    names = tuple(builder.names(gate[0])) if gate else ()
    return tree.Remedy(on, line, fails, _act(act, builder), names, builder.span(raw))


def _act(raw: Raw, builder: Builder) -> tree.Money | tree.Notice:
    span = builder.span(raw)
    match raw.data:
        case "notify":
            return tree.Notice(string(tokens(raw)[1]), span)
        case "terminate":
            return tree.Notice(None, span)
    parts = {str(part.data): part for part in trees(raw)}
    rate = _rate(parts["rate"], builder) if "rate" in parts else None
    most = _price(trees(parts["most"])[0], builder) if "most" in parts else None
    return tree.Money(word(tokens(raw)[0]), _price(parts["price"], builder), rate, most, span)


def _rate(raw: Raw, builder: Builder) -> tree.Rate:
    found = tokens(raw)
    side = "short" if found[-1].type == "SHORT" else "over"
    step = builder.quantity(trees(raw)[0])
    if step.value == 0:
        builder.wrong("KPI021", raw, said("a step of zero is never reached"), "per 1% short")
    return tree.Rate(step, side, any(t.type == "FULL" for t in found), builder.span(raw))


def _price(raw: Raw, builder: Builder) -> tree.Price:
    of_fee = any(t.type == "FEE" for t in tokens(raw))
    kind = "percent" if of_fee else "money"
    amount = builder.quantity(Tree(kind, [t for t in tokens(raw) if t.type not in ("OF", "FEE")], raw.meta))
    return tree.Price(amount, of_fee, builder.span(raw))
