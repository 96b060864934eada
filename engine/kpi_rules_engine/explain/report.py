"""A value that is told and not judged."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_rules.language.formula import Reported
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.comparison import computed_text
from kpi_rules_engine.explain.gaps import missing_texts, remedy_text, undefined_operation
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.values import Reason, Unknown, Value


def report_texts(case: Case, reported: Reported, value: Value) -> Iterator[str]:
    """The value and how it was computed; or why there is none."""
    tongue, parts = case.tongue, parts_of(reported.value, case.window, case.scene)
    text = reported.text or tongue.say(reported.value)
    if case.decision.absent:
        yield tongue.further.no_rows()
    elif isinstance(value, Unknown):
        yield tongue.further.nothing_to_report(text)
        yield from missing_texts(parts, tongue)
        yield remedy_text(parts, case.header.coverage, tongue)
        if value.reason is Reason.UNDEFINED and value.what:
            yield tongue.wording.no_value(undefined_operation(value, tongue), "")
    else:
        shown = tongue.display(value, reported.unit)
        yield tongue.further.reported(text, shown)
        said = tongue.say(reported.value)
        yield computed_text(reported.value, shown, said, case.window, case.scene, tongue)
        if case.decision.missing_days:
            yield from missing_texts(parts, tongue)
            yield tongue.wording.left_out()
