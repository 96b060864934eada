"""Both languages have every sentence, with the same parameters."""

from __future__ import annotations

import inspect

import pytest

from kpi_rules_engine.explain.tongue import COSTING, FURTHER, WORDINGS
from kpi_rules_engine.explain.wording.costs import Costing
from kpi_rules_engine.explain.wording.further import Further
from kpi_rules_engine.explain.wording.sentences import Wording


@pytest.mark.parametrize("lang", WORDINGS)
@pytest.mark.parametrize(("asked", "languages"), [(Wording, WORDINGS), (Further, FURTHER), (Costing, COSTING)])
def test_every_sentence_is_there(asked, languages, lang):
    sentences = [name for name, of in vars(asked).items() if inspect.isfunction(of) and not name.startswith("_")]
    assert len(sentences) > 10
    for name in sentences:
        wanted = list(inspect.signature(getattr(asked, name)).parameters)[1:]
        assert list(inspect.signature(getattr(languages[lang], name)).parameters) == wanted, name


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
