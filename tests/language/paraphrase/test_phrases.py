"""Both languages say the same things: what is filled in stands in both."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from string import Formatter

import kpi_rules.language.paraphrase as package
from kpi_rules.language.paraphrase.phrase import Phrase


def phrases(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from phrases(one)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_gaps_are_the_same_in_both() -> None:
    modules = [
        importlib.import_module(f"{package.__name__}.{one.name}") for one in pkgutil.iter_modules(package.__path__)
    ]
    found = [phrase for module in modules for value in vars(module).values() for phrase in phrases(value)]
    assert len(found) > 80
    for phrase in found:
        assert gaps(phrase.en) == gaps(phrase.ru), phrase


def test_no_two_phrases_of_a_table_are_alike() -> None:
    for one in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{one.name}")
        for table in vars(module).values():
            found = list(phrases(table)) if isinstance(table, dict) else []
            assert len({p.en for p in found}) == len({p.ru for p in found}) == len(found), table
