"""The table of docs/words.md, made from the language's own table of words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.markdown import DOCS
from kpi_rules.language.words import FUNCTIONS, WORDS, Word

PAGE = DOCS / "words.md"
MADE = "<!-- made by tests/docs/words_page.py -->\n"


def words_tables() -> str:
    """Words and functions, a row each, in the order in which the program holds them."""
    lines = ["", "## Words", "", "| English | Russian |", "|---|---|", *map(_row, WORDS)]
    lines += ["", "## Functions", "", "| English | Russian |", "|---|---|"]
    lines += [f"| `{name}` | `{ru}` |" for name, ru in FUNCTIONS.items()]
    return "\n".join([*lines, ""])


def _row(word: Word) -> str:
    mark = " (reserved)" if word.reserved else ""
    english = ", ".join(_spelt(word)) or "–"
    return f"| {english}{mark} | {', '.join(f'`{one}`' for one in word.ru) or '–'} |"


def _spelt(word: Word) -> Iterator[str]:
    signs = (one.replace("(?!=)", "") for one in word.signs.split("|") if one)
    yield from (f"`{one}`" for one in (*signs, *word.en))


def write() -> None:
    """Make the tables of the page anew."""
    head = PAGE.read_text("utf-8").partition(MADE)[0]
    PAGE.write_text(head + MADE + words_tables(), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/docs/words_page.py --write")
    write()
