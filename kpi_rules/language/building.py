"""From Lark's parse tree to the tree of a statement: expressions, labels, definitions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from lark import Token, Tree

from kpi_rules.language import literals, tree, words
from kpi_rules.language.chunks import Chunk
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.said import said
from kpi_rules.language.syntax import Raw, span_of

SIGNS = {"₽": "RUB", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"} | dict.fromkeys(words.RUBLES, "RUB")
_SECONDS = {"s": 1, "min": 60, "h": 3600, "days": 86_400, "weeks": 604_800}
_OPERATORS = {"GE": ">=", "LE": "<=", "GT": ">", "LT": "<", "NE": "!=", "EQ": "=", "IS": "="}
_CHAINS = frozenset({"any_of", "all_of", "sum", "product"})
_TURNED = {"MINUS": -1, "SLASH": -1}


class Builder:
    """Builds the nodes of one statement; `broken` once a literal could not be read."""

    def __init__(self, chunk: Chunk, notes: Notes) -> None:
        self.chunk = chunk
        self.notes = notes
        self.broken = False
        self.terms = 0

    def node(self, raw: Raw) -> tree.Node:
        """The node of an expression's parse tree."""
        while raw.data in _CHAINS and len(raw.children) == 1:
            raw = trees(raw)[0]
        span = self.span(raw)
        match raw.data:
            case "any_of":
                return tree.Any(self.nodes(raw), span)
            case "all_of":
                return tree.All(self.nodes(raw), span)
            case "negated":
                return tree.Not(self.nodes(raw)[0], span)
            case "compared":
                operators = tuple(_operator(c) for c in raw.children if _is(c, "comparator"))
                operands = tuple(self.node(c) for c in trees(raw) if c.data != "comparator")
                return tree.Compared(operands, operators, span)
            case "between":
                value, low, high = self.nodes(raw)
                return tree.BetweenNode(value, _with_unit_of(low, high), high, span)
            case "within":
                inner, distance, target = trees(raw)
                return tree.WithinNode(self.node(inner), self.quantity(distance), self.node(target), span)
            case "among":
                value_node, *among = self.nodes(raw)
                return tree.Among(value_node, tuple(among), span)
            case "missing":
                return tree.Missing(self.nodes(raw)[0], span)
            case "sum":
                return tree.SumNode(self._signed(raw), span)
            case "product":
                return tree.ProductNode(self._signed(raw), span)
            case "negative":
                return tree.SumNode(((-1, self.nodes(raw)[0]),), span)
            case "percent_of":
                share = self._number(tokens(raw)[0]) / 100
                first = self.span(tokens(raw)[0]).to(self.span(tokens(raw)[1]))
                self.terms += 1
                part = tree.Quantity(share, "bare", "", f"{tokens(raw)[0]}%", first)
                return tree.ProductNode(((1, part), (1, self.nodes(raw)[0])), span)
            case "group":
                return self.nodes(raw)[0]
            case "name":
                self.terms += 1
                return self.name(raw)
            case "call":
                return tree.Call(self.name(raw), self.nodes(raw), None, span)
            case "call_where":
                argument, where = self.nodes(raw)
                return tree.Call(self.name(raw), (argument,), where, span)
            case "selection":
                return tree.Selection(self.name(raw), self.nodes(raw)[0], span)
            case "value_word":
                return self._word(tokens(raw)[0])
        return self.quantity(raw)

    def quantity(self, raw: Raw) -> tree.Quantity:
        """A number with its unit."""
        self.terms += 1
        found, span = tokens(raw), self.span(raw)
        text = " ".join(found).replace(" %", "%")
        numbers = [self._number(t) for t in found if t.type == "NUMBER"]
        match raw.data:
            case "number":
                return tree.Quantity(numbers[0], "bare", "", text, span)
            case "percent":
                return tree.Quantity(numbers[0] / 100, "percent", "", text, span)
            case "money":
                code = next(t for t in found if t.type != "NUMBER")
                return tree.Quantity(numbers[0], "money", SIGNS.get(code.casefold(), str(code)), text, span)
            case "duration":
                seconds = [self._seconds(t) for t in found if t.type == "TIME_UNIT"]
                total = sum((n * s for n, s in zip(numbers, seconds, strict=True)), Fraction(0))
                return tree.Quantity(total, "time", "", text, span)
        raise AssertionError(raw.data)

    def nodes(self, raw: Raw) -> tuple[tree.Node, ...]:
        return tuple(self.node(child) for child in trees(raw))

    def name(self, raw: Raw) -> tree.Name:
        """The first name that stands directly in this rule."""
        return self.names(raw)[0]

    def names(self, raw: Raw) -> list[tree.Name]:
        return [tree.Name(str(t), self.span(t)) for t in tokens(raw) if t.type == "NAME"]

    def amount(self, raw: Raw) -> tree.Node:
        """A quantity that may have a minus sign."""
        found = self.quantity(trees(raw)[0])
        return tree.SumNode(((-1, found),), self.span(raw)) if tokens(raw) else found

    def date(self, token: Token) -> date:
        found = literals.day(str(token))
        if found is None:
            self.wrong("KPI022", token, said("there is no day {token}", token=token))
            return date.min
        return found

    def whole(self, token: Token, most: int) -> int:
        """A count such as that of `last 3 months`, from 1 to `most`."""
        number = self._number(token)
        if number.denominator != 1 or not 1 <= number <= most:
            self.wrong("KPI021", token, said("here stands a whole number from 1 to {most}", most=most))
            return 1
        return int(number)

    def span(self, raw: Raw | Token) -> Span:
        return span_of(raw, self.chunk)

    def wrong(self, code: str, where: Raw | Token, message: str, help: str | None = None) -> None:
        self.broken = True
        self.notes.add(code, self.span(where), message, help)

    def _signed(self, raw: Raw) -> tuple[tuple[int, tree.Node], ...]:
        signs = [1, *(_TURNED.get(t.type, 1) for t in tokens(raw))]
        return tuple(zip(signs, self.nodes(raw), strict=True))

    def _number(self, token: Token) -> Fraction:
        value = literals.number(str(token))
        if value is None:
            self.wrong(
                "KPI021", token, said("a number has at most {max_digits} digits", max_digits=literals.MAX_DIGITS)
            )
            return Fraction(1)
        return value

    def _seconds(self, token: Token) -> int:
        unit = word(token)
        if unit in _SECONDS:
            return _SECONDS[unit]
        self.wrong("KPI021", token, said("`{token}` is no fixed length of time", token=token), said("write it in days"))
        return 0

    def _word(self, token: Token) -> tree.Word:
        self.terms += 1
        match token.type:
            case "STRING":
                return tree.Word(string(token), self.span(token))
            case "DATE":
                return tree.Word(self.date(token), self.span(token))
        return tree.Word(token.type == "TRUE", self.span(token))


def word(token: Token) -> str:
    """The word of the language that a token is, in its canonical English spelling."""
    return words.value(token.type, str(token))


def string(token: Token) -> str:
    """What stands between the quotation marks."""
    return str(token)[1:-1]


def trees(raw: Raw) -> list[Raw]:
    """The subtrees that stand directly in a rule."""
    return [child for child in raw.children if isinstance(child, Tree)]


def tokens(raw: Raw) -> list[Token]:
    """The tokens that stand directly in a rule."""
    return [child for child in raw.children if isinstance(child, Token)]


def _is(child: Raw | Token, rule: str) -> bool:
    return isinstance(child, Tree) and child.data == rule


def _operator(raw: Raw | Token) -> str:
    return _OPERATORS[tokens(raw)[0].type] if isinstance(raw, Tree) else ""


def _with_unit_of(low: tree.Node, high: tree.Node) -> tree.Node:
    """`between 10 and 30 RUB`: the unit of the second number holds for both when the first has none."""
    if not isinstance(low, tree.Quantity) or not isinstance(high, tree.Quantity) or low.unit != "bare":
        return low
    if high.unit == "percent":
        return tree.Quantity(low.value / 100, "percent", "", f"{low.text}%", low.span)
    if high.unit == "money":
        return tree.Quantity(low.value, "money", high.currency, f"{low.text} {high.currency}", low.span)
    return low
