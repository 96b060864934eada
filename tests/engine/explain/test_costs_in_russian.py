"""What a verdict costs, in Russian, whole. No-break spaces are written as spaces here."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explain import telling
from engine.explain.telling import MANY, PRICE, RUSSIAN
from engine.judge.stage import ACQUIRED, LIKES, OCTOBER, SPEND, clause, header, stage
from kpi_rules.language.remedies import Amount, FeeShare, Money, Notify, On, Rate, Remedy, Terminate, Trigger
from kpi_rules_engine.across.runs import NO_RUN, Run
from kpi_rules_engine.costs.lines import lines
from kpi_rules_engine.explain.across_text import standing_texts
from kpi_rules_engine.explain.cost_text import cost_text
from kpi_rules_engine.explain.wording import costs_russian as say
from kpi_rules_engine.judge.decide import decide
from kpi_rules_engine.judge.truth import Truth
from kpi_rules_engine.verdict import Standing, Status

FEE = {"fee": (Fraction(150_000), "RUB", "monthly")}
PER_CENT_SHORT = Rate(Fraction(1, 100), True, "short")
ON_FAIL, ON_PASS = Trigger(On.FAIL), Trigger(On.PASS)


def share(per_cent: int) -> FeeShare:
    return FeeShare(Fraction(per_cent, 100))


def rubles(value: int | str) -> Amount:
    return Amount(Fraction(value))


def found(asked, figures, gate=Truth.TRUE, fails=NO_RUN):
    """The lines that the verdict brings."""
    terms = header(settle=5, **FEE)
    decision = decide(asked, terms, OCTOBER, stage(figures, OCTOBER), True, False, False)
    return lines(asked, terms, decision, fails, lambda _: gate)


def told(asked, figures, gate=Truth.TRUE, fails=NO_RUN, misses=NO_RUN):
    """The explanation of a period, with its costs."""
    costs = found(asked, figures, gate, fails)
    text = telling.said(asked, figures, tongue=RUSSIAN, facts=FEE, costs=costs, misses=misses)
    return text.replace("\u00a0", " ")


def test_so_much_a_step_with_a_limit():
    remedy = Remedy(ON_FAIL, Money("deduct", share(1), PER_CENT_SHORT, share(20)))
    assert told(clause(MANY, remedies=(remedy,)), {LIKES: 480}) == (
        "Октябрь 2026 г.: не выполнено. Требуется: likes >= 500. "
        "Получено: 480; требование не выполнено, отклонение 20. "
        "Требование было бы выполнено при таком изменении: лайки на 20 больше. "
        "Данные: лайки — источник daily. "
        "Последствия: удержать 4% (отклонение) × 1% от 150 000,00 руб. = 6 000,00 руб."
    )
    assert told(clause(MANY, remedies=(remedy,)), {LIKES: 380}).endswith(
        "Последствия: удержать 24% (отклонение) × 1% от 150 000,00 руб., но не более 20% от 150 000,00 руб. "
        "= 30 000,00 руб."
    )


def test_a_ceiling_is_missed_by_the_same_word():
    remedy = Remedy(ON_FAIL, Money("deduct", rubles(100), Rate(Fraction(2), False, "short")))
    text = told(clause(PRICE, remedies=(remedy,)), {SPEND: 33_000, ACQUIRED: 1_000})
    assert "отклонение 3 руб." in text
    assert text.endswith("Последствия: удержать 3 (отклонение) / 2 × 100,00 руб. = 150,00 руб.")
    assert "недобор" not in text


def test_a_bonus_with_a_gate():
    remedy = Remedy(ON_PASS, Money("pay", rubles(2_000)), gate=("talk",))
    asked = clause(MANY, remedies=(remedy,))
    assert told(asked, {LIKES: 520}) == (
        "Октябрь 2026 г.: выполнено. Требуется: likes >= 500. "
        "Получено: 520; требование выполнено, запас 20. "
        "Требование не было бы выполнено при таком изменении: лайки на 21 меньше. "
        "Данные: лайки — источник daily. Последствия: выплатить 2 000,00 руб."
    )
    assert told(asked, {LIKES: 520}, gate=Truth.UNKNOWN).endswith(
        "Последствия: выплатить 2 000,00 руб. "
        "(ещё не решено: не по всем пунктам, от которых это зависит, есть вердикт)."
    )
    assert "Последствия" not in told(asked, {LIKES: 520}, gate=Truth.FALSE)


def test_full_steps_of_what_is_over():
    rate = Rate(Fraction(3, 100), True, "over", whole=True)
    remedy = Remedy(ON_PASS, Money("pay", rubles(500), rate, rubles(10_000)))
    assert told(clause(MANY, remedies=(remedy,)), {LIKES: 550}).endswith(
        "Последствия: выплатить 10% (запас), полных шагов по 3%: 3 × 500,00 руб. = 1 500,00 руб."
    )


def test_an_endless_miss():
    remedy = Remedy(ON_FAIL, Money("deduct", rubles(100), PER_CENT_SHORT, rubles(7_000)))
    text = told(clause(PRICE, remedies=(remedy,)), {SPEND: 33_000, ACQUIRED: 0})
    assert text.endswith("Последствия: удержать по бесконечному отклонению, но не более 7 000,00 руб. = 7 000,00 руб.")


def test_what_is_rounded_and_what_is_no_money():
    remedies = (
        Remedy(ON_FAIL, Money("deduct", rubles(1), Rate(Fraction(3), False, "short"))),
        Remedy(ON_FAIL, Notify("директор, письмом")),
        Remedy(Trigger(On.FAILS, fails=2), Terminate()),
    )
    assert told(clause(MANY, remedies=remedies), {LIKES: 499}, fails=Run(2)).endswith(
        "Последствия: удержать 1 (отклонение) / 3 × 1,00 руб. = 1/3 руб., округлено до 0,33 руб.; "
        "направить уведомление «директор, письмом»; другая сторона вправе расторгнуть договор."
    )


@pytest.mark.parametrize(
    ("enough", "times"), [(2, "2 промахов"), (5, "5 промахов"), (21, "21 промаха"), (11, "11 промахов")]
)
def test_a_first_miss(enough, times):
    text = told(clause(MANY, misses=enough), {LIKES: 480}, misses=Run(1))
    assert text.endswith(
        f"Промахов подряд: 1; пункт считается невыполненным после {times} подряд, пока это предупреждение."
    )
    text = told(clause(MANY, misses=enough), {LIKES: 480}, misses=Run(enough))
    assert text.endswith(f"Промахов подряд: {enough}, поэтому пункт считается невыполненным.")


def test_a_block():
    periods = (("2026-01", Status.WARN), ("2026-02", Status.FAIL), ("2026-03", Status.PENDING))
    block = Standing(2, 3, 1, 1, 0, 1, 0, periods)
    text = " ".join(standing_texts(block, Status.PENDING, RUSSIAN)).replace("\u00a0", " ")
    assert text == (
        "Из 3 периодов требование должно быть выполнено не менее чем в 2: выполнено — 1 (январь 2026 г.), "
        "не выполнено — 1 (февраль 2026 г.), открыто — 1 (март 2026 г.). Больше невыполнений не допускается."
    )
    assert say.may_fail(1) == "Допускается ещё 1 невыполнение."
    assert say.may_fail(3) == "Допускается ещё 3 невыполнения."
    assert say.may_fail(12) == "Допускается ещё 12 невыполнений."
    asked = say.block_asked("лайки >= 300", 20, 21).replace("\u00a0", " ")
    assert asked == "Требуется: лайки >= 300, не менее чем в 20 из 21 периода."


def test_a_scorecard():
    assert say.scorecard("3", "10", "30", ["90", "75"], "7", []) == (
        "Баллы: 3 из 10, 30%; выполнено — от 90%, с предупреждением — от 75%. "
        "От пунктов без вердикта зависит ещё баллов: 7."
    )
    assert say.scorecard("0,5", "1", "50", ["90"], "", ["отклик"]) == (
        "Баллы: 0,5 из 1, 50%; выполнено — от 90%. "
        "Не выполнен ключевой пункт, поэтому не выполнена и вся оценка: отклик."
    )
    assert say.scorecard("0", "2", "0", ["90"], "", ["отклик", "отток"]).endswith(
        "Не выполнены ключевые пункты, поэтому не выполнена и вся оценка: отклик и отток."
    )


PRICES = st.one_of(
    st.builds(FeeShare, st.fractions(0, 1, max_denominator=100)),
    st.builds(Amount, st.fractions(0, 10_000, max_denominator=100)),
)
RATES = st.builds(
    Rate, st.fractions("1/100", 10, max_denominator=100), st.booleans(), st.just("short"), whole=st.booleans()
)


@given(PRICES, st.none() | RATES, st.none() | PRICES, st.integers(0, 499), st.sampled_from(Truth))
def test_both_languages_tell_the_same_numbers(price, rate, most, likes, gate):
    remedy = Remedy(ON_FAIL, Money("deduct", price, rate, most), gate=("talk",))
    for line in found(clause(MANY, remedies=(remedy,)), {LIKES: likes}, gate):
        english, russian = cost_text(line), cost_text(line, RUSSIAN)
        assert sorted(_figures(english.replace(",", ""))) == sorted(_figures(_in_english(russian)))
        assert not re.search("[A-Za-z]", russian)
        assert ".." not in russian


def _figures(text: str) -> list[str]:
    return re.findall(r"\d[\d./]*(?<=\d)%?", text)


def _in_english(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", ".", re.sub(r"(?<=\d)\u00a0(?=\d)", "", text))
