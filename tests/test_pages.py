"""Every page that runs gives the answers that stand in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import ROOT, pages, run


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page: Path) -> None:
    as_written, as_answered = run(page)
    assert as_answered == as_written
