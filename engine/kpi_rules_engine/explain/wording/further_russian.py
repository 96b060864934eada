"""The Russian sentences on what is asked beyond the requirement, as the protocol `Further` lists them."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_rules_engine.explain.wording.forms import begun, either, out_of_days, stopped
from kpi_rules_engine.explain.wording.forms import period as period_name
from kpi_rules_engine.explain.wording.further import Outcome

OUTCOME: dict[Outcome, str] = {
    "not_accepted": "выполнено, но не принято",
    "counts_as_met": "нет данных, считается выполненным",
    "counts_as_missed": "нет данных, считается невыполненным",
}


def headline(period: str, group: Sequence[tuple[str, str]], outcome: Outcome) -> str:
    where = "".join(f", {name} {value}" for name, value in group)
    return f"{begun(period_name(period))}{where}: {OUTCOME[outcome]}."


def warned(line: str, size: str, floor: bool) -> str:
    side = "ниже" if floor else "выше"
    by = f" на {size}" if size else ""
    return stopped(f"Значение {side} {line} считается выполнением с предупреждением, и оно {side}{by}")


def accepted_if(text: str) -> str:
    return stopped(f"Принимается, только если {text}")


def accepted_if_found(text: str, value: str, holds: bool | None, margin: str, bound: bool) -> str:
    match holds:
        case True:
            outcome = f"условие выполнено{f', запас {margin}' if margin else ''}"
        case False:
            outcome = "это сама граница, она не допускается, и " if bound else ""
            outcome += f"условие не выполнено{f', отклонение {margin}' if margin else ''}"
        case None:
            outcome = "сделать вывод нельзя"
    return stopped(f"Принимается, только если {text}: получено {value}; {outcome}")


def accepted_with(changes: Sequence[str]) -> str:
    alone = "при любом из этих изменений по отдельности" if len(changes) > 1 else "при таком изменении"
    return stopped(f"Результат был бы принят {alone}: {either(changes)}")


def agreed(text: str, value: str, source: str) -> str:
    return stopped(f"Сверено с источником {source}: {text} = {value}")


def disputed(text: str, first: tuple[str, str], second: tuple[str, str], apart: str, allowed: str, share: str) -> str:
    values = f"{first[0]} (источник {first[1]}) и {second[0]} (источник {second[1]})"
    most = f"{share} от первого, то есть {allowed}" if share else allowed
    off = f"; разница {apart}, допускается {most}" if apart else ""
    return stopped(f"Источники расходятся: {text} = {values}{off}")


def not_compared(text: str, source: str) -> str:
    return f"Значение {text} должно сверяться с источником {source}, но одного из двух значений нет."


def counted_as(met: bool) -> str:
    return f"По договору отсутствие данных считается {'выполнением, но без выплаты' if met else 'невыполнением'}."


def no_rows() -> str:
    return "За этот период у группы нет ни одной строки."


def reported(text: str, value: str) -> str:
    return stopped(f"Показатель: {text} = {value}")


def nothing_to_report(text: str) -> str:
    return f"Показать нечего: у {text} нет значения."


def target_moves(target: str, place: int) -> str:
    return stopped(f"Цель меняется: в {place}-м периоде {target}")


def prorated(inside: int, of: int, target: str) -> str:
    return stopped(f"Пропорционально дням: {out_of_days(inside, of)} от {target}")
