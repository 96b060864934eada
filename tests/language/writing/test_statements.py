"""The canonical text of single statements, in each language."""

from __future__ import annotations

import pytest
from lark import Token

from kpi_rules.language.chunks import Chunk, Line
from kpi_rules.language.diagnostics import Notes
from kpi_rules.language.syntax import parse
from kpi_rules.language.words import WORDS
from language.writing.shaped import formatted

ONE_LINE = [
    ("x:likes>=500 MONTHLY", "x: likes >= 500 monthly"),
    ("Likes AT LEAST 1_000", "likes >= 1_000"),
    ("likes is 5 daily", "likes = 5 daily"),
    ("x: (likes) >= (5)", "x: likes >= 5"),
    ("x: 5 <= likes", "x: 5 <= likes"),
    ("cpa <= ₽30", "cpa <= 30 RUB"),
    ("cpa between 10 RUB and 30 ₽", "cpa between 10 and 30 RUB"),
    ("ctr between 3 and 5%", "ctr between 3% and 5%"),
    ("x: ctr >= 12.5 %", "x: ctr >= 12.5%"),
    ("x: 10 % of (likes) >= 5", "x: 10% of likes >= 5"),
    ("x: 10% of (likes + 5) >= 5", "x: 10% of (likes + 5) >= 5"),
    ("x: 10% of 20% of likes >= 5", "x: 10% of 20% of likes >= 5"),
    ("x: likes - (reposts - 2) - (3 * saves) >= -5", "x: likes - (reposts - 2) - 3 * saves >= -5"),
    ("x: net_growth - -5 >= 5", "x: net_growth - -5 >= 5"),
    ("x: -(net_growth - 2) >= 5", "x: -(net_growth - 2) >= 5"),
    ("x: spend / (likes / 2) >= 5", "x: spend / (likes / 2) >= 5"),
    ("x: (spend / likes) / 2 >= 5", "x: (spend / likes) / 2 >= 5"),
    ("x: likes > 5 or (saves > 5 and views > 5)", "x: likes > 5 or saves > 5 and views > 5"),
    ("x: (likes > 5 or saves > 5) and not (views > 5)", "x: (likes > 5 or saves > 5) and not views > 5"),
    ("x: not (likes > 5 and saves > 5)", "x: not (likes > 5 and saves > 5)"),
    ("x: likes > 5 and (saves > 5 and views > 5)", "x: likes > 5 and (saves > 5 and views > 5)"),
    ("x: Percentile( likes ,90 )>=5", "x: percentile(likes, 90) >= 5"),
    ("x: count(posts[published_at-planned_at<=1 hour 30 minutes])>=5",
     "x: count(posts[published_at - planned_at <= 1 h 30 min]) >= 5"),
    ("x: count(posts[published_at - planned_at <= 1 days]) >= 5",
     "x: count(posts[published_at - planned_at <= 1 day]) >= 5"),
    ("x: likes[channel in('vk',“o\"k”) and topic missing] >= 5".replace("'", '"'),
     'x: likes[channel in ("vk", «o"k») and topic is missing] >= 5'),
    ("x: Лайки >= 5 for each канал", "x: лайки >= 5\n  for each канал"),
    ("x: подписчики >= 5 monthly", "x: участники >= 5 monthly"),
    ("let  Loud=likes+reposts  “Loud”\n\nloud >= 5", 'let Loud = likes + reposts "Loud"\n\nloud >= 5'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), ONE_LINE)
def test_a_statement(before: str, after: str) -> None:
    wanted = after if "\n  " not in after else after.replace("x: ", "x:\n  ")
    assert formatted(before) == wanted
    assert formatted(wanted) == wanted


TWINS = [
    ("likes >= 500 by 2026-06-30", "лайки >= 500 к 2026-06-30"),
    ("likes >= 500 from 2026-02-01 to 2026-03-15", "лайки >= 500 с 2026-02-01 по 2026-03-15"),
    ("likes >= 500 monthly over last 1 month", "лайки >= 500 ежемесячно за последний 1 месяц"),
    ("likes >= 500 weekly over last 1 week", "лайки >= 500 еженедельно за последнюю 1 неделю"),
    ("likes >= 500 monthly over last 3 months", "лайки >= 500 ежемесячно за последние 3 месяца"),
    ("likes >= 500 every 21 days", "лайки >= 500 каждый 21 день"),
    ("likes >= 500 every 5 weeks", "лайки >= 500 каждые 5 недель"),
    ("likes >= 500 in the 1 day after spring_contest", "лайки >= 500 в течение 1 дня после spring_contest"),
    ("likes >= 500 in the 30 days before spring_contest", "лайки >= 500 в течение 30 дней перед spring_contest"),
    ("likes >= 500 over term", "лайки >= 500 за весь срок"),
    ("likes >= 500\n  from month 3", "лайки >= 500\n  с месяца 3"),
    ("likes >= 500\n  until month 9", "лайки >= 500\n  по месяц 9"),
    ("likes >= 500 monthly\n  from month 3 to month 9", "лайки >= 500 ежемесячно\n  с месяца 3 по месяц 9"),
    ("likes >= 500\n  except holidays, weekends", "лайки >= 500\n  кроме праздников, выходных"),
    ("likes >= 500\n  rounded to 1 place", "лайки >= 500\n  округлено до 1 знака"),
    ("likes >= 500\n  rounded to 2 places", "лайки >= 500\n  округлено до 2 знаков"),
    ("likes >= 500\n  for each channel, format", "лайки >= 500\n  для каждого канал, формат"),
    ("likes >= 500\n  by client", "лайки >= 500\n  обязан клиент"),
    ("likes >= 500\n  by agency", "лайки >= 500\n  обязано агентство"),
    ("likes >= 500\n  if missing fail", "лайки >= 500\n  если нет данных нарушено"),
    ("likes >= 500 monthly\n  in 10 of 12 months", "лайки >= 500 ежемесячно\n  в 10 из 12 месяцев"),
    ("likes >= 500 monthly\n  rising 10 monthly", "лайки >= 500 ежемесячно\n  растёт на 10 ежемесячно"),
    ("likes >= 500 weekly\n  rising to 600 over 6 weeks", "лайки >= 500 еженедельно\n  растёт к 600 за 6 недель"),
    ("likes >= 500\n  target 2026-04: 600, 2026-07: 700", "лайки >= 500\n  цель 2026-04: 600, 2026-07: 700"),
    ("likes >= 500\n  fails after 2 misses in a row", "лайки >= 500\n  нарушено после 2 промахов подряд"),
    ("likes >= 500\n  on fail deduct 10% of fee per 1% short up to 20% of fee",
     "лайки >= 500\n  при нарушении удержать 10% от вознаграждения за каждый 1% недобора "
     "но не более 20% от вознаграждения"),
    ("likes >= 500\n  on pass pay 5 RUB per full 2 over",
     "лайки >= 500\n  при выполнении выплатить 5 руб за каждые полные 2 сверх"),
    ("likes >= 500\n  on 1 fail in a row notify \"So\"", "лайки >= 500\n  при 1 нарушении подряд уведомить \"So\""),
    ("likes >= 500\n  on 2 fails in a row may terminate", "лайки >= 500\n  при 2 нарушениях подряд можно расторгнуть"),
    ("likes >= 500\n  on over 700 pay 5 RUB", "лайки >= 500\n  при значении выше 700 выплатить 5 руб"),
    ("cpa between 10 and 30 RUB", "цена_привлечения между 10 и 30 руб"),
    ("x: likes within 10% of 500", "x: лайки в пределах 10% от 500"),
    ("x: share(posts where not paid or topic is missing) >= 5%",
     "x: доля(публикации где не платный или тема нет данных) >= 5%"),
    ("x: likes[channel in (\"vk\", \"ok\")] >= 5", "x: лайки[канал в (\"vk\", \"ok\")] >= 5"),
    ("x: count(posts[paid = true]) >= 5", "x: количество(публикации[платный = истина]) >= 5"),
    ("x: count(posts[published_at - planned_at < 1 week]) >= 5",
     "x: количество(публикации[дата_публикации - дата_по_плану < 1 неделя]) >= 5"),
    ("x: count(posts[published_at - planned_at < 1.5 days]) >= 5",
     "x: количество(публикации[дата_публикации - дата_по_плану < 1.5 дня]) >= 5"),
    ('y "Доля":\n  report share_of_voice monthly', 'y "Доля":\n  сообщить доля_голоса ежемесячно'),
    ("let weekly = likes\n\nx: weekly + posts >= 5", "пусть weekly = лайки\n\nx: weekly + публикации >= 5"),
    ("likes >= 5\n\nx:\n  saves >= 5\n  on pass pay 5 RUB if likes pass",
     "лайки >= 5\n\nx:\n  сохранения >= 5\n  при выполнении выплатить 5 руб если лайки выполнено"),
    ("likes: saves >= 5\n\nx:\n  views >= 5\n  on pass pay 5 RUB if likes, x2 pass\n\nx2: posts >= 5",
     "likes: сохранения >= 5\n\nx:\n  просмотры >= 5\n  при выполнении выплатить 5 руб если likes, x2 выполнены"
     "\n\nx2: публикации >= 5"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "ru"), TWINS)
def test_a_clause_and_its_twin(en: str, ru: str) -> None:
    assert (formatted(en), formatted(ru)) == (en, ru)
    assert (formatted(en, "ru"), formatted(ru, "en")) == (ru, en)


@pytest.mark.parametrize("ru", [ru for _, ru in TWINS])
def test_nothing_stays_english_in_russian(ru: str) -> None:
    terminals = {word.terminal for word in WORDS}
    for statement in ru.split("\n\n"):
        raw = parse(Chunk(tuple(Line(line, n) for n, line in enumerate(statement.split("\n"), 1))), Notes("", ru))
        assert raw is not None
        said = [str(t) for t in raw.scan_values(lambda v: isinstance(v, Token)) if t.type in terminals]
        assert all(not word.isascii() or not word[0].isalpha() for word in said), said


def test_a_clause_keeps_the_language_of_most_of_its_words() -> None:
    assert formatted("лайки >= 5 ежемесячно") == "лайки >= 5 ежемесячно"
    assert formatted("лайки >= 5 monthly") == "лайки >= 5 monthly"
    assert formatted("likes >= 5 ежемесячно when saves > 3 for each channel") == (
        "likes >= 5 monthly\n  for each channel\n  when saves > 3"
    )
    assert formatted("расходы не менее 5 RUB") == "расходы >= 5 руб"
    assert formatted("расходы at least 5 RUB") == "расходы >= 5 руб"
    assert formatted("spend не менее 5 RUB") == "spend >= 5 RUB"


def test_bounds_do_not_become_the_schedule() -> None:
    """Russian has one phrase for both, so that the schedule is written out."""
    assert formatted("likes >= 5 from month 3 until month 9") == "likes >= 5 monthly\n  from month 3 to month 9"
    assert formatted("likes >= 5 until month 9 for each channel from month 3", "ru") == (
        "лайки >= 5 ежемесячно\n  с месяца 3 по месяц 9\n  для каждого канал"
    )
    said = formatted("likes >= 5 from month 3 until month 9", front="schedule: every 2 weeks\n")
    assert said == "likes >= 5 every 2 weeks\n  from month 3 to month 9"


def test_modifiers_have_one_order() -> None:
    said = (
        'because "so" on pass pay 5 RUB key weight 2 by client on fail deduct 6 RUB in 2 of 3 months if missing pass '
        "provided saves > 3 warn at 7 prorated rising 5 monthly rounded to 0 places tolerance 1 source daily "
        "except weekends unless views < 3 when saves > 1 when reposts > 4 for each channel "
        'for format = "a" until month 9'
    )
    assert formatted(f"x: likes >= 5 monthly {said}").split("\n  ") == [
        "x:", "likes >= 5 monthly", "until month 9", 'for format = "a"', "for each channel", "when saves > 1",
        "when reposts > 4", "unless views < 3", "except weekends", "source daily", "tolerance 1", "rounded to 0 places",
        "rising 5 monthly", "prorated", "warn at 7", "provided saves > 3", "if missing pass", "in 2 of 3 months",
        "weight 2", "key", "by client", "on pass pay 5 RUB", "on fail deduct 6 RUB", 'because "so"',
    ]  # fmt: skip


def test_a_long_requirement_is_broken_before_its_outermost_words() -> None:
    long = "likes + comments + reposts + saves >= 1_000"
    broken = f"{long}\n    and {long}\n    and ({long} or {long}) monthly"
    assert formatted(f"x: {long} and {long} and ({long} or {long}) monthly") == f"x:\n  {broken}"
    assert formatted(f"x:\n  {broken}") == f"x:\n  {broken}"
    assert formatted(f"x: {long} and {long}") == f"x: {long} and {long}"


def test_a_schedule_that_does_not_fit_goes_to_the_next_line() -> None:
    long = "share(posts where published_at - planned_at <= 1 h 30 min or topic is missing or paid) >= 90%"
    broken = f"x:\n  {long}\n    monthly over last 3 months"
    assert formatted(f"x: {long} monthly over last 3 months") == broken
    assert formatted(broken) == broken
    short = long.replace(" or paid", "")
    assert formatted(f"x: {short} daily") == f"x: {short} daily"
