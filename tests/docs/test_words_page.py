"""docs/words.md shows the table of words as it is."""

from __future__ import annotations

from docs.words_page import MADE, PAGE, words_tables


def test_the_page_of_words_is_up_to_date() -> None:
    text = PAGE.read_text("utf-8")
    assert text.partition(MADE)[2] == words_tables(), "python tests/docs/words_page.py --write"
