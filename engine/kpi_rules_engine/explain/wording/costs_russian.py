"""The Russian sentences on what goes across periods and what a verdict costs, as the protocol `Costing` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from kpi_rules.language.plurals import plural
from kpi_rules.language.said import NO_BREAK
from kpi_rules_engine.explain.wording.forms import MANY, both, stopped
from kpi_rules_engine.explain.wording.forms import period as period_name
from kpi_rules_engine.verdict import Open, Status

ENDS = "другая сторона вправе расторгнуть договор"


def misses(length: int, enough: int) -> str:
    if length < enough:
        limit = f"{enough} {plural(enough, 'промаха', 'промахов', 'промахов')}"
        return (
            f"Промахов подряд: {length}; пункт считается невыполненным после {limit} подряд, пока это предупреждение."
        )
    return f"Промахов подряд: {enough}, поэтому пункт считается невыполненным."


def block_asked(text: str, needed: int, of: int) -> str:
    return f"Требуется: {text}, не менее чем в {needed} из {_periods(of)}."


def standing(needed: int, of: int, periods: Sequence[tuple[Status, Sequence[str]]]) -> str:
    words = {
        Status.PASS: "выполнено",
        Status.FAIL: "не выполнено",
        Status.NO_VERDICT: "без вердикта",
        Status.PENDING: "открыто",
        Status.NOT_APPLICABLE: "не применяется",
    }
    parts = [f"{words[status]} — {len(names)}{_few(names)}" for status, names in periods]
    return f"Из {_periods(of)} требование должно быть выполнено не менее чем в {needed}: {', '.join(parts)}."


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
        "notify": f"направить уведомление «{text}»",
        "terminate": ENDS,
    }
    match waits:
        case None:
            return words[kind]
        case "not_settled":
            return f"{words[kind]} (ещё не решено: срок уточнения данных не истёк)"
        case "gate":
            return f"{words[kind]} (ещё не решено: не по всем пунктам, от которых это зависит, есть вердикт)"
        case _:
            assert_never(waits)


def share_of(share: str, fee: str) -> str:
    return f"{share} от {fee}"


# A word that holds for floors and ceilings; behind its number, for `4% отклонения` could be a share of it.
SIDES = {"short": "отклонение", "over": "запас"}


def steps(far: str, side: Literal["short", "over"], step: str, price: str) -> str:
    return f"{far} ({SIDES[side]}){f' / {step}' if step else ''} × {price}"


def whole_steps(far: str, side: Literal["short", "over"], count: str, step: str, price: str) -> str:
    return f"{far} ({SIDES[side]}), полных шагов по {step}: {count} × {price}"


def without_end(side: Literal["short", "over"]) -> str:
    return {"short": "по бесконечному отклонению", "over": "по бесконечному запасу"}[side]


def up_to(text: str, most: str) -> str:
    return f"{text}, но не более {most}"


def equals(text: str, exact: str, rounded: str) -> str:
    return f"{text}{f' = {exact}' if exact else ''}{f', округлено до {rounded}' if rounded else ''}"


def no_points() -> str:
    return "Ни один пункт в этом периоде не оценивается."


def scorecard(points: str, of: str, share: str, lines: Sequence[str], unknown: str, failed_keys: Sequence[str]) -> str:
    asked = f"выполнено — от {lines[0]}%" + (f", с предупреждением — от {lines[1]}%" if len(lines) > 1 else "")
    parts = [f"Баллы: {points} из {of}, {share}%; {asked}."]
    if unknown:
        parts.append(f"От пунктов без вердикта зависит ещё баллов: {unknown}.")
    if failed_keys:
        several = len(failed_keys) > 1
        key = "Не выполнены ключевые пункты" if several else "Не выполнен ключевой пункт"
        parts.append(f"{key}, поэтому не выполнена и вся оценка: {both(failed_keys)}.")
    return " ".join(parts)


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(map(period_name, names[:MANY]))
    return f" ({shown} и ещё {len(names) - MANY})" if len(names) > MANY else f" ({shown})"


def _periods(of: int) -> str:
    return f"{of}{NO_BREAK}{plural(of, 'периода', 'периодов', 'периодов')}"
