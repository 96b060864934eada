"""`in 10 of 12 months`: how a block of periods stands, and when it was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi_rules.language.contract import Block
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Standing, Status

DECIDED = (Status.PASS, Status.FAIL)


@dataclass(frozen=True, slots=True)
class Member:
    """One period of a block as it was judged, on its last day. `absent`: no version judges it, now or later."""

    period: str
    last: date
    status: Status
    reason: Reason | None = None
    provisional: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class BlockResult:
    """How a block stands, and so its verdict."""

    standing: Standing
    status: Status
    reason: Reason | None
    provisional: bool


def result_of(block: Block, members: Sequence[Member], until: date) -> BlockResult:
    """The block by its periods up to a day; later ones are open, and it passes or fails as soon as it must."""
    known = [member if member.last <= until else _open(member) for member in members]
    standing = _standing(block, known)
    status = status_of(standing)
    if status not in DECIDED:
        may_change = status is not Status.PENDING and any(member.provisional for member in known)
        return BlockResult(standing, status, _reason(status, known), may_change)
    settled = [_open(member) if member.provisional else member for member in known]
    provisional = status_of(_standing(block, settled)) is not status
    reason = Reason.NOT_SETTLED if provisional else None
    return BlockResult(replace(standing, decided=_decided(block, known)), status, reason, provisional)


def status_of(standing: Standing) -> Status:
    """Passed with enough, failed with too many fails, no verdict at its end where nobody can tell."""
    if standing.of == 0:
        return Status.NOT_APPLICABLE
    if standing.passed >= standing.needed:
        return Status.PASS
    if standing.failed > standing.of - standing.needed:
        return Status.FAIL
    return Status.PENDING if standing.open else Status.NO_VERDICT


def _standing(block: Block, members: Sequence[Member]) -> Standing:
    def count(*statuses: Status) -> int:
        return sum(member.status in statuses for member in members)

    absent = count(Status.NOT_APPLICABLE)
    of = len(members) - absent
    return Standing(
        needed=-(-block.needed * of // block.of),
        of=of,
        passed=count(Status.PASS, Status.WARN),
        failed=count(Status.FAIL),
        no_verdict=count(Status.NO_VERDICT),
        open=count(Status.PENDING),
        not_applicable=absent,
        periods=tuple((member.period, member.status) for member in members),
    )


def _decided(block: Block, known: Sequence[Member]) -> date:
    """The last day of the first period after which it could not come out otherwise."""
    days = sorted({member.last for member in known})
    for day in days:
        so_far = [member if member.last <= day else _open(member) for member in known]
        if status_of(_standing(block, so_far)) in DECIDED:
            return day
    return days[-1]


def _open(member: Member) -> Member:
    if member.absent:
        return member
    return replace(member, status=Status.PENDING, reason=Reason.PERIOD_NOT_OVER, provisional=False)


def _reason(status: Status, members: Sequence[Member]) -> Reason | None:
    """Why there is none: that of the first period that stands in the way."""
    if status is Status.NOT_APPLICABLE:
        return next((member.reason for member in members if member.reason), None)
    return next((member.reason for member in members if member.status is status), None)
