"""Russian sentences on what is asked beyond the requirement."""

from __future__ import annotations

from kpi_rules.language.said import NO_BREAK
from kpi_rules_engine.explain.wording import further_russian as say


def test_headlines():
    assert say.headline("2026-10", [("канал", "vk")], "not_accepted").replace(NO_BREAK, " ") == (
        "Октябрь 2026 г., канал vk: выполнено, но не принято."
    )


def test_warnings():
    assert say.warned("0,055", "0,002", floor=True) == (
        "Значение ниже 0,055 считается выполнением с предупреждением, и оно ниже на 0,002."
    )
    assert say.warned("30 руб.", "", floor=False).endswith("и оно выше.")


def test_acceptance():
    text = "bot_share <= 10%"
    assert say.accepted_if(text) == "Принимается, только если bot_share <= 10%."
    assert say.accepted_if_found(text, "0,12", False, "0,02", False) == (
        "Принимается, только если bot_share <= 10%: получено 0,12; условие не выполнено, отклонение 0,02."
    )
    assert "это сама граница, она не допускается, и условие не выполнено." in say.accepted_if_found(
        text, "0,1", False, "", True
    )
    assert say.accepted_if_found(text, "0,05", True, "0,05", False).endswith("условие выполнено, запас 0,05.")
    assert say.accepted_if_found(text, "нет значения", None, "", False).endswith("сделать вывод нельзя.")
    assert say.accepted_with(["лайки на 1 больше"]) == "Результат был бы принят при таком изменении: лайки на 1 больше."


def test_a_second_source():
    assert say.agreed("лайки", "99", "ga4") == "Сверено с источником ga4: лайки = 99."
    assert say.disputed("лайки", ("100", "daily"), ("150", "ga4"), "50", "10", "10%") == (
        "Источники расходятся: лайки = 100 (источник daily) и 150 (источник ga4); "
        "разница 50, допускается 10% от первого, то есть 10."
    )
    assert say.disputed("расходы", ("1 руб.", "a"), ("5 руб.", "b"), "4 руб.", "3 руб.", "").endswith(
        "допускается 3 руб."
    )


def test_missing_data_and_reports():
    assert say.counted_as(met=False) == "По договору отсутствие данных считается невыполнением."
    assert say.counted_as(met=True) == "По договору отсутствие данных считается выполнением, но без выплаты."
    assert say.reported("расходы", "30 руб.") == "Показатель: расходы = 30 руб."
    assert say.nothing_to_report("cpa") == "Показать нечего: у cpa нет значения."
