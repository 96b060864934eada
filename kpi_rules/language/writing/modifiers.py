"""Schedules and modifiers: from a tree to text, in one order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from kpi_rules.language import tree
from kpi_rules.language.plurals import number_of
from kpi_rules.language.schedule import WORDS, Calendar, Every, OverTerm, Schedule, Unit
from kpi_rules.language.writing.expressions import amount, expression, quantity, text
from kpi_rules.language.writing.remedies import remedy
from kpi_rules.language.writing.speech import FEMININE, Speech

ORDER = (
    *("since", "only", "each", "when", "unless", "excepted", "source", "against", "tolerance", "rounded"),
    *("step", "approach", "targets", "prorated", "warn", "provided", "if_missing", "block", "misses"),
    *("weight", "key", "owner", "remedy", "because"),
)
_CALENDAR = {unit: word for word, unit in WORDS.items()}


def schedule(asked: Schedule, speech: Speech) -> str:
    """The words of a schedule that the front matter may give to all clauses."""
    match asked:
        case Calendar(unit, None):
            return speech.word("CALENDAR", _CALENDAR[unit])
        case Calendar(unit, (count, over)):
            return _rolling(_CALENDAR[unit], count, _units(over), speech)
        case Every(count, unit):
            return _every(count, _units(unit), speech)
        case OverTerm():
            return speech.word("OVER_TERM")
    raise AssertionError(asked)  # the others are about days of one clause


def bounds(since: tree.Modifier | None, until: tree.Modifier | None, speech: Speech) -> str:
    """`from A`, `until B`, `from A to B`; Russian has one phrase for the last two, so that English has one, too."""
    first = _points(since)
    last = [*first[1:], *_points(until)]
    russian = speech.language == "ru"
    parts = [f"{speech.word('FROM')} {_point(first[0], speech, after='from')}"] if first else []
    if last:
        word = "UP_AND_ON" if russian else "TO" if first else "UNTIL"
        parts.append(f"{speech.word(word)} {_point(last[0], speech, after='to')}")
    return " ".join(parts)


def modifier(node: tree.Modifier, speech: Speech) -> str:
    """The text of a schedule or modifier other than bounds."""
    match node.kind, node.values:
        case "calendar", (str(word),):
            return speech.word("CALENDAR", word)
        case "calendar", (str(word), int(count), str(unit)):
            return _rolling(word, count, unit, speech)
        case "every", (int(count), str(unit)):
            return _every(count, unit, speech)
        case ("by_day" | "on_day") as kind, (day,):
            return f"{speech.word('BY' if kind == 'by_day' else 'ON')} {day}"
        case "during", (tree.Name(text=name),):
            return f"{speech.word('DURING')} {name}"
        case "around", (int(count), str(side), tree.Name(text=name)):
            days = speech.counted(count, "days", "genitive")
            return f"{speech.word('IN_THE')} {days} {speech.word(side.upper())} {name}"
        case ("over_term" | "prorated" | "key") as kind, _:
            return speech.word(kind.upper())
        case ("when" | "unless" | "provided") as kind, (condition,):
            return f"{speech.word(kind.upper())} {expression(cast(tree.Node, condition), speech)}"
        case "only", (condition,):
            return f"{speech.word('FOR')} {expression(cast(tree.Node, condition), speech, 'column')}"
        case "each", names:
            columns = (speech.names.spelt(name.text, "column") for name in names if isinstance(name, tree.Name))
            return f"{speech.word('FOR')} {speech.word('EACH')} {', '.join(columns)}"
        case "excepted", days:
            return f"{speech.word('EXCEPT')} {', '.join(_excluded(cast(tree.Excluded, d), speech) for d in days)}"
        case "source", (tree.Name(text=name),):
            return f"{speech.word('SOURCE')} {name}"
        case "because", (str(note),):
            return f"{speech.word('BECAUSE')} {text(note)}"
        case "owner", (str(party),):
            owed = ("BY", 0, 0) if speech.language == "en" else ("OWED", 0, 0 if party == "client" else 1)
            return f"{speech.form(*owed)} {speech.word('PARTY', party)}"
        case "remedy", (tree.Remedy() as line,):
            return remedy(line, speech)
    return _of_the_verdict(node, speech)


def _of_the_verdict(node: tree.Modifier, speech: Speech) -> str:
    """What turns a value into a verdict."""
    match node.kind, node.values:
        case "tolerance", (tree.Quantity() as most,):
            return f"{speech.word('TOLERANCE')} {quantity(most, speech)}"
        case "rounded", (int(places),):
            word = speech.form("PLACES", 1 if places == 1 else 0, 1 if number_of(places) == "one" else 0)
            return f"{speech.word('ROUNDED_TO')} {places} {word}"
        case "rounded", (tree.Quantity() as step,):
            return f"{speech.word('ROUNDED_TO')} {quantity(step, speech)}"
        case "block", (int(needed), int(of), str(unit)):
            return f"{speech.word('IN')} {needed} {_of(speech)} {speech.counted(of, unit, 'genitive')}"
        case "step", (str(way), step, str(word)):
            moving = speech.word(way.upper())
            return f"{moving} {amount(cast(tree.Node, step), speech)} {speech.word('CALENDAR', word)}"
        case "approach", (str(way), target, int(count), str(unit)):
            moving = f"{speech.word(_approaching(way))} {amount(cast(tree.Node, target), speech)}"
            return f"{moving} {speech.word('OVER')} {speech.counted(count, unit, 'accusative')}"
        case "targets", listed:
            found = (
                f"{one.period}: {amount(one.target, speech)}" for one in listed if isinstance(one, tree.ListedTarget)
            )
            return f"{speech.word('TARGET')} {', '.join(found)}"
        case "against", (tree.Name(text=name), tree.Quantity() as most):
            return f"{speech.word('CHECKED_AGAINST')} {name} {speech.word('WITHIN')} {quantity(most, speech)}"
        case "if_missing", (str(status),):
            return f"{speech.word('IF_MISSING')} {speech.word(status.upper())}"
        case "warn", (line,):
            return f"{speech.word('WARN_AT')} {amount(cast(tree.Node, line), speech)}"
        case "misses", (int(count),):
            word = speech.form("MISSES_IN_A_ROW", 1 if count == 1 else 0, 1 if number_of(count) == "one" else 0)
            return f"{speech.word('FAILS_AFTER')} {count} {word}"
        case "weight", (tree.Quantity() as weight,):
            return f"{speech.word('WEIGHT')} {quantity(weight, speech)}"
    raise AssertionError(node.kind)


def _rolling(word: str, count: int, unit: str, speech: Speech) -> str:
    form = 0 if number_of(count) != "one" else 2 if unit == FEMININE else 1
    window = f"{speech.form('OVER_LAST', 0, form)} {speech.counted(count, unit, 'accusative')}"
    return f"{speech.word('CALENDAR', word)} {window}"


def _every(count: int, unit: str, speech: Speech) -> str:
    form = 0 if number_of(count) != "one" else 2 if unit == FEMININE else 1
    return f"{speech.form('EVERY', 0, form)} {speech.counted(count, unit, 'accusative')}"


def _of(speech: Speech) -> str:
    return speech.form("OF", 0, 1)  # `из`, not `от`


def _approaching(way: str) -> str:
    return "RISING_TO" if way == "rising to" else "FALLING_TO"


def _units(unit: Unit) -> str:
    return f"{unit.value}s"


def _points(node: tree.Modifier | None) -> Sequence[tree.Point]:
    return [point for point in node.values if isinstance(point, tree.Point)] if node else []


def _point(point: tree.Point, speech: Speech, after: str) -> str:
    if point.day is not None:
        return str(point.day)
    return f"{speech.form('MONTH', 0, 0 if after == 'from' else 1)} {point.month}"


def _excluded(node: tree.Excluded, speech: Speech) -> str:
    reason = f" {text(node.reason)}" if node.reason else ""
    if node.first is not None and node.last is not None:
        days = str(node.first) if node.first == node.last else f"{node.first}..{node.last}"
        return days + reason
    word = {"holidays": "HOLIDAYS", "weekends": "WEEKENDS"}.get(node.name)
    return (speech.word(word) if word else node.name) + reason
