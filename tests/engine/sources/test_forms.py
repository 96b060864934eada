"""How text files are laid out: encodings, line ends, separators, preambles, totals rows, ragged rows."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from engine.sources.exports import days, decimals, read
from kpi_rules.catalogue.workspace import Dialect

RUSSIAN = "Дата;Лайки\n01.02.2026;5\n02.02.2026;7\n"
COLUMNS = {"Лайки": "likes"}
FIVE_SEVEN = decimals("5", "7")


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (RUSSIAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + RUSSIAN.encode(), "utf-8"),
        (RUSSIAN.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), "utf-16"),
        (RUSSIAN.encode("utf-32"), "utf-32"),
    ],
)
def test_encodings_that_a_file_proves(tmp_path: Path, raw: bytes, encoding: str) -> None:
    found = read(tmp_path, raw, columns=COLUMNS, date="Дата")
    assert found.column("likes") == FIVE_SEVEN
    assert found.loaded
    rule = found.loaded.files[0].rule
    assert rule.dialect.encoding == encoding
    assert "encoding" in rule.detected


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "utf-16-le", "utf-8", "mac-cyrillic"])
def test_encodings_that_were_said(tmp_path: Path, encoding: str) -> None:
    found = read(tmp_path, RUSSIAN.encode(encoding), columns=COLUMNS, date="Дата", read=Dialect(encoding=encoding))
    assert found.column("likes") == FIVE_SEVEN
    assert found.loaded
    assert "encoding" not in found.loaded.files[0].rule.detected


def test_an_eight_bit_encoding_is_never_guessed(tmp_path: Path) -> None:
    note = read(tmp_path, b"date,likes\n2026-01-01,1\n" + "2026-01-02,да\n".encode("cp1251")).note
    assert (note.code, note.span.line) == ("KPI073", 3)
    assert "cp1251" in (note.help or "")
    assert "latin-1" in (note.help or "")


def test_a_mark_that_contradicts_the_configuration(tmp_path: Path) -> None:
    found = read(tmp_path, codecs.BOM_UTF8 + days("2026-01-01,1").encode(), read=Dialect(encoding="cp1251"))
    assert found.codes == ["KPI073"]


def test_bytes_that_the_encoding_does_not_have(tmp_path: Path) -> None:
    note = read(tmp_path, b"date,likes\n2026-01-01,1\x98\n", read=Dialect(encoding="cp1251")).note
    assert (note.code, note.span.line) == ("KPI070", 2)
    assert read(tmp_path, days("2026-01-01,1").encode("utf-16")[:-1]).codes == ["KPI070"]


@pytest.mark.parametrize("raw", [b"date,likes\n2026-01-01,\0\n", days("2026-01-01,1").encode("utf-16-le")])
def test_nul_is_no_text(tmp_path: Path, raw: bytes) -> None:
    assert read(tmp_path, raw).codes == ["KPI070"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    found = read(tmp_path, days("2026-01-01,5", "", "2026-01-02,7", "", "").replace("\n", end))
    assert found.column("likes") == FIVE_SEVEN
    assert found.column("_line") == [2, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cells_of_several_lines(tmp_path: Path, end: str) -> None:
    export = 'post_id,published_at,text\n1,2026-01-01,"two\nlines, and ""quotes"""\n2,2026-01-02,x\n'.replace("\n", end)
    found = read(tmp_path, export, table="posts")
    assert found.column("text") == ['two\nlines, and "quotes"', "x"]
    assert found.column("_line") == [2, 4]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(tmp_path: Path, separator: str) -> None:
    rows = ("2026-01-01,5,a b", "2026-01-02,7,c")
    found = read(tmp_path, days(*rows, header="date,likes,channel").replace(",", separator))
    assert found.column("likes") == FIVE_SEVEN
    assert found.loaded
    assert found.loaded.files[0].rule.dialect.separator == separator


@pytest.mark.parametrize("said", [":", "tab", "\t"])
def test_a_separator_that_was_said(tmp_path: Path, said: str) -> None:
    separator = "\t" if said == "tab" else said
    export = days("2026-01-01,5", "2026-01-02,7").replace(",", separator)
    assert read(tmp_path, export, read=Dialect(separator=said)).column("likes") == FIVE_SEVEN


def test_names_prove_a_separator_where_rows_do_not(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01;1,5", "2026-01-02;2,5", header="date;likes"))
    assert found.column("likes") == decimals("1.5", "2.5")


def test_a_separator_that_cannot_be_told(tmp_path: Path) -> None:
    note = read(tmp_path, "a;b,c\n1;2,3\n").note
    assert note.code == "KPI073"
    assert 'read: {separator: ";"}' in (note.help or "")


def test_a_file_of_one_column(tmp_path: Path) -> None:
    assert read(tmp_path, "at\n2026-01-01\n2026-01-02\n", table="visits").column("_line") == [2, 3]


@pytest.mark.parametrize(
    "preamble",
    ["Report\n\n", "sep=,\n", "Statistics of “Aurora”, all days\nmade, 2026-02-01\n", '"odd" line, here\n', "\n\n"],
)
def test_lines_before_the_header(tmp_path: Path, preamble: str) -> None:
    found = read(tmp_path, preamble + days("2026-01-01,5,", "2026-01-02,7,", header="date,likes,net"))
    assert found.column("likes") == FIVE_SEVEN
    assert found.loaded
    rule = found.loaded.files[0].rule
    assert rule.dialect.skip == preamble.count("\n")
    assert "skip" in rule.detected
    assert found.column("_line")[0] == preamble.count("\n") + 2


def test_a_header_below_a_row_of_groups(tmp_path: Path) -> None:
    assert read(tmp_path, ",,activity,\n" + days("2026-01-01,5,2,1", header="date,likes,net,left")).column(
        "likes"
    ) == decimals("5")


def test_rows_above_the_header_that_could_be_data(tmp_path: Path) -> None:
    note = read(tmp_path, "2026-01-03,9\n" + days("2026-01-01,5", "2026-01-02,7")).note
    assert (note.code, note.span.line, note.help) == ("KPI073", 1, "if it is none: read: {skip: 1}")


def test_lines_to_skip_that_were_said(tmp_path: Path) -> None:
    export = "date,likes\nof January,\n" + days("2026-01-01,5", "2026-01-02,7")
    assert read(tmp_path, export).codes == ["KPI071", "KPI071", "KPI071"]
    assert read(tmp_path, export, read=Dialect(skip=2)).column("likes") == FIVE_SEVEN
    assert read(tmp_path, export, read=Dialect(skip=9)).codes == ["KPI070"]


@pytest.mark.parametrize("export", ["", "\n\n", "  \n"])
def test_an_empty_file(tmp_path: Path, export: str) -> None:
    assert read(tmp_path, export).codes == ["KPI070"]


def test_a_header_without_rows(tmp_path: Path) -> None:
    found = read(tmp_path, "date,likes\n")
    assert found.loaded
    assert (found.loaded.rows, found.loaded.first, found.loaded.last) == (0, None, None)
    assert found.type("likes") == "DECIMAL(18,0)"


@pytest.mark.parametrize("row", ["", "   ", ",", " , "])
def test_blank_rows_are_no_rows(tmp_path: Path, row: str) -> None:
    assert read(tmp_path, days("2026-01-01,5", row, "2026-01-02,7", row)).column("likes") == FIVE_SEVEN


def test_rows_longer_and_shorter_than_the_header(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01,5", "2026-01-02", "2026-01-03,7,8", "2026-01-04,x"))
    assert [(note.code, note.span.line) for note in found.notes] == [("KPI074", 3), ("KPI074", 4), ("KPI071", 5)]
    assert "1 against 2 cells" in found.notes[0].message


@pytest.mark.parametrize("export", ['date,likes\n2026-01-01,"5\n2026-01-02,7\n', 'date,likes\n2026-01-01,"5"6\n'])
def test_quotation_marks_out_of_place(tmp_path: Path, export: str) -> None:
    note = read(tmp_path, export).note
    assert (note.code, note.span.line) == ("KPI070", 2)


@pytest.mark.parametrize("word", ["Итого", "ИТОГО:", "Total", "Всего", "Grand  total"])
def test_a_totals_row_is_refused(tmp_path: Path, word: str) -> None:
    export = days("a,2026-01-01,5", "b,2026-01-01,7", f"{word},2026-01-01,12", header="campaign,date,likes")
    note = read(tmp_path, export).note
    assert (note.code, note.span.line) == ("KPI072", 4)
    assert f"read: {{totals: {word.strip()}}}" in (note.help or "")


def test_totals_rows_that_were_said_are_left_out_and_counted(tmp_path: Path) -> None:
    export = days("2026-01-01,5", "итого , 5", "2026-01-02,7", "ИТОГО:", "Итого,12,13,14")
    found = read(tmp_path, export, read=Dialect(totals="Итого"))
    assert found.column("likes") == FIVE_SEVEN
    assert found.loaded
    assert (found.loaded.files[0].left_out, found.loaded.files[0].rows) == (3, 2)


def test_a_ragged_totals_row_is_named_as_one(tmp_path: Path) -> None:
    note = read(tmp_path, days("2026-01-01,5", "Итого")).note
    assert note.code == "KPI074"
    assert "totals: Итого" in (note.help or "")


def test_twenty_messages_of_a_kind_then_how_many_more(tmp_path: Path) -> None:
    found = read(tmp_path, days(*(f"2026-01-{n:02},x" for n in range(1, 29)), "2026-02-01"))
    assert found.codes == ["KPI071"] * 20 + ["KPI074", "KPI071"]
    assert found.notes[-1].message == "8 more of this kind in this file"
    assert found.loaded is None


def test_control_characters_are_not_shown_raw(tmp_path: Path) -> None:
    note = read(tmp_path, days("2026-01-01,\x1b[31m5")).note
    assert "\x1b" not in note.message
    assert "\\u001b" in note.message
    assert "…" in read(tmp_path, days("2026-01-01," + "x" * 500)).note.message
