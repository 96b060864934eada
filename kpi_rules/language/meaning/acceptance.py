"""What is asked beyond the requirement: a warning line, a second source."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kpi_rules.language import tree
from kpi_rules.language.contract import Against
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.formula import Comparison, Condition, Measured
from kpi_rules.language.meaning.comparisons import check_unit, checks_of, number_like
from kpi_rules.language.meaning.desk import Desk, Reading
from kpi_rules.language.meaning.expressions import constant
from kpi_rules.language.meaning.fault import fault
from kpi_rules.language.meaning.requirements import requirement
from kpi_rules.language.meaning.sense import reachable
from kpi_rules.language.said import AND, listed, said
from kpi_rules.language.vocabulary import fold
from kpi_rules.language.walk import inside

FLOORS, CEILINGS = (">=", ">"), ("<=", "<")


def source_named(desk: Desk, name: tree.Name) -> str:
    """The source of this name, as the workspace spells it; without a workspace, as it is written."""
    if desk.vocabulary.sources is None:
        return name.text
    known = [source.name for source in desk.vocabulary.sources]
    found = next((k for k in known if fold(k) == fold(name.text)), None)
    if found is None:
        help = said("the workspace has {known}", known=", ".join(known)) if known else said("the workspace has none")
        raise fault("KPI051", name.span, said("there is no source `{name}`", name=name.text), help)
    return found


def beside_the_second(desk: Desk, modifier: tree.Modifier | None, reading: Reading) -> Reading:
    """How the requirement itself is read beside `checked against`: not from the source that it is checked against."""
    if modifier is None or not isinstance(modifier.values[0], tree.Name):
        return reading
    second = source_named(desk, modifier.values[0])
    if second in reading.sources:
        raise fault(
            "KPI049",
            modifier.span,
            said("the source `{second}` cannot check itself", second=second),
            said("name another source"),
        )
    return replace(reading, besides=second)


def against_of(
    desk: Desk, modifier: tree.Modifier | None, node: tree.ClauseNode, asked: Condition, reading: Reading
) -> Against | None:
    """The requirement read from the second source; `node` and `reading` are those of `asked`.

    Where the second source feeds no table that is read, or lacks a column of one that it feeds, a Fault.
    """
    if modifier is None:
        return None
    name, amount = modifier.values[0], modifier.values[1]
    if not isinstance(name, tree.Name) or not isinstance(amount, tree.Quantity):
        raise TypeError("`checked against` holds a name and a quantity")
    source = source_named(desk, name)
    if amount.unit != "percent":
        for check, _ in checks_of(asked):
            check_unit(desk, amount, check)
    silent = replace(desk, notes=Notes(desk.notes.file, desk.notes.text))  # what there is to warn of was told before
    other = requirement(
        silent, node.requirement, replace(reading, sources=(source, *reading.sources), besides=None), wished=False
    )
    if desk.vocabulary.sources is not None:
        _check_places(asked, other, source, name.span)
    return Against(source, amount.value, amount.unit == "percent", other)


def warn_of(desk: Desk, modifier: tree.Modifier | None, asked: Condition) -> Fraction | None:
    """The line of `warn at`, which lies beyond the only target, where the value can come."""
    if modifier is None:
        return None
    node = modifier.values[0]
    if not isinstance(node, tree.Quantity | tree.SumNode):
        raise TypeError("`warn at` holds a number")
    target = constant(asked.right) if isinstance(asked, Comparison) else None
    if target is None or not isinstance(asked, Comparison):
        raise _no_line(modifier.span)
    line = number_like(desk, node, asked)
    text, reach = desk.source_text(node.span), reachable(asked.left)
    if asked.comparator in FLOORS:
        if line <= target:
            raise _wrong_side(modifier.span, "above", text)
        out_of_reach = reach.high is not None and line > reach.high
    elif asked.comparator in CEILINGS:
        if line >= target:
            raise _wrong_side(modifier.span, "below", text)
        out_of_reach = reach.low is not None and line < reach.low
    else:
        raise _no_line(modifier.span)
    if out_of_reach:
        raise fault("KPI042", modifier.span, said("no value reaches this line: whatever passes would be a warning"))
    return line


def _check_places(asked: Condition, other: Condition, source: str, span: Span) -> None:
    """The second source stands in for the first in the same tables."""
    mine, others = list(inside(asked, Measured)), list(inside(other, Measured))
    for first, second in zip(mine, others, strict=True):
        if first.part.table != second.part.table:
            message = said(
                "`{source}` feeds the table `{table}`, and lacks a column that the clause reads there",
                source=source,
                table=first.part.table,
            )
            raise fault("KPI050", span, message, said("`kpi data` shows what it has"))
    if not any(second.part.source == source for second in others):
        tables = listed((f"`{table}`" for table in dict.fromkeys(first.part.table for first in mine)), AND)
        raise fault(
            "KPI051",
            span,
            said("`{source}` feeds none of what the clause reads, which is {tables}", source=source, tables=tables),
        )
    if all(first.part.source == second.part.source for first, second in zip(mine, others, strict=True)):
        raise fault(
            "KPI049", span, said("the clause reads `{source}` already, which cannot check itself", source=source)
        )


def _no_line(span: Span) -> Exception:
    message = said("a warning line stands beyond the only target: one comparison by >=, >, <= or < with a number")
    return fault("KPI049", span, message, said("such as: cpa <= 30 warn at 27"))


def _wrong_side(span: Span, side: str, text: str) -> Exception:
    if side == "above":
        message = said(
            "a warning line lies beyond the target, here above it: nothing that passes would be warned of at {text}",
            text=text,
        )
    else:
        message = said(
            "a warning line lies beyond the target, here below it: nothing that passes would be warned of at {text}",
            text=text,
        )
    return fault("KPI049", span, message)
