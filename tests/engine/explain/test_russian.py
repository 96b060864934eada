"""Russian explanations, whole, as a person reads them. No-break spaces are written as spaces here."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from engine.explain import telling
from engine.explain.telling import MANY, PRICE, RATE, RUSSIAN, engagement
from engine.judge.stage import (
    ACQUIRED,
    COMMENTS,
    COUNT,
    CPA,
    LIKES,
    OCTOBER,
    POSTS,
    REACH,
    REPLY,
    RUB,
    SECONDS,
    SPEND,
    Stage,
    clause,
    compare,
    fixed,
    found,
    minus,
    number,
    october,
    quotient,
    shifted,
    times,
)
from kpi_rules.language.contract import Exclusion, Tolerance
from kpi_rules.language.formula import AllOf, Between, Negated, Shift, Within
from kpi_rules.language.schedule import Calendar, Days, Unit
from kpi_rules_engine.plan.windows import Window
from kpi_rules_engine.values import Reason, Unknown

ENOUGH_SPENT = compare(SPEND, ">=", 20_000, RUB, "spend >= 20_000 RUB")
LATE = compare(POSTS, ">", 3, COUNT, "posts > 3")


def said(asked, figures, **more):
    return telling.said(asked, figures, tongue=RUSSIAN, **more).replace("\u00a0", " ")


def test_missed():
    earlier = (("2026-07", number("0.0512")), ("2026-08", number("0.0498")), ("2026-09", number("0.0471")))
    asked = clause(RATE, because="согласовано 3 марта")
    assert said(asked, engagement(2400, 300, 229, 67_958), earlier=earlier) == (
        "Октябрь 2026 г.: не выполнено. Требуется: engagement_per_member >= 0.05. "
        "Получено: 0,0431; требование не выполнено, отклонение 0,0069. "
        "Расчёт: вовлечённость_на_участника = (лайки + репосты + комментарии) / среднее(участники) "
        "= (2 400 + 300 + 229) / 67 958 = 0,0431. "
        "Требование было бы выполнено при любом из этих изменений по отдельности: лайки на 469 больше, "
        "репосты на 469 больше, комментарии на 469 больше или участники в среднем на 9 378 меньше. "
        "Данные: лайки, репосты, комментарии и среднее(участники) — источник daily. "
        "Ранее: июль 2026 г. (0,0512), август 2026 г. (0,0498), сентябрь 2026 г. (0,0471); "
        "снижение 3 периода подряд. Примечание: согласовано 3 марта."
    )


def test_met_and_provisional():
    assert said(clause(RATE), engagement(3_400, 0, 0, 67_999), provisional=True) == (
        "Октябрь 2026 г.: выполнено. Требуется: engagement_per_member >= 0.05. "
        "Получено: 0,050001; требование выполнено, запас 0,000001. "
        "Расчёт: вовлечённость_на_участника = (лайки + репосты + комментарии) / среднее(участники) "
        "= (3 400 + 0 + 0) / 67 999 = 0,050001. "
        "Требование не было бы выполнено при любом из этих изменений по отдельности: лайки на 1 меньше "
        "или участники в среднем на 2 больше. "
        "Предварительно: до конца срока уточнения (5 дней) данные ещё могут измениться. "
        "Данные: лайки, репосты, комментарии и среднее(участники) — источник daily."
    )


def test_money():
    assert said(clause(PRICE), {SPEND: 33_000, ACQUIRED: 1_000}) == (
        "Октябрь 2026 г.: не выполнено. Требуется: cpa <= 30 (30 руб.). "
        "Получено: 33 руб.; требование не выполнено, отклонение 3 руб. "
        "Расчёт: цена_привлечения = расходы / привлечённые = 33 000 руб. / 1 000 = 33 руб. "
        "Требование было бы выполнено при любом из этих изменений по отдельности: "
        "расходы на 3 000 руб. меньше или привлечённые на 100 больше. "
        "Данные: расходы и привлечённые — источник daily."
    )
    text = said(clause(PRICE), {SPEND: 33_000, ACQUIRED: 0})
    assert "Получено: бесконечность; требование не выполнено. Расчёт" in text
    assert "Требование было бы выполнено при таком изменении: привлечённые на 1 100 больше." in text


def test_no_value():
    assert said(clause(PRICE), {SPEND: 0, ACQUIRED: 0}) == (
        "Октябрь 2026 г.: вердикта нет. Требуется: cpa <= 30 (30 руб.). "
        "Значения нет: расходы / привлечённые = 0 руб. / 0. "
        "С условием `когда расходы > 0` пункт к такому периоду не применялся бы. "
        "Данные: расходы и привлечённые — источник daily."
    )
    both = compare(minus(quotient(LIKES, POSTS), quotient(COMMENTS, POSTS)), ">=", 0, COUNT)
    text = said(clause(both), {LIKES: 1, COMMENTS: 1, POSTS: 0})
    assert "Значения нет: лайки / публикации - комментарии / публикации не вычислить." in text


def test_missing_days():
    scene = Stage({(LIKES.part, OCTOBER): found(499, 27, october(5, 6, 7, 9))})
    assert said(clause(MANY), scene) == (
        "Октябрь 2026 г.: вердикта нет. Требуется: likes >= 500. "
        "Нет данных: лайки — с 05.10.2026 по 07.10.2026 и 09.10.2026 (4 из 31 дня). "
        "По договору нужны данные за 100% дней: дополните недостающее и повторите проверку. "
        "Данные: лайки — источник daily."
    )
    assert said(clause(MANY), scene, facts={"coverage": Fraction(4, 5)}) == (
        "Октябрь 2026 г.: не выполнено. Требуется: likes >= 500. "
        "Получено: 499; требование не выполнено, отклонение 1. "
        "Требование было бы выполнено при таком изменении: лайки на 1 больше. "
        "Нет данных: лайки — с 05.10.2026 по 07.10.2026 и 09.10.2026 (4 из 31 дня). "
        "Недостающее в расчёт не вошло. Данные: лайки — источник daily."
    )


def test_people_that_nobody_counted():
    scene = Stage({(REACH.part, OCTOBER): found(Unknown(Reason.MISSING_COUNTS), 0)})
    assert (
        "Нет числа ровно за эти дни: охват — с 01.10.2026 по 31.10.2026. Нужен подсчёт самой площадки именно "
        "за них: людей, посчитанных по дням, складывать нельзя."
    ) in said(clause(compare(REACH, ">=", 9, COUNT, "reach >= 9")), scene)


def test_outside_and_excepted():
    binding = {"since": date(2026, 11, 1), "schedule": Calendar(Unit.MONTH, (3, Unit.MONTH))}
    assert said(clause(MANY, **binding), {}, outside=True) == (
        "Октябрь 2026 г.: не применяется. Пункт здесь не действует: его срок — с 01.11.2026 по 31.12.2026, "
        "и в этот срок должны попадать все дни, данные которых учитываются."
    )
    everything = Exclusion("забастовка", Days(date(2026, 10, 1), date(2026, 10, 31)))
    window = Window(OCTOBER.first, OCTOBER.last, Unit.MONTH, 1, (everything,))
    assert said(clause(MANY), {}, window=window) == (
        "Октябрь 2026 г.: не применяется. Исключены все дни периода. "
        "Исключено дней: 31 из 31; основание: забастовка (с 01.10.2026 по 31.10.2026)."
    )
    later = {"version": 2, "effective": date(2026, 11, 5)}
    assert said(clause(MANY), {}, outside=True, facts=later).endswith(
        "Версия 2 действует с 05.11.2026, более ранней версии нет."
    )


def test_days_left_out():
    exclusions = (
        Exclusion("2026-10-01..2026-10-08", Days(date(2026, 10, 1), date(2026, 10, 8))),
        Exclusion("holidays (RU)", dates=frozenset(october(12))),
        Exclusion("weekends", weekends=True),
    )
    window = Window(OCTOBER.first, OCTOBER.last, Unit.MONTH, 1, exclusions)
    assert said(clause(MANY), {LIKES: 600}, window=window, partial=True) == (
        "Октябрь 2026 г.: выполнено. Требуется: likes >= 500. Получено: 600; требование выполнено, запас 100. "
        "Требование не было бы выполнено при таком изменении: лайки на 101 меньше. "
        "Исключено дней: 16 из 31; основание: 01.10.2026–08.10.2026 (с 01.10.2026 по 08.10.2026), "
        "выходные (7 дней) и праздничные дни (RU) (12.10.2026). "
        "Неполный период: учитываются только дни с 01.10.2026 по 31.10.2026. Данные: лайки — источник daily."
    )


def test_tolerance_and_the_bound():
    asked = clause(MANY, tolerance=Tolerance(Fraction(2, 100), True))
    assert (
        "Октябрь 2026 г.: выполнено. Требуется: likes >= 500. "
        "Получено: 495; отклонение 5 в пределах допуска (2%, то есть 10), и требование выполнено."
    ) in said(asked, {LIKES: 495})
    strict = compare(LIKES, ">", 500, COUNT, "likes > 500")
    text = said(clause(strict, tolerance=Tolerance(Fraction(3), False)), {LIKES: 500})
    assert "Получено: 500; это сама граница, а с учётом допуска (3) требование выполнено." in text
    text = said(clause(strict), {LIKES: 500})
    assert "Получено: 500; это сама граница, она не допускается, и требование не выполнено." in text


def test_rounding_shows_both_values():
    text = said(clause(RATE, rounding=Fraction(1, 100)), engagement(3_200, 0, 129, 67_958))
    assert "Получено: 0,05; требование выполнено. Перед сравнением значение 0,049 округлено до 0,05. Расчёт" in text


def test_several_comparisons():
    text = said(clause(AllOf((MANY, PRICE))), {LIKES: 623, SPEND: 33_000, ACQUIRED: 1_000})
    assert text.startswith(
        "Октябрь 2026 г.: не выполнено. Требуется: likes >= 500 и cpa <= 30. "
        "cpa <= 30 (30 руб.): получено 33 руб., не выполнено (отклонение 3 руб.). "
        "likes >= 500: получено 623, выполнено (запас 123). Расчёт: цена_привлечения"
    )
    tolerant = clause(AllOf((MANY, PRICE)), tolerance=Tolerance(Fraction(2, 100), True))
    text = said(tolerant, {LIKES: 495, SPEND: 3, ACQUIRED: 1})
    assert "likes >= 500: получено 495, отклонение 5 в пределах допуска (2%), выполнено." in text
    half = said(clause(AllOf((MANY, PRICE))), {LIKES: 495})
    assert "cpa <= 30 (30 руб.): нет значения, сделать вывод нельзя." in half
    unwritten = AllOf((compare(LIKES, ">=", "0.5", COUNT), compare(POSTS, ">=", 1, COUNT)))
    text = said(clause(unwritten), {LIKES: 3, POSTS: 3})
    assert "Требуется: лайки >= 0,5 и публикации >= 1. лайки >= 0,5: получено 3, выполнено (запас 2,5)." in text


def test_two_ends():
    near = Within(LIKES, Fraction(1, 10), True, fixed(1000), COUNT, "likes within 10% of 1_000")
    text = said(clause(near), {LIKES: 850})
    assert "Требуется: likes within 10% of 1_000 (от 900 до 1 100 включительно). Получено: 850" in text
    between = Between(CPA, fixed(10), fixed(30), RUB, "cpa between 10 and 30")
    text = said(clause(between), {SPEND: 33_000, ACQUIRED: 10_000})
    assert "(от 10,00 руб. до 30,00 руб. включительно). Получено: 3,30 руб.; требование не выполнено" in text


def test_durations_and_groups():
    asked = clause(compare(REPLY, "<=", 7200, SECONDS, "median(response_time) <= 2 h"))
    russian = RUSSIAN
    text = telling.said(asked, {REPLY: 9001}, group={"channel": "vk"}, tongue=russian).replace("\u00a0", " ")
    assert text == (
        "Октябрь 2026 г., канал vk: не выполнено. Требуется: median(response_time) <= 2 h. "
        "Получено: 2 ч 30 мин 1 сек; требование не выполнено, отклонение 30 мин 1 сек. "
        "Требование было бы выполнено при таком изменении: медиана(response_time) ниже на 30 мин 1 сек. "
        "Данные: медиана(response_time) — источник daily."
    )


def test_a_target_that_is_measured():
    before = shifted(LIKES, Shift.PREVIOUS)
    asked = clause(compare(LIKES, ">=", times(fixed("1.03"), before), COUNT, "likes >= 103% of previous(likes)"))
    text = said(asked, {LIKES: 1000, before: 990})
    assert "(1 019,7). Получено: 1 000; требование не выполнено, отклонение 19,7." in text
    assert "Расчёт: 1,03 * предыдущее(лайки) = 1,03 * 990 = 1 019,7." in text


def test_pending():
    assert said(clause(MANY), {LIKES: 300}, passed=10) == (
        "Октябрь 2026 г.: период ещё не закончился. Требуется: likes >= 500. "
        "На дату проверки 10.10.2026 (прошло 10 из 31 дня, за все есть данные): 300. "
        "При таком темпе итог составит 300. "
        "Ещё нужно: лайки на 200 больше; в среднем 9,52 в день за оставшийся 21 день. "
        "Данные: лайки — источник daily."
    )
    scene = Stage({(LIKES.part, OCTOBER): found(600, 8, october(*range(9, 32)))})
    text = said(clause(MANY), scene, passed=21)
    assert "(прошёл 21 из 31 дня, из них с данными 8): 600." in text
    assert "При темпе дней, за которые есть данные, итог составит 2 325. Этого хватило бы для выполнения." in text
    assert "На 03.10.2026 значения ещё нет." in said(clause(MANY), {}, passed=3)


@pytest.mark.parametrize(
    ("when", "figures", "text"),
    [
        (
            ENOUGH_SPENT,
            {LIKES: 300, SPEND: 15_000},
            "Пункт не применяется: он действует, только если spend >= 20 000 руб.; фактическое значение: 15 000 руб.",
        ),
        (
            Negated(LATE),
            {LIKES: 300, POSTS: 5},
            "Пункт не применяется: он действует, кроме случаев, когда posts > 3; фактическое значение: 5.",
        ),
        (
            AllOf((ENOUGH_SPENT, LATE)),
            {LIKES: 300, SPEND: 15_000, POSTS: 5},
            "Пункт не применяется: он действует, только если spend >= 20_000 RUB и posts > 3; "
            "spend >= 20_000 RUB — не выполнено, фактически: 15 000 руб.",
        ),
        (ENOUGH_SPENT, {LIKES: 300}, "Пункт применяется, только если spend >= 20 000 руб. Нет данных: расходы — с"),
    ],
)
def test_preconditions(when, figures, text):
    assert text in said(clause(MANY, when=(when,)), figures)
