"""A second judge, written from docs/semantics.md with plain loops, comes to the same verdicts on random workspaces."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from engine.second_judge import clauses, days, events, periods, posts, rows
from engine.second_judge.answers import OUTSIDE, Answer, accepted
from workspaces import judged, write

Answers = dict[tuple[str, str], Answer]  # by clause and period
Term = tuple[date, date]
Drawn = tuple[str, Callable[[periods.Window], Answer]]  # a requirement, and the second judge's verdict in a window
STARTS = (1, 1, 5, 15, 18, 25)  # the day on which months start
BATCH = 6  # workspaces a test: enough for verdicts of every kind
KPI_YAML = "timezone: UTC\nsources: {NAME: {files: data/NAME.csvCOVERS}}\n"
TWO_POSTS = "account,post_id,published_at,approved_at\na,1,FIRST 10:00,\na,2,SECOND 10:00,\n"


@pytest.mark.parametrize("first", range(0, 78, BATCH))
def test_tables_of_days(first: int, tmp_path: Path) -> None:
    _tells(answer for seed in range(first, first + BATCH) for answer in _days(seed, tmp_path / str(seed)))


@pytest.mark.parametrize("first", range(0, 48, BATCH))
def test_tables_of_events(first: int, tmp_path: Path) -> None:
    _tells(answer for seed in range(first, first + BATCH) for answer in _events(seed, tmp_path / str(seed)))


def test_a_row_after_the_check_covers_nothing(tmp_path: Path) -> None:
    clause = {"week": "posts >= 1 weekly"}
    write(tmp_path, {"kpi.yaml": _kpi_yaml("posts"), "x.kpi.md": _contract(_week(), {}, clause)})
    write(tmp_path, {"data/posts.csv": TWO_POSTS.replace("FIRST", "2026-01-01").replace("SECOND", "2026-03-01")})
    [verdict] = judged(tmp_path, "--as-of", "2026-01-20")
    assert verdict["reason"] == "missing_data"


def test_a_row_outside_the_covered_days_is_not_counted(tmp_path: Path) -> None:
    written = {"all": "posts >= 1 weekly", "open": "posts[approved_at is missing] >= 1 weekly"}
    kpi_yaml = _kpi_yaml("posts", ", covers: 2026-01-07..2026-01-31")
    write(tmp_path, {"kpi.yaml": kpi_yaml, "x.kpi.md": _contract(_week(), {"coverage": "50%"}, written)})
    write(tmp_path, {"data/posts.csv": TWO_POSTS.replace("FIRST", "2026-01-05").replace("SECOND", "2026-01-08")})
    found = judged(tmp_path, "--as-of", "2026-02-20")
    assert [verdict["value"]["exact"] for verdict in found] == ["1", "1"]


def test_a_single_day_without_data_is_a_missing_day(tmp_path: Path) -> None:
    written = {"plain": "likes >= 1 over term", "by_day": "daily_avg(likes) >= 1 over term"}
    day = date(2026, 1, 5)
    write(tmp_path, {"kpi.yaml": _kpi_yaml("daily"), "data/daily.csv": f"account,date,likes\na,{day},\n"})
    write(tmp_path, {"x.kpi.md": _contract((day, day), {"coverage": "0%"}, written)})
    found = judged(tmp_path, "--as-of", "2026-02-20")
    assert [verdict["reason"] for verdict in found] == ["missing_day", "missing_day"]


def _days(seed: int, folder: Path) -> list[Answer]:
    """The verdicts on a random table of days, which are those of the second judge."""
    luck = random.Random(seed)
    drawn, term, starts = rows.days(luck), _term(luck), luck.choice(STARTS)
    channel = luck.choice((None, "vk")) if drawn[0].channel else None
    scope = luck.choice((days.Scope(), days.Scope("a"), days.Scope(channel=channel)))
    coverage, table = luck.choice((100, 100, 80, 50, 0)), days.table(drawn, scope)
    formulas, share = list(clauses.formulas(luck, table.channels)), Fraction(coverage, 100)

    def asked(formula: clauses.Formula) -> Drawn:
        right = clauses.asked(luck, formula)
        text = f"{formula.text} {right}"
        if luck.random() < 0.7:
            return text, lambda window: clauses.verdict(table, formula, right, window, share)
        other = luck.choice(formulas)
        limit = clauses.condition(luck, other)

        def verdict(window: periods.Window) -> Answer:
            met = clauses.verdict(table, formula, right, window, share)
            return accepted(met, clauses.verdict(table, other, limit, window, share))

        return f"{text} provided {other.text} {limit}", verdict

    texts, expected = _clauses(luck, term, starts, map(asked, formulas))
    header = {
        "coverage": f"{coverage}%",
        "month": f"from day {starts}",
        "scope": _scope(account=scope.account, channel=scope.channel),
    }
    files = {"kpi.yaml": _kpi_yaml("daily"), "data/daily.csv": rows.table(drawn)}
    write(folder, {**files, "days.kpi.md": _contract(term, header, texts)})
    return _compared(folder, date(2026, 4, 30), expected, texts, seed)


def _events(seed: int, folder: Path) -> list[Answer]:
    """The same for a table of posts. None of them lies outside the covered days, or after the check."""
    luck = random.Random(seed)
    term, account, starts = _term(luck), luck.choice((None, "a")), luck.choice(STARTS)
    first = luck.choice((date(2026, 1, 2), term[0] + timedelta(luck.randint(0, 3))))
    last = max(first, term[1] + timedelta(luck.randint(-4, 9)))
    covers = luck.choice((None, (first, last + timedelta(luck.randint(0, 20)))))
    as_of, settle = max(last, term[1] + timedelta(1)) + timedelta(luck.randint(0, 30)), luck.choice((0, 0, 5, 20))
    drawn, coverage = rows.posts(luck, first, last), luck.choice((100, 80, 50, 0))
    source = events.source(drawn, account, covers, settle, as_of)

    def asked(formula: posts.Formula) -> Drawn:
        right = posts.asked(luck, formula)
        share = Fraction(coverage, 100)
        return f"{formula.text} {right}", lambda window: posts.verdict(source, formula, right, window, share)

    texts, expected = _clauses(luck, term, starts, map(asked, posts.formulas(luck)))
    header = {
        "coverage": f"{coverage}%",
        "month": f"from day {starts}",
        "settle": f"{settle} days",
        "scope": _scope(account=account),
    }
    kpi_yaml = _kpi_yaml("posts", f", covers: {covers[0]}..{covers[1]}" if covers else "")
    files = {"kpi.yaml": kpi_yaml, "kpis/posts.yaml": posts.MEASURES, "data/posts.csv": rows.table(drawn)}
    write(folder, {**files, "posts.kpi.md": _contract(term, header, texts)})
    return _compared(folder, as_of, expected, texts, seed)


def _clauses(luck: random.Random, term: Term, starts: int, drawn: Iterable[Drawn]) -> tuple[dict[str, str], Answers]:
    """The clauses, each with a schedule of its own, and the second judge's verdicts on them."""
    texts: dict[str, str] = {}
    expected: Answers = {}
    for number, (requirement, verdict) in enumerate(drawn):
        schedule = periods.drawn(luck, *term, starts)
        windows = periods.periods(schedule, *term)
        if not any(window and window.days() for window in windows.values()):
            continue  # a clause that is never judged is an error
        texts[f"c{number}"] = f"{requirement} {schedule}"
        for period, window in windows.items():
            expected[f"c{number}", period] = verdict(window) if window else OUTSIDE
    return texts, expected


def _term(luck: random.Random) -> Term:
    first = date(2026, 1, luck.choice((5, 12, 20)))
    return first, luck.choice((date(2026, 1, 31), date(2026, 2, 28), first + timedelta(luck.randint(2, 35))))


def _week() -> Term:
    return date(2026, 1, 5), date(2026, 1, 11)


def _scope(**named: str | None) -> str:
    shown = ", ".join(f"{column}: {value}" for column, value in named.items() if value)
    return f"{{{shown}}}" if shown else ""


def _kpi_yaml(name: str, covers: str = "") -> str:
    return KPI_YAML.replace("NAME", name).replace("COVERS", covers)


def _contract(term: Term, header: Mapping[str, str], texts: Mapping[str, str]) -> str:
    keys = [f"{key}: {text}" for key, text in header.items() if text]
    lines = [f"{name}: {text}" for name, text in texts.items()]
    front = ["---", "contract: second", f"term: {term[0]}..{term[1]}", *keys, "---"]
    return "\n".join([*front, "```kpi", *lines, "```", ""])


def _compared(folder: Path, as_of: date, expected: Answers, texts: Mapping[str, str], seed: int) -> list[Answer]:
    verdicts = judged(folder, "--period", "2026-01..2026-12", "--as-of", str(as_of))
    found = {(verdict["clause"], verdict["period"]): _answer(verdict) for verdict in verdicts}
    assert found.keys() == expected.keys(), f"seed {seed}: other periods"
    apart = [
        f"{texts[clause]} in {period}\n  engine {answer}\n  second {expected[clause, period]}"
        for (clause, period), answer in found.items()
        if answer != expected[clause, period]
    ]
    assert not apart, "\n".join([f"seed {seed}", *apart])
    return list(found.values())


def _answer(verdict: Mapping[str, Any]) -> Answer:
    value = verdict["value"] and verdict["value"]["exact"]
    return Answer(verdict["status"], verdict["reason"], value, tuple(verdict["missing_days"]))


def _tells(answers: Iterable[Answer]) -> None:
    """Whoever finds only passes proves nothing."""
    statuses = Counter(answer.status for answer in answers)
    assert min(statuses[status] for status in ("pass", "fail", "no_verdict")) >= BATCH, statuses
