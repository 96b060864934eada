"""A clause's tree with its modifiers to a checked clause."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from kpi_rules.language import tree
from kpi_rules.language.contract import Clause, Exclusion, Tolerance
from kpi_rules.language.formula import (
    AllOf,
    AnyOf,
    Between,
    Check,
    Comparison,
    Condition,
    Formula,
    How,
    Measured,
    Negated,
    Shift,
    Within,
)
from kpi_rules.language.meaning.calendar import KINDS, bounds_of, check_binding, exclusion_of, schedule_of
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.expressions import Typed, constant, parts_in, resolve, shared, with_parts
from kpi_rules.language.meaning.fault import each, fault
from kpi_rules.language.meaning.requirements import requirement
from kpi_rules.language.schedule import By, Calendar, Schedule, Unit
from kpi_rules.language.suggest import nearest
from kpi_rules.language.units import BARE, RATIO, agree
from kpi_rules.language.vocabulary import ColumnKind, Kind, fold

_MANY = frozenset({"when", "unless", "only"})
_SAID = {
    "since": "from",
    "excepted": "except",
    "only": "for",
    "owner": "by",
    "rounded": "rounded to",
    "each": "for each",
}


def clause(desk: Desk, node: tree.ClauseNode, id: str) -> Clause:
    """The checked clause; a Fault with everything that is wrong in it."""
    schedules, single = _sorted_out(node)
    since, until = single.get("since"), single.get("until")
    if not schedules and since is not None and len(since.values) == 2:
        schedules, since = [since], None
    schedule = schedule_of(desk, schedules[0]) if schedules else desk.header.schedule or Calendar(Unit.MONTH)
    first, last = bounds_of(desk.header, since, until) if since or until else (None, None)
    bound = until or since
    if bound is not None:
        check_binding(desk, schedule, (first, last), bound.span)
    reading = _reading(desk, node, single)
    owner: Literal["client", "agency"] = "agency"
    if "owner" in single and "client" in single["owner"].values:
        owner = "client"
    asked = _all_of_it(desk, node, reading, promised=owner == "agency")
    exclusions = _exclusions(desk, single)
    checked = Clause(
        id=id,
        requirement=_on_the_day(asked[0], schedule),
        schedule=schedule,
        title=node.title,
        when=tuple(_on_the_day(condition, schedule) for condition in asked[1:]),
        exclusions=exclusions,
        since=first,
        until=last,
        tolerance=_tolerance(desk, single.get("tolerance"), asked[0]),
        rounding=_rounding(desk, single.get("rounded"), asked[0]),
        each=reading.columns,
        owner=owner,
        because=str(single["because"].values[0]) if "because" in single else "",
        text=node.text,
        span=node.span,
    )
    _check_windows(checked)
    return checked


def _all_of_it(desk: Desk, node: tree.ClauseNode, reading: Reading, *, promised: bool) -> list[Condition]:
    """The requirement and then the preconditions, `unless` turned round.

    `promised`: what the agency owes has a good direction; a client may owe more of what should be less.
    """
    conditions = [(node.requirement, "asked")]
    conditions += [
        (value, modifier.kind)
        for modifier in node.modifiers
        if modifier.kind in ("when", "unless")
        for value in modifier.values
        if isinstance(value, tree.Node)
    ]

    def one(item: tuple[tree.Node, str]) -> Condition:
        condition = requirement(desk, item[0], reading, wished=promised and item[1] == "asked")
        return Negated(condition) if item[1] == "unless" else condition

    return each(one, conditions)


def _sorted_out(node: tree.ClauseNode) -> tuple[list[tree.Modifier], dict[str, tree.Modifier]]:
    """The schedules, and the other modifiers by kind; most may stand once only."""
    schedules = [m for m in node.modifiers if m.kind in KINDS]
    if len(schedules) > 1:
        raise fault("KPI027", schedules[1].span, "a clause has one schedule", "make two clauses of it")
    single: dict[str, tree.Modifier] = {}
    for modifier in node.modifiers:
        if modifier.kind in KINDS or modifier.kind in _MANY:
            continue
        if modifier.kind in single:
            name = _SAID.get(modifier.kind, modifier.kind)
            raise fault("KPI027", modifier.span, f"`{name}` stands twice in this clause")
        single[modifier.kind] = modifier
    since, until = single.get("since"), single.get("until")
    if since is not None and until is not None and len(since.values) == 2:
        raise fault("KPI027", until.span, "the clause says twice when it ends")
    return schedules, single


def _reading(desk: Desk, node: tree.ClauseNode, single: dict[str, tree.Modifier]) -> Reading:
    filters = tuple(
        value for m in node.modifiers if m.kind == "only" for value in m.values if isinstance(value, tree.Node)
    )
    names = [n for n in single["each"].values if isinstance(n, tree.Name)] if "each" in single else []
    source = None
    if "source" in single:
        name = single["source"].values[0]
        known = [s.name for s in desk.vocabulary.sources or ()]
        if isinstance(name, tree.Name) and desk.vocabulary.sources is not None:
            source = next((k for k in known if fold(k) == fold(name.text)), None)
            if source is None:
                help = f"the workspace has {', '.join(known)}" if known else "the workspace has none"
                raise fault("KPI051", name.span, f"there is no source `{name.text}`", help)
    return Reading(selection=filters, columns=tuple(_dimensions(desk, names)), source=source)


def _dimensions(desk: Desk, names: list[tree.Name]) -> Iterator[str]:
    tables = desk.vocabulary.tables.values()
    for name in names:
        found = next((t.columns[fold(name.text)] for t in tables if fold(name.text) in t.columns), None)
        if found is None:
            guess = nearest(fold(name.text), {c for t in tables for c in t.columns})
            help = f"did you mean `{guess}`?" if guess else "such as: for each channel"
            raise fault("KPI052", name.span, f"no table has a column `{name.text}`", help)
        if found.kind is not ColumnKind.TEXT:
            raise fault("KPI052", name.span, f"`{name.text}` is no column of texts, which groups are made by")
        yield found.name


def _exclusions(desk: Desk, single: dict[str, tree.Modifier]) -> tuple[Exclusion, ...]:
    values = single["excepted"].values if "excepted" in single else ()
    return tuple(each(lambda e: exclusion_of(desk, e), [v for v in values if isinstance(v, tree.Excluded)]))


def checks_of(condition: Condition) -> Iterator[tuple[Check, bool]]:
    """The comparisons of a condition, and whether each stands straight: under no `or` and no `not`."""
    match condition:
        case AllOf(of=of):
            for part in of:
                yield from checks_of(part)
        case AnyOf(of=of):
            for part in of:
                yield from ((check, False) for check, _ in checks_of(part))
        case Negated(of=part):
            yield from ((check, False) for check, _ in checks_of(part))
        case _:
            yield condition, True


def _tolerance(desk: Desk, modifier: tree.Modifier | None, asked: Condition) -> Tolerance | None:
    if modifier is None or not isinstance(modifier.values[0], tree.Quantity):
        return None
    amount = modifier.values[0]
    for check, straight in checks_of(asked):
        if not straight or (isinstance(check, Comparison) and check.comparator == "!="):
            raise fault(
                "KPI049", modifier.span, "a tolerance widens plain comparisons: none under `or` or `not`, and no `!=`"
            )
        if amount.unit != "percent":
            _fits(desk, amount, check)
    return Tolerance(amount.value, amount.unit == "percent")


def _rounding(desk: Desk, modifier: tree.Modifier | None, asked: Condition) -> Fraction | None:
    if modifier is None:
        return None
    value = modifier.values[0]
    if isinstance(value, tree.Quantity):
        if value.value <= 0:
            raise fault("KPI049", modifier.span, "a value is rounded to a step above zero", "rounded to 0.1%")
        step = value.value
    else:
        step = Fraction(1, 10 ** int(str(value)))
    for check, _ in checks_of(asked):
        if isinstance(value, tree.Quantity):
            _fits(desk, value, check)
        for target in _targets(check):
            if step > _last_digit(target):
                message = (
                    "the value is rounded more coarsely than the target is written: it can pass by the rounding alone"
                )
                desk.notes.add("KPI047", modifier.span, message, "round to a finer step")
    return step


def _last_digit(number: Fraction) -> Fraction:
    """What one of a number's last significant digit is worth: a hundred in 1,500, a hundredth in 0.05."""
    if number == 0:
        return Fraction(10**40)
    worth = Fraction(1)
    while (number / worth).denominator != 1 and worth > Fraction(1, 10**40):
        worth /= 10
    while (number / worth) % 10 == 0:
        worth *= 10
    return worth


def _targets(check: Check) -> list[Fraction]:
    match check:
        case Comparison(right=right):
            ends: tuple[Formula, ...] = (right,)
        case Between(low=low, high=high):
            ends = (low, high)
        case Within(target=target):
            ends = (target,)
    return [value for value in map(constant, ends) if value is not None]


def _fits(desk: Desk, quantity: tree.Quantity, check: Check) -> None:
    typed = resolve(desk, quantity, Reading())
    unit = RATIO if quantity.unit == "percent" else typed.unit
    if unit != BARE and not agree(unit, check.unit):
        shared(desk, [Typed(typed.formula, unit), Typed(typed.formula, check.unit)], quantity.span, "these do not fit:")


def _on_the_day(condition: Condition, schedule: Schedule) -> Condition:
    """Under `by`, a bare stock is taken on that day."""
    return with_parts(condition, _taken_on_the_day) if isinstance(schedule, By) else condition


def _taken_on_the_day(measured: Measured) -> Measured:
    part = measured.part
    bare = part.kind is Kind.STOCK and part.how is How.LAST and not measured.shifts
    return Measured(part, (Shift.LAST_DAY,)) if bare else measured


def _check_windows(checked: Clause) -> None:
    """What cannot be read on the clause's windows."""

    def visit(measured: Measured) -> None:
        if isinstance(checked.schedule, By) and Shift.PREVIOUS in measured.shifts:
            raise fault("KPI049", checked.span, "`by` has no period before it", "compare with baseline() or at_start()")
        if measured.part.how is How.EXACT and checked.exclusions:
            message = f"`{measured.part.measure}` is counted for exact days, and none of them can be left out"
            raise fault("KPI049", checked.span, message)

    parts_in((checked.requirement, checked.when), visit)
