"""The grammar has no conflict, the examples of the language parse, and messages point into the Markdown file."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from lark import Lark
from lark.utils import logger as lark_logger

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.reading import read_contract
from kpi_rules.language.syntax import GRAMMAR, grammar

FRONT = """\
contract: aurora-vk
term: 2026-01-01..2026-12-31
timezone: Europe/Moscow
currency: RUB
holidays: RU
baseline: 2025-10..2025-12
events:
  spring_contest: 2026-03-01..2026-03-14
"""
RESERVED = ("let", "not", "true", "false", "each", "holidays", "weekends", "missing", "report")


def contract(clauses: str, front: str = FRONT) -> str:
    return f"---\n{front}---\n# Annex\n\n```kpi\n{clauses}\n```\n"


def read(text: str) -> tuple[Contract | None, Notes]:
    return read_contract("annex.kpi.md", text, standard())


def checked(clauses: str, front: str = FRONT) -> Contract:
    """The contract of these clauses, which must be without an error."""
    found, notes = read(contract(clauses, front))
    assert found is not None, [(n.message, n.source_line) for n in notes]
    return found


def prints(clauses: str) -> list[str]:
    return list(checked(clauses).fingerprints.values())


# -- conflicts


@contextmanager
def overheard() -> Iterator[list[str]]:
    """What Lark says to nobody while it builds a parser."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    listener, level = Listener(logging.DEBUG), lark_logger.level
    lark_logger.addHandler(listener)
    lark_logger.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        lark_logger.removeHandler(listener)
        lark_logger.setLevel(level)


def conflicts(text: str) -> list[str]:
    with overheard() as lines:
        Lark(text, parser="lalr", debug=True, propagate_positions=True, maybe_placeholders=False)
    return [line for line in lines if "conflict" in line.lower()]


def test_the_grammar_has_no_conflict() -> None:
    assert conflicts(grammar()) == []


def test_a_conflict_would_be_seen() -> None:
    """The dangling else: Lark shifts, and says so at the level DEBUG only."""
    assert conflicts('start: "if" start | "if" start "else" start | "x"')


# -- the examples of the language

REQUIREMENTS = """
engagement_per_member >= 0.05
engagement_per_member at least 5%
cpa between 10 and 30 RUB
reach within 10% of 100_000
x: likes + comments >= 500 and cpa <= 30
x: growth(reach) >= 3%
10 <= cpa <= 30
cpa <= 30
cpa at most 30
cpa more than 30
cpa less than 30
cpa equal to 30
cpa is 30
x: cpa = 30 or not likes != 500
x: (likes >= 500 or cpa <= 30) and reposts > 5
"""
NUMBERS = """
engagement_per_member >= 12.5 %
likes >= 1_000_000
cpa <= 30 ₽
cpa <= ₽30
cpa <= 30.50 RUB
x: median(likes) >= 30
"""
SCHEDULES = """
daily
weekly
monthly
quarterly
yearly
monthly over last 3 months
every 2 weeks
by 2026-06-30
on 2026-06-30
during spring_contest
in the 30 days after spring_contest
in the 30 days before spring_contest
from 2026-02-01 to 2026-03-15
monthly from 2026-02-01 to 2026-03-15
over term
"""
MODIFIERS = """
when spend >= 50_000 RUB
unless posts_approved_late > 3
except 2026-01-01..2026-01-08 "New Year", spring_contest, holidays, weekends
from month 3
from 2026-03-01
until 2026-09-30
until month 9
tolerance 2%
tolerance 0.001
rounded to 2 places
rounded to 0.1%
rounded to 0.001
for channel = "vk"
for channel in ("vk", "ok")
for each channel
for each channel, campaign
by client
by agency
source metrika
because "agreed on the first of March"
"""
FUNCTIONS = """
sum(likes)
avg(likes)
min(likes)
max(likes)
first(likes)
last(likes)
count(posts)
distinct(posts)
median(likes)
percentile(likes, 90)
share(posts where paid) * 100
previous(likes)
year_ago(likes)
baseline(likes)
at_start(members)
growth(likes) * 100
change(members)
daily_avg(likes)
best_day(likes)
worst_day(likes)
days(likes >= 3)
10% of likes
abs(net_growth)
round(cpm / 1 RUB, 2)
min_of(likes, reposts)
max_of(likes, reposts)
likes[channel = "vk" and campaign != "ad"]
likes[channel in ("vk", "ok")]
likes[channel is missing]
likes[paid = true and published_at >= 2026-01-01]
likes[not paid]
"""


def lines(text: str) -> list[str]:
    return text.strip().split("\n")


@pytest.mark.parametrize("clause", lines(REQUIREMENTS + NUMBERS))
def test_a_requirement_is_read(clause: str) -> None:
    assert len(checked(clause).clauses) == 1


@pytest.mark.parametrize("schedule", lines(SCHEDULES))
def test_a_schedule_is_read(schedule: str) -> None:
    assert checked(f"likes >= 500 {schedule}").clauses[0].schedule is not None


@pytest.mark.parametrize("modifier", lines(MODIFIERS))
def test_a_modifier_is_read(modifier: str) -> None:
    plain, modified = prints("x: engagement_per_member >= 0.05"), prints(f"x: engagement_per_member >= 0.05 {modifier}")
    silent = modifier.startswith(("by ", "because", "source"))  # who owes it and why it is there change no verdict
    assert (plain == modified) == silent


def test_a_step_in_money_is_read() -> None:
    assert checked("cpa <= 30 rounded to 10 RUB").clauses[0].rounding == 10


@pytest.mark.parametrize("value", lines(FUNCTIONS))
def test_a_function_is_read(value: str) -> None:
    assert len(checked(f"x: {value} > 7").clauses) == 1


@pytest.mark.parametrize("length", ["90 s", "15 min", "2 h", "3 days", "1 h 30 min", "0.5 h", "2 weeks"])
def test_a_duration_is_read(length: str) -> None:
    found = checked(f"x: count(posts[published_at - planned_at <= {length}]) > 7")
    assert len(found.clauses) == 1


@pytest.mark.parametrize("amount", ["$30", "30 $", "€30", "30 EUR", "30 JPY", "£30", "30 CHF"])
def test_other_money_is_read(amount: str) -> None:
    currency = {"$": "USD", "€": "EUR", "£": "GBP"}.get(amount.strip("30 "), amount.strip("30 "))
    assert checked(f"cpa <= {amount}", FRONT.replace("RUB", currency)).clauses


def test_a_contract_as_it_is_signed() -> None:
    text = """\
---
contract: aurora-vk
title: {en: "KPI annex: the Aurora community", ru: "Приложение KPI: сообщество «Аврора»"}
version: 2
effective: 2026-07-01            # from then on
parties: {client: Aurora LLC, agency: Bright SMM}
term: 2026-01-01..2026-12-31     # both days included
timezone: Europe/Moscow
currency: RUB
fee: 150000 RUB monthly
scope: {account: aurora}
holidays: RU
events:
  spring_contest: 2026-03-01..2026-03-14
coverage: 100%
settle: 5 days
schedule: monthly
partial: skip
---
# Annex 1. Key performance indicators

The Agency keeps the Client's community alive.

```kpi
engagement "Engagement per member":
  engagement_per_member >= 0.05 monthly

# what a member may cost
cpa <= 30
```

- More of it:

  ~~~ kpi
  let loud = (likes + 2 * comments + 3 * reposts) / avg(members)   "Weighted engagement"
  let vk_cost = spend[channel = "vk"] / joined[channel = "vk"]
  loud >= 5%
  vk_cost <= 30   # roubles

    monthly
  ~~~
"""
    found, notes = read(text)
    assert list(notes) == []
    assert found is not None
    assert [(c.id, c.title) for c in found.clauses] == [
        ("engagement", "Engagement per member"),
        ("cpa", ""),
        ("loud", ""),
        ("vk_cost", ""),
    ]
    assert (found.header.version, found.header.settle, found.header.scope) == (2, 5, {"account": ("aurora",)})


# -- one clause, written in many ways

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
    ("x: -likes - 2 >= 5", "x: -(likes - 2) >= 5"),
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


# -- words

EVERYTHING = [
    "x: likes at least 500 and reposts at most 5 or saves more than 5 and comments less than 5 or views equal to 5",
    "x: likes is 5 or cpa between 10 and 30 RUB or likes within 10% of 500 monthly over last 3 months",
    "x: likes[channel in ('vk') and not campaign is missing and paid = true and paid != false] >= 5 every 2 weeks",
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


@pytest.mark.parametrize("clause", map(quoted, EVERYTHING))
def test_words_are_read_in_any_case(clause: str) -> None:
    assert prints(in_capitals(clause)) == prints(clause)
    assert prints(in_title_case(clause)) == prints(clause)


def keywords() -> list[str]:
    """Every word that stands in the grammar's terminals."""
    found: set[str] = set()
    for line in GRAMMAR.read_text("utf-8").splitlines():
        terminal = re.match(r"[A-Z_]+(?:\.\d+)?: /(.*)/i$", line)
        if terminal:
            pattern = re.sub(r"\[\^[^\]]*\]\+|\\.", " ", terminal[1])
            found |= set(re.findall(r"[a-z]+", pattern))
    return sorted(found)


def test_the_words_of_the_grammar_are_known_here() -> None:
    words = keywords()
    assert {"monthly", "least", "the", "seconds", "place"} & set(words) >= {"monthly", "least", "the", "seconds"}
    assert len(words) > 70
    assert set(RESERVED) - {"report"} <= set(words)  # reported clauses come later


@pytest.mark.parametrize("word", sorted({*keywords(), "place", "second", "minute", "hour", "day", "week"}))
def test_a_word_that_is_not_reserved_is_a_free_name(word: str) -> None:
    if word in RESERVED:
        pytest.skip("reserved")
    found = checked(f"let {word} = likes\n\n{word}: reposts >= 5 monthly\n\nx: 2 * {word} >= 5 and {word} >= 3 monthly")
    assert [c.id for c in found.clauses] == [word, "x"]
    assert prints(f"let {word} = likes\nx: {word} >= 5 when {word} > 3 by agency") != []
    events = FRONT + f"  {word}: 2026-05-01..2026-05-14\n"
    assert checked(f"likes >= 5 during {word} except {word}", events).clauses


@pytest.mark.parametrize("word", RESERVED)
def test_a_reserved_word_is_no_name(word: str) -> None:
    for clauses in (f"{word}: likes >= 5", f"let {word} = likes\n\nx: {word} >= 5", f"{word.title()}: likes >= 5"):
        found, notes = read(contract(clauses))
        assert found is None
        assert {note.code for note in notes} <= {"KPI020", "KPI035", "KPI028"}, clauses
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


# -- places

WRONG = "let loud = likes + 2 * comments\ncosts:\n  loud >= 5 and\n  engagment >= 5   # no such name\n  monthly"


def in_a_list(clauses: str) -> str:
    inner = "\n".join(f"  {line}" for line in clauses.split("\n"))
    return f"---\n{FRONT}---\n- an item\n\n  ```kpi\n{inner}\n  ```\n"


def in_a_nested_list(clauses: str) -> str:
    inner = "\n".join(f"       {line}" for line in clauses.split("\n"))
    return f"---\n{FRONT}---\n1. an item\n   - another one\n\n       ```kpi\n{inner}\n       ```\n".replace("       ", "     ")


def beside_the_bullet(clauses: str) -> str:
    inner = "\n".join(f"  {line}" for line in clauses.split("\n"))
    return f"---\n{FRONT}---\n- ```kpi\n{inner}\n  ```\n"


def in_a_quotation(clauses: str) -> str:
    inner = "\n".join(f"> {line}" for line in clauses.split("\n"))
    return f"---\n{FRONT}---\n> ```kpi\n{inner}\n> ```\n"


def indented(clauses: str) -> str:
    inner = "\n".join(f"  {line}" for line in clauses.split("\n"))
    return f"---\n{FRONT}---\n  ```kpi\n{inner}\n  ```\n"


FORMS = {
    "plain": contract,
    "with tildes": lambda clauses: contract(clauses).replace("```", "~~~~"),
    "with a byte order mark": lambda clauses: "\ufeff" + contract(clauses),
    "with ends of lines of Windows": lambda clauses: contract(clauses).replace("\n", "\r\n"),
    "with old ends of lines": lambda clauses: contract(clauses).replace("\n", "\r"),
    "in a list": in_a_list,
    "in a nested list": in_a_nested_list,
    "beside the bullet": beside_the_bullet,
    "in a quotation": in_a_quotation,
    "indented": indented,
    "without a last end of line": lambda clauses: contract(clauses).removesuffix("\n"),
    "after another block": lambda clauses: contract(clauses).replace("# Annex\n", "```kpi\ncpa <= 30\n```\n"),
    "after wide letters": lambda clauses: contract(clauses).replace("# Annex", "# Приложение 𝟙 🙂"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_message_points_into_the_file(form: str) -> None:
    text = FORMS[form](WRONG)
    found, notes = read(text)
    assert found is None
    (note,) = notes
    rows = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    row = next(n for n, line in enumerate(rows) if "engagment" in line)
    assert (note.span.line, note.span.column) == (row + 1, rows[row].index("engagment") + 1)
    assert (note.span.end_line, note.span.end_column) == (row + 1, rows[row].index("engagment") + len("engagment") + 1)
    assert note.source_line == rows[row]


@pytest.mark.parametrize("form", FORMS)
def test_a_good_contract_is_one_in_every_form(form: str) -> None:
    found, notes = read(FORMS[form](WRONG.replace("engagment", "engagement")))
    assert not notes.failed, [note.message for note in notes]
    assert found is not None
    assert found.clauses[-1].id == "costs"


def test_a_span_may_have_several_lines() -> None:
    _, notes = read(contract("x: likes\n  + spend >= 5"))
    (note,) = notes
    assert (note.span.line, note.span.column, note.span.end_line, note.span.end_column) == (15, 4, 16, 10)


@pytest.mark.parametrize("opening", ["```kpi", "```kpi ", "~~~kpi", "````kpi", "  ```kpi", "```kpi annex", "> ```kpi", "- ```kpi", "1. ```kpi", "```\tkpi"])
def test_a_block_that_is_never_closed_is_told(opening: str) -> None:
    _, notes = read(f"---\n{FRONT}---\n{opening}\ncpa <= 30\n")
    assert "KPI003" in [note.code for note in notes]


@pytest.mark.parametrize("tag", ["KPI", "Kpi", "kpi:", "{kpi}", "{.kpi}"])
def test_a_block_whose_tag_is_misspelt_is_told(tag: str) -> None:
    """For the eye it is a block of clauses, and nothing in it would be judged."""
    _, notes = read(contract("cpa <= 30") + f"\n```{tag}\nlikes >= 5 and reposts\n  >= 5\n```\n")
    assert list(notes) != []


def test_two_thousand_clauses_and_no_more() -> None:
    _, notes = read(contract("\n".join(f"c{n}: likes >= {n + 1}" for n in range(2_001))))
    assert "KPI025" in [note.code for note in notes]
    half = "\n".join(f"c{n}: likes >= {n + 1}" for n in range(1_001))
    _, notes = read(contract(half) + "\n```kpi\n" + half.replace("c", "d") + "\n```\n")
    assert "KPI025" in [note.code for note in notes]


def test_a_thousand_terms_and_no_more() -> None:
    assert checked("x: " + " + ".join(["likes"] * 999) + " >= 5").clauses
    found, notes = read(contract("x: " + " + ".join(["likes"] * 1_001) + " >= 5"))
    assert found is None
    assert [note.code for note in notes] == ["KPI025"]


def test_nesting_of_64_and_no_more() -> None:
    assert checked("x: " + "(" * 64 + "likes" + ")" * 64 + " >= 5").clauses
    for deep in ("(" * 65 + "likes" + ")" * 65, "abs(" * 65 + "likes" + ")" * 65, "- " * 65 + "likes"):
        found, notes = read(contract(f"x: {deep} >= 5"))
        assert found is None
        assert [note.code for note in notes] == ["KPI025"], deep
    found, notes = read(contract("x: " + "not " * 65 + "likes >= 5"))
    assert found is None
    assert [note.code for note in notes] == ["KPI025"]


def test_forty_digits_and_no_more() -> None:
    assert checked("x: likes >= 1" + "0" * 39).clauses
    assert checked("x: likes >= 0." + "0" * 38 + "1").clauses
    for number in ("1" + "0" * 40, "0." + "0" * 40 + "1", "1_" + "0" * 40, "1" * 20 + "." + "1" * 21):
        found, notes = read(contract(f"x: likes >= {number}"))
        assert found is None
        assert [note.code for note in notes] == ["KPI021"], number
