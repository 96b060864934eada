"""The Russian sentences of an explanation. What they say and take, the protocol `Wording` tells.

Names are identifiers and are not inflected: a sentence puts them where the nominative stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, assert_never

from kpi_rules.language.contract import Exclusion
from kpi_rules.language.plurals import plural
from kpi_rules.language.said import NO_BREAK
from kpi_rules_engine.explain.spelling import RUSSIAN_WORDS
from kpi_rules_engine.explain.wording.forms import (
    Stretch,
    begun,
    both,
    dated,
    number,
    out_of_days,
    so_many_days,
    stopped,
    stretch,
    with_dates,
)
from kpi_rules_engine.explain.wording.forms import either as either
from kpi_rules_engine.explain.wording.forms import period as period_name
from kpi_rules_engine.explain.wording.forms import stretches as stretches
from kpi_rules_engine.explain.wording.spoken import in_its_unit as in_its_unit
from kpi_rules_engine.explain.wording.spoken import in_other_words
from kpi_rules_engine.verdict import Status

ELSEWHERE = ("Требуется:", "Расчёт:", "Данные:", "Ранее:", "На дату проверки")
STATUS = {
    Status.PASS: "выполнено",
    Status.WARN: "выполнено с предупреждением",
    Status.FAIL: "не выполнено",
    Status.NO_VERDICT: "вердикта нет",
    Status.NOT_APPLICABLE: "не применяется",
    Status.PENDING: "период ещё не закончился",
    Status.REPORTED: "показано без оценки",
}


def headline(period: str, group: Sequence[tuple[str, str]], status: Status) -> str:
    where = "".join(f", {name} {value}" for name, value in group)
    return f"{begun(period_name(period))}{where}: {STATUS[status]}."


def asked(text: str, target: str) -> str:
    return stopped(f"Требуется: {text}{in_other_words(text, target)}")


def only_when(text: str) -> str:
    return f"только если {text}"


def unless(text: str) -> str:
    return f"кроме случаев, когда {text}"


def precondition(text: str) -> str:
    return stopped(f"Пункт применяется, {text}")


def does_not_apply(text: str, value: str, parts: Sequence[tuple[str, bool, str]]) -> str:
    if value:
        return stopped(f"Пункт не применяется: он действует, {text}; фактическое значение: {value}")
    held = {True: "выполнено", False: "не выполнено"}
    words = [f"{part} — {held[holds]}, фактически: {what}" for part, holds, what in parts]
    return stopped(f"Пункт не применяется: он действует, {text}; {'; '.join(words)}")


def ends(low: str, high: str) -> str:
    return f"от {low} до {high} включительно"


def found(value: str, holds: bool | None, margin: str) -> str:
    match holds:
        case True:
            return stopped(f"Получено: {value}; требование выполнено{f', запас {margin}' if margin else ''}")
        case False:
            return stopped(f"Получено: {value}; требование не выполнено{f', отклонение {margin}' if margin else ''}")
        case None:
            return f"Получено: {value}; сделать вывод нельзя."


def found_at_bound(value: str) -> str:
    return f"Получено: {value}; это сама граница, она не допускается, и требование не выполнено."


def found_nearly(value: str, margin: str, tolerance: str, amount: str) -> str:
    by = f"отклонение {margin} в пределах допуска" if margin else "это сама граница, а с учётом допуска"
    aside = f", то есть {amount}" if amount != tolerance else ""
    so = ", и требование выполнено" if margin else " требование выполнено"
    return f"Получено: {value}; {by} ({tolerance}{aside}){so}."


def among_several(text: str, target: str, value: str, holds: bool | None, margin: str, tolerance: str) -> str:
    by = {True: f" (запас {margin})", False: f" (отклонение {margin})", None: ""}[holds] if margin else ""
    outcome = {True: f"получено {value}, выполнено{by}", False: f"получено {value}, не выполнено{by}"}
    if tolerance:
        by = f"отклонение {margin} в пределах допуска" if margin else "это сама граница, с учётом допуска"
        outcome[True] = f"получено {value}, {by} ({tolerance}), выполнено"
    said = f"{value}, сделать вывод нельзя" if holds is None else outcome[holds]
    return f"{text}{in_other_words(text, target)}: {said}."


def rounded(raw: str, value: str) -> str:
    return stopped(f"Перед сравнением значение {raw} округлено до {value}")


def computed(name: str, formula: str, numbers: str, value: str) -> str:
    return stopped("Расчёт: " + " = ".join(dict.fromkeys(text for text in (name, formula, numbers, value) if text)))


def change(name: str, kind: Literal["things", "average", "amount", "level"], size: str, more: bool) -> str:
    match kind:
        case "things" | "amount":
            return f"{name} на {size} {'больше' if more else 'меньше'}"
        case "average":
            return f"{name} в среднем на {size} {'больше' if more else 'меньше'}"
        case "level":
            return f"{name} {'выше' if more else 'ниже'} на {size}"
        case _:
            assert_never(kind)


def turns(changes: Sequence[str], met: bool) -> str:
    outcome = "не было бы выполнено" if met else "было бы выполнено"
    alone = "при любом из этих изменений по отдельности" if len(changes) > 1 else "при таком изменении"
    return stopped(f"Требование {outcome} {alone}: {either(changes)}")


def no_data(names: Sequence[str], days: Sequence[Stretch], count: int, of: int) -> str:
    extent = f" ({out_of_days(count, of)})" if of > 1 else ""
    return f"Нет данных: {both(names)} — {stretches(days)}{extent}."


def left_out() -> str:
    return "Недостающее в расчёт не вошло."


def supply(coverage: str) -> str:
    return f"По договору нужны данные за {coverage} дней: дополните недостающее и повторите проверку."


def no_counts(names: Sequence[str], first: date, last: date) -> str:
    return (
        f"Нет числа ровно за эти дни: {both(names)} — {stretch(first, last)}. Нужен подсчёт самой площадки именно "
        "за них: людей, посчитанных по дням, складывать нельзя."
    )


def no_value(operation: str, numbers: str) -> str:
    return stopped(f"Значения нет: {operation} = {numbers}" if numbers else f"Значения нет: {operation} не вычислить")


def propose_when(condition: str) -> str:
    return f"С условием `{RUSSIAN_WORDS['when']} {condition} > 0` пункт к такому периоду не применялся бы."


def outside(first: date, last: date, rolling: bool) -> str:
    inside = ", и в этот срок должны попадать все дни, данные которых учитываются" if rolling else ""
    return f"Пункт здесь не действует: его срок — {stretch(first, last)}{inside}."


def not_in_force(version: int, effective: date) -> str:
    return f"Версия {version} действует с{NO_BREAK}{dated(effective)}, более ранней версии нет."


def all_excepted() -> str:
    return "Исключены все дни периода."


def exclusion(left_out: Exclusion) -> str:
    """The words of the parties as they are; those that the language finds for them in Russian."""
    if left_out.weekends and left_out.reason == "weekends":
        return "выходные"
    if left_out.dates and left_out.reason.startswith("holidays ("):
        return left_out.reason.replace("holidays", "праздничные дни")
    return with_dates(left_out.reason)


def excluded(reasons: Sequence[tuple[str, int, Sequence[Stretch]]], count: int, of: int) -> str:
    parts = [f"{reason} ({_extent(amount, days)})" for reason, amount, days in reasons]
    return f"Исключено дней: {number(count)} из {number(of)}; основание: {both(parts)}."


def partial(first: date, last: date) -> str:
    only = "учитывается только" if first == last else "учитываются только дни"
    return f"Неполный период: {only} {stretch(first, last)}."


def provisional(settle: int) -> str:
    how_long = f" ({so_many_days(settle)})" if settle else ""
    return f"Предварительно: до конца срока уточнения{how_long} данные ещё могут измениться."


def sources(names: Sequence[tuple[str, Sequence[str]]]) -> str:
    return "Данные: " + "; ".join(f"{both(parts)} — источник {source}" for source, parts in names) + "."


def counted_in(name: str, table: str, source: str) -> str:
    return f"Показатель {name} считается по таблице {table} (источник {source})."


def read_from(name: str, column: str, table: str, source: str) -> str:
    return f"Показатель {name} берётся из столбца {column} таблицы {table} (источник {source})."


def so_far(value: str, as_of: date, passed: int, of: int, covered: int | None) -> str:
    over = f"{plural(passed, 'прошёл', 'прошло', 'прошло')} {out_of_days(passed, of)}"
    data = ""
    if covered is not None:
        data = ", за все есть данные" if covered >= passed else f", из них с данными {number(covered)}"
    return stopped(f"На дату проверки {dated(as_of)} ({over}{data}): {value}")


def latest(value: str, day: date) -> str:
    return stopped(f"Последний известный уровень — за {dated(day)}: {value}")


def nothing_so_far(as_of: date) -> str:
    return f"На {dated(as_of)} значения ещё нет."


def not_begun(first: date) -> str:
    return f"Период начинается {dated(first)}."


def pace(value: str, gaps: bool) -> str:
    how = "темпе дней, за которые есть данные," if gaps else "таком темпе"
    return stopped(f"При {how} итог составит {value}")


def enough_so_far() -> str:
    return "Этого хватило бы для выполнения."


def still_needed(changes: Sequence[str], a_day: str, days_left: int) -> str:
    left = f"{plural(days_left, 'оставшийся', 'оставшиеся', 'оставшиеся')} {so_many_days(days_left)}"
    rate = f"; в среднем {a_day} в день за {left}" if a_day else ""
    return stopped(f"Ещё нужно: {either(changes)}{rate}")


def trend(values: Sequence[tuple[str, str]], direction: int | None, periods: int) -> str:
    listed = ", ".join(f"{period_name(period)} ({value})" for period, value in values)
    if direction is None or periods < 2:  # one step is no direction
        return stopped(f"Ранее: {listed}")
    word = {1: "рост", -1: "снижение", 0: "без изменений"}[direction]
    so_many = f"{number(periods)}{NO_BREAK}{plural(periods, 'период', 'периода', 'периодов')}"
    return f"Ранее: {listed}; {word} {so_many} подряд."


def because(note: str) -> str:
    return stopped(f"Примечание: {note}")


def _extent(count: int, days: Sequence[Stretch]) -> str:
    return stretches(days) if len(days) <= 3 else so_many_days(count)
