"""Links of the pages lead somewhere, and the index knows every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.markdown import DOCS, anchors, prose
from pages import ROOT

PAGES = sorted(DOCS.glob("**/*.md"))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link, to a file that is there and to a heading that stands in it."""
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there.read_text("utf-8"))):
            broken.append(target)
    assert not broken


def test_every_page_is_in_the_index() -> None:
    linked = set(re.findall(r"\]\(([\w.-]+)\)", (DOCS / "index.md").read_text("utf-8")))
    assert linked >= {page.name for page in DOCS.iterdir() if page.name != "index.md"}
