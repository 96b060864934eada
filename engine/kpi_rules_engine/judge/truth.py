"""Three-valued logic: a condition holds, does not, or nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kpi_rules.language.formula import AllOf, AnyOf, Between, Check, Comparison, Condition, Negated, Within
from kpi_rules_engine.judge.arithmetic import merged
from kpi_rules_engine.values import Unknown


class Truth(Enum):
    """Kleene's: an unknown part leaves the whole open only where it could decide it."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


def truth(fact: bool) -> Truth:
    return Truth.TRUE if fact else Truth.FALSE


def all_hold(truths: Sequence[Truth]) -> Truth:
    """And; of nothing: true."""
    if Truth.FALSE in truths:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.TRUE


def any_holds(truths: Sequence[Truth]) -> Truth:
    """Or; of nothing: false."""
    return opposite(all_hold([opposite(one) for one in truths]))


def opposite(of: Truth) -> Truth:
    match of:
        case Truth.TRUE:
            return Truth.FALSE
        case Truth.FALSE:
            return Truth.TRUE
        case Truth.UNKNOWN:
            return of
        case _:
            assert_never(of)


@dataclass(frozen=True, slots=True)
class Answer:
    """The truth of a condition, why it is unknown if it is, and whether it holds by tolerance only."""

    truth: Truth
    why: Unknown | None = None
    nearly: bool = False


def settled(condition: Condition, ask: Callable[[Check], Answer]) -> Answer:
    """The answer to a condition from the answers to its comparisons; each is asked once, in order."""
    match condition:
        case Comparison() | Between() | Within():
            return ask(condition)
        case Negated(of):
            answer = settled(of, ask)
            return Answer(opposite(answer.truth), answer.why)
        case AllOf(of):
            answers = [settled(one, ask) for one in of]
            return _joined(all_hold([answer.truth for answer in answers]), answers, any)
        case AnyOf(of):
            answers = [settled(one, ask) for one in of]
            return _joined(any_holds([answer.truth for answer in answers]), answers, all)
        case _:
            assert_never(condition)


def _joined(whole: Truth, answers: Sequence[Answer], how_many: Callable[[list[bool]], bool]) -> Answer:
    match whole:
        case Truth.UNKNOWN:
            return Answer(whole, merged(answer.why for answer in answers if answer.why is not None))
        case Truth.TRUE:
            return Answer(whole, nearly=how_many([one.nearly for one in answers if one.truth is Truth.TRUE]))
        case Truth.FALSE:
            return Answer(whole)
        case _:
            assert_never(whole)
