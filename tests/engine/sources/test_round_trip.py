"""Whatever exact values are written, in whatever dialect: they come back, or are refused, never changed."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.sources.exports import read
from kpi_rules.catalogue.workspace import Dialect

EXACT = st.builds(
    lambda digits, scale: Decimal(digits).scaleb(-scale), st.integers(-(10**18), 10**18), st.integers(0, 9)
)
FIRST = date(2024, 1, 1)


@dataclass(frozen=True)
class Written:
    """A way to write a file."""

    separator: str
    end: str
    encoding: str
    decimal: str
    thousands: str
    day: str
    signs: tuple[str, str]

    def number(self, value: Decimal) -> str:
        text = format(abs(value), "f")
        whole, _, fraction = text.partition(".")
        groups = [whole[max(at - 3, 0) : at] for at in range(len(whole), 0, -3)][::-1]
        sign = self.signs[value < 0]
        return sign + self.thousands.join(groups) + (self.decimal + fraction if fraction else "")

    def file(self, values: list[Decimal | None], notes: list[str]) -> bytes:
        out = io.StringIO()
        quoting = csv.QUOTE_ALL if self.end == "\r" else csv.QUOTE_MINIMAL  # Python's writer forgets \n there
        writer = csv.writer(out, delimiter=self.separator, lineterminator=self.end, quoting=quoting)
        writer.writerow(["Post", "Day", "Note", "Number"])
        for index, (value, note) in enumerate(zip(values, notes, strict=True)):
            day = (FIRST + timedelta(index * 5)).strftime(self.day)
            writer.writerow([index, day, note, "" if value is None else self.number(value)])
        return out.getvalue().encode(self.encoding)

    @property
    def dialect(self) -> Dialect:
        return Dialect(decimal=self.decimal, encoding=self.encoding if self.encoding == "cp1251" else None)


WRITTEN = st.builds(
    Written,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251"]),
    st.sampled_from(".,"),
    st.sampled_from(["", " ", "\u00a0"]),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d 00:00"]),
    st.tuples(st.sampled_from(["", "+"]), st.just("-")),
)
ROWS = st.lists(
    st.tuples(st.none() | EXACT, st.text(st.sampled_from("абвxyz,;|\"\t .%5'\\\n#"), max_size=8)),
    min_size=1,
    max_size=12,
)
COLUMNS = {"Post": "post_id", "Note": "text", "Number": "reach"}


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WRITTEN, ROWS)
def test_exact_decimals_come_back(written: Written, rows: list[tuple[Decimal | None, str]]) -> None:
    values, notes = [value for value, _ in rows], [note for _, note in rows]
    with tempfile.TemporaryDirectory() as root:
        raw = written.file(values, notes)
        found = read(Path(root), raw, table="posts", columns=COLUMNS, date="Day", read=written.dialect)
        assert found.column("reach") == values
        assert found.column("text") == [note.strip() or None for note in notes]
        days = [moment.date() for moment in found.column("published_at")]
        assert days == [FIRST + timedelta(index * 5) for index in range(len(rows))]


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WRITTEN, ROWS)
def test_what_is_detected_is_right_or_refused(written: Written, rows: list[tuple[Decimal | None, str]]) -> None:
    values, notes = [value for value, _ in rows], [note for _, note in rows]
    with tempfile.TemporaryDirectory() as root:
        raw = written.file(values, notes)
        found = read(Path(root), raw, table="posts", columns=COLUMNS, date="Day")
        if found.loaded is None:
            assert set(found.codes) <= {"KPI073"}
        else:
            assert found.column("reach") == values


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    st.sampled_from(["daily", "posts", "visits", "periods"]),
)
def test_no_file_is_too_odd(raw: bytes, table: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        heads = {
            "daily": "date,likes",
            "posts": "post_id,published_at,text",
            "visits": "at,pages",
            "periods": "start,end",
        }
        found = read(Path(root), heads[table].encode() + b"\n" + raw, table=table)
        assert (found.loaded is None) == bool(found.notes)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=8
    )
)
def test_any_text_comes_back(texts: list[str]) -> None:
    import unicodedata

    from kpi_rules_engine.sources.cells import clean

    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [["post_id", "published_at", "text"], *([str(n), "2026-01-01", text] for n, text in enumerate(texts))]
    )
    with tempfile.TemporaryDirectory() as root:
        found = read(Path(root), out.getvalue(), table="posts")
        assert found.column("text") == [clean(text) or None for text in texts]
        assert all(text is None or unicodedata.is_normalized("NFC", text) for text in found.column("text"))
