"""Parquet: read by the engine, exactly, by the same rules as text."""

from __future__ import annotations

import os
import random
import struct
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from engine.sources.exports import MOSCOW, VOCABULARY, Read, days, decimals, parquet, read
from kpi_rules.catalogue.workspace import DateParts, Dialect, Source, Workspace
from kpi_rules_engine.sources.load import header
from kpi_rules_engine.sources.parquet_names import parquet_names

DAY = "DATE '2026-01-01' + CAST(i AS INTEGER) AS date"


def load(root: Path, query: str, **said: Any) -> Read:
    zone = said.pop("zone", None)
    parquet(root / "a.parquet", query)
    return read(root, {}, zone, files="*.parquet", **said)


def one(root: Path, value: str, column: str = "likes", **said: Any) -> Read:
    """A file of one row with this value."""
    return load(root, f"SELECT {DAY}, {value} AS {column} FROM range(1) t(i)", **said)


@pytest.mark.parametrize(
    ("value", "number", "type_"),
    [
        ("5::TINYINT", "5", "DECIMAL(18,0)"),
        ("9223372036854775807", "9223372036854775807", "DECIMAL(38,0)"),
        ("18446744073709551615::UBIGINT", "18446744073709551615", "DECIMAL(38,0)"),
        ("1.50::DECIMAL(9, 2)", "1.5", "DECIMAL(18,2)"),
        ("0.5::DECIMAL(38, 20)", "0.5", "DECIMAL(18,1)"),
        ("0.1::FLOAT", "0.1", "DECIMAL(18,1)"),
        ("0.1::DOUBLE", "0.1", "DECIMAL(18,1)"),
        ("3::DOUBLE", "3", "DECIMAL(18,0)"),
        ("1.5e-7::DOUBLE", "0.00000015", "DECIMAL(18,8)"),
        ("1.25e20::DOUBLE", "125000000000000000000", "DECIMAL(38,0)"),
        ("1e16::DOUBLE", "10000000000000000", "DECIMAL(18,0)"),
        ("0.1 + 0.2::DOUBLE", "0.30000000000000004", "DECIMAL(18,17)"),
        ("'1 234,5'", "1234.5", "DECIMAL(18,1)"),
        ("''", None, "DECIMAL(18,0)"),
        ("NULL::DOUBLE", None, "DECIMAL(18,0)"),
    ],
)
def test_numbers(tmp_path: Path, value: str, number: str | None, type_: str) -> None:
    found = one(tmp_path, value)
    assert found.column("likes") == [None if number is None else Decimal(number)]
    assert found.type("likes") == type_


def test_negative_floats(tmp_path: Path) -> None:
    assert one(tmp_path, "-2.5e-6::DOUBLE", "net").column("net") == decimals("-0.0000025")
    assert one(tmp_path, "-2.5e16::DOUBLE", "net").column("net") == decimals("-25000000000000000")
    assert one(tmp_path, "-0.0::DOUBLE", "net").column("net") == decimals("0")


def test_floats_are_read_by_their_shortest_spelling(tmp_path: Path) -> None:
    chance = random.Random(7)
    floats = [chance.uniform(-1, 1) * 10 ** chance.randint(-3, 17) for _ in range(3000)]
    floats += [struct.unpack("<f", struct.pack("<f", chance.uniform(0, 9999)))[0] for _ in range(100)]
    floats = [each for each in floats if len(format(Decimal(repr(each)), "f").partition(".")[2].rstrip("0")) <= 18]
    writer = duckdb.connect()
    writer.execute(
        f"CREATE TABLE f AS SELECT {DAY}, x AS net FROM (SELECT unnest($1::DOUBLE[]) x, unnest(range(len($1))) i)",
        [floats],
    )
    writer.execute(f"COPY f TO '{tmp_path / 'a.parquet'}' (FORMAT parquet)").fetchall()
    assert read(tmp_path, {}, files="*.parquet").column("net") == [Decimal(repr(each)) for each in floats]


@pytest.mark.parametrize("value", ["1e-19::DOUBLE", "1e300::DOUBLE", "'0.0000000000000000001'"])
def test_numbers_that_need_too_many_digits(tmp_path: Path, value: str) -> None:
    assert one(tmp_path, value).codes == ["KPI077"]


@pytest.mark.parametrize("value", ["'nan'::DOUBLE", "'inf'::DOUBLE", "'-inf'::FLOAT"])
def test_what_is_no_number(tmp_path: Path, value: str) -> None:
    found = load(tmp_path, f"SELECT {DAY}, CASE WHEN i IN (1, 3) THEN {value} ELSE 1 END AS likes FROM range(5) t(i)")
    assert [(note.code, note.span.line, note.span.column) for note in found.notes] == [
        ("KPI071", 2, 2),
        ("KPI071", 4, 2),
    ]
    assert "is not a number" in found.notes[0].message


def test_many_refused_cells_are_counted(tmp_path: Path) -> None:
    found = load(tmp_path, f"SELECT {DAY}, 'nan'::DOUBLE AS likes, 'x' AS net FROM range(1000) t(i)")
    assert found.codes == ["KPI071"] * 21
    assert found.notes[-1].message == "1,980 more of this kind in this file"


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("[1, 2]", "likes"), ("{'a': 1}", "channel"), ("DATE '2026-01-01'", "likes"), ("true", "likes"),
        ("1.5::DOUBLE", "channel"),
        ("'\\xAA'::BLOB", "channel"), ("TIME '10:00'", "channel"),
    ],
)  # fmt: skip
def test_types_that_do_not_go_with_a_column(tmp_path: Path, value: str, column: str) -> None:
    note = one(tmp_path, value, column).note
    assert (note.code, note.file) == ("KPI071", "a.parquet")
    assert "values of type" in note.message


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("TIMESTAMP '2026-01-02 10:00:00'", datetime(2026, 1, 2, 10)),  # noqa: DTZ001
        ("TIMESTAMPTZ '2026-01-02 22:00:00+00'", datetime(2026, 1, 3, 1)),  # noqa: DTZ001
        ("TIMESTAMP_NS '2026-01-02 23:59:59.9999999'", datetime(2026, 1, 2, 23, 59, 59, 999999)),  # noqa: DTZ001
        ("TIMESTAMP_MS '2026-01-02 10:00:00'", datetime(2026, 1, 2, 10)),  # noqa: DTZ001
        ("DATE '2026-01-02'", datetime(2026, 1, 2)),  # noqa: DTZ001
        ("'02.01.2026 10:00'", datetime(2026, 1, 2, 10)),  # noqa: DTZ001
        ("'2026-01-02T22:00:00Z'", datetime(2026, 1, 3, 1)),  # noqa: DTZ001
    ],
)
def test_moments(tmp_path: Path, value: str, moment: datetime) -> None:
    found = load(tmp_path, f"SELECT 7 AS post_id, {value} AS published_at", table="posts", zone=MOSCOW)
    assert found.column("published_at") == [moment]
    assert found.type("published_at") == "TIMESTAMP"
    found = load(tmp_path, f"SELECT {value} AS date, 1 AS likes", zone=MOSCOW)
    assert found.column("date") == [moment.date()]


def test_a_zone_and_no_zone_to_convert_to(tmp_path: Path) -> None:
    note = load(tmp_path, "SELECT TIMESTAMPTZ '2026-01-02 22:00:00+00' AS date, 1 AS likes").note
    assert note.code == "KPI073"
    assert "timezone" in (note.help or "")


@pytest.mark.parametrize("value", ["'infinity'::DATE", "DATE '12000-01-01'", "'-infinity'::TIMESTAMP", "'13.13.2026'"])
def test_days_outside_the_calendar(tmp_path: Path, value: str) -> None:
    assert load(tmp_path, f"SELECT {value} AS date, 1 AS likes").codes == ["KPI071"]


def test_dates_in_parts(tmp_path: Path) -> None:
    query = "SELECT i AS post_id, 2014 AS y, CAST(i + 1 AS VARCHAR) AS m FROM range(3) t(i)"
    found = load(tmp_path, query, table="posts", date=DateParts("y", "m", 5))
    assert [moment.date() for moment in found.column("published_at")] == [date(2014, n, 5) for n in (1, 2, 3)]
    assert load(tmp_path, query, table="posts", date=DateParts("y", 13)).codes == ["KPI071"] * 3


def test_flags_and_texts(tmp_path: Path) -> None:
    query = (
        "SELECT i AS post_id, DATE '2026-01-01' AS published_at, i % 2 AS paid, "
        "[' it''s', '', U&'\\0438\\0306', 'a' || chr(13) || chr(10) || 'b'][i + 1] AS text FROM range(4) t(i)"
    )
    query = query.replace("U&'\\0438\\0306'", "'и' || chr(774)")
    found = load(tmp_path, query, table="posts")
    assert found.column("paid") == [False, True, False, True]
    assert found.column("text") == ["it's", None, "й", "a\nb"]
    assert found.column("post_id") == ["0", "1", "2", "3"]
    assert load(tmp_path, query.replace("i % 2", "i"), table="posts").codes == ["KPI071"] * 2
    assert load(tmp_path, query.replace("i % 2", "'да'"), table="posts").column("paid") == [True] * 4


def test_ambiguous_texts_are_refused(tmp_path: Path) -> None:
    assert one(tmp_path, "'1,234'").codes == ["KPI073"]
    assert one(tmp_path, "'1,234'", read=Dialect(decimal=",")).column("likes") == decimals("1.234")
    assert load(tmp_path, "SELECT '01/02/2026' AS date, 1 AS likes").codes == ["KPI073"]


def test_rows_are_named_by_their_number(tmp_path: Path) -> None:
    found = load(tmp_path, "SELECT DATE '2026-01-01' + CAST(i % 3 AS INTEGER) AS date, i AS likes FROM range(4) t(i)")
    assert found.note.message.endswith("stands here and in a.parquet, row 1")
    assert found.note.span.line == 4


def test_text_and_parquet_are_one_table(tmp_path: Path) -> None:
    parquet(tmp_path / "b.parquet", "SELECT DATE '2026-01-02' AS date, 0.25::DOUBLE AS likes")
    found = read(tmp_path, {"a.csv": days("2026-01-01,1.5")}, files="*.*", numbered="campaign")
    assert found.column("likes") == decimals("1.5", "0.25")
    assert found.column("campaign") == ["1", "2"]


def test_names_with_signs_of_a_glob(tmp_path: Path) -> None:
    for name, number in (("g[12]?*.parquet", 1), ("g1.parquet", 2), ("it's.parquet", 3)):
        path = tmp_path / "written.parquet"
        parquet(path, f"SELECT DATE '2026-01-01' AS date, {number} AS likes")
        os.rename(path, tmp_path / name)
    assert read(tmp_path, {}, files="g[[]*.parquet").column("likes") == decimals("1")
    assert read(tmp_path, {}, files="it's.parquet").column("likes") == decimals("3")


def test_what_is_no_parquet(tmp_path: Path) -> None:
    for raw in (b"", b"PAR1", b"PAR1" + b"\xff" * 40 + b"\x20\0\0\0PAR1", b"date,likes\n2026-01-01,1\n" * 9):
        (tmp_path / "a.parquet").write_bytes(raw)
        found = read(tmp_path, {}, files="a.parquet")
        assert found.codes == ["KPI070"]
        assert str(tmp_path) not in found.note.message
        assert not isinstance(parquet_names(tmp_path / "a.parquet"), tuple)


def test_a_file_that_breaks_off_behind_its_footer(tmp_path: Path) -> None:
    query = f"SELECT {DAY}, 'c' || i AS channel, i AS likes FROM range(5000) t(i)"
    parquet(tmp_path / "a.parquet", query)
    raw = bytearray((tmp_path / "a.parquet").read_bytes())
    raw[4 : len(raw) // 2] = bytes(len(raw) // 2 - 4)
    (tmp_path / "a.parquet").write_bytes(raw)
    found = read(tmp_path, {}, files="a.parquet")
    assert found.loaded is None
    assert set(found.codes) <= {"KPI070", "KPI071", "KPI072"}


def test_names_are_read_without_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = {
        "Дата": "DATE '2026-01-01'",
        "n": "1",
        "list": "[1]",
        "deep": "{'a': {'b': [1]}, 'c': 2}",
        "map": "MAP {'a': 1}",
        "z": "true",
    }
    wide = {f"c{number}": "1.5::DOUBLE" for number in range(100)}
    parquet(path, "SELECT " + ", ".join(f'{value} AS "{name}"' for name, value in {**columns, **wide}.items()))
    assert parquet_names(path) == (*columns, *wide)
    source = Source("s", "daily", "a.parquet", date="Дата")
    assert header(source, Workspace(tmp_path, VOCABULARY)) == ((*columns, *wide), [])


def test_damaged_footers_never_raise(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet(path, "SELECT 1 AS a, {'b': [1]} AS c")
    raw, chance = path.read_bytes(), random.Random(3)
    length = int.from_bytes(raw[-8:-4], "little")
    for _ in range(500):
        damaged = bytearray(raw)
        damaged[-8 - chance.randrange(1, length)] = chance.randrange(256)
        path.write_bytes(damaged)
        parquet_names(path)
