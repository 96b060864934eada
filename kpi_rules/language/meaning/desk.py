"""What the resolver works with: the vocabulary, the contract's facts, its definitions, and how it reads now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_rules.language import tree
from kpi_rules.language.contract import Header
from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.formula import Shift
from kpi_rules.language.lookalikes import twin
from kpi_rules.language.meaning.fault import Fault, fault
from kpi_rules.language.said import said
from kpi_rules.language.suggest import nearest
from kpi_rules.language.tree_names import names_of
from kpi_rules.language.units import Unit, named
from kpi_rules.language.vocabulary import Kpi, Measure, Table, Vocabulary, fold


@dataclass(frozen=True, slots=True)
class Reading:
    """How an expression is read: on which window, of which rows, from which source.

    Of several sources of a table the first in `sources` is read, and the one in `besides` only if it is the
    last one left: it is kept to check the others. `selection` are the row conditions in force, `columns`
    further columns that the table must have (of `for each`), `inside` the names being expanded, to catch
    circles. `by_day`: inside a figure over days.
    """

    shifts: tuple[Shift, ...] = ()
    selection: tuple[tree.Node, ...] = ()
    columns: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    besides: str | None = None
    inside: tuple[str, ...] = ()
    by_day: bool = False


@dataclass(slots=True)
class Desk:
    """Everything one contract is resolved against.

    `definitions` grows in the order of the text, `upcoming` holds those that are still to come.
    """

    vocabulary: Vocabulary
    header: Header
    notes: Notes
    definitions: dict[str, tree.Definition] = field(default_factory=dict)
    upcoming: dict[str, tree.Definition] = field(default_factory=dict)  # definitions further down
    broken: set[str] = field(default_factory=set)  # definitions that have been reported
    labels: frozenset[str] = frozenset()  # of all clauses of the text

    def unit(self, name: str, span: Span) -> Unit:
        """The unit that a catalogue entry names, in the contract's currency."""
        return named(name, self.currency(span) if "money" in name else "")

    def currency(self, span: Span) -> str:
        code = self.header.currency or self.vocabulary.currency
        if code is None:
            message = said(
                "an amount of money is compared, and neither the contract nor the workspace names a currency"
            )
            raise fault("KPI012", span, message, said("add to the front matter: currency: RUB"))
        return code

    def source_text(self, span: Span) -> str:
        """The text of a place, on one line."""
        lines = [self.notes.line(number) for number in range(span.line, span.end_line + 1)]
        if not lines:
            return ""
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return " ".join(" ".join(lines).split())


Meaning = Measure | Kpi | tree.Definition


def look_up(desk: Desk, name: tree.Name) -> Meaning:
    """What a name stands for: a definition of this contract, a KPI or a measure."""
    folded = fold(name.text)
    if folded in desk.broken:
        raise Fault()
    if folded in desk.definitions:
        return desk.definitions[folded]
    if folded in desk.upcoming:
        raise _too_early(desk, name, folded)
    vocabulary = desk.vocabulary
    if folded in vocabulary.ambiguous:
        names = vocabulary.ambiguous[folded]
        if not name.text.isascii():
            names = tuple(vocabulary.russian(exact, "figure") for exact in names)
        exact = ", ".join(f"`{n}`" for n in names)
        message = said("`{name}` means different formulas to different people", name=name.text)
        raise fault(
            "KPI031",
            name.span,
            message,
            said("say which: {exact}", exact=exact) if exact else said("write the formula with let"),
        )
    canonical = vocabulary.canonical(name.text)
    if canonical is None:
        raise _unknown(desk, name, folded)
    return vocabulary.kpis.get(canonical) or vocabulary.measures[canonical]


def look_up_table(desk: Desk, name: tree.Name) -> Table | None:
    return desk.vocabulary.table(name.text)


def _too_early(desk: Desk, name: tree.Name, folded: str) -> Exception:
    """A definition is used above the place where it stands, or by itself."""
    circle = _circle(desk, folded, (folded,))
    if circle:
        return fault(
            "KPI033",
            name.span,
            said("`{name}` is defined by itself: {circle}", name=name.text, circle=" -> ".join(circle)),
        )
    line = desk.upcoming[folded].span.line
    message = said(
        "`{name}` is defined below, on line {line}; a definition serves what follows it", name=name.text, line=line
    )
    return fault("KPI030", name.span, message, said("move the definition up"))


def _circle(desk: Desk, folded: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The way from a definition back to itself, if there is one."""
    definition = desk.upcoming.get(folded) or desk.definitions.get(folded)
    for used in {fold(n.text): n for n in names_of(definition.formula)} if definition else ():
        if used == path[0]:
            return (*path, used)
        found = () if used in path else _circle(desk, used, (*path, used))
        if found:
            return found
    return ()


def _unknown(desk: Desk, name: tree.Name, folded: str) -> Exception:
    known: Mapping[str, str] = {**desk.vocabulary.names, **{n: d.name.text for n, d in desk.definitions.items()}}
    looks_like = twin(folded, known)
    if looks_like:
        other, alphabet = looks_like
        message = said(
            "`{name}` is no name, and looks like `{other}`, which is written in {alphabet} letters",
            name=name.text,
            other=other,
            alphabet=alphabet,
        )
        return fault(
            "KPI032", name.span, message, said("type {other} in {alphabet} letters", other=other, alphabet=alphabet)
        )
    guess = nearest(folded, known)
    help = (
        said("did you mean `{guess}`?", guess=_spelling(desk, guess, known))
        if guess
        else said("`kpi kpis` lists what can be measured")
    )
    return fault("KPI030", name.span, said("there is no KPI or measure `{name}`", name=name.text), help)


def _spelling(desk: Desk, guess: str, known: Mapping[str, str]) -> str:
    """A Russian guess is shown in Russian, an English one in English, both as the catalogue spells them."""
    if guess.isascii():
        return known[guess]
    russian = desk.vocabulary.russian(known[guess], "figure")
    return russian if fold(russian) == guess else guess
