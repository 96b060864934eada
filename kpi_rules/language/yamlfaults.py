"""Why a text is no YAML, in the reader's words."""

from __future__ import annotations

import re

import yaml

from kpi_rules.language.diagnostics import NOWHERE, Notes, Span
from kpi_rules.language.said import said

MAX_LENGTH = 2_000_000  # characters
SHOWN = 40  # characters of the reader's own text in a message

# What YAML forbids, what it alone takes for line ends, and what turns the direction of writing.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
    "|(?s:(?<=.)\ufeff)"
)


def shown(text: str) -> str:
    """The reader's text as a message may quote it: short, on one line, nothing invisible."""
    clean = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[: SHOWN + 1])
    return clean if len(clean) <= SHOWN else clean[: SHOWN - 1] + "…"


def readable(text: str, notes: Notes, first_line: int) -> bool:
    """Whether the text is short enough and without characters that may not stand in YAML; notes why not."""
    if len(text) > MAX_LENGTH:
        notes.add("KPI010", NOWHERE, said("the file holds more than {max_length:,} characters", max_length=MAX_LENGTH))
        return False
    found = _FORBIDDEN.search(text)
    if not found:
        return True
    before = re.split(r"\r\n|\r|\n", text[: found.start()])
    line, column = first_line + len(before) - 1, len(before[-1]) + 1
    message = said("the invisible character U+{ord:04X} may not stand here", ord=ord(found[0]))
    notes.add("KPI010", Span(line, column, line, column + 1), message)
    return False


def unreadable(error: yaml.MarkedYAMLError, notes: Notes, first_line: int) -> None:
    """The parser's complaint in the reader's words; both loaders spell theirs a little differently."""
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or ""
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    span = Span(line, column, line, column + 1)
    if "unexpected end of stream" in problem and error.context_mark:
        line, column = error.context_mark.line + first_line, error.context_mark.column + 1
        notes.add("KPI010", Span(line, column, line, column + 1), said("the quote that opens here is never closed"))
    elif "cannot start any token" in problem and notes.line(line)[column - 1 : column] == "\t":
        notes.add(
            "KPI010", span, said("a tab stands here; YAML is indented with spaces"), said("put spaces in its place")
        )
    elif "cannot start any token" in problem:
        notes.add("KPI010", span, said("no value may begin with this character"), said("put the value in quotes"))
    elif "mapping values are not allowed" in problem:
        notes.add(
            "KPI010",
            span,
            said("a second colon stands where only a text may"),
            said('put the text in quotes: "one: two"'),
        )
    elif "escape" in problem:
        message = said("in double quotes a backslash begins a special character, and there is none of this name")
        notes.add("KPI010", span, message, said("put the text in single quotes"))
    elif "did not find expected" in problem or problem.startswith("expected") or "could not find" in problem:
        notes.add("KPI010", span, said("something is missing before this place: a colon, a quote, a bracket or a dash"))
    else:
        notes.add("KPI010", span, said("this cannot be read as YAML: {problem}", problem=problem))
