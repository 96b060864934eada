"""The Russian sentences on what goes across periods and what a verdict costs, as the protocol `Costing` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from kpi_rules_engine.explain.wording.forms import MANY, both, plural, stopped
from kpi_rules_engine.explain.wording.forms import period as period_name
from kpi_rules_engine.verdict import Open, Status

ENDS = "другая сторона вправе расторгнуть договор"


def misses(length: int, enough: int) -> str:
    if length < enough:
        return f"Это {length}-е невыполнение подряд; нарушением считается {enough}-е: пока предупреждение."
    return f"Это {enough}-е невыполнение подряд, поэтому оно считается нарушением."


def block_asked(text: str, needed: int, of: int) -> str:
    return f"Требуется: {text}, в {needed} из {of} {plural(of, 'периода', 'периодов', 'периодов')}."


def standing(needed: int, of: int, periods: Sequence[tuple[Status, Sequence[str]]]) -> str:
    words = {
        Status.PASS: "выполнено",
        Status.FAIL: "не выполнено",
        Status.NO_VERDICT: "без вердикта",
        Status.PENDING: "открыто",
        Status.NOT_APPLICABLE: "не применяется",
    }
    parts = [f"{words[status]} — {len(names)}{_few(names)}" for status, names in periods]
    return f"Нужно выполнить {needed} из {of} {plural(of, 'периода', 'периодов', 'периодов')}: {', '.join(parts)}."


def may_fail(more: int) -> str:
    if not more:
        return "Больше невыполнений не допускается."
    return f"Допускается ещё {more} {plural(more, 'невыполнение', 'невыполнения', 'невыполнений')}."


def costs(lines: Sequence[str]) -> str:
    return stopped(f"Последствия: {'; '.join(lines)}")


def cost(kind: Literal["deduct", "pay", "notify", "terminate"], text: str, waits: Open | None) -> str:
    words = {
        "deduct": f"удержать {text}",
        "pay": f"выплатить {text}",
        "notify": f"уведомить: «{text}»",
        "terminate": ENDS,
    }
    match waits:
        case None:
            return words[kind]
        case "not_settled":
            return f"{words[kind]} (открыто до конца срока уточнения данных)"
        case "gate":
            return f"{words[kind]} (открыто, пока нет вердиктов по пунктам, от которых это зависит)"
        case _:
            assert_never(waits)


def share_of(share: str, fee: str) -> str:
    return f"{share} от {fee}"


SIDES = {"short": "недобора", "over": "сверх цели"}


def steps(far: str, side: Literal["short", "over"], step: str, price: str) -> str:
    return f"{far} {SIDES[side]}{f' / {step}' if step else ''} × {price}"


def whole_steps(far: str, side: Literal["short", "over"], count: str, step: str, price: str) -> str:
    return f"{far} {SIDES[side]}, полных шагов по {step}: {count} × {price}"


def without_end(side: Literal["short", "over"]) -> str:
    return {"short": "бесконечный недобор", "over": "бесконечное превышение"}[side]


def up_to(text: str, most: str) -> str:
    return f"{text}, но не более {most}"


def equals(text: str, exact: str, rounded: str) -> str:
    return f"{text}{f' = {exact}' if exact else ''}{f', округлено до {rounded}' if rounded else ''}"


def no_points() -> str:
    return "Ни один пункт в этом периоде не оценивается."


def scorecard(points: str, of: str, share: str, lines: Sequence[str], unknown: str, failed_keys: Sequence[str]) -> str:
    asked = f"выполнено от {lines[0]}%" + (f", с предупреждением от {lines[1]}%" if len(lines) > 1 else "")
    parts = [f"Баллы: {points} из {of}, {share}%; {asked}."]
    if unknown:
        parts.append(f"Ещё баллов зависит от пунктов без вердикта: {unknown}.")
    if failed_keys:
        parts.append(f"Не выполнен ключевой пункт, а с ним и всё в целом: {both(failed_keys)}.")
    return " ".join(parts)


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(map(period_name, names[:MANY]))
    return f" ({shown} и ещё {len(names) - MANY})" if len(names) > MANY else f" ({shown})"
