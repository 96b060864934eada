"""One clause in many spellings, and words that are names."""

from __future__ import annotations

import re

import pytest

from kpi_rules.language.words import WORDS, even
from language.annex import FRONT, checked, contract, read

RESERVED = ("let", "not", "true", "false", "each", "holidays", "weekends", "missing", "report")
RUSSIAN_RESERVED = {even(one) for word in WORDS if word.reserved for one in word.ru}
RUSSIAN = {one for word in WORDS for one in word.ru if " " not in one and even(one) not in RUSSIAN_RESERVED}


def prints(clauses: str) -> list[str]:
    return list(checked(clauses).fingerprints.values())


SAME = [
    ("x: likes at least 500 monthly", "x:likes>=500 monthly"),
    ("x: likes >= 500 monthly", "x: likes >= 500"),
    ("x: likes >= 500", "x: 500 <= likes"),
    ("x: likes >= 500", "x: (likes) >= (500)"),
    ("x: likes >= 1_000", "x: likes >= 1000.00"),
    ("x: ctr >= 5%", "x: ctr >= 0.05"),
    ("x: ctr >= 12.5 %", "x: ctr >= 12.5%"),
    ("x: cpa between 10 and 30 RUB", "x: cpa between 10 RUB and 30 ₽"),
    ("x: ctr between 3 and 5%", "x: ctr between 3% and 5%"),
    ("x: likes >= 500 and reposts >= 5", "x: likes>=500\n  and\n  reposts>=5"),
    ("x: likes ≥ 500", "x: likes >= 500"),
    ("x: likes ≤ 500", "x: likes <= 500"),
    ("x: likes ≠ 500", "x: likes != 500"),
    ("x: net_growth >= −5", "x: net_growth >= -5"),
    ("x:\u00a0likes\u00a0>=\u00a0500\u202f%\u00a0of\u2009likes", "x: likes >= 500% of likes"),
    ("x: likes[channel = “vk”] >= 5", 'x: likes[channel = "vk"] >= 5'),
    ("x: likes[channel = «vk»] >= 5", 'x: likes[channel = "vk"] >= 5'),
    ("x «Title»: likes >= 5 because «a reason»", 'x "Title": likes >= 5 because "a reason"'),
    ("X: Likes >= 5", "x: LIKES >= 5"),
    ("x: лайки >= 5", "x: likes >= 5"),
    ('x: Лайки[КАНАЛ = "vk"] >= 5 for each формат', 'x: likes[channel = "vk"] >= 5 for each format'),
    ('x: count(посты[not Оплачен]) >= 5 for Тема = "a"', 'x: count(posts[not paid]) >= 5 for topic = "a"'),
    ('x: likes >= 5 for аккаунт in ("a", "b")', 'x: likes >= 5 for account in ("a", "b")'),
    ("x: share(Публикации where платный) >= 5%", "x: share(posts where paid) >= 5%"),
    ("x: likes >= 5 for each канал, format, channel", "x: likes >= 5 for each format, channel"),
    ("distinct(публикации) >= 5", "distinct(posts) >= 5"),
    ("x: вовлечённость_на_участника >= 5%", "x: вовлеченность_на_участника >= 5%"),
    ("x: взаимодеи\u0306ствия >= 5", "x: взаимодействия >= 5"),
    ("x: likes >= 5 # a note", "x: likes >= 5"),
    ("x: likes # a note\n  # another one\n\n  >= 5", "x: likes >= 5"),
    ("x: 10% of likes >= 5", "x: 0.1 * likes >= 5"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_clause_in_two_spellings(one: str, other: str) -> None:
    assert prints(one) == prints(other)


DIFFERENT = [
    ("x: likes + reposts * 2 >= 5", "x: (likes + reposts) * 2 >= 5"),
    ("x: likes - reposts - 2 >= 5", "x: likes - (reposts - 2) >= 5"),
    ("x: spend / likes / 2 >= 5", "x: spend / (likes / 2) >= 5"),
    ("x: likes >= 5 or reposts >= 5 and saves >= 5", "x: (likes >= 5 or reposts >= 5) and saves >= 5"),
    ("x: not likes >= 5 and reposts >= 5", "x: not (likes >= 5 and reposts >= 5)"),
    ("x: likes >= 5", "x: likes > 5"),
    ("x: -net_growth - 2 >= 5", "x: -(net_growth - 2) >= 5"),
    ("x: 10% of likes + 5 >= 5", "x: 10% of (likes + 5) >= 5"),
    ("x: max(members) >= 5 by 2026-06-30", "x: members >= 5 by 2026-06-30"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_clauses_that_look_alike(one: str, other: str) -> None:
    assert prints(one) != prints(other)


def test_signs_bind_as_everywhere() -> None:
    assert prints("x: likes + reposts * 2 >= 5") == prints("x: likes + (reposts * 2) >= 5")
    assert prints("x: not likes >= 5 and reposts >= 5") == prints("x: (not likes >= 5) and reposts >= 5")
    either, both = "x: likes >= 5 or reposts >= 5 and saves >= 5", "x: likes >= 5 or (reposts >= 5 and saves >= 5)"
    assert prints(either) == prints(both)


def test_a_clause_may_begin_with_a_negative_number() -> None:
    assert prints("-5 <= net_growth <= 5") == prints("net_growth: net_growth >= -5 and net_growth <= 5")
    assert prints("−5 <= net_growth") == prints("net_growth >= -5")


# -- words

EVERYTHING = [
    "x: likes at least 500 and reposts at most 5 or saves more than 5 and comments less than 5 or views equal to 5",
    "x: likes is 5 or cpa between 10 and 30 RUB or likes within 10% of 500 monthly over last 3 months",
    "x: likes[channel in ('vk') and not topic is missing and paid = true and paid != false] >= 5 every 2 weeks",
    "x: share(posts where paid) >= 5% in the 30 days after spring_contest rounded to 1 place",
    "x: likes >= 5 during spring_contest when reposts > 5 unless saves > 5 except holidays, weekends",
    "x: likes >= 5 in the 3 days before spring_contest tolerance 2% by client because 'a reason'",
    "x: likes >= 5 over term from month 3 to month 5 for each channel for channel = 'vk' rounded to 2 places",
    "x: likes >= 5 on 2026-06-30 until month 9 by agency source metrika",
    "x: count(posts[published_at - planned_at <= 1 h 30 min]) >= 5 by 2026-06-30",
    "x: count(posts[published_at - planned_at <= 2 days]) >= 5 quarterly",
    "x: likes >= 5 daily",
    "x: likes >= 5 weekly",
    "x: likes >= 5 yearly",
    "let loud = likes + reposts\nx: 10% of loud >= 5",
]


def quoted(clause: str) -> str:
    return re.sub("'([^']*)'", r'"\1"', clause)


def in_capitals(clause: str) -> str:
    return re.sub(r'"[^"]*"|[^"]+', lambda m: m[0] if m[0][0] == '"' else m[0].upper(), clause)


def in_title_case(clause: str) -> str:
    keep = r'"[^"]*"|\bRUB\b'
    return re.sub(rf"{keep}|[a-z]+", lambda m: m[0] if m[0][0] == '"' or m[0].isupper() else m[0].title(), clause)


@pytest.mark.parametrize("clause", [quoted(clause) for clause in EVERYTHING])
def test_words_are_read_in_any_case(clause: str) -> None:
    assert prints(in_capitals(clause)) == prints(clause)
    assert prints(in_title_case(clause)) == prints(clause)


def keywords() -> list[str]:
    """Every single word of the language's words and phrases that is English."""
    return sorted({part for word in WORDS for phrase in word.en for part in phrase.split()})


@pytest.mark.parametrize("word", sorted({*keywords(), *RUSSIAN} - {*RESERVED}))
def test_a_word_that_is_not_reserved_is_a_free_name(word: str) -> None:
    found = checked(f"let {word} = likes\n\n{word}: reposts >= 5 monthly\n\nx: 2 * {word} >= 5 and {word} >= 3 monthly")
    assert [c.id for c in found.clauses] == [word, "x"]
    assert prints(f"let {word} = likes\nx: {word} >= 5 when {word} > 3 by agency") != []
    events = FRONT + f"  {word}: 2026-05-01..2026-05-14\n"
    assert checked(f"likes >= 5 during {word} except {word}", events).clauses


@pytest.mark.parametrize("word", ["monthly", "when", "by", "from", "tolerance", "and", "except", "source", "in", "on"])
def test_a_fault_after_a_label_that_is_a_keyword(word: str) -> None:
    for clauses in (f"{word}: likes >= 5 montly", f"let {word} = likes\n\n{word} >= 5 montly"):
        found, notes = read(contract(clauses))
        assert found is None
        assert [(n.code, n.help) for n in notes] == [("KPI020", "did you mean `monthly`?")]


@pytest.mark.parametrize("word", RESERVED)
def test_a_reserved_word_is_no_name(word: str) -> None:
    for clauses in (f"{word}: likes >= 5", f"let {word} = likes\n\nx: {word} >= 5", f"{word.title()}: likes >= 5"):
        found, notes = read(contract(clauses))
        assert found is None
        assert {"KPI020", "KPI035", "KPI028"} & {note.code for note in notes}, clauses
    found, notes = read(contract("likes >= 5", FRONT + f"  {word}: 2026-05-01..2026-05-14\n"))
    assert [note.code for note in notes] == ["KPI035"]


@pytest.mark.parametrize(
    "text",
    [
        "x: likes >= 5 monthlyin",
        "x: likes >= 3in 5",
        "x: likes >= 5 fromonth 3",
        "x: likes >= 5 orcpa <= 3",
        "x: likes >=5and cpa <= 3",
        "x: likes >= 5 by2026-06-30",
        "x: likes at\n  least 5",
        "x: likes >= 5 over\n  term",
        'x: likes[channel = "v\nk"] >= 5',
        "x: likes >= 5 RUBy",
        "x: likes >= 5 2026-06-301",
        "x: likes >= _5",
        "x: likes >= 5_",
        "x: likes >= 5__0",
        "x: likes >= ５",
        "x: likes >= ١٢",
        "x: likes >= 0x10",
        "x: likes > = 5",
    ],
)
def test_what_is_glued_or_torn_is_no_clause(text: str) -> None:
    found, notes = read(contract(text))
    assert found is None
    assert notes.failed
