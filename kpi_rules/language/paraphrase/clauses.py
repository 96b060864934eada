"""One clause, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_rules.language.contract import Clause
from kpi_rules.language.formula import Condition, Formula, Growth, How, Named, Part
from kpi_rules.language.paraphrase.consequences import consequences
from kpi_rules.language.paraphrase.formulas import Names, asked, computed, side, sides
from kpi_rules.language.paraphrase.phrase import Phrase, quoted, sentence
from kpi_rules.language.paraphrase.schedules import bounds, judged
from kpi_rules.language.paraphrase.shifts import unshifted
from kpi_rules.language.paraphrase.terms import conditions, strictness
from kpi_rules.language.paraphrase.voice import Voice, called
from kpi_rules.language.walk import inside

_OWES = {
    "agency": Phrase("the Agency ensures the following: {what}", "Агентство обеспечивает следующее: {what}"),
    "client": Phrase("the Client ensures the following: {what}", "Клиент обеспечивает следующее: {what}"),
}
_REPORTS = {
    "agency": Phrase(
        "the Agency reports, without a target: {what}", "Агентство сообщает без целевого значения: {what}"
    ),
    "client": Phrase("the Client reports, without a target: {what}", "Клиент сообщает без целевого значения: {what}"),
}
_MEANS = Phrase("in this clause {name} means: {formula}", "в этом пункте {name} означает: {formula}")
_GROWTH = Phrase(
    "growth from A to B means B / A − 1; it has no value where A is negative",
    "прирост от А до Б означает Б / А − 1; если А отрицательно, прирост не имеет значения",
)
_PERCENTILE = Phrase(
    "percentile p is always a value that is in the data: the values are put in order, smallest first, and of n values "
    "the one at place p × n / 100, rounded up, is taken",
    "процентиль p всегда берётся из самих данных: значения располагаются по возрастанию, и из n значений берётся "
    "стоящее на месте p × n / 100 с округлением вверх",
)
_BECAUSE = Phrase("note: {note}", "примечание: {note}")


def sentences(clause: Clause, voice: Voice) -> list[str]:
    """The clause in the order in which a reader asks: what, how computed, when, on what terms, and what follows."""
    names = _names(clause, voice)
    return [sentence(text) for text in _said(clause, names, voice)]


def _said(clause: Clause, names: Names, voice: Voice) -> Iterator[str]:
    if clause.reported is not None:
        what = side(clause.reported.value, clause.reported.unit, names, voice)
        yield voice.say(_REPORTS[clause.owner], what=what)
    else:
        yield voice.say(_OWES[clause.owner], what=asked(clause.requirement, names, voice))
    for name, formula in names.items():
        yield voice.say(_MEANS, name=name, formula=computed(formula, voice))
    if any(inside(_asks(clause), Growth)):
        yield voice.say(_GROWTH)
    if any(part.how is How.PERCENTILE for part in inside(_asks(clause), Part)):
        yield voice.say(_PERCENTILE)
    yield judged(clause.schedule, voice, clause.reported is not None)
    yield from bounds(clause, voice)
    yield from conditions(clause, names, voice)
    yield from strictness(clause, names, voice)
    yield from consequences(clause, voice)
    if clause.because:
        yield voice.say(_BECAUSE, note=quoted(clause.because))


def _names(clause: Clause, voice: Voice) -> Names:
    """What is compared under a name, by what it is called; a second meaning of a name is spelt out where it stands."""
    found: dict[str, Formula] = {}
    for formula in _compared(clause):
        if isinstance(formula, Named):
            found.setdefault(called(formula.name, voice), unshifted(formula.of)[1])
    return found


def _compared(clause: Clause) -> Iterable[Formula]:
    if clause.reported is not None:
        yield clause.reported.value
    for condition in _asks(clause):
        yield from sides(condition)


def _asks(clause: Clause) -> tuple[Condition, ...]:
    second = (clause.against.requirement,) if clause.against else ()
    return (clause.requirement, *clause.when, *clause.provided, *second)
