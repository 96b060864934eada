"""Requests answered: batched by source, one query each, and every answer an exact number with its days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from kpi_rules.language import rows
from kpi_rules.language.formula import How, Part
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import ColumnKind, Grain, Kind, Table
from kpi_rules_engine.judge.scene import Found
from kpi_rules_engine.plan.requests import Request, days_of
from kpi_rules_engine.sources.connect import Connection
from kpi_rules_engine.sql.shape import FIRST, HORIZON, LAST, Shape
from kpi_rules_engine.sql.written import parts_query
from kpi_rules_engine.values import Reason, Unknown, Value

STOCK_DIMENSION = "channel"  # a stock adds up over accounts and channels, and over nothing else
_TIMES = (ColumnKind.DATE, ColumnKind.MOMENT)


@dataclass(frozen=True, slots=True)
class Relation:
    """A loaded source as the queries see it."""

    name: str  # of the table in the data engine
    source: str
    table: Table
    dimensions: tuple[str, ...]
    covers: Days | None
    digests: tuple[str, ...]


def answer(
    connection: Connection, relations: Mapping[str, Relation], requests: Iterable[Request], as_of: date
) -> dict[Request, Found]:
    """Every request with what was found; `relations` are looked up by the part's source."""
    batches: dict[tuple[str, str, str, date | None], list[Request]] = {}
    for request in dict.fromkeys(requests):
        part = request.part
        way = _way(part, relations[part.source].table)
        # days that are counted once for all windows are counted once for each horizon that matters to them
        horizon = request.horizon if way == "days" and _later(part) else None
        batches.setdefault((part.source, part.time, way, horizon), []).append(request)
    answers: dict[Request, Found] = {}
    for (source, time, way, _), batch in batches.items():
        answers |= _Batch(connection, relations[source], time, way, batch, as_of).run()
    return answers


def _way(part: Part, table: Table) -> str:
    """Whether a part is computed by days, from a bag of rows, or is a figure for exactly these days."""
    if table.grain is Grain.SPAN:
        return "spans"
    if part.kind is Kind.SAMPLE or part.how is How.DISTINCT:
        return "rows"
    return "rows" if part.how is How.COUNT and table.grain is Grain.EVENT and _later(part) else "days"


def _later(part: Part) -> bool:
    """Whether a row of the part is judged by other moments than the one that places it."""
    return bool(_moments(part.value, part.where, part.scope) - {part.time})


def _moments(*trees: rows.RowCondition | rows.RowValue | None) -> set[str]:
    """The columns of dates and moments that conditions or values read."""
    return {cell.column for tree in trees for cell in rows.cells_in(tree) if cell.kind in _TIMES}


class _Batch:
    """The requests of one source that one query answers."""

    def __init__(
        self,
        connection: Connection,
        relation: Relation,
        time: str,
        way: str,
        requests: Sequence[Request],
        as_of: date,
    ) -> None:
        self.connection = connection
        self.relation = relation
        self.way = way
        self.as_of = as_of
        self.empty = [r for r in requests if not r.spans or not r.accounts or r.unheard]
        nothing = set(self.empty)
        self.requests = [r for r in requests if r not in nothing]
        self.parts = list(dict.fromkeys(r.part for r in self.requests))
        self.scopes = list(dict.fromkeys(r.accounts for r in self.requests))
        self.windows = list(dict.fromkeys((r.spans, r.accounts, r.horizon) for r in self.requests))
        self.wins = {window: n for n, window in enumerate(self.windows)}
        self.indexes = {part: n for n, part in enumerate(self.parts)}
        first = min((r.spans[0][0] for r in self.requests), default=as_of)
        last = max((r.spans[-1][1] for r in self.requests), default=as_of)
        if way == "days" and any(self._splits(part) for part in self.parts):
            first = date(1, 1, 1)  # since when a channel is there shows in the days before
        split = STOCK_DIMENSION if STOCK_DIMENSION in relation.dimensions else None
        horizon = max((r.horizon for r in self.requests), default=as_of)
        self.shape = Shape(relation.name, relation.table.grain, time, split, relation.table.until)
        self.days = {FIRST: first, LAST: last, HORIZON: horizon}

    def run(self) -> dict[Request, Found]:
        answers = {r: self._nothing(r) for r in self.empty}
        if not self.requests:
            return answers
        self._hand_over()
        match self.way:
            case "days":
                self._days(answers)
            case "rows":
                self._rows(answers)
            case _:
                self._spans(answers)
        return answers

    def _splits(self, part: Part) -> bool:
        return part.kind is Kind.STOCK and STOCK_DIMENSION in self.relation.dimensions

    # -- the three ways

    def _days(self, answers: dict[Request, Found]) -> None:
        size = len(self.parts)
        found: dict[int, tuple[Any, ...]] = {row[0]: row for row in self._query("days")}
        short: list[Request] = []
        for request in self.requests:
            win, k = self._place(request)
            row = found.get(win)
            covered, count, value = (row[1 + 2 * k], row[2 + 2 * k], row[1 + 2 * size + k]) if row else (0, 0, None)
            days = sum((last - first).days + 1 for first, last in request.spans)
            answers[request] = self._found(request, int(covered or 0), int(count or 0), value, ())
            if covered != days:
                short.append(request)
        if short:
            self._name_gaps(short, answers)

    def _name_gaps(self, short: Sequence[Request], answers: dict[Request, Found]) -> None:
        """The days that are not known, where some are not."""
        known: dict[tuple[int, int], set[date]] = {}
        for win, day, *flags in self._query("gaps"):
            for k, flag in enumerate(flags):
                if flag == 1:
                    known.setdefault((win, k), set()).add(day)
        for request in short:
            there = known.get(self._place(request), set())
            missing = tuple(day for day in days_of(request.spans) if day not in there)
            found = answers[request]
            answers[request] = Found(found.value, found.rows, found.covered, missing, found.source, found.digests)

    def _rows(self, answers: dict[Request, Found]) -> None:
        size = len(self.parts)
        found: dict[int, tuple[Any, ...]] = {row[0]: row for row in self._query("rows")}
        for request in self.requests:
            win, k = self._place(request)
            row = found.get(win)
            count, value = (row[1 + k], row[1 + size + k]) if row else (0, None)
            days = list(days_of(request.spans))
            missing = tuple(day for day in days if not self._covers(day))
            covered = len(days) - len(missing)
            if value is None and request.part.how in (How.COUNT, How.DISTINCT, How.SUM):
                value = 0
            answers[request] = self._found(request, covered, int(count or 0), value, missing)

    def _spans(self, answers: dict[Request, Found]) -> None:
        found: dict[int, tuple[Any, ...]] = {row[0]: row for row in self._query("spans")}
        for request in self.requests:
            win, k = self._place(request)
            row = found.get(win)
            count, value = (int(row[1 + 2 * k]), row[2 + 2 * k]) if row else (0, None)
            days = tuple(days_of(request.spans))
            if count != 1 or len(request.spans) != 1:
                unknown = Unknown(Reason.MISSING_COUNTS, request.part.measure)
                answers[request] = Found(unknown, count, len(days), (), self.relation.source, self.relation.digests)
            else:
                answers[request] = self._found(request, len(days), count, value, ())

    # -- answers

    def _found(self, request: Request, covered: int, count: int, value: Any, missing: tuple[date, ...]) -> Found:
        part, relation = request.part, self.relation
        answer: Value
        if part.kind is Kind.UNIQUE and len(request.accounts) != 1:
            answer = Unknown(Reason.MISSING_COUNTS, part.measure)  # people of two accounts are never added
        elif not covered:
            answer = Unknown(Reason.MISSING_DATA, part.measure)
        elif value is None:
            answer = Unknown(Reason.UNDEFINED, part.measure)  # a bag without a value
        elif part.how is How.AVG:
            number = count if self.way == "rows" else covered
            answer = _exact(value) / number
        else:
            answer = _exact(value)
        return Found(answer, count, covered, missing, relation.source, relation.digests)

    def _nothing(self, request: Request) -> Found:
        unknown = Unknown(Reason.MISSING_DATA, request.part.measure)
        return Found(unknown, 0, 0, tuple(days_of(request.spans)), self.relation.source, self.relation.digests)

    def _covers(self, day: date) -> bool:
        covers = self.relation.covers
        return covers is None or day in covers

    def _covered(self, span: tuple[date, date]) -> tuple[date, date]:
        """The stretch without the days that are not covered at its ends: what happened there is not known whole."""
        covers = self.relation.covers
        return span if covers is None else (max(span[0], covers.first), min(span[1], covers.last))

    def _place(self, request: Request) -> tuple[int, int]:
        return self.wins[(request.spans, request.accounts, request.horizon)], self.indexes[request.part]

    # -- the data engine

    def _query(self, kind: Literal["days", "gaps", "rows", "spans"]) -> list[tuple[Any, ...]]:
        try:
            return fetch(self.connection, parts_query(kind, self.shape, self.parts), self.days)
        except OverflowError as wrong:
            raise OverflowError(self.relation.source) from wrong

    def _hand_over(self) -> None:
        """The windows, the accounts of each scope and the covered days, as tables."""
        run = self.connection.execute
        run("CREATE OR REPLACE TEMP TABLE kpi_scopes (scope INTEGER, account VARCHAR, size INTEGER)")
        scopes = [(n, account, len(scope)) for n, scope in enumerate(self.scopes) for account in scope]
        _insert(self.connection, "kpi_scopes", scopes)
        run(
            "CREATE OR REPLACE TEMP TABLE kpi_windows (win INTEGER, scope INTEGER, first DATE, last DATE, horizon DATE)"
        )
        numbers = {scope: n for n, scope in enumerate(self.scopes)}
        windows = [
            (n, numbers[accounts], first, last, horizon)
            for n, (spans, accounts, horizon) in enumerate(self.windows)
            for first, last in map(self._covered, spans)
            if first <= last
        ]
        _insert(self.connection, "kpi_windows", windows)
        if self.relation.table.grain is Grain.EVENT:
            run("CREATE OR REPLACE TEMP TABLE kpi_days (day DATE)")
            days = sorted({day for spans, _, _ in self.windows for day in days_of(spans) if self._covers(day)})
            _insert(self.connection, "kpi_days", [(day,) for day in days])


def fetch(connection: Connection, query: str, days: Mapping[str, date]) -> list[tuple[Any, ...]]:
    """The rows of a query, all of them; of the parameters it gets those that it has.

    An OverflowError where a number leaves the 38 digits in which the data engine computes exactly.
    """
    import duckdb

    wanted = {name: day for name, day in days.items() if f"${name}" in query}
    try:
        return connection.execute(query, wanted).fetchall()
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as wrong:
        raise OverflowError from wrong


def _insert(connection: Connection, name: str, values: Sequence[tuple[Any, ...]]) -> None:
    if values:
        columns = ", ".join(f"unnest(${n})" for n in range(1, len(values[0]) + 1))
        connection.execute(
            f"INSERT INTO {name} SELECT {columns}", [list(column) for column in zip(*values, strict=True)]
        )


def _exact(value: Any) -> Fraction:
    """The engine's integer or decimal as a fraction; anything else is a bug."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"the data engine gave {type(value).__name__}, which is not exact")
    return Fraction(value)
