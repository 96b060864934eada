"""A clause's tree with its modifiers to a checked clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Literal

from kpi_rules.language import tree
from kpi_rules.language.contract import Against, Clause, Exclusion, computed_by
from kpi_rules.language.formula import AllOf, Condition, How, Measured, Negated, Reported, Shift
from kpi_rules.language.meaning.acceptance import against_of, beside_the_second, source_named, warn_of
from kpi_rules.language.meaning.calendar import KINDS, bounds_of, check_binding, exclusion_of, schedule_of
from kpi_rules.language.meaning.costs import check_costs
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.expressions import constant, resolve, with_parts
from kpi_rules.language.meaning.fault import each, fault
from kpi_rules.language.meaning.leniency import rounding_of, tolerance_of
from kpi_rules.language.meaning.moving import check_prorated, moving_of
from kpi_rules.language.meaning.remedies import remedies_of
from kpi_rules.language.meaning.requirements import requirement
from kpi_rules.language.meaning.terms import block_of, misses_of, missing_of, weight_of
from kpi_rules.language.said import said
from kpi_rules.language.schedule import By, Calendar, Schedule, Unit
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import ColumnKind, Kind, column_names
from kpi_rules.language.walk import inside

_MANY = frozenset({"when", "unless", "only", "provided", "remedy"})
_COMPARING = (tree.All, tree.Any, tree.Not, tree.Compared, tree.BetweenNode, tree.WithinNode)
_MOVES = ("step", "approach", "targets")
JUDGING = frozenset(
    {"tolerance", "rounded", "against", "provided", "if_missing", "warn", "misses", "prorated", "block", "weight"}
) | {"key", "remedy", *_MOVES}
SAID = {
    "since": "from",
    "excepted": "except",
    "only": "for",
    "owner": "by",
    "rounded": "rounded to",
    "each": "for each",
    "against": "checked against",
    "if_missing": "if missing",
    "warn": "warn at",
    "misses": "fails after",
    "block": "in … of …",
    "remedy": "on …",
    "step": "rising",
    "approach": "rising to",
    "targets": "target",
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
    reported = _reported(desk, node, reading) if node.reports else None
    asked, when, provided = _all_of_it(desk, node, reading, promised=owner == "agency")
    check_prorated(single.get("prorated"), asked)
    fixed = partial(_on_the_day, schedule=schedule)
    checked = Clause(
        id=id,
        requirement=fixed(asked),
        schedule=schedule,
        title=node.title,
        when=tuple(map(fixed, when)),
        exclusions=_exclusions(desk, single),
        since=first,
        until=last,
        tolerance=tolerance_of(desk, single.get("tolerance"), asked),
        rounding=rounding_of(desk, single.get("rounded"), asked),
        each=reading.columns,
        owner=owner,
        because=str(single["because"].values[0]) if "because" in single else "",
        reported=_reported_on_the_day(reported, schedule),
        provided=tuple(map(fixed, provided)),
        against=_fixed_against(against_of(desk, single.get("against"), node, asked, reading), fixed),
        missing=missing_of(single.get("if_missing")),
        moving=moving_of(desk, single.get("moving"), asked, schedule),
        warn=warn_of(desk, single.get("warn"), asked),
        misses=misses_of(single.get("misses")),
        prorated="prorated" in single,
        block=block_of(single.get("block"), schedule),
        weight=weight_of(single.get("weight")),
        key="key" in single,
        remedies=remedies_of(desk, node, asked),
        text=node.text,
        span=node.span,
    )
    _check_windows(checked)
    check_costs(desk, checked)
    return checked


def _all_of_it(
    desk: Desk, node: tree.ClauseNode, reading: Reading, *, promised: bool
) -> tuple[Condition, list[Condition], list[Condition]]:
    """The requirement, the preconditions (`unless` turned round), and what is provided.

    `promised`: what the agency owes has a good direction; a client may owe more of what should be less.
    """
    conditions = [] if node.reports else [(node.requirement, "asked")]
    conditions += [
        (value, modifier.kind)
        for modifier in node.modifiers
        if modifier.kind in ("when", "unless", "provided")
        for value in modifier.values
        if isinstance(value, tree.Node)
    ]

    def one(item: tuple[tree.Node, str]) -> tuple[Condition, str]:
        condition = requirement(desk, item[0], reading, wished=promised and item[1] == "asked")
        return (Negated(condition) if item[1] == "unless" else condition), item[1]

    found = each(one, conditions)
    asked = next((condition for condition, kind in found if kind == "asked"), AllOf(()))
    when = [condition for condition, kind in found if kind in ("when", "unless")]
    return asked, when, [condition for condition, kind in found if kind == "provided"]


def _reported(desk: Desk, node: tree.ClauseNode, reading: Reading) -> Reported:
    """The value that is told; a Fault for what belongs to a requirement."""
    span = node.requirement.span
    for modifier in node.modifiers:
        if modifier.kind in JUDGING:
            name = SAID.get(modifier.kind, modifier.kind)
            raise fault(
                "KPI049",
                modifier.span,
                said("a report is not judged, and has no `{name}`", name=name),
                said("leave it out"),
            )
    if isinstance(
        node.requirement, tree.All | tree.Any | tree.Not | tree.Compared | tree.BetweenNode | tree.WithinNode
    ):
        raise fault("KPI041", span, said("a report tells a value, and compares nothing"), said("leave out `report`"))
    typed = resolve(desk, node.requirement, reading)
    if constant(typed.formula) is not None:
        raise fault("KPI041", span, said("a constant tells nothing"), "report share_of_voice")
    return Reported(typed.formula, typed.unit, desk.source_text(span), span)


def _reported_on_the_day(reported: Reported | None, schedule: Schedule) -> Reported | None:
    if reported is None or not isinstance(schedule, By):
        return reported
    return with_parts(reported, _taken_on_the_day)


def _fixed_against(against: Against | None, fixed: Callable[[Condition], Condition]) -> Against | None:
    return replace(against, requirement=fixed(against.requirement)) if against else None


def _sorted_out(node: tree.ClauseNode) -> tuple[list[tree.Modifier], dict[str, tree.Modifier]]:
    """The schedules, and the other modifiers by kind; most may stand once only."""
    schedules = [m for m in node.modifiers if m.kind in KINDS]
    if len(schedules) > 1:
        raise fault("KPI027", schedules[1].span, said("a clause has one schedule"), said("make two clauses of it"))
    single: dict[str, tree.Modifier] = {}
    for modifier in node.modifiers:
        if modifier.kind in KINDS or modifier.kind in _MANY:
            continue
        kind = "moving" if modifier.kind in _MOVES else modifier.kind
        if kind in single:
            name = SAID.get(modifier.kind, modifier.kind)
            raise fault("KPI027", modifier.span, said("`{name}` stands twice in this clause", name=name))
        single[kind] = modifier
    since, until = single.get("since"), single.get("until")
    if since is not None and until is not None and len(since.values) == 2:
        raise fault("KPI027", until.span, said("the clause says twice when it ends"))
    return schedules, single


def _reading(desk: Desk, node: tree.ClauseNode, single: dict[str, tree.Modifier]) -> Reading:
    filters = tuple(
        value for m in node.modifiers if m.kind == "only" for value in m.values if isinstance(value, tree.Node)
    )
    names = [n for n in single["each"].values if isinstance(n, tree.Name)] if "each" in single else []
    name = single["source"].values[0] if "source" in single else None
    source = source_named(desk, name) if isinstance(name, tree.Name) and desk.vocabulary.sources is not None else None
    sources = (source,) if source else ()
    columns = tuple(dict.fromkeys(_dimensions(desk, names)))
    reading = Reading(selection=filters, columns=columns, sources=sources)
    return beside_the_second(desk, single.get("against"), reading)


def _dimensions(desk: Desk, names: list[tree.Name]) -> Iterator[str]:
    tables = desk.vocabulary.tables.values()
    for name in names:
        found = next((column for table in tables if (column := table.column(name.text))), None)
        if found is None:
            guess = nearest(name.text, column_names(tables))
            help = said("did you mean `{guess}`?", guess=guess) if guess else said("such as: for each channel")
            raise fault("KPI052", name.span, said("no table has a column `{name}`", name=name.text), help)
        if found.kind is not ColumnKind.TEXT:
            raise fault(
                "KPI052", name.span, said("`{name}` is no column of texts, which groups are made by", name=name.text)
            )
        yield found.name


def _exclusions(desk: Desk, single: dict[str, tree.Modifier]) -> tuple[Exclusion, ...]:
    values = single["excepted"].values if "excepted" in single else ()
    return tuple(each(lambda e: exclusion_of(desk, e), [v for v in values if isinstance(v, tree.Excluded)]))


def _on_the_day(condition: Condition, schedule: Schedule) -> Condition:
    """Under `by`, a bare stock is taken on that day."""
    return with_parts(condition, _taken_on_the_day) if isinstance(schedule, By) else condition


def _taken_on_the_day(measured: Measured) -> Measured:
    part = measured.part
    bare = part.kind is Kind.STOCK and part.how is How.LAST and not measured.shifts
    return Measured(part, (Shift.LAST_DAY,)) if bare else measured


def _check_windows(checked: Clause) -> None:
    """What cannot be read on the clause's windows."""
    for measured in inside(computed_by(checked), Measured):
        if isinstance(checked.schedule, By) and Shift.PREVIOUS in measured.shifts:
            raise fault(
                "KPI049",
                checked.span,
                said("`by` has no period before it"),
                said("compare with baseline() or at_start()"),
            )
        if measured.part.how is How.EXACT and checked.exclusions:
            message = said(
                "`{measure}` is counted for exact days, and none of them can be left out", measure=measured.part.measure
            )
            raise fault("KPI049", checked.span, message)
