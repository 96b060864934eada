"""docs/catalogue.md shows the catalogue as it is."""

from __future__ import annotations

from docs.catalogue_page import MADE, PAGE, catalogue_tables
from kpi_rules.catalogue.loader import standard


def test_the_catalogue_page_is_up_to_date() -> None:
    text = PAGE.read_text("utf-8")
    assert text.partition(MADE)[2] == catalogue_tables(standard()), "python tests/docs/catalogue_page.py --write"
