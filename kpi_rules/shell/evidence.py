"""A verdict with everything that it rests on: enough to compute it again by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tabulate import tabulate

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.language.said import Lang, said
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.shell.draw import near
from kpi_rules.shell.figures import PART_COLUMNS, one_compared, part_row, reported, second_value, standing
from kpi_rules.shell.lines import WORDS, group_of, remarks, status_word
from kpi_rules.shell.meaning import exclusion, formulas, party
from kpi_rules.shell.page import titled, wrapped
from kpi_rules.shell.stretches import spoken
from kpi_rules.shell.terminal import Screen, safe, safe_lines
from kpi_rules_engine.explain.cost_text import cost_text
from kpi_rules_engine.explain.margin import margin_text
from kpi_rules_engine.explain.numerals import NUMERALS
from kpi_rules_engine.explain.tongue import tongue
from kpi_rules_engine.values import Unknown
from kpi_rules_engine.verdict import CheckResult, PartResult, Verdict

_INDENT = "  "


def heading(clause: Clause, title: str, contract: Contract, screen: Screen) -> Iterator[str]:
    """The clause's name and place, and its text as it was written."""
    yield screen.paint("strong", f"{safe(title)} ({safe(clause.id)})" if title else safe(clause.id))
    header = contract.header
    name = screen.words(said("{contract}, version {version}", contract=safe(header.id), version=header.version))
    yield screen.paint("faint", f"{name}  {contract.fingerprints.get(clause.id, '')}".rstrip())
    place = said("{file}, line {line}", file=safe(near(contract.path)), line=clause.span.line)
    yield screen.paint("faint", screen.words(place))
    yield ""
    yield from (f"    {line}".rstrip() for line in safe_lines(clause.text).split("\n"))


def evidence(
    verdict: Verdict, clause: Clause, as_of: date, ends: Mapping[str, date], screen: Screen, vocabulary: Vocabulary
) -> Iterator[str]:
    """One verdict: what came out, why, and from what; `ends` are the last days of sources that end too early."""
    days = f"{verdict.start.isoformat()}..{verdict.end.isoformat()}"
    when = (
        said("({days}), as of {day}", days=days, day=as_of)
        if days != verdict.period
        else said("as of {day}", day=as_of)
    )
    words = (safe(verdict.period), group_of(verdict), screen.words(when), screen.words(remarks(verdict)))
    yield f"{status_word(verdict.status, screen).rstrip()}  {'  '.join(filter(None, words))}"
    yield from (_INDENT + line for line in wrapped(verdict.explanation_in(screen.lang), screen.columns - len(_INDENT)))
    yield ""
    yield from titled(_facts(verdict, clause, ends, screen.lang, vocabulary), screen, _INDENT)
    if verdict.parts:
        yield ""
        yield from _table(verdict.parts, screen)


def _facts(
    verdict: Verdict, clause: Clause, ends: Mapping[str, date], lang: Lang, vocabulary: Vocabulary
) -> Iterator[tuple[str, str]]:
    for check in verdict.checks:
        yield said("found"), _found(check, verdict, lang)
    for check in verdict.provided:
        yield said("provided"), _found(check, verdict, lang)
    for pair in verdict.agreements:
        yield verdict.against, second_value(pair, lang)
    if verdict.report is not None:
        yield said("found"), reported(verdict.report, verdict, lang)
    if verdict.block is not None:
        yield said("found"), standing(verdict.block)
        for period, status in verdict.block.periods:
            yield "", said("{period}: {status}", period=period, status=WORDS[status][0])
    for text in formulas(clause, vocabulary, lang):
        yield said("formula"), text
    for remedy in verdict.remedies:
        yield said("costs"), safe(cost_text(remedy, tongue(lang, vocabulary)))
    if verdict.missing_days:
        yield said("without data"), spoken(verdict.missing_days)
    for source in dict.fromkeys(part.source for part in verdict.parts if _lacks(part) and part.source in ends):
        yield said("data ends"), said("{source} on {day}", source=source, day=ends[source].isoformat())
    if verdict.excluded_days:
        yield said("left out"), spoken(verdict.excluded_days)
        for left_out in clause.exclusions:
            if any(left_out.covers(day) for day in verdict.excluded_days):
                yield "", exclusion(left_out)
    yield said("owed by"), party(verdict.owner)
    yield said("because"), verdict.because


def _lacks(part: PartResult) -> bool:
    return part.missing > 0 or isinstance(part.value, Unknown)


def _found(check: CheckResult, verdict: Verdict, lang: Lang) -> str:
    found = one_compared(check, verdict, lang)
    if isinstance(check.margin, Unknown) or check.holds is None:
        return found
    margin = margin_text(check, NUMERALS[lang])
    if check.holds:
        return said("{found}, met; margin {margin}", found=found, margin=margin)
    return said("{found}, missed; margin {margin}", found=found, margin=margin)


def _table(parts: tuple[PartResult, ...], screen: Screen) -> Iterator[str]:
    rows = [tuple(map(safe, part_row(part, screen.lang))) for part in parts]
    right = ("left", "left", "right", "right", "left", "right", "right", "left", "left")
    table = tabulate(
        rows, [screen.words(head) for head in PART_COLUMNS], "plain", colalign=right, disable_numparse=True
    )
    yield from (_INDENT + line.rstrip() for line in table.split("\n"))
