"""Modifiers: from Lark's parse tree to the tree of a statement."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token

from kpi_rules.language import literals, tree
from kpi_rules.language.building import Builder, string, tokens, trees, word
from kpi_rules.language.remedy_lines import remedy
from kpi_rules.language.said import said
from kpi_rules.language.syntax import Raw

MOST_UNITS = 1_000  # of days, weeks … in a schedule
MOST_PLACES = 20


def modifiers(raws: Iterable[Raw], builder: Builder) -> tuple[tree.Modifier, ...]:
    """The modifiers and schedules of a clause; the Russian `с A по B` is `from A to B`, `по B` alone `until B`."""
    found: list[tree.Modifier] = []
    for raw in raws:
        one = _modifier(raw, builder)
        if one.kind == "up_and_on":
            if found and found[-1].kind == "since" and len(found[-1].values) == 1:
                since = found.pop()
                one = tree.Modifier("since", since.values + one.values, since.span.to(one.span))
            else:
                one = tree.Modifier("until", one.values, one.span)
        found.append(one)
    return tuple(found)


def _modifier(raw: Raw, builder: Builder) -> tree.Modifier:
    kind = str(raw.data)
    return tree.Modifier(kind, _values(kind, raw, builder), builder.span(raw))  # type: ignore[arg-type]  # each rule has values of its own


def _values(kind: str, raw: Raw, builder: Builder) -> tuple[object, ...]:
    found = tokens(raw)
    match kind:
        case "calendar" | "every":
            return tuple(_schedule_word(t, builder) for t in found if t.type not in ("EVERY", "OVER_LAST"))
        case "by_day" | "on_day":
            return (builder.date(found[1]),)
        case "during" | "source":
            return (builder.name(raw),)
        case "around":
            if word(found[2]) != "days":
                builder.wrong(
                    "KPI020", found[2], said("the time around an event is counted in days"), said("write days")
                )
            return (builder.whole(found[1], MOST_UNITS), word(found[3]), builder.name(raw))
        case "since" | "until" | "up_and_on":
            return tuple(_point(c, builder) for c in trees(raw))
        case "when" | "unless" | "only" | "provided" | "tolerance":
            return builder.nodes(raw)
        case "excepted":
            return tuple(_excluded(c, builder) for c in trees(raw))
        case "rounded":
            return builder.nodes(raw) or (_places(found[1], builder),)
        case "each":
            return tuple(builder.names(raw))
        case "owner" | "if_missing":
            return (word(found[1]),)
        case "because":
            return (string(found[1]),)
        case "block":
            return (_count(found[1], builder), _count(found[3], builder), _schedule_word(found[4], builder))
        case "step":
            return (word(found[0]), builder.amount(trees(raw)[0]), word(found[1]))
        case "approach":
            count = _count(found[2], builder)
            return (word(found[0]), builder.amount(trees(raw)[0]), count, _schedule_word(found[3], builder))
        case "targets":
            return tuple(_listed(c, builder) for c in trees(raw))
        case "against":
            return (builder.name(raw), builder.quantity(trees(raw)[0]))
        case "warn":
            return (builder.amount(trees(raw)[0]),)
        case "misses":
            return (_count(found[1], builder),)
        case "weight":
            return (_weight(found[1], builder),)
        case "remedy":
            return (remedy(raw, builder),)
        case "over_term" | "prorated" | "key":
            return ()
    raise AssertionError(kind)


def _count(token: Token, builder: Builder) -> int:
    return builder.whole(token, MOST_UNITS)


def _weight(token: Token, builder: Builder) -> tree.Quantity:
    number = literals.number(str(token))
    if not number:
        builder.wrong("KPI021", token, said("a weight is a number above zero"), "weight 3")
    return tree.Quantity(number or literals.ONE, "bare", "", str(token), builder.span(token))


def _schedule_word(token: Token, builder: Builder) -> str | int:
    if token.type == "NUMBER":
        return _count(token, builder)
    found = word(token)
    if found in ("s", "min", "h"):
        builder.wrong(
            "KPI020",
            token,
            said("a schedule is counted in days or longer"),
            said("days, weeks, months, quarters, years"),
        )
    return found


def _places(token: Token, builder: Builder) -> int:
    return 0 if str(token) == "0" else builder.whole(token, MOST_PLACES)


def _point(raw: Raw, builder: Builder) -> tree.Point:
    found = tokens(raw)
    if found[0].type == "DATE":
        return tree.Point(builder.date(found[0]), None, builder.span(raw))
    return tree.Point(None, builder.whole(found[1], 1_200), builder.span(raw))


def _listed(raw: Raw, builder: Builder) -> tree.ListedTarget:
    return tree.ListedTarget(str(tokens(raw)[0]), builder.amount(trees(raw)[0]), builder.span(raw))


def _excluded(raw: Raw, builder: Builder) -> tree.Excluded:
    found = tokens(raw)
    reason = "".join(string(t) for t in found if t.type == "STRING")
    dates = [builder.date(t) for t in found if t.type == "DATE"]
    span = builder.span(raw)
    if dates:
        if dates[-1] < dates[0]:
            builder.wrong(
                "KPI022",
                raw,
                said("the range of dates runs backwards"),
                said("write {first}..{last}", first=dates[-1], last=dates[0]),
            )
        return tree.Excluded(dates[0], dates[-1], "", reason, span)
    name = word(found[0]) if found[0].type in ("HOLIDAYS", "WEEKENDS") else str(found[0])
    return tree.Excluded(None, None, name, reason, span)
