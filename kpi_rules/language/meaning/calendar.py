"""When a clause is judged: schedules, bounds and exclusions as dates, checked against the term."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kpi_rules.language import tree
from kpi_rules.language.contract import Exclusion, Header
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.meaning.desk import Desk
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.months import MONTHS, first_day, month_of
from kpi_rules.language.said import said
from kpi_rules.language.schedule import WORDS, By, Calendar, Days, Every, Once, OverTerm, Schedule, Unit
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import fold

_NESTED = (Unit.MONTH, Unit.QUARTER, Unit.YEAR)
_MOST = {Unit.DAY: 1_000, Unit.WEEK: 520, Unit.MONTH: 120, Unit.QUARTER: 40, Unit.YEAR: 10}
KINDS = frozenset({"calendar", "every", "by_day", "on_day", "during", "around", "over_term"})


def schedule_of(desk: Desk, modifier: tree.Modifier) -> Schedule:
    """The schedule that a modifier says; a Fault if it lies outside the term."""
    match modifier.kind, modifier.values:
        case "calendar", (str(word),):
            return Calendar(WORDS[word])
        case "calendar", (str(word), int(count), str(unit)):
            _check_length(desk.header, count, _unit(unit), modifier.span)
            return _rolling(WORDS[word], count, _unit(unit), modifier.span)
        case "every", (int(count), str(unit)):
            if count > _MOST[_unit(unit)]:
                raise fault(
                    "KPI025",
                    modifier.span,
                    said("a block is at most {most:,} {unit}s long", most=_MOST[_unit(unit)], unit=_unit(unit).value),
                )
            return Every(count, _unit(unit))
        case "by_day", (date() as day,):
            _inside(desk.header, Days(day, day), modifier.span)
            return By(day)
        case "on_day", (date() as day,):
            return _once(desk, Days(day, day), "", modifier.span)
        case "during", (tree.Name() as name,):
            return _once(desk, event(desk, name), fold(name.text), modifier.span)
        case "around", (int(count), str(side), tree.Name() as name):
            days = event(desk, name)
            one = timedelta(1)
            after = Days(days.last + one, days.last + timedelta(count))
            before = Days(days.first - timedelta(count), days.first - one)
            return _once(desk, after if side == "after" else before, fold(name.text), modifier.span)
        case "over_term", _:
            return OverTerm()
        case "since", (tree.Point() as start, tree.Point() as end):
            return _once(desk, _stretch(desk.header, start, end), "", modifier.span)
    raise AssertionError(modifier.kind)


def bounds_of(
    header: Header, since: tree.Modifier | None, until: tree.Modifier | None
) -> tuple[date | None, date | None]:
    """The first and the last day on which the clause binds, where it says so."""
    points = [p for p in since.values if isinstance(p, tree.Point)] if since else []
    if len(points) > 1:
        _forwards(points[0], points[1])
    first = _first_day(header, points[0]) if points else None
    last = _last_day(header, points[1]) if len(points) > 1 else None
    if until is not None and isinstance(until.values[0], tree.Point):
        last = _last_day(header, until.values[0])
    span = (since or until or tree.Modifier("", (), Span(1, 1, 1, 1))).span
    if (first or header.term.first) > (last or header.term.last) or _apart(header.term, first, last):
        raise fault("KPI045", span, said("the clause binds on no day of the term ({days})", days=_said(header.term)))
    return first, last


def check_binding(desk: Desk, schedule: Schedule, bounds: tuple[date | None, date | None], span: Span) -> None:
    """A clause that is judged once binds on some day that it reads."""
    match schedule:
        case By(day=day):
            days = Days(desk.header.term.first, day)
        case Once(days=days):
            pass
        case _:
            return
    first, last = bounds
    if (first is not None and first > days.last) or (last is not None and last < days.first):
        raise fault("KPI045", span, said("the clause does not bind on {days}", days=_said(days)))


def _check_length(header: Header, count: int, unit: Unit, span: Span) -> None:
    """A window that looks back over more than the term is never judged."""
    term, starts = header.term, header.month_day
    if unit in MONTHS:
        never = MONTHS[unit] * count > month_of(term.last, starts) - month_of(term.first, starts) + 1
    else:
        never = count * (7 if unit is Unit.WEEK else 1) > len(term)
    if never:
        raise fault(
            "KPI045",
            span,
            said("{count} {unit}s never lie in the term ({days})", count=count, unit=unit.value, days=_said(term)),
        )


def event(desk: Desk, name: tree.Name) -> Days:
    """The days of an event of the front matter."""
    found = desk.header.events.get(fold(name.text))
    if found is None:
        guess = nearest(fold(name.text), desk.header.events)
        help = (
            said("did you mean `{guess}`?", guess=guess)
            if guess
            else said("add to the front matter, under events: {name}: 2026-03-01..2026-03-14", name=name.text)
        )
        raise fault("KPI046", name.span, said("the event `{name}` is not declared", name=name.text), help)
    return found


def exclusion_of(desk: Desk, excluded: tree.Excluded) -> Exclusion:
    """Days left out: dates, an event, holidays or weekends."""
    if excluded.first is not None and excluded.last is not None:
        days = Days(excluded.first, excluded.last)
        return Exclusion(excluded.reason or _said(days), days)
    if excluded.name == "weekends":
        return Exclusion(excluded.reason or "weekends", weekends=True)
    if excluded.name == "holidays":
        return Exclusion(
            excluded.reason or f"holidays ({desk.header.holidays})",
            dates=_holidays(desk, excluded.span),
        )
    days = event(desk, tree.Name(excluded.name, excluded.span))
    return Exclusion(excluded.reason or excluded.name, days)


def _holidays(desk: Desk, span: Span) -> frozenset[date]:
    """The days off of the term's years, and of two years before, as far as they are known."""
    calendar = desk.header.holidays
    if calendar is None:
        raise fault(
            "KPI049",
            span,
            said("the contract does not say whose holidays"),
            said("add to the front matter: holidays: RU"),
        )
    known = desk.vocabulary.holidays[calendar]
    term = desk.header.term
    missing = [year for year in range(term.first.year, term.last.year + 1) if year not in known]
    if missing:
        raise fault(
            "KPI053",
            span,
            said("the holidays of {calendar} in {year} are not known", calendar=calendar, year=missing[0]),
            said("name the days"),
        )
    years: Iterable[int] = range(term.first.year - 2, term.last.year + 1)
    return frozenset(day for year in years for day in known.get(year, ()))


def _rolling(unit: Unit, count: int, over: Unit, span: Span) -> Calendar:
    if count > _MOST[over]:
        raise fault(
            "KPI025", span, said("a window is at most {most:,} {over}s long", most=_MOST[over], over=over.value)
        )
    fits = over in (Unit.DAY, unit) or (
        unit in _NESTED and over in _NESTED and _NESTED.index(over) <= _NESTED.index(unit)
    )
    if unit is Unit.WEEK and over is not Unit.WEEK:
        fits = over is Unit.DAY
    if not fits:
        raise fault(
            "KPI049",
            span,
            said("a {unit} does not end with a whole {over}", unit=unit.value, over=over.value),
            said("count in days"),
        )
    return Calendar(unit, (count, over))


def _unit(word: str) -> Unit:
    return Unit(word.removesuffix("s"))


def _once(desk: Desk, days: Days, event: str, span: Span) -> Once:
    _inside(desk.header, days, span)
    return Once(days, event)


def _inside(header: Header, days: Days, span: Span) -> None:
    if _apart(header.term, days.first, days.last):
        raise fault(
            "KPI045", span, said("{days} lies outside the term ({term})", days=_said(days), term=_said(header.term))
        )


def _apart(term: Days, first: date | None, last: date | None) -> bool:
    return (first or term.first) > term.last or (last or term.last) < term.first


def _forwards(start: tree.Point, end: tree.Point) -> None:
    """Months are put right in the message; dates have one of their own."""
    if start.month is not None and end.month is not None and start.month > end.month:
        help = f"from month {end.month} to month {start.month}"
        raise fault("KPI022", start.span.to(end.span), said("the months run backwards"), help)


def _stretch(header: Header, start: tree.Point, end: tree.Point) -> Days:
    _forwards(start, end)
    first, last = _first_day(header, start), _last_day(header, end)
    if last < first:
        message = said("this stretch of time ends before it begins")
        raise fault("KPI022", start.span.to(end.span), message, said("put the earlier one first"))
    return Days(first, last)


def _first_day(header: Header, point: tree.Point) -> date:
    return point.day or _month(header, point)


def _last_day(header: Header, point: tree.Point) -> date:
    if point.day is not None:
        return point.day
    following = tree.Point(None, (point.month or 1) + 1, point.span)
    return _month(header, following) - timedelta(1)


def _month(header: Header, point: tree.Point) -> date:
    """The first day of the term's n-th month, cut or not."""
    first = month_of(header.term.first, header.month_day)
    return first_day(first + (point.month or 1) - 1, header.month_day)


def _said(days: Days) -> str:
    return str(days.first) if days.first == days.last else f"{days.first}..{days.last}"
