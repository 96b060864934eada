"""What stops a statement from being understood: one or more messages, raised inside the resolver only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from kpi_rules.language.diagnostics import Notes, Span

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    span: Span
    message: str
    help: str | None = None


class Fault(Exception):
    """Carries the findings up to the statement, which goes on with the next one.

    Without findings where the cause has been reported before.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*(finding.message for finding in findings))
        self.findings = findings

    def note(self, notes: Notes) -> None:
        for finding in self.findings:
            notes.add(finding.code, finding.span, finding.message, finding.help)


def fault(code: str, span: Span, message: str, help: str | None = None) -> Fault:
    return Fault(Finding(code, span, message, help))


def each(resolve: Callable[[In], Out], items: Iterable[In]) -> list[Out]:
    """Resolve all; if some fail, one Fault with everything that they found."""
    done: list[Out] = []
    faults: list[Fault] = []
    for item in items:
        try:
            done.append(resolve(item))
        except Fault as wrong:
            faults.append(wrong)
    if faults:
        raise Fault(*(finding for wrong in faults for finding in wrong.findings))
    return done
