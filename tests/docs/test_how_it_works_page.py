"""docs/how-it-works.md draws the folders, and names the types, that are there."""

from __future__ import annotations

import re

from docs.markdown import DOCS, rows, section
from pages import ROOT, blocks


def test_the_picture_of_the_folders_is_true() -> None:
    """Every folder and file that the page names is there, and every folder of Python is in the picture."""
    text = (DOCS / "how-it-works.md").read_text("utf-8")
    picture = next(block for block in blocks(text) if block.kind == "text").text
    drawn = set(re.findall(r"(?m)^([\w/.*-]+)", picture))
    assert not [name for name in drawn if not list(ROOT.glob(name.rstrip("/")))]
    folders = {
        f"{folder.relative_to(ROOT).as_posix()}/"
        for package in ("kpi_rules", "engine/kpi_rules_engine")
        for folder in (ROOT / package).glob("**/")
        if any(folder.glob("*.py")) and folder.name != "__pycache__"
    }
    assert folders - {"kpi_rules/"} <= drawn
    named = set(re.findall(r"`((?:kpi_rules|engine|tests|docs|contracts|tools)/[\w/.-]*)`", text))
    assert not [name for name in named if not (ROOT / name).exists()]


def test_the_types_are_there() -> None:
    """The types in the table of the way stand in the files that it names."""
    text = section(DOCS / "how-it-works.md", "The way of the data")
    table = [row for row in rows(text) if len(row) == 4 and row[3].startswith("`")]
    assert table
    for row in table:
        file = (ROOT / row[3].strip("`")).read_text("utf-8")
        for name in re.findall(r"`(\w+)`", row[2]):
            assert re.search(rf"(?m)^(?:class |def )?{name}\b", file), f"{name} in {row[3]}"
