"""Messages with carets: they stand under the span, whatever stands before it."""

from __future__ import annotations

import pytest

from kpi_rules.language.diagnostics import NOWHERE, Diagnostic, Span
from kpi_rules.shell.draw import counted, drawn, message, place
from kpi_rules.shell.terminal import Paint, Screen, cells

SCREEN = Screen()


def note(line: str, start: int, end: int, **more) -> Diagnostic:
    return Diagnostic("KPI030", "a.kpi.md", Span(12, start, 12, end), "there is no such name", source_line=line, **more)


def test_a_message_says_where_what_and_what_to_do() -> None:
    found = message(note("  engagment >= 0.05 monthly", 3, 12, help="did you mean `engagement`?"), SCREEN)
    assert found.split("\n") == [
        "a.kpi.md:12:3: error[KPI030]: there is no such name",
        " 12 |   engagment >= 0.05 monthly",
        "    |   ^^^^^^^^^",
        "    help: did you mean `engagement`?",
    ]


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "carets"),
    [
        ("вовлеченость >= 5%", 1, 13, "вовлеченость >= 5%", (0, 12)),
        ("\tcpa\t<= 30", 6, 8, "    cpa <= 30", (8, 2)),
        ("漢字 cpa", 4, 7, "漢字 cpa", (5, 3)),
        ("漢字 cpa", 1, 3, "漢字 cpa", (0, 4)),
        ("e\u0301 cpa", 4, 7, "e\u0301 cpa", (2, 3)),
        ("\x1b[31mcpa", 6, 9, "\\x1b[31mcpa", (8, 3)),
        ("a\u202eb cpa", 5, 8, "a\\u202eb cpa", (9, 3)),
        ("cpa <=", 7, 7, "cpa <=", (6, 1)),
        ("cpa", 9, 12, "cpa", (3, 1)),
    ],
)
def test_carets_stand_under_the_span(line, start, end, shown, carets) -> None:
    lines = message(note(line, start, end), SCREEN).split("\n")
    assert lines[1] == f" 12 | {shown}"
    assert lines[2] == f"    | {' ' * carets[0]}{'^' * carets[1]}"


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    found = message(Diagnostic("KPI020", "a", Span(3, 5, 4, 2), "no clause", source_line="cpa <= 30"), SCREEN)
    assert found.endswith("|     ^^^^^")


def test_a_long_line_is_cut_around_the_span() -> None:
    lines = message(note("x" * 300 + "bad" + "y" * 300, 301, 304), Screen(columns=60)).split("\n")
    assert max(map(cells, lines)) <= 60
    assert lines[1][lines[2].index("^") : lines[2].rindex("^") + 1] == "bad"


def test_nothing_from_a_file_steers_the_terminal() -> None:
    bad = Diagnostic("KPI071", "a\x1b[2J.csv", NOWHERE, "cell \x1b]0;x\x07 \x9b1m", "\x1b[1m\nsecond")
    found = message(bad, SCREEN)
    assert "\x1b" not in found
    assert "\x07" not in found
    assert "\x9b" not in found
    assert "second" in found


def test_a_message_about_a_whole_file_has_no_line() -> None:
    assert place(Diagnostic("KPI062", "contracts", NOWHERE, "nothing")) == "contracts"


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[31;1merror[KPI030]\x1b[0m" in message(note("x", 1, 2), Screen(Paint(True)))
    assert "\x1b" not in message(note("x", 1, 2), SCREEN)


def test_the_last_line_counts() -> None:
    error, warning = note("x", 1, 2), Diagnostic("KPI043", "b.kpi.md", NOWHERE, "harmful")
    assert counted([error] * 3 + [warning]) == "3 errors, 1 warning in 2 files"
    assert counted([warning]) == "1 warning in 1 file"
    assert drawn([error, warning], SCREEN).endswith("\n\n1 error, 1 warning in 2 files")
