"""A measure read by an aggregate: which ones have a meaning, and the part that comes of it."""

from __future__ import annotations

from fractions import Fraction

from kpi_rules.language import rows, rows_text
from kpi_rules.language.contract import Header
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.formula import How, Measured, Part, Shift
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.meaning.homes import Place, find_home, find_table, parsed
from kpi_rules.language.meaning.selecting import condition, value_of
from kpi_rules.language.said import said
from kpi_rules.language.units import COUNT
from kpi_rules.language.vocabulary import ColumnKind, Grain, Home, Kind, Measure, Table, fold

_DAYS = frozenset({How.AVG, How.MIN, How.MAX, How.FIRST, How.LAST, How.PERCENTILE})
_ALLOWED = {
    Kind.FLOW: _DAYS | {How.SUM},
    Kind.COUNT: _DAYS | {How.SUM},
    Kind.STOCK: _DAYS,
    Kind.UNIQUE: _DAYS,
    Kind.SAMPLE: frozenset({How.SUM, How.AVG, How.MIN, How.MAX, How.PERCENTILE}),
}
_DEFAULT = {Kind.FLOW: How.SUM, Kind.COUNT: How.SUM, Kind.STOCK: How.LAST}
_WHY_NOT = {
    Kind.STOCK: said("is a level, not a number of events: its days cannot be added up"),
    Kind.UNIQUE: said("counts people: those of two days are not twice as many people"),
    Kind.SAMPLE: said("is a bag of values without an order of days"),
}


def default_part(desk: Desk, measure: Measure, reading: Reading, span: Span) -> Measured:
    """A bare measure: a flow is summed, a stock is taken at the end, people are the platform's own count."""
    place = find_home(desk, measure, reading, span)
    if place.table.grain is Grain.SPAN:
        return Measured(_part(desk, measure, How.EXACT, place, None, reading, span), reading.shifts)
    if measure.kind not in _DEFAULT:
        words = said("avg({measure}), max({measure}) or median({measure})", measure=measure.name)
        message = said(
            "`{measure}` {why}; say which figure of the period is meant",
            measure=measure.name,
            why=_WHY_NOT[measure.kind],
        )
        raise fault("KPI044", span, message, said("such as {words}", words=words))
    return Measured(_part(desk, measure, _DEFAULT[measure.kind], place, None, reading, span), reading.shifts)


def aggregate(
    desk: Desk, measure: Measure, how: How, reading: Reading, span: Span, rank: Fraction | None = None
) -> Measured:
    """A measure under `sum`, `avg`, `percentile` and the like."""
    place = find_home(desk, measure, reading, span)
    if place.table.grain is Grain.SPAN:
        message = said(
            "`{measure}` is counted by the platform for exactly the days that are asked", measure=measure.name
        )
        raise fault("KPI044", span, message, said("write {measure} alone", measure=measure.name))
    if how not in _ALLOWED[measure.kind]:
        usual = (How.SUM, How.AVG, How.MIN, How.MAX)
        allowed = [*(h.value for h in usual if h in _ALLOWED[measure.kind]), "median"]
        message = said(
            "`{measure}` {why}: no {how}",
            measure=measure.name,
            why=_WHY_NOT.get(measure.kind, said("cannot be read so")),
            how=how.value,
        )
        raise fault(
            "KPI044",
            span,
            message,
            said("ask for {allowed}", allowed=", ".join(f"{h}({measure.name})" for h in allowed)),
        )
    return Measured(_part(desk, measure, how, place, rank, reading, span), reading.shifts)


def default_how(desk: Desk, measure: Measure) -> How:
    """What a measure says of a period, if it is told as one figure."""
    if any(desk.vocabulary.tables[home.table].grain is Grain.SPAN for home in measure.homes):
        return How.EXACT
    return _DEFAULT.get(measure.kind, How.AVG)


def part_of(desk: Desk, measure: Measure, how: How, reading: Reading, span: Span) -> Part:
    """A measure by an aggregate, whether or not a clause may ask for it."""
    return _part(desk, measure, how, find_home(desk, measure, reading, span), None, reading, span)


def at_start(desk: Desk, measure: Measure, reading: Reading, span: Span) -> Measured:
    """The stock on the day before the window."""
    if measure.kind is not Kind.STOCK:
        message = said("`{measure}` is no level that a day starts with", measure=measure.name)
        raise fault("KPI044", span, message, said("at_start() takes a stock, such as members"))
    place = find_home(desk, measure, reading, span)
    part = _part(desk, measure, How.LAST, place, None, reading, span)
    return Measured(part, (*reading.shifts, Shift.DAY_BEFORE))


def counted(desk: Desk, table: Table, reading: Reading, span: Span, *, distinct: bool = False) -> Measured:
    """`count(table)` or `distinct(table)`."""
    if distinct and table.identity is None:
        raise fault(
            "KPI044", span, said("the rows of `{table}` belong to nobody who could be told apart", table=table.name)
        )
    place = find_table(desk, table, reading, span, table.identity if distinct else None)
    how = How.DISTINCT if distinct else How.COUNT
    value = value_of(parsed(table.identity), table)[0] if distinct and table.identity else None
    part = Part(
        table.name,
        Kind.COUNT,
        how,
        place.source.name,
        table.name,
        table.time,
        value,
        _selected(place),
        _scope(desk, table, span),
        place.accounts,
        unit=COUNT,
        nonnegative=True,
        by_account=distinct and table.identity in table.key,
        selection=_shown(reading, table),
    )
    return Measured(part, reading.shifts)


def _part(
    desk: Desk, measure: Measure, how: How, place: Place, rank: Fraction | None, reading: Reading, span: Span
) -> Part:
    table = place.table
    value, nonnegative = _value(desk, measure, how, place, span)
    if place.home.column is None and how is How.SUM:
        how, value = How.COUNT, None
    return Part(
        measure.name,
        measure.kind,
        how,
        place.source.name,
        table.name,
        place.home.time or table.time,
        value,
        _selected(place),
        _scope(desk, table, span),
        place.accounts,
        rank,
        unit=desk.unit(measure.unit, span),
        nonnegative=nonnegative,
        selection=_shown(reading, table),
    )


def _value(desk: Desk, measure: Measure, how: How, place: Place, span: Span) -> tuple[rows.RowValue | None, bool]:
    """What is added up of each row, and whether it is never below zero."""
    value, nonnegative = value_in(place.table, place.home)
    if any(cell.kind is ColumnKind.MONEY for cell in rows.cells_in(value)):
        _check_currency(desk, place, span)
    return value, nonnegative


def value_in(table: Table, home: Home) -> tuple[rows.RowValue, bool]:
    """What a home adds up of each row, and whether it is never below zero."""
    if home.column is None:
        return rows.Fixed(Fraction(1)), True
    value, _ = value_of(parsed(home.column), table)
    whole = isinstance(value, rows.Cell) or not _subtracts(value)
    return value, whole and all(table.columns[cell.column].nonnegative for cell in rows.cells_in(value))


def _check_currency(desk: Desk, place: Place, span: Span) -> None:
    contract = desk.currency(span)
    source = place.source.currency or desk.vocabulary.currency
    if source is not None and source != contract:
        message = said(
            "the source `{source}` is in {currency}, the contract in {contract}; nothing is converted",
            source=place.source.name,
            currency=source,
            contract=contract,
        )
        raise fault("KPI055", span, message)


def _subtracts(value: rows.RowValue) -> bool:
    match value:
        case rows.RowSum(terms=terms):
            return any(sign < 0 or _subtracts(term) for sign, term in terms)
        case rows.RowProduct(factors=factors):
            return any(_subtracts(factor) for factor in factors)
        case rows.Fixed(value=Fraction() as number):
            return number < 0
    return False


def _selected(place: Place) -> rows.RowCondition:
    """The rows that the home and the selection ask for; their order says nothing, so they have one of their own."""
    return rows.both(*sorted((condition(node, place.table) for node in place.conditions), key=rows_text.said))


def _scope(desk: Desk, table: Table, span: Span) -> rows.RowCondition:
    """The contract's scope but for its accounts, which the engine keeps apart."""
    for name in desk.header.scope:
        column = table.column(name)
        if fold(name) != "account" and (column is None or column.kind is not ColumnKind.TEXT):
            raise fault("KPI013", span, said("the scope picks rows by `{name}`, which is no text", name=name))
    return scope_in(desk.header, table)


def scope_in(header: Header, table: Table) -> rows.RowCondition:
    """The rows of a table that exist for the contract, whatever their account."""
    parts: list[rows.RowCondition] = []
    for name, values in header.scope.items():
        column = table.column(name)
        if column is not None and fold(name) != "account":
            cell = rows.Cell(column.name, column.kind)
            parts.append(rows.RowIn(cell, tuple(rows.Fixed(value) for value in values)))
    return rows.both(*parts)


def _shown(reading: Reading, table: Table) -> str:
    conditions = rows.both(*(condition(node, table) for node in reading.selection))
    return "" if conditions == rows.EVERY_ROW else rows_text.said(conditions)
