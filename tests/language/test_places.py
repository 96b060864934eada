"""Messages point into the file, whatever its form; what is judged is what is rendered; and sizes have limits."""

from __future__ import annotations

import re

import pytest

from language.annex import FRONT, checked, contract, read

WRONG = "let loud = likes + 2 * comments\ncosts:\n  loud >= 5 and\n  engagment >= 5   # no such name\n  monthly"


def in_a_list(clauses: str) -> str:
    inner = "\n".join(f"  {line}" for line in clauses.split("\n"))
    return f"---\n{FRONT}---\n- an item\n\n  ```kpi\n{inner}\n  ```\n"


def in_a_nested_list(clauses: str) -> str:
    inner = "\n".join(f"     {line}" for line in clauses.split("\n"))
    return f"---\n{FRONT}---\n1. an item\n   - another one\n\n     ```kpi\n{inner}\n     ```\n"


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
    assert (note.span.line, note.span.column, note.span.end_line, note.span.end_column) == (14, 4, 15, 10)


OPENINGS = ["", "  ", "> ", "- ", "1. ", "* > "]


@pytest.mark.parametrize("tag", ["```kpi", "```kpi ", "~~~kpi", "````kpi", "```kpi annex", "```\tkpi"])
@pytest.mark.parametrize("before", OPENINGS)
def test_a_block_that_is_never_closed_is_told(before: str, tag: str) -> None:
    after = before.translate(str.maketrans("-1.*", "    "))
    _, notes = read(contract("cpa <= 30") + f"\n{before}{tag}\n{after}likes >= 5\n")
    assert [note.code for note in notes] == ["KPI003"]
    _, notes = read(contract("cpa <= 30") + f"\n{before}{tag}\n{after}likes >= 5\n{after}{tag.split('k')[0]}\n")
    assert list(notes) == []


@pytest.mark.parametrize("tag", ["KPI", "Kpi", "kpi:", "{kpi}", "{.kpi}"])
def test_a_block_whose_tag_is_misspelt_is_told(tag: str) -> None:
    """For the eye it is a block of clauses, and nothing in it would be judged."""
    _, notes = read(contract("cpa <= 30") + f"\n```{tag}\nx: growth(likes) >= 3%\n```\n")
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
    for deep in ("(" * 65 + "likes" + ")" * 65, "abs(" * 65 + "likes" + ")" * 65, "- " * 70 + "likes"):
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


@pytest.mark.parametrize(
    ("front", "clause"),
    [
        ("  e: 9999-12-01..9999-12-31\n", "likes >= 5 in the 30 days after e"),
        ("  e: 0001-01-01..0001-01-02\n", "likes >= 5 in the 30 days before e"),
    ],
)
def test_days_at_the_ends_of_the_calendar_crash_nothing(front: str, clause: str) -> None:
    found, notes = read(contract(clause, FRONT + front))
    assert found is None
    assert {note.code for note in notes} <= {"KPI013", "KPI022", "KPI045", "KPI046"}


@pytest.mark.parametrize("days", ["9999-01-01..9999-12-31", "0001-01-01..0001-12-31", "1000-01-01..2999-12-31"])
@pytest.mark.parametrize("key", ["term: 2026-01-01..2026-12-31", "baseline: 2025-10..2025-12"])
def test_days_lie_in_the_time_of_people(key: str, days: str) -> None:
    """Else looking back, or to the end of a week, would leave the calendar."""
    _, notes = read(contract("likes >= 5", FRONT.replace(key, f"{key.split(':')[0]}: {days}")))
    assert [note.code for note in notes] == ["KPI013"]
