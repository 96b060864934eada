"""The grammar has no conflict, and the examples of the language are read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from lark import Lark
from lark.utils import logger as lark_logger

from kpi_rules.language.syntax import grammar
from language.annex import FRONT, checked, read


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


def conflicts(text: str, start: str = "start") -> list[str]:
    with overheard() as lines:
        Lark(text, start=start, parser="lalr", debug=True, propagate_positions=True, maybe_placeholders=False)
    return [line for line in lines if "conflict" in line.lower()]


def test_the_grammar_has_no_conflict() -> None:
    assert conflicts(grammar()) == []
    assert conflicts(grammar(), "scenario") == []


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


@pytest.mark.parametrize("clause", lines(REQUIREMENTS) + lines(NUMBERS))
def test_a_requirement_is_read(clause: str) -> None:
    assert len(checked(clause).clauses) == 1


@pytest.mark.parametrize("schedule", lines(SCHEDULES))
def test_a_schedule_is_read(schedule: str) -> None:
    assert checked(f"likes >= 500 {schedule}").clauses[0].schedule is not None


@pytest.mark.parametrize("modifier", lines(MODIFIERS))
def test_a_modifier_is_read(modifier: str) -> None:
    plain, modified = prints("x: engagement_per_member >= 0.05"), prints(f"x: engagement_per_member >= 0.05 {modifier}")
    silent = modifier.startswith(("by agency", "because", "source"))  # what is so anyway changes nothing
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
