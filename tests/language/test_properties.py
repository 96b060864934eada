"""What holds of every text: reading never crashes, numbers are exact, fingerprints follow the meaning alone."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.chunks import Chunk, Line
from kpi_rules.language.contract import Contract, Header
from kpi_rules.language.diagnostics import Diagnostic, Notes
from kpi_rules.language.formula import Comparison, Constant
from kpi_rules.language.reading import read_contract
from kpi_rules.language.schedule import Days
from kpi_rules.language.spelling import check_spelling
from kpi_rules.language.syntax import parse

FRONT = """\
contract: aurora
term: 2026-01-01..2026-12-31
currency: RUB
holidays: RU
baseline: 2025-10..2025-12
events: {contest: 2026-03-01..2026-03-14}
"""
HEADER = Header("aurora", Days(date(2026, 1, 1), date(2026, 12, 31)), currency="RUB")


def in_a_block(clauses: str, front: str = FRONT) -> str:
    return f"---\n{front}---\n```kpi\n{clauses}\n```\n"


def read(text: str, header: Header | None = None) -> tuple[Contract | None, list[Diagnostic]]:
    """What is read, after it was looked at whether the messages make sense."""
    found, notes = read_contract("annex.kpi.md", text, standard(), header)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for note in notes:
        span = note.span
        assert 1 <= span.line <= span.end_line <= len(lines) + 1, note
        assert span.column >= 1, note
        assert (span.line, span.column) <= (span.end_line, span.end_column), note
        assert span.column <= len(lines[span.line - 1]) + 1, note
        assert note.message
    assert (found is None) == notes.failed
    return found, list(notes)


# -- no text crashes the reader


def words(text: str) -> list[str]:
    return text.split()


WORDS = words("""
let not true false each holidays weekends missing or and at least most more than less equal to is between within of in
where daily weekly monthly quarterly yearly over last term every by on during the after before from until month when
unless except tolerance rounded places for client agency source because likes members spend cpa reach er growth x
previous at_start percentile share sum days avg median count posts channel account contest RUB USD s min h days weeks
report if warn fail 0 1 5 30 0.05 1_000 50k 0,05 1e6 .5 10 000 2026-01-01 2026-02-30 30.06.2026 2026-13-01..2026-01-08
>= <= > < = != ≥ ≤ ≠ + - − * / % ( ) [ ] , : .. . " “ ” « » # ₽ $ € ; ` ``` ~~~ --- <!-- --> { } & ! | ё сpa лайки
""")
SOUP = st.lists(st.sampled_from([*WORDS, "\n", "\n  ", "\n\n", " ", "\t", "\u00a0", '"vk"', '"']), max_size=40)


@settings(max_examples=400, deadline=None)
@given(SOUP, st.sampled_from([" ", " ", ""]))
def test_no_soup_of_words_crashes_the_reader(soup: list[str], between: str) -> None:
    read(in_a_block(between.join(soup)))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
@example("\x00")
@example("\ud800")
@example("---\n---\n```kpi\n```")
@example("\ufeff---\r\ncontract: a\r\n---")
@example("x: likes >= \u0660\u0661")
@example("x: " + "(" * 500)
@example("x: " + "- " * 500 + "5")
@example("x: likes >= " + "9" * 500)
@example("x: likes >= 5 every " + "9" * 39 + " years")
@example("x: likes >= 5 in the 3660 days after contest")
@example("x: likes >= 5 from month 1200")
def test_no_text_crashes_the_reader(text: str) -> None:
    read(text)
    read(in_a_block(text))
    read(text, HEADER)


YAML = words("""
contract term version events scope fee settle coverage schedule title parties limits aurora 5 90% ё ~ ? << % @ ` |
2026-01-01..2026-12-31 &a *a !!int > ' " # --- { } [ ] ,
""")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*YAML, ": ", ":", "- ", "\n", "\n  ", "\t", " "]), max_size=30), st.booleans())
def test_no_front_matter_crashes_the_reader(parts: list[str], after: bool) -> None:
    start = "contract: aurora\nterm: 2026-01-01..2026-12-31\n" if after else ""
    read(in_a_block("likes >= 5", start + "".join(parts) + "\n"))


# -- numbers

DIGITS = st.text("0123456789", min_size=1, max_size=20)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A number as the language spells it, of up to 40 digits."""
    whole = draw(DIGITS)
    cuts = sorted(draw(st.sets(st.integers(1, len(whole) - 1), max_size=3))) if len(whole) > 1 else []
    spelt = "_".join(whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True))
    return spelt + ("." + draw(DIGITS) if draw(st.booleans()) else "")


def target(clause: str) -> Fraction:
    found, notes = read(in_a_block(clause))
    assert found is not None, notes
    (checked,) = found.clauses
    assert isinstance(checked.requirement, Comparison)
    assert isinstance(checked.requirement.right, Constant)
    return checked.requirement.right.value


@settings(deadline=None)
@given(numbers())
@example("0.1")
@example("9" * 20 + "." + "9" * 20)
@example("007")
def test_numbers_are_read_exactly(number: str) -> None:
    exact = Fraction(number.replace("_", ""))
    assert target(f"x: net_growth >= {number}") == exact
    assert target(f"x: net_growth / members >= {number}%") == exact / 100
    assert target(f"x: net_growth / members >= {number} %") == exact / 100
    assert target(f"x: net_growth * cpa >= {number} RUB") == exact
    assert target(f"x: net_growth * cpa >= ₽{number}") == exact


# -- spelling


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    """A value that is neither constant nor bound to a range."""
    if depth == 0 or draw(st.booleans()):
        name = draw(st.sampled_from(["net_growth", "Likes", "joined", "вступившие", "likes", "comments"]))
        if name != "net_growth" and draw(st.integers(0, 3)) == 0:
            return f"{name}[{draw(st.sampled_from(CONDITIONS))}]"
        return name
    inner = expressions(depth - 1)
    number = draw(numbers().filter(lambda text: Fraction(text.replace("_", "")) != 0))
    return draw(
        st.sampled_from(
            [
                f"({draw(inner)} + {draw(inner)})",
                f"{draw(inner)} * {number}",
                f"{draw(inner)} / {number}",
                f"{number}% of {draw(inner)}",
                f"previous({draw(inner)})",
                f"max_of({draw(inner)}, {draw(inner)})",
                f"change({draw(inner)})",
                "daily_avg(joined * 3)",
                "percentile(likes, 90)",
                "days(likes >= 3 and not comments >= 5)",
                f"-{draw(inner)}",
            ]
        )
    )


CONDITIONS = [
    'channel = "50k, 10 000 and 30.06.2026"',
    'channel in ("a,5", "5,5")',
    "campaign is missing",
    "not channel = «1e6»",
    'channel != "x" and campaign = “0,05”',
]
SCHEDULES = [
    "daily",
    "monthly",
    "quarterly",
    "weekly over last 2 weeks",
    "every 2 weeks",
    "on 2026-06-30",
    "during contest",
    "in the 30 days after contest",
    "from 2026-02-01 to 2026-03-15",
    "over term",
]
MODIFIERS = [
    "when spend >= 50_000 RUB",
    "when reposts >= 5",
    "unless comments > 3",
    'except 2026-01-01..2026-01-08 "10 000 days", contest, weekends',
    "from month 3",
    "until 2026-11-30",
    "tolerance 2%",
    "for each channel",
    'for campaign != "x"',
    'for format in ("a", "b")',
    "by client",
    'because "30.06.2026, 0,05 — 50k"',
    "rounded to 20 places",
]


@st.composite
def clauses(draw: st.DrawFn) -> list[str]:
    """A clause that is right, as its head and its modifiers."""
    label = draw(st.sampled_from(["x:", 'x "A title, 10 000 of 0,05":', "month:", "x «50k»:", "k:"]))
    sign = draw(st.sampled_from([">=", ">", "at least", "more than", "≥", "!="]))
    head = f"{label} net_growth + {draw(expressions())} {sign} {draw(numbers())}"
    modifiers = draw(st.lists(st.sampled_from(MODIFIERS), unique=True, max_size=4))
    if "!=" in head:
        modifiers = [m for m in modifiers if not m.startswith("tolerance")]
    schedule = draw(st.lists(st.sampled_from(SCHEDULES), max_size=1))
    if any("to" in s for s in schedule):
        modifiers = [m for m in modifiers if not m.startswith(("from", "until"))]
    return [head, *draw(st.permutations([*modifiers, *schedule]))]


def errors(clause: str) -> list[str]:
    return [note.message for note in read(in_a_block(clause))[1] if note.is_error]


@settings(max_examples=200, deadline=None)
@given(clauses())
def test_no_right_clause_is_refused(parts: list[str]) -> None:
    assert errors("\n  ".join(parts)) == []


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([w for w in WORDS if w not in ("0,05", "50k", "10", "000")]), min_size=3, max_size=12))
def test_what_parses_is_not_misspelt(soup: list[str]) -> None:
    """The check of spellings runs before the parser, so it must not see faults in a text that is a clause."""
    chunk = Chunk((Line("x: " + " ".join(soup), 1),))
    if parse(chunk, Notes("", chunk.text)) is not None and "сpa" not in soup:
        notes = Notes("", chunk.text)
        assert check_spelling(chunk, notes), [note.message for note in notes]


# -- fingerprints


def prints(clause: str, front: str = FRONT) -> dict[str, str]:
    found, notes = read(in_a_block(clause, front))
    assert found is not None, notes
    return dict(found.fingerprints)


@settings(max_examples=150, deadline=None)
@given(clauses(), st.randoms(use_true_random=False))
def test_layout_comments_and_order_do_not_change_a_fingerprint(parts: list[str], luck: random.Random) -> None:
    head, *modifiers = parts
    luck.shuffle(modifiers)
    between = [luck.choice(["\n  ", " ", "\n\n   ", " # a note\n  ", "\n# another\n  ", "\u00a0"]) for _ in modifiers]
    other = (
        head + "".join(f"{b}{m}" for b, m in zip(between, modifiers, strict=True)) + luck.choice(["", " ", " # end"])
    )
    assert prints(other) == prints("\n  ".join(parts))


@settings(max_examples=150, deadline=None)
@given(clauses(), numbers())
def test_another_target_is_another_fingerprint(parts: list[str], number: str) -> None:
    head, *modifiers = parts
    before, old = head.rsplit(" ", 1)
    changed = prints("\n  ".join([f"{before} {number}", *modifiers])) != prints("\n  ".join(parts))
    assert changed == (Fraction(number.replace("_", "")) != Fraction(old.replace("_", "")))


@settings(max_examples=100, deadline=None)
@given(clauses(), st.sampled_from(MODIFIERS))
def test_another_modifier_is_another_fingerprint(parts: list[str], modifier: str) -> None:
    kept = [part for part in parts[1:] if part != modifier]
    if len(kept) == len(parts) - 1 or modifier.startswith(("by", "because")):
        return
    assert prints("\n  ".join([parts[0], *kept])) != prints("\n  ".join(parts))
