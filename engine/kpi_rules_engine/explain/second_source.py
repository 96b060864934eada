"""What the second source says: that it agrees, that it differs, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kpi_rules.language.contract import Against
from kpi_rules.language.decimals import plain
from kpi_rules.language.formula import Check
from kpi_rules_engine.explain.case import Case
from kpi_rules_engine.explain.gaps import missing_texts, remedy_text
from kpi_rules_engine.explain.tongue import Tongue
from kpi_rules_engine.judge.arithmetic import magnitude, subtract
from kpi_rules_engine.judge.compare import subject
from kpi_rules_engine.judge.parts import parts_of
from kpi_rules_engine.judge.tree import checks_in, measured_in
from kpi_rules_engine.verdict import Agreement


def second_source_texts(case: Case) -> Iterator[str]:
    """A sentence on each value that both sources were asked for, and on the days that the second lacks."""
    against = case.clause.against
    if against is None or not case.decision.agreements:
        return
    tongue = case.tongue
    checks = checks_in(case.clause.requirement), checks_in(against.requirement)
    for first, second, found in zip(*checks, case.decision.agreements, strict=True):
        text = tongue.say(subject(first))
        match found.agrees:
            case True:
                other = tongue.displays((found.value, found.other), found.unit)[1]
                yield tongue.further.agreed(text, other, against.source)
            case False:
                yield _disputed(text, found, ", ".join(_sources(first, second)), against, tongue)
            case None:
                yield tongue.further.not_compared(text, against.source)
                parts = parts_of(second, case.window, case.scene)
                parts = tuple(part for part in parts if part.measured.part.source == against.source)
                yield from missing_texts(parts, tongue)
                yield remedy_text(parts, case.header.coverage, tongue)


def _disputed(text: str, found: Agreement, first: str, against: Against, tongue: Tongue) -> str:
    value, other = tongue.displays((found.value, found.other), found.unit)
    apart = magnitude(subtract(found.value, found.other))
    size, allowed = tongue.displays((apart, found.allowed), found.unit)
    share = f"{plain(against.amount * 100, tongue.numerals.point)}%" if against.relative else ""
    size = size if isinstance(apart, Fraction) else ""
    return tongue.further.disputed(text, (value, first), (other, against.source), size, allowed, share)


def _sources(first: Check, second: Check) -> Iterator[str]:
    """The sources in whose place the second one was read."""
    mine, others = (measured_in(subject(check)) for check in (first, second))
    sources = [a.part.source for (a, _), (b, _) in zip(mine, others, strict=True) if a.part.source != b.part.source]
    yield from dict.fromkeys(sources)
