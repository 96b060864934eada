"""A value that is told and not judged."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.language.formula import Reported
from kpi_rules_engine.explain import further_wording, wording
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.comparison import computed_text
from kpi_rules_engine.explain.formula_text import say
from kpi_rules_engine.explain.gaps import missing_texts, remedy_text
from kpi_rules_engine.explain.numbers import display
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.values import Reason, Unknown, Value


def report_texts(case: Case, reported: Reported, value: Value) -> Iterator[str]:
    """The value and how it was computed; or why there is none."""
    parts = parts_of(reported.value, case.window, case.scene)
    if case.decision.absent:
        yield further_wording.no_rows()
    elif isinstance(value, Unknown):
        yield further_wording.nothing_to_report(reported.text or say(reported.value))
        yield from missing_texts(parts)
        yield remedy_text(parts, case.header.coverage)
        if value.reason is Reason.UNDEFINED and value.what:
            yield wording.no_value(value.what, "")
    else:
        yield further_wording.reported(reported.text or say(reported.value), display(value, reported.unit))
        yield computed_text(reported.value, display(value, reported.unit), say(reported.value), case.window, case.scene)
        if case.decision.missing_days:
            yield from missing_texts(parts)
            yield wording.left_out()
