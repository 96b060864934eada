"""The English sentences on what goes across periods and what a verdict costs, as the protocol `Costing` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from kpi_rules_engine.explain.wording.forms import MANY
from kpi_rules_engine.verdict import Open, Status


def misses(length: int, enough: int) -> str:
    if length < enough:
        return f"It is miss {length} in a row, and {enough} make a fail: a warning."
    return f"It is miss {enough} in a row, which makes it a fail."


def block_asked(text: str, needed: int, of: int) -> str:
    return f"Asked: {text} in {needed} of {_periods(of)}."


def standing(needed: int, of: int, periods: Sequence[tuple[Status, Sequence[str]]]) -> str:
    words = {
        Status.PASS: "passed",
        Status.FAIL: "failed",
        Status.NO_VERDICT: "without a verdict",
        Status.PENDING: "open",
        Status.NOT_APPLICABLE: "not applicable",
    }
    parts = [f"{len(names)} {words[status]}{_few(names)}" for status, names in periods]
    return f"Of {_periods(of)} {needed} must pass: {', '.join(parts)}."


def may_fail(more: int) -> str:
    return f"{more} more may fail." if more else "No more may fail."


def costs(lines: Sequence[str]) -> str:
    return f"Costs: {'; '.join(lines)}."


def cost(kind: Literal["deduct", "pay", "notify", "terminate"], text: str, waits: Open | None) -> str:
    """`text` is the arithmetic, or what is to be notified."""
    words = {"deduct": f"deduct {text}", "pay": f"pay {text}", "notify": f"notify “{text}”", "terminate": ENDS}
    match waits:
        case None:
            return words[kind]
        case "not_settled":
            return f"{words[kind]} (open until the data has settled)"
        case "gate":
            return f"{words[kind]} (open until the clauses that it hangs on have their verdicts)"
        case _:
            assert_never(waits)


ENDS = "the other party may terminate the contract"


def share_of(share: str, fee: str) -> str:
    return f"{share} of {fee}"


def steps(far: str, side: Literal["short", "over"], step: str, price: str) -> str:
    """`4% short × 1% of 150,000.00 RUB`; `step` is empty where it is one."""
    return f"{far} {side}{f' / {step}' if step else ''} × {price}"


def whole_steps(far: str, side: Literal["short", "over"], count: str, step: str, price: str) -> str:
    return f"{far} {side}, {count} full {'step' if count == '1' else 'steps'} of {step} × {price}"


def without_end(side: Literal["short", "over"]) -> str:
    return f"{side} without limit"


def up_to(text: str, most: str) -> str:
    return f"{text}, up to {most}"


def equals(text: str, exact: str, rounded: str) -> str:
    """The last two may be empty: nothing was computed, nothing rounded."""
    return f"{text}{f' = {exact}' if exact else ''}{f', rounded to {rounded}' if rounded else ''}"


def no_points() -> str:
    return "No clause is judged in it."


def scorecard(points: str, of: str, share: str, lines: Sequence[str], unknown: str, failed_keys: Sequence[str]) -> str:
    """`lines` are where it passes and where it is a warning, in per cent; `unknown` points hang on open verdicts."""
    asked = f"{lines[0]}% passes" + (f", {lines[1]}% is a warning" if len(lines) > 1 else "")
    parts = [f"{points} of {of} {'point' if of == '1' else 'points'}, {share}%: {asked}."]
    if unknown:
        parts.append(f"{unknown} more {'hangs' if unknown == '1' else 'hang'} on clauses without a verdict.")
    if failed_keys:
        parts.append(f"A key clause failed, and with it the whole: {', '.join(failed_keys)}.")
    return " ".join(parts)


def _few(names: Sequence[str]) -> str:
    return (
        f" ({', '.join(names)})" if len(names) <= MANY else f" ({', '.join(names[:MANY])} and {len(names) - MANY} more)"
    )


def _periods(count: int) -> str:
    return "1 period" if count == 1 else f"{count} periods"
