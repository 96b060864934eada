"""A whole contract in plain words: what holds for all clauses, then each clause under its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_rules.language.contract import Clause, Contract
from kpi_rules.language.paraphrase import general, paraphrase
from kpi_rules.language.said import Lang, in_language, said
from kpi_rules.language.vocabulary import Vocabulary
from kpi_rules.shell.page import wrapped
from kpi_rules.shell.paths import LOOSE
from kpi_rules.shell.terminal import Screen, safe
from kpi_rules.shell.titles import title_of

_INDENT = "  "


def in_full(contract: Contract, vocabulary: Vocabulary, lang: Lang, screen: Screen) -> Iterator[str]:
    """The lines of the page, under the contract's name, version and fingerprint."""
    header = contract.header
    name = said("{contract}, version {version}", contract=safe(header.id), version=header.version)
    yield screen.paint("strong", in_language(name, lang))
    yield screen.paint("faint", contract.fingerprint)
    if not contract.path.endswith(LOOSE):  # such a file has no facts of its own
        yield ""
        yield from _sentences(general(header, lang), screen)
    for clause in contract.clauses:
        yield ""
        yield screen.paint("strong", _heading(clause, vocabulary, lang))
        yield from _sentences(paraphrase(clause, header, vocabulary, lang), screen)


def _heading(clause: Clause, vocabulary: Vocabulary, lang: Lang) -> str:
    title = title_of(clause, vocabulary, lang)
    return safe(f"{title} ({clause.id})" if title else clause.id)


def _sentences(sentences: Iterable[str], screen: Screen) -> Iterator[str]:
    for sentence in sentences:
        yield from (_INDENT + line for line in wrapped(sentence, screen.columns - len(_INDENT)))
