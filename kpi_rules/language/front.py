"""Front matter: the facts of a contract, each checked where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from kpi_rules.language import fields
from kpi_rules.language.contract import UNTITLED, Header
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.front_money import check_money, fee_of, limits_of, scorecard_of
from kpi_rules.language.months import LAST_START
from kpi_rules.language.reserved import check_name
from kpi_rules.language.said import said
from kpi_rules.language.schedule import WORDS, Calendar, Days, Every, OverTerm, Schedule, Unit
from kpi_rules.language.suggest import nearest
from kpi_rules.language.vocabulary import Vocabulary, column_names, fold
from kpi_rules.language.yamltext import Entries, Items, Node, Scalar, read_yaml

KEYS = (
    "contract",
    "title",
    "version",
    "effective",
    "parties",
    "term",
    "timezone",
    "currency",
    "fee",
    "scope",
    "holidays",
    "events",
    "coverage",
    "settle",
    "schedule",
    "partial",
    "baseline",
    "limits",
    "scorecard",
    "month",
)
UNBUILT = {
    "business_hours": said("working hours"),
    "segments": said("segments"),
}
_ID = re.compile(r"[^\W_][\w-]*\Z")
_NAME = re.compile(r"[^\W\d]\w*\Z")
_MONTH = re.compile(r"from day ([1-9][0-9]?)\Z")
_EVERY = re.compile(r"every ([1-9][0-9]{0,3}) (day|week|month|quarter|year)s?\Z")


def read_front(front: str | None, vocabulary: Vocabulary, notes: Notes) -> Header | None:
    """The facts; None where the contract's id or term is missing or wrong."""
    if front is None:
        if any(note.code == "KPI001" for note in notes):
            return None  # it is there, and never closed
        help = said(
            "begin with a line ---, the lines `contract: NAME` and `term: 2026-01-01..2026-12-31`, and a line ---"
        )
        notes.add("KPI012", Span(1, 1, 1, 2), said("the contract has no front matter"), help)
        return None
    entries = read_yaml(front, notes, first_line=2)
    if entries is None:
        return None
    _check_keys(entries, notes)
    start = Span(1, 1, 1, 4)
    name = fields.required(entries, "contract", notes, said("the front matter"), start)
    id = _matching(name, _ID, notes, "contract", said("a name of letters, digits and hyphens"), "aurora-vk")
    term = fields.days_of(fields.required(entries, "term", notes, said("the front matter"), start), notes, "term")
    get = entries.get
    share = fields.share_of(get("coverage"), notes, "coverage")
    header = Header(
        id=id or "",
        term=term or Days(date.min, date.max),
        title=fields.words_of(get("title"), notes, "title") or UNTITLED,
        version=fields.whole_of(get("version"), notes, "version", 1, 1_000_000) or 1,
        effective=fields.day_of(get("effective"), notes, "effective"),
        parties=_texts(get("parties"), notes, "parties"),
        timezone=fields.timezone_of(get("timezone"), notes) or vocabulary.timezone,
        currency=fields.currency_of(get("currency"), notes) or vocabulary.currency,
        fee=fee_of(get("fee"), notes),
        scope=_scope(get("scope"), vocabulary, notes),
        holidays=_holidays(get("holidays"), vocabulary, notes),
        events=_events(get("events"), notes),
        coverage=Fraction(1) if share is None else share,
        settle=fields.length_of(get("settle"), notes, "settle") or 0,
        schedule=_schedule(get("schedule"), notes),
        partial="skip" if fields.choice_of(get("partial"), ("judge", "skip"), notes, "partial") == "skip" else "judge",
        baseline=fields.days_of(get("baseline"), notes, "baseline"),
        limits=limits_of(get("limits"), notes),
        scorecard=scorecard_of(get("scorecard"), notes),
        month_day=_month_day(get("month"), notes),
    )
    check_money(header, entries, notes)
    return None if id is None or term is None else header


def _check_keys(entries: Entries, notes: Notes) -> None:
    for key, _ in entries.pairs:
        if key.text in UNBUILT:
            message = said(
                "`{key}` sets {what}, which this version does not judge", key=key.text, what=UNBUILT[key.text]
            )
            notes.add("KPI028", key.span, message, said("leave it out, or say it in prose"))
    known = tuple(pair for pair in entries.pairs if pair[0].text not in UNBUILT)
    fields.known_keys(Entries(known, entries.span), KEYS, notes, said("the front matter"))


def _matching(
    node: Node | None, pattern: re.Pattern[str], notes: Notes, name: str, form: str, example: str
) -> str | None:
    text = fields.text_of(node, notes, name)
    if node is None or text is None or pattern.match(text):
        return text
    fields.wrong(node, notes, name, form, f"{name}: {example}")
    return None


def _texts(node: Node | None, notes: Notes, name: str) -> Mapping[str, str]:
    entries = fields.entries_of(node, notes, name)
    found = {key.text: fields.text_of(value, notes, key.text) for key, value in entries.pairs} if entries else {}
    return {key: text for key, text in found.items() if text is not None}


def _scope(node: Node | None, vocabulary: Vocabulary, notes: Notes) -> Mapping[str, tuple[str, ...]]:
    """Values by column, the columns by the catalogue's names."""
    entries = fields.entries_of(node, notes, "scope")
    scope: dict[str, tuple[str, ...]] = {}
    for key, value in entries.pairs if entries else ():
        column = _column(key.text, vocabulary)
        if column is None:
            near = nearest(key.text, column_names(vocabulary.tables.values()))
            help = said("did you mean `{near}`?", near=near) if near else said("such as scope: {{account: aurora}}")
            notes.add("KPI052", key.span, said("no table has a column `{key}` to pick rows by", key=key.text), help)
        elif column in scope:
            notes.add(
                "KPI014",
                key.span,
                said("`{key}` is `{column}`, which stands here already", key=key.text, column=column),
            )
        else:
            texts = _values(value, notes, key.text)
            scope |= {column: texts} if texts else {}
    return scope


def _column(name: str, vocabulary: Vocabulary) -> str | None:
    for table in vocabulary.tables.values():
        found = table.column(name)
        if found is not None:
            return found.name
    return None


def _values(node: Node, notes: Notes, name: str) -> tuple[str, ...]:
    """One text, or a list of them."""
    found = [fields.text_of(item, notes, name) for item in (node.items if isinstance(node, Items) else (node,))]
    return tuple(dict.fromkeys(text for text in found if text is not None))


def _events(node: Node | None, notes: Notes) -> Mapping[str, Days]:
    entries = fields.entries_of(node, notes, "events")
    events: dict[str, Days] = {}
    for key, value in entries.pairs if entries else ():
        if not _NAME.match(key.text):
            notes.add(
                "KPI013",
                key.span,
                said("`{key}` is no name that a clause could use", key=key.text),
                "spring_contest: …",
            )
            continue
        if not check_name(key.text, key.span, notes):
            continue
        if fold(key.text) in events:
            notes.add("KPI014", key.span, said("the event `{key}` stands here a second time", key=key.text))
            continue
        days = fields.days_of(value, notes, key.text)
        if days is not None:
            events[fold(key.text)] = days
    return events


def _holidays(node: Node | None, vocabulary: Vocabulary, notes: Notes) -> str | None:
    return fields.choice_of(node, tuple(vocabulary.holidays), notes, "holidays")


def _month_day(node: Node | None, notes: Notes) -> int:
    """The day on which months start."""
    text = fields.text_of(node, notes, "month")
    if node is None or text is None:
        return 1
    found = _MONTH.match(text)
    if found and int(found[1]) <= LAST_START:
        return int(found[1])
    fields.wrong(
        node,
        notes,
        "month",
        said("a day from 1 to {last_start}, which every month has", last_start=LAST_START),
        "month: from day 25",
    )
    return 1


def _schedule(node: Node | None, notes: Notes) -> Schedule | None:
    """The schedule of clauses that say none."""
    if not isinstance(node, Scalar):
        fields.text_of(node, notes, "schedule")
        return None
    if node.text in WORDS:
        return Calendar(WORDS[node.text])
    if node.text == "over term":
        return OverTerm()
    every = _EVERY.match(node.text)
    if every:
        return Every(int(every[1]), Unit(every[2]))
    fields.wrong(node, notes, "schedule", said("a schedule"), "schedule: monthly")
    return None
