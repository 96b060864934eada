"""Both languages have every sentence, with the same parameters."""

from __future__ import annotations

import inspect

import pytest

from kpi_rules_engine.explain.tongue import WORDINGS
from kpi_rules_engine.explain.wording.sentences import Wording

SENTENCES = [name for name, of in vars(Wording).items() if inspect.isfunction(of) and not name.startswith("_")]


@pytest.mark.parametrize("lang", WORDINGS)
def test_every_sentence_is_there(lang):
    assert len(SENTENCES) > 40
    for name in SENTENCES:
        wanted = list(inspect.signature(getattr(Wording, name)).parameters)[1:]
        assert list(inspect.signature(getattr(WORDINGS[lang], name)).parameters) == wanted, name


@pytest.mark.parametrize("lang", WORDINGS)
def test_what_a_line_shows_already_is_known_by_its_beginning(lang):
    say = WORDINGS[lang]
    from datetime import date

    said = (
        say.asked("a", ""),
        say.computed("a", "b", "1", "1"),
        say.sources([("s", ["a"])]),
        say.trend([("2026-10", "1")], None, 0),
        say.so_far("1", date(2026, 10, 1), 1, 31, None),
    )
    assert all(text.startswith(say.ELSEWHERE) for text in said)
    assert not say.found("1", True, "").startswith(say.ELSEWHERE)
