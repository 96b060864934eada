"""Expressions: from a tree to text, with the parentheses that the tree needs and no others."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import assert_never

from kpi_rules.language import literals, tree, words
from kpi_rules.language.vocabulary import Place
from kpi_rules.language.writing.speech import Case, Speech

ANY, ALL, NOT, COMPARISON, SUM, PRODUCT, FACTOR = range(7)
_NUMBER = re.compile(r"[0-9][0-9_]*(?:\.[0-9]+)?")
_TABLES = frozenset({"count", "distinct", "share", "retained"})  # functions that take a table


def expression(node: tree.Node, speech: Speech, at: Place = "figure", least: int = ANY) -> str:
    """The text of an expression; in parentheses if it binds less than `least`. `at`: what its names are."""
    level, text = _said(node, speech, at)
    return text if level >= least else f"({text})"


def conditions(node: tree.Node, speech: Speech) -> list[str]:
    """The text of a requirement before each of its outermost `and` or `or`; these begin the further pieces."""
    match node:
        case tree.All(of=of):
            word, least = speech.word("AND"), NOT
        case tree.Any(of=of):
            word, least = speech.word("OR"), ALL
        case _:
            return [expression(node, speech)]
    first, *rest = (expression(part, speech, least=least) for part in of)
    return [first, *(f"{word} {part}" for part in rest)]


def quantity(node: tree.Quantity, speech: Speech, case: Case = "nominative") -> str:
    """A number as it was written, with its unit in the language's words."""
    number = _NUMBER.search(node.text)
    written = number[0] if number else node.text
    match node.unit:
        case "bare":
            return node.text
        case "percent":
            return f"{written}%"
        case "money":
            return f"{written} {speech.currency(node.currency)}"
        case "time":
            return " ".join(_durations(node.text, speech, case))
        case _:
            assert_never(node.unit)


def amount(node: tree.Node, speech: Speech) -> str:
    """A quantity that may have a minus sign."""
    return expression(node, speech)


def _durations(text: str, speech: Speech, case: Case) -> list[str]:
    parts = text.split()
    values = (words.value("TIME_UNIT", word) for word in parts[1::2])
    pairs = zip(parts[::2], values, strict=True)
    return [f"{number} {speech.unit(value, literals.number(number) or Fraction(0), case)}" for number, value in pairs]


def _said(node: tree.Node, speech: Speech, at: Place) -> tuple[int, str]:
    def inner(part: tree.Node, least: int) -> str:
        return expression(part, speech, at, least)

    match node:
        case tree.Name(text=text):
            return FACTOR, speech.names.spelt(text, at)
        case tree.Quantity():
            return FACTOR, quantity(node, speech)
        case tree.Word(value=value):
            return FACTOR, _value(value, speech)
        case tree.Call():
            return FACTOR, _call(node, speech, at)
        case tree.Selection(name=name, condition=condition):
            return FACTOR, f"{speech.names.spelt(name.text, at)}[{expression(condition, speech, 'column')}]"
        case tree.SumNode(terms=((-1, part),)):
            return FACTOR, f"-{inner(part, FACTOR)}"
        case tree.SumNode(terms=terms):
            parts = [f"{'+' if sign > 0 else '-'} {inner(part, PRODUCT)}" for sign, part in terms]
            return SUM, " ".join(parts).removeprefix("+ ")
        case tree.ProductNode(factors=((1, tree.Quantity(unit="bare", text=text)), (1, part))) if text.endswith("%"):
            return FACTOR, f"{text} {speech.word('OF')} {inner(part, FACTOR)}"
        case tree.ProductNode(factors=factors):
            parts = [f"{'*' if sign > 0 else '/'} {inner(part, FACTOR)}" for sign, part in factors]
            return PRODUCT, " ".join(parts).removeprefix("* ")
        case tree.Compared(operands=operands, operators=operators):
            pairs = zip(operators, operands[1:], strict=True)
            return COMPARISON, " ".join([inner(operands[0], SUM), *(f"{o} {inner(p, SUM)}" for o, p in pairs)])
        case tree.BetweenNode(value=value, low=low, high=high):
            least, most = _ends(low, high, speech, at)
            return COMPARISON, f"{inner(value, SUM)} {speech.word('BETWEEN')} {least} {speech.word('AND')} {most}"
        case tree.WithinNode(value=value, distance=distance, target=target):
            near = f"{speech.word('WITHIN')} {quantity(distance, speech)} {speech.word('OF')}"
            return COMPARISON, f"{inner(value, SUM)} {near} {inner(target, SUM)}"
        case tree.Among(value=value, among=among):
            listed = ", ".join(inner(part, FACTOR) for part in among)
            return COMPARISON, f"{inner(value, SUM)} {speech.word('IN')} ({listed})"
        case tree.Missing(value=value):
            link = "" if speech.language == "ru" else f"{speech.word('IS')} "
            return COMPARISON, f"{inner(value, SUM)} {link}{speech.word('MISSING')}"
        case tree.All(of=of):
            return ALL, f" {speech.word('AND')} ".join(inner(part, NOT) for part in of)
        case tree.Any(of=of):
            return ANY, f" {speech.word('OR')} ".join(inner(part, ALL) for part in of)
        case tree.Not(of=part):
            return NOT, f"{speech.word('NOT')} {inner(part, NOT)}"
        case _:
            assert_never(node)


def _call(node: tree.Call, speech: Speech, at: Place) -> str:
    inside: Place = "table" if words.function(node.name.text) in _TABLES else at
    arguments = ", ".join(expression(part, speech, inside) for part in node.arguments)
    where = f" {speech.word('WHERE')} {expression(node.where, speech, 'column')}" if node.where else ""
    return f"{speech.function(node.name.text)}({arguments}{where})"


def _ends(low: tree.Node, high: tree.Node, speech: Speech, at: Place) -> tuple[str, str]:
    """`between 10 and 30 RUB`: a currency that holds for both is said once."""
    least, most = expression(low, speech, at, SUM), expression(high, speech, at, SUM)
    if isinstance(low, tree.Quantity) and isinstance(high, tree.Quantity):
        same = low.unit == high.unit == "money" and low.currency == high.currency
        return (least.partition(" ")[0] if same else least), most
    return least, most


def _value(value: object, speech: Speech) -> str:
    if isinstance(value, bool):
        return speech.word("TRUE" if value else "FALSE")
    return text(value) if isinstance(value, str) else str(value)


def text(content: str) -> str:
    """A string between quotation marks that it does not hold itself."""
    if '"' not in content:
        return f'"{content}"'
    return f"«{content}»" if "»" not in content else f"“{content}”"
