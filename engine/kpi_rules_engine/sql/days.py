"""Aggregates over the days of windows: rows become an account's days, a scope's days, then windows.

    r  the rows that may be read        a  one row an account and day     s  one row a scope and day
    w  one row a window and day         f  one row a window               q… ranks, p… the value at a rank

Each part has four columns on its way: its value of the day, whether the day is known, its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sqlglot import exp

from kpi_rules.language.formula import How, Part
from kpi_rules.language.rows import both as all_of
from kpi_rules.language.vocabulary import Grain, Kind
from kpi_rules_engine.sql.rows import RowSql, decimal_text
from kpi_rules_engine.sql.shape import DAY, FIRST, HORIZON, LAST, Shape
from kpi_rules_engine.sql.words import (
    as_day,
    both,
    case,
    coalesced,
    column,
    counted,
    equal,
    grouped,
    highest,
    joined,
    lowest,
    missing,
    named,
    number,
    one_if,
    parameter,
    same,
    select,
    staged,
    summed,
    table,
    where,
)

_EDGES = (How.FIRST, How.LAST)

Stages = list[tuple[str, exp.Select]]


def day_query(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    """One row a window: for each part its covered days, rows and value (summed, where an average is asked)."""
    numbers = range(len(parts))
    columns = [column("win", "f"), *(column(f"{x}{k}", "f") for k in numbers for x in "cn")]
    columns += [column(f"v{k}", f"p{k}" if parts[k].how is How.PERCENTILE else "f") for k in numbers]
    query = select(columns, table("f"))
    for k in numbers:
        if parts[k].how is How.PERCENTILE:
            query = joined(query, table(f"p{k}"), same("win", f"p{k}", "f"), "LEFT")
    return staged(query, [*_day_stages(shape, parts), *_window_stages(parts)])


def gap_query(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    """The days of each window, part by part known (1) or not (0): (window, day, flag of each part)."""
    flags = [column(f"k{k}", "w") for k in range(len(parts))]
    return staged(select([column("win", "w"), column("day", "w"), *flags], table("w")), _day_stages(shape, parts))


def rows_stage(shape: Shape) -> exp.Select:
    """The rows of the accounts in question, on the days in question, each with its day."""
    accounts = select([column("account")], table("kpi_scopes"))
    within = exp.Between(this=as_day(column(shape.time, "x")), low=parameter(FIRST), high=parameter(LAST))
    query = select([exp.Star(), named(as_day(column(shape.time, "x")), DAY)], table(shape.relation, "x"))
    return where(query, within, exp.In(this=column("account", "x"), query=accounts.subquery(copy=False)))


def _day_stages(shape: Shape, parts: Sequence[Part]) -> Stages:
    """From rows to the days of windows."""
    sql = RowSql(shape.time, parameter(HORIZON))
    split = {k for k, part in enumerate(parts) if part.kind is Kind.STOCK and shape.stock_column}
    stages = [("r", rows_stage(shape))]
    for k in sorted(split):
        stages += _stock_stages(parts[k], k, sql, shape.stock_column or "")
    stages.append(("a", _account_days(parts, split, sql)))
    if shape.grain is Grain.EVENT:
        stages += [("b", _scope_sums(parts)), ("s", _event_days(parts))]
    else:
        stages.append(("s", _scope_days(parts)))
    return [*stages, ("w", _window_days(parts))]


def _window_stages(parts: Sequence[Part]) -> Stages:
    """From the days of windows to windows."""
    stages = [("z", _edges(parts))] if any(part.how in _EDGES for part in parts) else []
    stages.append(("f", _windows(parts)))
    for k, part in enumerate(parts):
        if part.how is How.PERCENTILE:
            known = equal(column(f"k{k}"), number(1))
            values = where(select([column("win"), named(column(f"v{k}"), "v")], table("w")), known)
            stages += ranks(values, part, k)
    return stages


def _account_days(parts: Sequence[Part], split: set[int], sql: RowSql) -> exp.Select:
    """v: value of the day; k: 1 if it is known; u: rows without a value; n: rows."""
    columns = [column("account", "r"), named(column(DAY, "r"), "day")]
    for k, part in enumerate(parts):
        columns += _account_day(part, k, sql, from_stock=k in split)
    query = select(columns, table("r"))
    for k in sorted(split):
        on = both(same("account", f"g{k}", "r"), equal(column("day", f"g{k}"), column(DAY, "r")))
        query = joined(query, table(f"g{k}"), on, "LEFT")
    return grouped(query, column("account", "r"), column(DAY, "r"))


def _account_day(part: Part, k: int, sql: RowSql, *, from_stock: bool) -> list[exp.Expr]:
    def value() -> exp.Expr:
        return number(1) if part.value is None else sql.value(part.value)

    def chosen() -> exp.Expr:
        return sql.condition(all_of(part.scope, part.where))

    def void() -> exp.Expr:
        return summed(one_if(both(chosen(), missing(value()))))

    if from_stock:
        amount: exp.Expr = highest(column("v", f"g{k}"))
        known: exp.Expr = equal(highest(column("got", f"g{k}")), highest(column("due", f"g{k}")))
    elif part.kind is Kind.STOCK:
        amount = highest(case(chosen(), value()))
        known = exp.Not(this=missing(highest(case(chosen(), value()))))
    elif part.kind is Kind.UNIQUE:
        amount = highest(case(chosen(), value()))
        known = both(equal(summed(one_if(chosen())), number(1)), equal(void(), number(0)))
    else:
        amount = summed(case(chosen(), value(), number(0)))
        there = exp.GT(this=counted(case(sql.condition(part.scope), value())), expression=number(0))
        known = both(there, equal(void(), number(0)))
    rows = summed(one_if(chosen()))
    return [named(x, f"{n}{k}") for x, n in ((amount, "v"), (one_if(known), "k"), (void(), "u"), (rows, "n"))]


def _stock_stages(part: Part, k: int, sql: RowSql, split: str) -> Stages:
    """A stock adds up over one dimension: a value of it is due from its first day on.

    t: one row an account, value and day; e: since when each is there; g: what is there and what is due.
    """
    t, e, g = f"t{k}", f"e{k}", f"g{k}"
    value = number(1) if part.value is None else sql.value(part.value)
    there = both(sql.condition(all_of(part.scope, part.where)), exp.Not(this=missing(value.copy())))
    keys = [column("account", "r"), column(split, "r"), column(DAY, "r")]
    names = [named(key.copy(), name) for key, name in zip(keys, ("account", "split", "day"), strict=True)]
    each = grouped(where(select([*names, named(highest(value), "v")], table("r")), there), *keys)
    since = select([column("account"), column("split"), named(lowest(column("day")), "since")], table(t))
    days = select([column("account"), column("day")], table(t)).distinct(copy=False).subquery("d", copy=False)
    due = both(same("account", e, "d"), exp.LTE(this=column("since", e), expression=column("day", "d")))
    twin = exp.NullSafeEQ(this=column("split", t), expression=column("split", e))  # no channel is one, too
    got = both(same("account", t, "d"), twin, same("day", t, "d"))
    sums = [
        named(summed(column("v", t)), "v"),
        named(counted(column("v", t)), "got"),
        named(counted(exp.Star()), "due"),
    ]
    query = joined(select([column("account", "d"), column("day", "d"), *sums], days), table(e), due)
    query = grouped(joined(query, table(t), got, "LEFT"), column("account", "d"), column("day", "d"))
    return [(t, each), (e, grouped(since, column("account"), column("split"))), (g, query)]


def _scope_days(parts: Sequence[Part]) -> exp.Select:
    """A day is known when it is known of every account: a sum over some of them is never used."""
    columns: list[exp.Expr] = [column("scope", "c"), column("day", "a")]
    for k in range(len(parts)):
        all_known = equal(summed(column(f"k{k}", "a")), highest(column("size", "c")))
        columns += [named(summed(column(f"{x}{k}", "a")), f"{x}{k}") for x in "vn"]
        columns.append(named(one_if(all_known), f"k{k}"))
    return _over_accounts(columns)


def _scope_sums(parts: Sequence[Part]) -> exp.Select:
    columns: list[exp.Expr] = [column("scope", "c"), column("day", "a")]
    columns += [named(summed(column(f"{x}{k}", "a")), f"{x}{k}") for k in range(len(parts)) for x in "vun"]
    return _over_accounts(columns)


def _over_accounts(columns: Sequence[exp.Expr]) -> exp.Select:
    query = joined(select(columns, table("kpi_scopes", "c")), table("a"), same("account", "a", "c"))
    return grouped(query, column("scope", "c"), column("day", "a"))


def _event_days(parts: Sequence[Part]) -> exp.Select:
    """Every covered day: without rows it is zero, with a row that lacks the value it is unknown."""
    columns: list[exp.Expr] = [column("scope", "c"), column("day", "d")]
    for k in range(len(parts)):
        whole = equal(coalesced(column(f"u{k}", "b")), number(0))
        columns += [named(coalesced(column(f"{x}{k}", "b")), f"{x}{k}") for x in "vn"]
        columns.append(named(one_if(whole), f"k{k}"))
    scopes = select([column("scope")], table("kpi_scopes")).distinct(copy=False).subquery("c", copy=False)
    query = joined(select(columns, scopes), table("kpi_days", "d"))
    return joined(query, table("b"), both(same("scope", "b", "c"), same("day", "b", "d")), "LEFT")


def _window_days(parts: Sequence[Part]) -> exp.Select:
    within = exp.Between(this=column("day", "s"), low=column("first", "x"), high=column("last", "x"))
    columns = [
        column("win", "x"),
        column("day", "s"),
        *(column(f"{x}{k}", "s") for k in range(len(parts)) for x in "vkn"),
    ]
    return joined(select(columns, table("kpi_windows", "x")), table("s"), both(same("scope", "s", "x"), within))


def _edges(parts: Sequence[Part]) -> exp.Select:
    """The first or last known day of each window."""
    columns: list[exp.Expr] = [column("win")]
    for k, part in enumerate(parts):
        if part.how in _EDGES:
            known = case(equal(column(f"k{k}"), number(1)), column("day"))
            columns.append(named((lowest if part.how is How.FIRST else highest)(known), f"z{k}"))
    return grouped(select(columns, table("w")), column("win"))


def _windows(parts: Sequence[Part]) -> exp.Select:
    columns: list[exp.Expr] = [column("win", "w")]
    for k, part in enumerate(parts):
        columns += [
            named(summed(column(f"k{k}", "w")), f"c{k}"),
            named(summed(case(_known(k), column(f"n{k}", "w"))), f"n{k}"),
        ]
        if part.how is not How.PERCENTILE:
            columns.append(named(_over_window(part, k), f"v{k}"))
    query = select(columns, table("w"))
    if any(part.how in _EDGES for part in parts):
        query = joined(query, table("z"), same("win", "z", "w"))
    return grouped(query, column("win", "w"))


def _over_window(part: Part, k: int) -> exp.Expr:
    value = column(f"v{k}", "w")
    match part.how:
        case How.MIN:
            return lowest(case(_known(k), value))
        case How.MAX:
            return highest(case(_known(k), value))
        case How.FIRST | How.LAST:
            return highest(case(equal(column("day", "w"), column(f"z{k}", "z")), value))
    return summed(case(_known(k), value))


def _known(k: int) -> exp.Expr:
    return equal(column(f"k{k}", "w"), number(1))


def ranks(values: exp.Select, part: Part, k: int) -> Stages:
    """The nearest rank, ceil(p * n / 100), of the values (`win`, `v`) of each window."""
    order = exp.Order(expressions=[exp.Ordered(this=column("v", "y"))])
    place = exp.Window(this=exp.RowNumber(), partition_by=[column("win", "y")], order=order)
    size = exp.Window(this=counted(exp.Star()), partition_by=[column("win", "y")])
    columns = [column("win", "y"), column("v", "y"), named(place, "place"), named(size, "size")]
    q = select(columns, values.subquery("y", copy=False))
    rank = exp.Literal.number(decimal_text(part.rank if part.rank is not None else Fraction(50)))
    before = exp.paren(exp.Sub(this=column("place"), expression=number(1)), copy=False)
    here = both(
        exp.GTE(this=_times(column("place"), number(100)), expression=_times(column("size"), rank)),
        exp.LT(this=_times(before, number(100)), expression=_times(column("size"), rank.copy())),
    )
    p = select([column("win"), named(highest(case(here, column("v"))), f"v{k}")], table(f"q{k}"))
    return [(f"q{k}", q), (f"p{k}", grouped(p, column("win")))]


def _times(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.Mul(this=a, expression=b)
