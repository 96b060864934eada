"""Remedies: from a tree to text."""

from __future__ import annotations

from kpi_rules.language import literals, tree
from kpi_rules.language.plurals import number_of
from kpi_rules.language.writing.expressions import amount, quantity, text
from kpi_rules.language.writing.speech import FEMININE, Speech

_ON = {"fail": "ON_FAIL", "pass": "ON_PASS", "over": "ON_OVER", "under": "ON_UNDER"}


def remedy(node: tree.Remedy, speech: Speech) -> str:
    """`on fail deduct 10% of fee if growth pass`."""
    parts = [_trigger(node, speech), _act(node.act, speech)]
    if node.gate:
        passed = speech.form("PASS", 0, 0 if len(node.gate) == 1 else 1)
        parts += [speech.word("IF"), ", ".join(speech.names.clause(name.text) for name in node.gate), passed]
    return " ".join(parts)


def _trigger(node: tree.Remedy, speech: Speech) -> str:
    if node.fails is not None:
        on = speech.word("ON_RUN" if speech.language == "ru" else "ON")
        russian = 1 if number_of(node.fails) == "one" else 0
        return f"{on} {node.fails} {speech.form('FAILS_IN_A_ROW', 1 if node.fails == 1 else 0, russian)}"
    line = f" {amount(node.line, speech)}" if node.line is not None else ""
    return speech.word(_ON[node.on]) + line


def _act(node: tree.Money | tree.Notice, speech: Speech) -> str:
    if isinstance(node, tree.Notice):
        return speech.word("MAY_TERMINATE") if node.text is None else f"{speech.word('NOTIFY')} {text(node.text)}"
    parts = [speech.word("DEDUCT" if node.kind == "deduct" else "PAY"), _price(node.price, speech)]
    if node.rate:
        parts.append(_rate(node.rate, speech))
    if node.most:
        parts += [speech.word("UP_TO"), _price(node.most, speech)]
    return " ".join(parts)


def _price(node: tree.Price, speech: Speech) -> str:
    of_fee = f" {speech.word('OF')} {speech.word('FEE')}" if node.of_fee else ""
    return quantity(node.amount, speech) + of_fee


def _rate(node: tree.Rate, speech: Speech) -> str:
    step = quantity(node.step, speech, "accusative")
    form = _agreeing(node.step, step, speech)
    full = f"{speech.form('FULL', 0, form)} " if node.whole else ""
    side = speech.word("SHORT" if node.side == "short" else "BEYOND" if speech.language == "ru" else "OVER")
    return f"{speech.form('PER', 0, form)} {full}{step} {side}"


def _agreeing(node: tree.Quantity, step: str, speech: Speech) -> int:
    """Which of `каждый`, `каждые`, `каждую` goes with a step."""
    if speech.language == "en":
        return 0
    count, unit = node.value * 100 if node.unit == "percent" else node.value, ""
    if node.unit == "time":
        number, unit, *_ = step.split()
        count = literals.number(number) or node.value
    if number_of(count) != "one":
        return 1
    return 2 if unit == speech.unit(FEMININE, 1, "accusative") else 0
