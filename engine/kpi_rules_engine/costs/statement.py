"""The statement of a fee period: the lines of its verdicts, and what the contract's limits leave of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from kpi_rules.language.contract import Contract, Header
from kpi_rules.language.remedies import Limits, Price
from kpi_rules.language.schedule import Days
from kpi_rules.language.versions import in_force
from kpi_rules_engine.costs.prices import amount_of, currency_of, whole_coins
from kpi_rules_engine.plan.periods import fee_period
from kpi_rules_engine.verdict import Statement, StatementLine, Total, Verdict

ZERO = Fraction(0)

Place = tuple[str, str, Days]  # contract, name of the fee period, its days


def statements_of(verdicts: Iterable[Verdict], contracts: Sequence[Contract]) -> tuple[Statement, ...]:
    """The statements on which these verdicts have lines of money, in order of contracts and time.

    A line stands in the fee period in which the judged period ends, or in which a block was decided. The
    limits are those of the version that is in force on the first day of the fee period. Lines are cut from
    the last one on, in the order of the verdicts, which is that of the text.
    """
    headers = {(contract.path, contract.header.id, contract.header.version): contract.header for contract in contracts}
    found: dict[Place, list[StatementLine]] = {}
    first: dict[Place, tuple[Header, str]] = {}
    for verdict in verdicts:
        header = headers[verdict.path, verdict.contract, verdict.version]
        place = verdict.contract, *fee_period(header, due_on(verdict))
        money = [line for line in verdict.remedies if line.amount is not None]
        if money:
            first.setdefault(place, (header, verdict.path))
            lines = found.setdefault(place, [])
            lines += [StatementLine(verdict.clause, verdict.period, verdict.group, line, ZERO) for line in money]
    statements = []
    for place, lines in sorted(found.items(), key=lambda item: item[0][2].first):
        id, name, days = place
        own, path = first[place]
        ruling = in_force([header for header in headers.values() if header.id == id], days.first) or own
        statements.append(_statement(id, path, name, days, ruling, lines))
    order = list(dict.fromkeys(contract.header.id for contract in contracts))
    return tuple(sorted(statements, key=lambda statement: order.index(statement.contract)))


def due_on(verdict: Verdict) -> date:
    """The day that says in which fee period a verdict's money falls."""
    return verdict.block.decided if verdict.block and verdict.block.decided else verdict.end


def capped(lines: Iterable[StatementLine], limit: Fraction | None) -> tuple[list[StatementLine], Total]:
    """These lines of one kind within their limit: the first ones whole, the last ones cut. Open ones are left alone."""
    found: list[StatementLine] = []
    before = after = ZERO
    for one in lines:
        amount = one.line.amount
        if one.line.open is not None or amount is None:
            found.append(one)
            continue
        stays = amount if limit is None else min(amount, limit - after)
        before, after = before + amount, after + stays
        found.append(replace(one, cut=amount - stays))
    return found, Total(before, limit, after)


def _statement(id: str, path: str, name: str, days: Days, header: Header, lines: Sequence[StatementLine]) -> Statement:
    limits = header.limits or Limits()
    cut: dict[int, StatementLine] = {}
    totals = {}
    for kind, most in (("deduct", limits.deductions), ("pay", limits.bonuses)):
        places = [place for place, one in enumerate(lines) if one.line.kind == kind]
        kept, totals[kind] = capped([lines[place] for place in places], _limit(most, header))
        cut |= dict(zip(places, kept, strict=True))
    ordered = tuple(cut[place] for place in range(len(lines)))
    currency = lines[0].line.currency
    return Statement(id, path, name, days.first, days.last, currency, ordered, totals["deduct"], totals["pay"])


def _limit(price: Price | None, header: Header) -> Fraction | None:
    """In whole minor units, since what is paid is."""
    return None if price is None else whole_coins(amount_of(price, header), currency_of(header))
