"""The ladder of a clause's deductions or payments: steps that can never be the one that applies."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import Check, Comparison
from kpi_rules.language.meaning.comparisons import checks_of, targets_of
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.remedies import Amount, FeeShare, Money, On, Price, Remedy
from kpi_rules.language.said import said


def beats(check: Check, on: On) -> bool:
    """Whether a value beyond a line on this side did more than was asked; of a corridor it never did."""
    if not isinstance(check, Comparison):
        return False
    return (on is On.OVER and check.comparator in (">=", ">")) or (on is On.UNDER and check.comparator in ("<=", "<"))


def check_tiers(desk: Desk, clause: Clause) -> None:
    """Warn of a line that every pass or fail is beyond, and of a step that is never the largest."""
    checks = [check for check, _ in checks_of(clause.requirement)]
    if len(checks) == 1:
        for remedy in clause.remedies:
            _check_line(desk, checks[0], remedy)
    steps = [one for one in clause.remedies if isinstance(one.act, Money) and one.trigger.on is not On.FAILS]
    for remedy in steps:
        for other in steps:
            if other is not remedy and _hides(other, remedy, clause, desk.header):
                message = said(
                    "this never applies: `{other}` comes to as much or more, and only the largest applies",
                    other=other.text,
                )
                help = said("a harder case costs more, or make a clause of its own")
                desk.notes.add("KPI057", remedy.span, message, help)
                break


def _check_line(desk: Desk, check: Check, remedy: Remedy) -> None:
    line, targets = remedy.trigger.line, targets_of(check)
    if line is None or not isinstance(check, Comparison) or not targets:
        return
    idle = line < targets[0] if remedy.trigger.on is On.OVER else line > targets[0]
    if idle:
        passes = beats(check, remedy.trigger.on)
        message = (
            said("every value that passes is beyond this line")
            if passes
            else said("every value that fails is beyond this line")
        )
        help = said("the line of a harder case lies further from the target")
        desk.notes.add("KPI057", remedy.span, message, help)


def _hides(easier: Remedy, harder: Remedy, clause: Clause, header: Header) -> bool:
    """Whether the one applies wherever the other does, and comes to at least as much."""
    a, b = easier.act, harder.act
    if not isinstance(a, Money) or not isinstance(b, Money) or a.kind != b.kind or a.rate or b.rate:
        return False
    if easier.gate and set(easier.gate) - set(harder.gate):
        return False
    if not _wider(easier, harder):
        return False
    first, second = _amount(a.price, header), _amount(b.price, header)
    if first is None or second is None:
        return False
    if first == second and _wider(harder, easier) and easier.gate == harder.gate:
        return clause.remedies.index(easier) < clause.remedies.index(harder)
    return first >= second


def _wider(easier: Remedy, harder: Remedy) -> bool:
    """Whether whatever is beyond the one line is beyond the other; a plain pass or fail has no line."""
    a, b = easier.trigger, harder.trigger
    if a.line is None:
        return True
    if b.line is None or a.on is not b.on:
        return False
    return a.line <= b.line if a.on is On.OVER else a.line >= b.line


def _amount(price: Price, header: Header) -> Fraction | None:
    match price:
        case Amount(value):
            return value
        case FeeShare(share):
            return share * header.fee[0] if header.fee else None
