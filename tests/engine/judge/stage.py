"""A scene out of a dictionary, and short ways to write formulas and clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.formula import (
    Comparator,
    Comparison,
    Condition,
    Constant,
    Formula,
    How,
    Measured,
    Part,
    Product,
    Shift,
    Sum,
)
from kpi_rules.language.rows import Cell
from kpi_rules.language.schedule import Calendar, Days, Unit
from kpi_rules.language.units import BARE, COUNT, RATIO, SECONDS, money
from kpi_rules.language.units import Unit as Measure
from kpi_rules.language.vocabulary import ColumnKind, Kind
from kpi_rules_engine.judge.scene import Found
from kpi_rules_engine.plan.windows import Window, moved
from kpi_rules_engine.values import Infinite, Reason, Unknown, Value

RUB = money("RUB")
OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31), Unit.MONTH)
SEPTEMBER = Window(date(2026, 9, 1), date(2026, 9, 30), Unit.MONTH)
FIRST = Window(date(2026, 10, 1), date(2026, 10, 1), Unit.DAY)
EVE = Window(date(2026, 9, 30), date(2026, 9, 30))
INF, MINUS_INF = Infinite(1), Infinite(-1)

Figure = int | str | Fraction | Value | Found


def part(
    name: str,
    kind: Kind = Kind.FLOW,
    how: How = How.SUM,
    unit: Measure = COUNT,
    rank: int | None = None,
    selection: str = "",
    nonnegative: bool = True,
) -> Part:
    cell = Cell(name, ColumnKind.NUMBER)
    percentile = None if rank is None else Fraction(rank)
    return Part(
        name, kind, how, "daily", "daily", "date", cell,
        rank=percentile, unit=unit, nonnegative=nonnegative, selection=selection,
    )  # fmt: skip


LIKES, REPOSTS, COMMENTS, POSTS = (Measured(part(n)) for n in ("likes", "reposts", "comments", "posts"))
ACQUIRED, JOINED, LEFT = (Measured(part(n)) for n in ("acquired", "joined", "left"))
SPEND = Measured(part("spend", unit=RUB))
MEMBERS = Measured(part("members", Kind.STOCK, How.LAST))
AVG_MEMBERS = Measured(part("members", Kind.STOCK, How.AVG))
REPLY = Measured(part("response_time", Kind.SAMPLE, How.PERCENTILE, SECONDS, rank=50))
REACH = Measured(part("reach", Kind.UNIQUE, How.EXACT))


def shifted(measured: Measured, *shifts: Shift) -> Measured:
    return Measured(measured.part, shifts)


def number(value: int | str | Fraction) -> Fraction:
    return Fraction(value)


def fixed(value: int | str | Fraction) -> Constant:
    return Constant(number(value))


def total(*terms: Formula) -> Sum:
    return Sum(tuple((1, term) for term in terms))


def minus(a: Formula, b: Formula) -> Sum:
    return Sum(((1, a), (-1, b)))


def times(*factors: Formula) -> Product:
    return Product(tuple((1, factor) for factor in factors))


def quotient(over: Formula, *under: Formula) -> Product:
    return Product(((1, over), *((-1, one) for one in under)))


def compare(
    left: Formula, comparator: Comparator, right: Formula | int | str, unit: Measure = BARE, text: str = ""
) -> Comparison:
    target = fixed(right) if isinstance(right, int | str) else right
    return Comparison(left, comparator, target, unit, text)


ENGAGEMENT = quotient(total(LIKES, REPOSTS, COMMENTS), AVG_MEMBERS)
CPA = quotient(SPEND, ACQUIRED)
CPA_CHECK = compare(CPA, "<=", 30, RUB, "cpa <= 30")
ENGAGEMENT_CHECK = compare(ENGAGEMENT, ">=", "0.05", RATIO, "engagement_per_member >= 0.05")


@dataclass(frozen=True)
class Stage:
    """Figures by part and window; what is not there is missing on every day of its window."""

    figures: Mapping[tuple[Part, Window], Found] = field(default_factory=dict)
    baseline: Days | None = None

    def find(self, part: Part, window: Window) -> Found:
        there = self.figures.get((part, window))
        if there is not None:
            return there
        missing = tuple(window.days())
        return found(lost(missing), 0, missing)

    def move(self, window: Window, shift: Shift) -> Window:
        return moved(window, shift, self.baseline)

    def days(self, window: Window) -> Sequence[Window]:
        return [Window(day, day, Unit.DAY, 1, window.exclusions) for day in window.days()]


def lost(days: tuple[date, ...] = ()) -> Unknown:
    return Unknown(Reason.MISSING_DATA, "", days)


def found(value: Figure, covered: int = 31, missing: tuple[date, ...] = (), rows: int = 31) -> Found:
    if isinstance(value, Found):
        return value
    exact = Fraction(value) if isinstance(value, int | str) else value
    return Found(exact, rows, covered, missing, "daily")


def stage(figures: Mapping[Measured, Figure], window: Window = OCTOBER) -> Stage:
    """Everything on one window, but what is shifted, which is where the shift leads."""
    empty = Stage()
    placed: dict[tuple[Part, Window], Found] = {}
    for measured, figure in figures.items():
        at = window
        for shift in measured.shifts:
            at = empty.move(at, shift)
        placed[measured.part, at] = found(figure, sum(1 for _ in at.days()))
    return Stage(placed)


def october(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 10, day) for day in days)


def daily(measured: Measured, values: Sequence[Figure], window: Window = OCTOBER) -> dict[tuple[Part, Window], Found]:
    """Figures of the first days of a window, one by one; the rest of its days have none."""
    return {(measured.part, day): found(value, 1) for day, value in zip(Stage().days(window), values, strict=False)}


def header(**settings: object) -> Header:
    return Header("aurora", Days(date(2026, 1, 1), date(2026, 12, 31)), currency="RUB", **settings)  # type: ignore[arg-type]  # settings of many types


def clause(requirement: Condition, **settings: object) -> Clause:
    return Clause("clause", requirement, **{"schedule": Calendar(Unit.MONTH), **settings})  # type: ignore[arg-type]  # settings of many types
