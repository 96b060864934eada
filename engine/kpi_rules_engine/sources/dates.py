"""Dates and moments as exports write them; the form is proved by a whole column, or said by the configuration."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from kpi_rules.language.said import said
from kpi_rules_engine.sources.refusal import Doubt, Refusal

_CLOCK = (
    r"(?:(?:T|,? +)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,6}))?)?"
    r"(?: *(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?)?"
)
_FORMS = {  # and the groups in which year, month and day stand
    "yyyy-mm-dd": (re.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _CLOCK), (1, 2, 3)),
    "dd.mm.yyyy": (re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})" + _CLOCK), (3, 2, 1)),
    "dd/mm/yyyy": (re.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})" + _CLOCK), (3, 2, 1)),
    "mm/dd/yyyy": (re.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})" + _CLOCK), (3, 1, 2)),
}
ISO = "yyyy-mm-dd"
FORMS = tuple(_FORMS)

Read = Callable[[str], datetime | None]


@dataclass(frozen=True, slots=True)
class Dates:
    """What the texts of a column mean, and by which form they were read (empty: there were none)."""

    values: dict[str, str]
    refused: dict[str, Refusal]
    form: str


def read_dates(texts: Collection[str], told: str | None, zone: ZoneInfo | None, *, days: bool) -> Dates | Doubt:
    """Every text of one column as `2026-10-05` (`days`) or `2026-10-05 14:30:00`, on the clock of `zone`.

    A text with a time zone is converted; one without is local as it stands. With `told`, that form
    holds, save for a column that is wholly yyyy-mm-dd, which cannot be misread.
    """
    if not texts:
        return Dates({}, {}, "")
    forms = (told,) if told else FORMS
    whole = [found for form in forms if (found := _whole(texts, form)) is not None]
    if not whole and told:
        iso = _whole(texts, ISO)
        whole = [iso] if iso else []
    if not whole:
        best = max((_part(texts, form) for form in forms), key=lambda found: len(found[1]))
        return _some(texts, best, zone, days=days)
    if len(whole) > 1 and any(whole[0][1][text] != whole[1][1][text] for text in texts):
        return Doubt(
            said("these dates could be read day first or month first"),
            frozenset(text for text in texts if whole[0][1][text] != whole[1][1][text]),
            said("say which: read: {{dates: dd/mm/yyyy}} or read: {{dates: mm/dd/yyyy}}"),
        )
    return _some(texts, whole[0], zone, days=days)


def reader(form: str) -> Read:
    """What reads one text by a form of the list, or by a strptime pattern."""
    if form in _FORMS:
        pattern, order = _FORMS[form]
        return lambda text: _by_form(text, pattern, order)
    return lambda text: _by_pattern(text, form)


def faulty(form: str) -> str | None:
    """What is wrong with the form that a configuration says, if anything is."""
    if form in _FORMS:
        return None
    if "%" not in form:
        return said("is not one of {forms}, nor a strptime pattern", forms=", ".join(FORMS))
    directives = set(re.findall("%(.)", form.replace("%%", "")))
    if "Z" in directives:
        return said("has %Z, which drops the zone silently; %z reads an offset")
    if not (directives & set("c") or (directives & set("yYG") and directives & set("mbBjVx"))):
        return said("names no year and month")
    try:
        datetime.strptime(datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC).strftime(form), form)  # noqa: DTZ007  only tried
    except (ValueError, re.error):
        return said("is no strptime pattern")
    return None


Found = tuple[str, dict[str, datetime]]


def _whole(texts: Collection[str], form: str) -> Found | None:
    """All texts by one form, or None at the first that does not follow it."""
    read = reader(form)
    values: dict[str, datetime] = {}
    for text in texts:
        value = read(text)
        if value is None:
            return None
        values[text] = value
    return form, values


def _part(texts: Collection[str], form: str) -> Found:
    read = reader(form)
    return form, {text: value for text in texts if (value := read(text)) is not None}


def _some(texts: Collection[str], read: Found, zone: ZoneInfo | None, *, days: bool) -> Dates | Doubt:
    form, found = read
    zoned = frozenset(text for text, value in found.items() if value.tzinfo) if zone is None else frozenset()
    if zoned:
        return Doubt(
            said("these moments have a time zone, and nothing says in which zone the contract counts its days"),
            zoned,
            said("timezone: Europe/Moscow, in kpi.yaml or in the contract"),
        )
    refusal = Refusal(
        said("is not a date") if days else said("is not a date with a time"),
        help=said("the dates of this column are read as {form}", form=form)
        if found
        else said('read: {{dates: "%d %b %Y"}} says another form'),
    )
    refused: dict[str, Refusal] = {}
    values: dict[str, str] = {}
    for text in texts:
        local = _local(found[text], zone) if text in found else None
        if local is None:
            refused[text] = refusal
        else:
            values[text] = local.date().isoformat() if days else local.isoformat(" ")
    return Dates(values, refused, form if found else "")


def _local(value: datetime, zone: ZoneInfo | None) -> datetime | None:
    if value.tzinfo is None:
        return value
    try:
        return value.astimezone(zone).replace(tzinfo=None)
    except OverflowError:  # at the ends of the calendar
        return None


def _by_form(text: str, pattern: re.Pattern[str], order: tuple[int, int, int]) -> datetime | None:
    found = pattern.fullmatch(text)
    if not found:
        return None
    hour, minute, second, fraction, zone = found.group(4, 5, 6, 7, 8)
    year, month, day = (int(found[group]) for group in order)
    try:
        if hour is None:
            return datetime(year, month, day)  # noqa: DTZ001  a local day has no zone
        micro = int((fraction or "").ljust(6, "0"))
        return datetime(year, month, day, int(hour), int(minute), int(second or 0), micro, _zone(zone))
    except ValueError:
        return None


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    if written in ("Z", "UTC"):
        return UTC
    hours, minutes = int(written[1:3]), int(written[3:].lstrip(":") or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)


def _by_pattern(text: str, pattern: str) -> datetime | None:
    if not text.isascii() and any(c.isdigit() and not c.isascii() for c in text):
        return None  # strptime takes the digits of every script
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007  a local moment has none either
    except ValueError:
        return None
