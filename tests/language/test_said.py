"""Texts that keep their template: English as it is, Russian from a closed table."""

from __future__ import annotations

import copy
import pickle

import pytest

from kpi_rules.language.said import COMMA, OR, Said, in_language, listed, numbers_in, plural, said


def test_english_is_the_text_itself() -> None:
    text = said("did you mean `{guess}`?", guess="cpa")
    assert text == "did you mean `cpa`?"
    assert in_language(text, "en") is text


def test_russian_comes_from_the_template_and_the_values() -> None:
    assert in_language(said("did you mean `{guess}`?", guess="cpa"), "ru") == "имелось в виду `cpa`?"


def test_values_are_translated_too() -> None:
    text = said("{what} {one} and {other}", what=said("these cannot be compared:"), one=said("a ratio"), other="7")
    assert in_language(text, "ru") == "это нельзя сравнить: доля и 7"


def test_what_has_no_russian_stays_english() -> None:
    assert in_language("currency: RUB", "ru") == "currency: RUB"
    assert in_language(Said("no such template: {n}", {"n": 1}), "ru") == "no such template: 1"


def test_braces_are_doubled_in_a_template() -> None:
    assert in_language(said("such as scope: {{account: aurora}}"), "ru") == "например scope: {account: aurora}"


@pytest.mark.parametrize(
    ("count", "english", "russian"),
    [
        (0, "0 errors", "0\u00a0ошибок"),
        (1, "1 error", "1\u00a0ошибка"),
        (2, "2 errors", "2\u00a0ошибки"),
        (5, "5 errors", "5\u00a0ошибок"),
        (11, "11 errors", "11\u00a0ошибок"),
        (12, "12 errors", "12\u00a0ошибок"),
        (21, "21 errors", "21\u00a0ошибка"),
        (22, "22 errors", "22\u00a0ошибки"),
        (111, "111 errors", "111\u00a0ошибок"),
        (1_204, "1,204 errors", "1\u00a0204\u00a0ошибки"),
    ],
)
def test_a_noun_follows_its_number(count: int, english: str, russian: str) -> None:
    text = said("{count:error|errors}", count=count)
    assert text == english
    assert in_language(text, "ru") == russian


def test_the_noun_may_be_another_value() -> None:
    long = said("a window is at most {most:,} {over}s long", most=36, over="month")
    assert long == "a window is at most 36 months long"
    assert in_language(long, "ru") == "окно может быть не длиннее, чем 36\u00a0месяцев"


def test_plural_forms() -> None:
    forms = "день|дня|дней"
    assert [plural(n, forms, "ru") for n in (1, 2, 4, 5, 11, 14, 21, 25, 101, 112)] == [
        *("день", "дня", "дня", "дней", "дней", "дней", "день", "дней", "день", "дней")
    ]


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("0.0431", "0,0431"),
        ("28,317.5 RUB", "28\u00a0317,5 RUB"),
        ("1,204", "1\u00a0204"),
        ("-4.5%", "-4,5%"),
        ("2026-10-31", "2026-10-31"),
        ("write `0.05`, not 0.5", "write `0.05`, not 0,5"),
        ("version 1.2.3", "version 1.2.3"),
    ],
)
def test_numbers(english: str, russian: str) -> None:
    """Figures have a decimal comma; dates, versions and what is quoted as code stay."""
    assert numbers_in(english, "ru") == russian
    assert numbers_in(english, "en") == english


def test_a_list_is_translated_part_by_part() -> None:
    text = listed((said("a name"), said("a number"), "and"), COMMA)
    assert text == "a name, a number, and"
    assert in_language(text, "ru") == "имя, число, and"
    assert in_language(listed(("`a`", "`b`", "`c`"), OR), "ru") == "`a` или `b` или `c`"
    assert listed(("alone",), OR) == "alone"


def test_it_can_be_copied_and_kept() -> None:
    text = said("the file holds more than {largest:,} bytes", largest=4_000_000)
    for again in (pickle.loads(pickle.dumps(text)), copy.deepcopy(text)):
        assert again == text
        assert in_language(again, "ru") == in_language(text, "ru") == "файл больше 4\u00a0000\u00a0000\u00a0байт"
