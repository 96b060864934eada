"""Aggregates over the days of windows: rows become an account's days, a scope's days, then windows.

    r  the rows that may be read        a  one row an account and day     s  one row a scope and day
    w  one row a window and day         f  one row a window               q… ranks, p… the value at a rank

Each part has four columns on its way: its value of the day, whether the day is known, its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from kpi_rules.language.formula import How, Part
from kpi_rules.language.rows import both as all_of
from kpi_rules.language.vocabulary import Grain, Kind
from kpi_rules_engine.sql.rows import RowSql, decimal_text
from kpi_rules_engine.sql.words import (
    both,
    case,
    coalesced,
    column,
    counted,
    day_literal,
    equal,
    highest,
    lowest,
    number,
    one_if,
    same,
    summed,
    table,
)

DAY = "kpi day"  # no column of a catalogue has a space in its name


@dataclass(frozen=True, slots=True)
class Shape:
    """A relation: its name, what its rows are, where they lie in time, and which of them may be read.

    `stock_column` is the dimension over which a stock adds up, beside the account, if there is one.
    """

    relation: str
    grain: Grain
    time: str
    first: date
    last: date
    stock_column: str | None = None


def day_query(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    """One row a window: for each part its covered days, rows and value (summed, where an average is asked)."""
    query = exp.select(column("win", "f"), *(column(f"{x}{k}", "f") for k in range(len(parts)) for x in "cn"))
    query = query.select(*(_outcome(part, k) for k, part in enumerate(parts)))
    query = query.from_(table("f"))
    for k, part in enumerate(parts):
        if part.how is How.PERCENTILE:
            query = query.join(table(f"p{k}"), on=same("win", f"p{k}", "f"), join_type="left")
    for name, select in _stages(shape, parts):
        query = query.with_(name, as_=select)
    return query


def gap_query(shape: Shape, parts: Sequence[Part]) -> exp.Select:
    """The known days of each window, part by part: (window, day, 1 or 0 for each part)."""
    query = exp.select(column("win", "w"), column("day", "w"), *(column(f"k{k}", "w") for k in range(len(parts))))
    query = query.from_(table("w"))
    for name, select in _stages(shape, parts):
        if name in ("r", "a", "s", "w", "b") or name.startswith(("t", "e", "g")):
            query = query.with_(name, as_=select)
    return query


def rows_stage(shape: Shape) -> exp.Select:
    """The rows of the accounts in question, up to the day of the check, each with its day."""
    day = exp.cast(column(shape.time, "x"), "date")
    accounts = exp.select(column("account")).from_(table("kpi_scopes"))
    return (
        exp.select(exp.Star(), day.as_(DAY, quoted=True))
        .from_(table(shape.relation).as_("x"))
        .where(exp.Between(this=day.copy(), low=day_literal(shape.first), high=day_literal(shape.last)))
        .where(exp.In(this=column("account", "x"), query=accounts.subquery()))
    )


def _stages(shape: Shape, parts: Sequence[Part]) -> list[tuple[str, exp.Select]]:
    stages = [("r", rows_stage(shape))]
    sql = RowSql(shape.time, day_literal(shape.last))
    split = {k for k, part in enumerate(parts) if part.kind is Kind.STOCK and shape.stock_column}
    for k in sorted(split):
        stages += _stock_stages(parts[k], k, sql, shape.stock_column or "")
    stages.append(("a", _account_days(parts, split, sql)))
    if shape.grain is Grain.EVENT:
        stages += [("b", _scope_sums(parts)), ("s", _event_days(parts))]
    else:
        stages.append(("s", _scope_days(parts)))
    stages.append(("w", _window_days(parts)))
    if any(part.how in (How.FIRST, How.LAST) for part in parts):
        stages.append(("z", _edges(parts)))
    stages.append(("f", _windows(parts)))
    for k, part in enumerate(parts):
        if part.how is How.PERCENTILE:
            stages += _rank_stages(part, k)
    return stages


def _account_days(parts: Sequence[Part], split: set[int], sql: RowSql) -> exp.Select:
    """v: value of the day; k: 1 if it is known; u: rows without a value; n: rows."""
    account, day = column("account", "r"), column(DAY, "r")
    query = exp.select(account, day.as_("day")).from_(table("r"))
    for k, part in enumerate(parts):
        value = number(1) if part.value is None else sql.value(part.value)
        scope, chosen = sql.condition(part.scope), sql.condition(all_of(part.scope, part.where))
        rows, void = summed(one_if(chosen)), summed(one_if(both(chosen, exp.Is(this=value, expression=exp.Null()))))
        there = counted(case(scope, value))
        if k in split:
            known: exp.Expr = case(
                equal(highest(column("got", f"g{k}")), highest(column("due", f"g{k}"))), number(1), number(0)
            )
            amount: exp.Expr = highest(column("v", f"g{k}"))
        elif part.kind is Kind.STOCK:
            amount = highest(case(chosen, value))
            known = case(exp.Is(this=amount.copy(), expression=exp.Null()), number(0), number(1))
        elif part.kind is Kind.UNIQUE:
            amount = highest(case(chosen, value))
            known = case(both(equal(rows.copy(), number(1)), equal(void.copy(), number(0))), number(1), number(0))
        else:
            amount = summed(case(chosen, value, number(0)))
            known = case(
                both(exp.GT(this=there, expression=number(0)), equal(void.copy(), number(0))), number(1), number(0)
            )
        query = query.select(amount.as_(f"v{k}"), known.as_(f"k{k}"), void.as_(f"u{k}"), rows.as_(f"n{k}"))
    for k in sorted(split):
        on = both(same("account", f"g{k}", "r"), equal(column("day", f"g{k}"), column(DAY, "r")))
        query = query.join(table(f"g{k}"), on=on, join_type="left")
    return query.group_by(account.copy(), day.copy())


def _stock_stages(part: Part, k: int, sql: RowSql, split: str) -> list[tuple[str, exp.Select]]:
    """A stock adds up over one dimension: a value of it is due from its first day on.

    t: one row an account, value and day; e: since when each is there; g: what is there and what is due.
    """
    account, inner, day = column("account", "r"), column(split, "r"), column(DAY, "r")
    value = sql.value(part.value) if part.value is not None else number(1)
    there = exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))
    t = (
        exp.select(account.as_("account"), inner.as_("split"), day.as_("day"), highest(value).as_("v"))
        .from_(table("r"))
        .where(both(sql.condition(all_of(part.scope, part.where)), there))
        .group_by(account.copy(), inner.copy(), day.copy())
    )
    name = f"t{k}"
    e = (
        exp.select(column("account"), column("split"), lowest(column("day")).as_("since"))
        .from_(table(name))
        .group_by(column("account"), column("split"))
    )
    days = exp.select(column("account"), column("day")).distinct().from_(table(name)).subquery("d")
    on = both(same("account", f"e{k}", "d"), exp.LTE(this=column("since", f"e{k}"), expression=column("day", "d")))
    found = both(same("account", name, "d"), same("split", name, f"e{k}"), same("day", name, "d"))
    g = (
        exp.select(column("account", "d"), column("day", "d"), summed(column("v", name)).as_("v"))
        .select(counted(column("v", name)).as_("got"), counted(exp.Star()).as_("due"))
        .from_(days)
        .join(table(f"e{k}"), on=on)
        .join(table(name), on=found, join_type="left")
        .group_by(column("account", "d"), column("day", "d"))
    )
    return [(name, t), (f"e{k}", e), (f"g{k}", g)]


def _scope_days(parts: Sequence[Part]) -> exp.Select:
    """A day is known when it is known of every account: a sum over some of them is never used."""
    query = exp.select(column("scope", "c"), column("day", "a")).from_(table("kpi_scopes").as_("c"))
    for k in range(len(parts)):
        all_known = equal(summed(column(f"k{k}", "a")), highest(column("size", "c")))
        query = query.select(
            summed(column(f"v{k}", "a")).as_(f"v{k}"),
            case(all_known, number(1), number(0)).as_(f"k{k}"),
            summed(column(f"n{k}", "a")).as_(f"n{k}"),
        )
    query = query.join(table("a"), on=same("account", "a", "c"))
    return query.group_by(column("scope", "c"), column("day", "a"))


def _scope_sums(parts: Sequence[Part]) -> exp.Select:
    query = exp.select(column("scope", "c"), column("day", "a")).from_(table("kpi_scopes").as_("c"))
    for k in range(len(parts)):
        query = query.select(*(summed(column(f"{x}{k}", "a")).as_(f"{x}{k}") for x in "vun"))
    query = query.join(table("a"), on=same("account", "a", "c"))
    return query.group_by(column("scope", "c"), column("day", "a"))


def _event_days(parts: Sequence[Part]) -> exp.Select:
    """Every covered day: without rows it is zero, with a row that lacks the value it is unknown."""
    scopes = exp.select(column("scope")).distinct().from_(table("kpi_scopes")).subquery("c")
    query = exp.select(column("scope", "c"), column("day", "d")).from_(scopes)
    for k in range(len(parts)):
        whole = equal(coalesced(column(f"u{k}", "b")), number(0))
        query = query.select(
            coalesced(column(f"v{k}", "b")).as_(f"v{k}"),
            case(whole, number(1), number(0)).as_(f"k{k}"),
            coalesced(column(f"n{k}", "b")).as_(f"n{k}"),
        )
    query = query.join(table("kpi_days").as_("d"), join_type="cross")
    return query.join(table("b"), on=both(same("scope", "b", "c"), same("day", "b", "d")), join_type="left")


def _window_days(parts: Sequence[Part]) -> exp.Select:
    within = exp.Between(this=column("day", "s"), low=column("first", "x"), high=column("last", "x"))
    query = exp.select(column("win", "x"), column("day", "s"))
    query = query.select(*(column(f"{x}{k}", "s") for k in range(len(parts)) for x in "vkn"))
    query = query.from_(table("kpi_windows").as_("x"))
    return query.join(table("s"), on=both(same("scope", "s", "x"), within))


def _edges(parts: Sequence[Part]) -> exp.Select:
    """The first or last known day of each window."""
    query = exp.select(column("win")).from_(table("w")).group_by(column("win"))
    for k, part in enumerate(parts):
        if part.how in (How.FIRST, How.LAST):
            known = case(equal(column(f"k{k}"), number(1)), column("day"))
            query = query.select((lowest if part.how is How.FIRST else highest)(known).as_(f"z{k}"))
    return query


def _windows(parts: Sequence[Part]) -> exp.Select:
    query = exp.select(column("win", "w")).from_(table("w")).group_by(column("win", "w"))
    if any(part.how in (How.FIRST, How.LAST) for part in parts):
        query = query.join(table("z"), on=same("win", "z", "w"))
    for k, part in enumerate(parts):
        known = equal(column(f"k{k}", "w"), number(1))
        value = column(f"v{k}", "w")
        query = query.select(
            summed(column(f"k{k}", "w")).as_(f"c{k}"), summed(case(known, column(f"n{k}", "w"))).as_(f"n{k}")
        )
        match part.how:
            case How.MIN:
                query = query.select(lowest(case(known, value)).as_(f"v{k}"))
            case How.MAX:
                query = query.select(highest(case(known, value)).as_(f"v{k}"))
            case How.FIRST | How.LAST:
                there = equal(column("day", "w"), column(f"z{k}", "z"))
                query = query.select(highest(case(there, value)).as_(f"v{k}"))
            case How.PERCENTILE:
                continue
            case _:
                query = query.select(summed(case(known, value)).as_(f"v{k}"))
    return query


def _rank_stages(part: Part, k: int) -> list[tuple[str, exp.Select]]:
    ranked = exp.select(column("win"), column(f"v{k}").as_("v")).from_(table("w"))
    ranked = ranked.where(equal(column(f"k{k}"), number(1)))
    return ranks(ranked, part, k)


def ranks(values: exp.Select, part: Part, k: int) -> list[tuple[str, exp.Select]]:
    """The nearest rank, ceil(p * n / 100), of the values (`win`, `v`) of each window."""
    by = [column("win", "y")]
    order = exp.Order(expressions=[exp.Ordered(this=column("v", "y"))])
    place = exp.Window(this=exp.RowNumber(), partition_by=by, order=order)
    size = exp.Window(this=exp.Count(this=exp.Star()), partition_by=[column("win", "y")])
    q = exp.select(column("win", "y"), column("v", "y"), place.as_("place"), size.as_("size")).from_(
        values.subquery("y")
    )
    rank = exp.Literal.number(decimal_text(part.rank) if part.rank is not None else "50")
    hundred = exp.Mul(this=column("place"), expression=number(100))
    before = exp.Mul(this=exp.paren(exp.Sub(this=column("place"), expression=number(1))), expression=number(100))
    share = exp.Mul(this=column("size"), expression=rank)
    here = both(exp.GTE(this=hundred, expression=share), exp.LT(this=before, expression=share.copy()))
    p = exp.select(column("win"), highest(case(here, column("v"))).as_(f"v{k}")).from_(table(f"q{k}"))
    return [(f"q{k}", q), (f"p{k}", p.group_by(column("win")))]


def _outcome(part: Part, k: int) -> exp.Expr:
    return column(f"v{k}", f"p{k}" if part.how is How.PERCENTILE else "f")
