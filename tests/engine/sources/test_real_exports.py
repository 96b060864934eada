"""Exports as the world has them: real files, with figures that others computed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from engine.sources.exports import VOCABULARY, Read, decimals
from kpi_rules.catalogue.workspace import DateParts, Dialect, Source, Workspace
from kpi_rules_engine.sources.connect import connect
from kpi_rules_engine.sources.load import load

SHARED = Path(__file__).parents[4] / "shared" / "data"

BRAND: dict[str, Any] = {
    "constants": {"account": "brand"},
    "numbered": "post_id",
    "date": DateParts(2014, "Post Month"),
    "blanks": {"paid": Fraction(0), "likes": Fraction(0)},
}
ENGLISH = {"Type": "text", "Paid": "paid", "like": "likes", "Lifetime Post Total Reach": "reach"}
SPANISH = {"Tipo": "text", "Paid": "paid", "like": "likes", "Lifetime Post Total Reach": "reach"}
LIVE: dict[str, Any] = {
    "files": "Live.csv",
    "columns": {"status_id": "post_id", "status_type": "text", "num_reactions": "likes", "num_comments": "reach"},
    "date": "status_published",
    "constants": {"account": "sellers"},
}


def shared(folder: str, **said: Any) -> Read:
    root = SHARED / folder
    if not root.is_dir():
        pytest.skip(f"the real data set {folder} is not beside the repository")
    connection = connect(root)
    source = Source(**{"name": folder, "table": "posts", **said})
    return Read(*load(connection, source, Workspace(root, VOCABULARY), None), connection)


def test_three_wild_copies_are_one_table() -> None:
    copies = [
        shared("uci_facebook_metrics", files="dataset_Facebook.csv", columns=ENGLISH, **BRAND),
        shared("uci_facebook_metrics", files="dataset_Facebook_mac_cr.csv", columns=ENGLISH, **BRAND),
        shared(
            "uci_facebook_metrics",
            files="dataset_Facebook_es_latin1.csv",
            columns=SPANISH,
            read=Dialect(encoding="latin-1"),
            **{**BRAND, "date": DateParts(2014, "Publicar Mes")},
        ),
    ]
    tables = []
    for copy in copies:
        assert copy.loaded, copy.notes
        assert copy.loaded.rows == 500
        names = list(copy.loaded.columns)
        tables.append([copy.column(name) for name in names])
    assert tables[0] == tables[1] == tables[2]
    separators = [copy.loaded.files[0].rule.dialect.separator for copy in copies if copy.loaded]
    assert separators == [";", ",", ";"]


def test_an_encoding_that_nobody_said_is_refused() -> None:
    found = shared("uci_facebook_metrics", files="dataset_Facebook_es_latin1.csv", columns=SPANISH, **BRAND)
    assert found.codes == ["KPI073"]


def test_blanks_are_said_and_not_assumed() -> None:
    said = {**BRAND, "blanks": {}}
    found = shared("uci_facebook_metrics", files="dataset_Facebook.csv", columns=ENGLISH, **said)
    assert (found.column("paid").count(None), found.column("likes").count(None)) == (1, 1)


def test_posts_that_stand_twice_are_named() -> None:
    found = shared("fb_live_thailand", **LIVE)
    assert found.loaded is None
    assert found.codes == ["KPI072"] * 21
    assert found.notes[20].message == "33 more of this kind in this file"
    note = found.notes[0]
    assert (note.file, note.span.line) == ("Live.csv", 1700)
    assert note.message.endswith("`246675545449582_326883450762124` stands here and in Live.csv, line 1,490")


def test_the_first_of_each_post_is_kept() -> None:
    total = Decimal(0)
    for counted in ("num_reactions", "num_comments", "num_shares"):
        columns = {"status_id": "post_id", counted: "likes"}
        found = shared("fb_live_thailand", **{**LIVE, "columns": columns}, duplicates="keep first")
        assert found.loaded
        assert (found.loaded.rows, found.loaded.dropped) == (6997, 53)
        assert found.loaded.files[0].rule.dates == {"published_at": "mm/dd/yyyy"}
        total += sum(found.column("likes"))
    assert total == 3_434_379


def test_sessions_with_many_decimals() -> None:
    found = shared(
        "online_shoppers",
        files="online_shoppers_intention.csv",
        table="visits",
        columns={"ProductRelated": "pages", "ProductRelated_Duration": "seconds"},
        date=DateParts(2018, 3),
        constants={"account": "shop"},
    )
    assert found.loaded
    assert found.loaded.rows == 12330
    assert found.column("seconds")[:3] == decimals("0", "64", "0")
