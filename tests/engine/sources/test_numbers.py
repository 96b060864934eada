"""Numbers as exports write them: exact, or refused with the cell shown."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.sources.exports import days, decimals, read
from kpi_rules.catalogue.workspace import Dialect
from kpi_rules.language.vocabulary import ColumnKind
from kpi_rules_engine.sources.marks import Marks, find_marks
from kpi_rules_engine.sources.numbers import number
from kpi_rules_engine.sources.refusal import Doubt, Refusal
from kpi_rules_engine.sources.sizes import Size, size_of

POINT, COMMA = Marks("."), Marks(",", ".")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("007", "7"), ("+5", "5"), ("−5", "-5"), ("12.50", "12.5"),
        ("0.050", "0.05"), ("1 234 567", "1234567"), ("1\u00a0234.5", "1234.5"),
        ("1\u202f234", "1234"),
        ("5%", "0.05"), ("5.2 %", "0.052"), ("-0.5%", "-0.005"), ("100%", "1"),
        ("9" * 38, "9" * 38), ("0.123456789012345678", "0.123456789012345678"),
    ],
)  # fmt: skip
def test_spellings_of_a_number(cell: str, value: str) -> None:
    assert number(cell, ColumnKind.NUMBER, POINT, None) == value


@pytest.mark.parametrize(
    "cell",
    [
        "nan", "NaN", "inf", "-inf", "Infinity", "1e5", "1E5", "1.5e-3", "1_000", "١٢٣", "１２", "+", "-", "--5", "5-",
        "5.", ".5", "1.2.3", "12 34", "1 2345", "0 123", "0x10", "1,5", "12,34", "five", "—", "n/a", "5%%", "%", "(5)",
        "½", "²", "1\u00a0 234", "1,234 567", "$5", "5 руб.", "#REF!", "=1+1", "1'000", "10:30", "1\n2",
    ],
)  # fmt: skip
def test_what_is_no_number(cell: str) -> None:
    found = number(cell, ColumnKind.NUMBER, POINT, None)
    assert isinstance(found, Refusal)
    assert found.code == "KPI071"


@pytest.mark.parametrize("cell", ["9" * 39, "0." + "1" * 19, "0." + "1" * 17 + "%"])
def test_too_many_digits(cell: str) -> None:
    found = number(cell, ColumnKind.NUMBER, POINT, None)
    assert isinstance(found, Refusal)
    assert found.code == "KPI077"


@pytest.mark.parametrize(
    ("cell", "currency", "value"),
    [
        ("1 500 ₽", "RUB", "1500"), ("1500 руб.", "RUB", "1500"), ("1500 Руб", "RUB", "1500"),
        ("1500р.", "RUB", "1500"), ("RUB 15", "RUB", "15"), ("15.5RUB", "RUB", "15.5"),
        ("$5", "USD", "5"), ("-$5.10", "USD", "-5.1"),
        ("$-5", "USD", "-5"), ("$5", "CAD", "5"), ("€ 5", "EUR", "5"), ("5", None, "5"), ("5", "EUR", "5"),
    ],
)  # fmt: skip
def test_money_in_the_currency_of_the_source(cell: str, currency: str | None, value: str) -> None:
    assert number(cell, ColumnKind.MONEY, POINT, currency) == value


@pytest.mark.parametrize(
    ("cell", "currency"),
    [
        ("$5", "RUB"),
        ("5 €", "USD"),
        ("5 USD", "RUB"),
        ("5 ₽", None),
        ("₽5₽", "RUB"),
        ("5%", "RUB"),
        ("5 rub", "RUB"),
        ("₽", "RUB"),
    ],
)
def test_money_in_another_currency(cell: str, currency: str | None) -> None:
    assert isinstance(number(cell, ColumnKind.MONEY, POINT, currency), Refusal)


def test_a_currency_that_nobody_said_is_proposed() -> None:
    found = number("5 ₽", ColumnKind.MONEY, POINT, None)
    assert isinstance(found, Refusal)
    assert found.help == "currency: RUB"


@pytest.mark.parametrize(
    ("cell", "value"), [("90", "90"), ("0:01:30", "90"), ("26:00:01.5", "93601.5"), ("1.25", "1.25")]
)
def test_seconds(cell: str, value: str) -> None:
    assert number(cell, ColumnKind.SECONDS, POINT, None) == value


@pytest.mark.parametrize("cell", ["1:30", "0:60:00", "90 s", "5%"])
def test_what_are_no_seconds(cell: str) -> None:
    assert isinstance(number(cell, ColumnKind.SECONDS, POINT, None), Refusal)


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        (["1", "2 500"], Marks(".", None)),
        (["1,5"], Marks(",", ".", proved=True)),
        (["1.5"], Marks(".", ",", proved=True)),
        (["1,5", "1,234"], Marks(",", ".", proved=True)),
        (["2.5", "1,234"], Marks(".", ",", proved=True)),
        (["1,234,567"], Marks(".", ",", proved=True)),
        (["1.234.567", "1.234"], Marks(",", ".", proved=True)),
        (["1,234.5"], Marks(".", ",", proved=True)),
        (["1.234,567"], Marks(",", ".", proved=True)),
        (["0,125"], Marks(",", ".", proved=True)),
        (["1234,567"], Marks(",", ".", proved=True)),
        (["1 234,567"], Marks(",", ".", proved=True)),
        (["1,5%"], Marks(",", ".", proved=True)),
        (["1,50 руб.", "100 руб."], Marks(",", ".", proved=True)),
    ],
)  # fmt: skip
def test_marks_that_the_cells_prove(cells: list[str], marks: Marks) -> None:
    assert find_marks(["\n".join(cells)], None, None) == marks


@pytest.mark.parametrize(
    "cells",
    [
        ["1,234"],
        ["1.234"],
        ["1,234", "5"],
        ["1,234", "1.234"],
        ["1,5", "1.5"],
        ["1,234,567", "1.234.567"],
        ["1,5", "1,234,567"],
    ],
)
def test_marks_that_cannot_be_told(cells: list[str]) -> None:
    found = find_marks(["\n".join(cells)], None, None)
    assert isinstance(found, Doubt)
    assert found.cells <= set(cells)


@pytest.mark.parametrize(
    ("decimal", "thousands", "marks"),
    [
        (",", None, Marks(",", ".")),
        (".", None, Marks(".", ",")),
        (None, ".", Marks(",", ".")),
        (",", " ", Marks(",", " ")),
    ],
)
def test_marks_that_were_said(decimal: str | None, thousands: str | None, marks: Marks) -> None:
    assert find_marks(["1,234"], decimal, thousands) == marks


def test_a_comma_is_decimal_when_spaces_group() -> None:
    assert find_marks(["1,234\n5 000"], None, " ") == Marks(",", " ", proved=True)


def test_sizes() -> None:
    assert size_of(["", "-12.50", "007", "0.125", "3"]) == Size(2, 3)
    assert size_of([]) == Size(0, 0)
    assert Size(12, 6).width == 18
    assert Size(12, 7).width == 38
    assert Size(20, 18).width == 38
    assert Size(21, 18).width is None
    assert Size(1, 19).width is None


def test_a_whole_file_with_a_decimal_comma(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01;1,5;1.234,56", "2026-01-02;1 000;0,5", header="date;likes;net"))
    assert found.column("likes") == decimals("1.5", "1000")
    assert found.column("net") == decimals("1234.56", "0.5")
    assert found.type("net") == "DECIMAL(18,2)"
    assert found.loaded
    rule = found.loaded.files[0].rule
    assert (rule.dialect.decimal, rule.dialect.thousands) == (",", ".")
    assert {"decimal", "separator", "dates"} <= set(rule.detected)


def test_a_refused_cell_is_shown_with_its_place(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01,5", "2026-01-02,1e5"))
    note = found.note
    assert (note.code, note.file, note.span.line, note.span.column) == ("KPI071", "export.csv", 3, 2)
    assert "column `likes`: `1e5` is not a number" in note.message
    assert found.loaded is None


def test_an_ambiguous_comma_is_refused_with_the_line_to_write(tmp_path: Path) -> None:
    found = read(tmp_path, days('2026-01-01,"1,234"', '2026-01-02,"2,345"'))
    assert found.note.code == "KPI073"
    assert 'read: {decimal: ","}' in (found.note.help or "")
    said = read(tmp_path, days('2026-01-01,"1,234"', '2026-01-02,"2,345"'), read=Dialect(decimal="."))
    assert said.column("likes") == decimals("1234", "2345")


def test_wide_numbers_have_38_digits(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01,12345678901234567890.5", "2026-01-02,0.25"))
    assert found.type("likes") == "DECIMAL(38,2)"
    assert found.column("likes") == decimals("12345678901234567890.5", "0.25")


def test_scale_is_that_of_all_files(tmp_path: Path) -> None:
    found = read(
        tmp_path, {"a.csv": days("2026-01-01,1.5"), "b.csv": days("2026-01-02,0.12500"), "c.csv": days("2026-01-03,7")}
    )
    assert found.type("likes") == "DECIMAL(18,3)"
    assert found.column("likes") == decimals("1.5", "0.125", "7")


def test_numbers_that_do_not_fit_together(tmp_path: Path) -> None:
    found = read(tmp_path, days("2026-01-01," + "9" * 30, "2026-01-02,0.000000001"))
    assert found.note.code == "KPI077"


def test_percentages_and_bare_numbers_do_not_mix(tmp_path: Path) -> None:
    header = "date,share"
    assert read(tmp_path, days("2026-01-01,5.2%", "2026-01-02,0", header=header)).column("share") == decimals(
        "0.052", "0"
    )
    found = read(tmp_path, days("2026-01-01,5.2%", "2026-01-02,5", header=header))
    assert found.note.code == "KPI071"
    assert "has no %" in found.note.message


@pytest.mark.parametrize(("cell", "value"), [("", None), ("   ", None), ("\u00a0", None), ("0", Decimal(0))])
def test_an_empty_cell_is_no_value(tmp_path: Path, cell: str, value: Any) -> None:
    assert read(tmp_path, days(f"2026-01-01,{cell}", "2026-01-02,1")).column("likes") == [value, Decimal(1)]


def test_a_column_without_a_value(tmp_path: Path) -> None:
    assert read(tmp_path, days("2026-01-01,", "2026-01-02,")).column("likes") == [None, None]
