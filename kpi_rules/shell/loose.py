"""Clauses without a contract, from a `.kpi` file or the command line, in a setting that the command line gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from kpi_rules.language.building import SIGNS
from kpi_rules.language.contract import Contract, Header
from kpi_rules.language.currencies import CURRENCIES
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.reading import read_contract
from kpi_rules.language.schedule import Days, OverTerm, Schedule
from kpi_rules.language.vocabulary import Vocabulary

TYPED = "-e"  # the file name of what stood on the command line


@dataclass(frozen=True, slots=True)
class Setting:
    """What the command line says in place of front matter. `account` None: all of them."""

    term: Days
    account: str | None = None


def read_loose(
    file: str, text: str, vocabulary: Vocabulary, setting: Setting, schedule: Schedule | None = None
) -> tuple[Contract | None, list[Diagnostic]]:
    """The contract that these clauses make, and the messages about them. `schedule` is for those that say none."""
    # money in a currency that nobody names is compared all the same
    vocabulary = replace(vocabulary, currency=vocabulary.currency or currency_in([text]) or "")
    header = Header(
        id="typed" if file == TYPED else _id(file),
        term=setting.term,
        timezone=vocabulary.timezone,
        currency=vocabulary.currency,
        scope={} if setting.account is None else {"account": (setting.account,)},
        schedule=schedule,
    )
    contract, notes = read_contract(file, text, vocabulary, header)
    return contract, list(notes)


def currency_in(texts: Iterable[str]) -> str | None:
    """The only currency that is named in the clauses."""
    whole = "\n".join(texts)
    found = {code for code in re.findall(r"(?<!\w)[A-Z]{3}(?!\w)", whole) if code in CURRENCIES}
    found |= {code for sign, code in SIGNS.items() if sign in whole}
    found |= {"RUB"} if re.search(r"(?<!\w)руб", whole) else set()
    return found.pop() if len(found) == 1 else None


def _id(file: str) -> str:
    """The file's name as the id of a contract."""
    return "-".join(re.findall(r"[^\W_][\w-]*", PurePath(file).stem)) or "clauses"


def read_typed(
    expressions: Sequence[str], vocabulary: Vocabulary, setting: Setting
) -> tuple[Contract | None, list[Diagnostic]]:
    """Clauses from the command line: a line each, labelled if they have to be, over the term if they say nothing."""
    lines = [" ".join(expression.split()) for expression in expressions]
    contract, notes = read_loose(TYPED, "\n".join(lines), vocabulary, setting, OverTerm())
    unnamed = {note.span.line for note in notes if note.code == "KPI023"}
    if unnamed:
        named = [f"clause_{n}: {line}" if n in unnamed else line for n, line in enumerate(lines, 1)]
        contract, notes = read_loose(TYPED, "\n".join(named), vocabulary, setting, OverTerm())
    return contract and replace(contract, path=""), notes
