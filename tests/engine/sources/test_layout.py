"""Which column of an export fills which column of the catalogue."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.sources.exports import DAILY, VOCABULARY, days, decimals, parquet, read
from kpi_rules.catalogue.workspace import DateParts, Source, Workspace
from kpi_rules_engine.sources.layout import filled
from kpi_rules_engine.sources.load import header

ONE = days("2026-01-01,5")


@pytest.mark.parametrize("name", ["likes", "Likes", " LIKES ", '"likes"'])
def test_a_catalogue_name_needs_no_entry(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, days("2026-01-01,5", header=f"Date,{name}")).column("likes") == decimals("5")


def test_blanks_of_a_catalogue_name(tmp_path: Path) -> None:
    found = read(tmp_path, days("1,2026-01-01", header="Post  id,published at"), table="posts")
    assert found.column("post_id") == ["1"]


@pytest.mark.parametrize(
    ("in_file", "said"),
    [
        ("Отметки", "Отметки"),
        ("Отмётки", "отметки"),
        ("Мне\u00a0нравится", "Мне нравится"),
        ('"Мне\n нравится"', "Мне нравится"),
    ],
)
def test_a_configured_name(tmp_path: Path, in_file: str, said: str) -> None:
    export = days("2026-01-01,5", header=f"date,{in_file}")
    assert read(tmp_path, export, columns={said: "likes"}).column("likes") == decimals("5")


def test_a_mapped_column_wins_over_one_that_bears_the_name(tmp_path: Path) -> None:
    export = days("2026-01-01,5,6", header="date,likes,Hearts")
    found = read(tmp_path, export, columns={"Hearts": "likes"})
    assert found.column("likes") == decimals("6")
    assert found.loaded
    assert found.loaded.files[0].unused == ("likes",)
    crossed = read(tmp_path, days("2026-01-01,5", header="date,likes"), columns={"likes": "net"})
    assert crossed.loaded
    assert set(crossed.loaded.columns) == {"account", "date", "net"}


def test_a_constant_wins_over_a_column_that_bears_the_name(tmp_path: Path) -> None:
    found = read(tmp_path, days("77,2026-01-01,5", header="account,date,likes"))
    assert found.column("account") == ["aurora"]


@pytest.mark.parametrize(
    ("said", "help"),
    [
        ({"columns": {"Лайки": "likes"}}, "the header has: `date`, `likes`"),
        ({"columns": {"lykes": "likes"}}, "the nearest name is `likes`"),
        ({"date": "dates"}, "the nearest name is `date`"),
        ({"constants": {}}, "constants: {account: source}"),
    ],
)
def test_a_column_that_is_not_in_the_header(tmp_path: Path, said: dict[str, Any], help: str) -> None:
    note = read(tmp_path, ONE, **said).note
    assert (note.code, note.file) == ("KPI076", "export.csv")
    assert help in (note.help or "")


def test_a_key_column_that_nothing_fills(tmp_path: Path) -> None:
    note = read(tmp_path, days("2026-01-01,5", header="published_at,likes"), table="posts").note
    assert note.code == "KPI076"
    assert "numbered: post_id" in (note.help or "")
    note = read(tmp_path, days("5", header="likes")).note
    assert "date: " in (note.help or "")


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    twice = days("2026-01-01,5,6", header="date,Hearts,hearts")
    note = read(tmp_path, twice, columns={"HEARTS": "likes"}).note
    assert (note.code, note.span.column) == ("KPI073", 3)
    assert read(tmp_path, twice, columns={"hearts": "likes"}).column("likes") == decimals("6")
    assert read(tmp_path, days("2026-01-01,5,6", header="date,x,x")).codes == []
    assert read(tmp_path, days("2026-01-01,2026-01-01", header="Date,DATE")).codes == ["KPI073"]
    guessed = read(tmp_path, days("2026-01-01,5,6", header="date,Likes,LIKES"))
    assert guessed.loaded
    assert "likes" not in guessed.loaded.columns


def test_a_column_that_only_newer_exports_have(tmp_path: Path) -> None:
    files = {"a.csv": days("2026-01-01,5"), "b.csv": days("2026-01-02,6,7", header="date,likes,net")}
    found = read(tmp_path, files)
    assert found.column("net") == [None, *decimals("7")]
    assert read(tmp_path, files, columns={"likes": "likes", "net": "net"}).column("net") == [None, *decimals("7")]
    files["b.csv"] = days("2026-01-02,6,7", header="date,likes,Netto")
    assert read(tmp_path, files, columns={"Netto": "net"}).note.file == "a.csv"


@pytest.mark.parametrize(
    "said",
    [
        {"columns": {"likes": "hearts"}},
        {"columns": {"likes": "net", "net": "net"}},
        {"columns": {"likes": "account"}},
        {"columns": {"date": "likes"}, "constants": {"account": "a", "date": "2026-01-01"}, "date": "date"},
        {"constants": {"account": "a", "likes": "many"}},
        {"constants": {"account": "a", "likes": "1,5"}},
        {"blanks": {"channel": 1}},
        {"blanks": {"members": 0}},
        {"numbered": "likes"},
        {"table": "dialy"},
    ],
)
def test_configuration_that_contradicts_itself(tmp_path: Path, said: dict[str, Any]) -> None:
    from fractions import Fraction

    if "blanks" in said:
        said = {"blanks": {column: Fraction(number) for column, number in said["blanks"].items()}}
    found = read(tmp_path, days("2026-01-01,5,6,vk", header="date,likes,net,channel"), **said)
    assert set(found.codes) <= {"KPI061", "KPI076"}
    assert found.codes
    assert found.loaded is None


def names(root: Path, **said: Any) -> tuple[str, ...] | None:
    source = Source(**{"name": "s", "table": "daily", "files": "*.csv", **said})
    return header(source, Workspace(root, VOCABULARY))[0]


def test_names_without_reading_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Report\nDate;Likes ; Мне  нравится\n" + "2026-01-01;1;я\n" * 50_000, "utf-8")
    assert names(tmp_path, columns={"Мне нравится": "net"}) == ("Date", "Likes", "Мне нравится")
    (tmp_path / "b.csv").write_text("date;saves\n", "utf-8")
    assert names(tmp_path) == ("Date", "Likes", "Мне нравится", "date", "saves")
    assert names(tmp_path, files="c*.csv") is None


LIGHT = """
import sys
from pathlib import Path
from kpi_rules.catalogue.workspace import Source, Workspace
from kpi_rules.language.vocabulary import Column, ColumnKind, Grain, Table, Vocabulary
from kpi_rules_engine.sources.load import header
table = Table("daily", Grain.DAY, ("date",), "date", {"date": Column("date", ColumnKind.DATE)})
workspace = Workspace(Path(sys.argv[1]), Vocabulary({"daily": table}, {}, {}, {}, {}))
print(header(Source("s", "daily", "*"), workspace), "duckdb" in sys.modules)
"""


def test_names_need_no_engine(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date,likes\n", "utf-8")
    parquet(tmp_path / "b.parquet", "SELECT 1 AS saves")
    said = subprocess.run([sys.executable, "-c", LIGHT, str(tmp_path)], check=True, capture_output=True, text=True)
    assert said.stdout == "(('date', 'likes', 'saves'), []) False\n"


def test_columns_that_a_header_fills() -> None:
    source = Source("s", "daily", "*.csv", {"Hearts": "likes"}, DateParts(2026, "m"), {"account": "a"})
    assert filled(source, DAILY, ("m", "hearts", "Members", "x")) == {"account", "date", "likes", "members"}
