"""Words that no name may be."""

from __future__ import annotations

from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import fold
from kpi_rules.language.words import reserved

RESERVED = reserved()


def check_name(text: str, span: Span, notes: Notes) -> bool:
    """Whether a text may be a name; KPI035 if it is a word of the language."""
    if fold(text) not in RESERVED:
        return True
    notes.add(
        "KPI035",
        span,
        said("`{text}` is a word of the language and cannot be a name", text=text),
        said("call it {text}_1", text=text),
    )
    return False
