"""Outcomes made by hand, for whatever shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from kpi_rules.language.units import COUNT, RATIO, Unit, money
from kpi_rules_engine.values import Infinite, Reason, Unknown
from kpi_rules_engine.verdict import Agreement, CheckResult, ClauseResult, Outcome, PartResult, Report, Status, Verdict

DIGEST = "sha256:" + "0123456789abcdef" * 4
PEOPLE = replace(COUNT, noun="people")


def check(value: object, comparator: str, target: object, unit: Unit = RATIO, **more: object) -> CheckResult:
    fields = {"raw": value, "margin": Fraction(0), "holds": True, "text": "", **more}
    return CheckResult(value=value, comparator=comparator, target=target, unit=unit, **fields)  # type: ignore[arg-type]


def part(name: str, value: object, aggregate: str = "sum", unit: Unit = COUNT) -> PartResult:
    days = date(2026, 10, 1), date(2026, 10, 31)
    return PartResult(name, aggregate, value, unit, 31, *days, 31, 0, "daily", (DIGEST,))  # type: ignore[arg-type]


FAILED = Verdict(
    contract="aurora-vk",
    version=2,
    clause="engagement",
    title="Engagement per member",
    period="2026-10",
    start=date(2026, 10, 1),
    end=date(2026, 10, 31),
    partial=False,
    group={},
    status=Status.FAIL,
    reason=None,
    provisional=False,
    checks=(
        check(
            Fraction(2929, 67958),
            ">=",
            Fraction(1, 20),
            margin=Fraction(2929, 67958) - Fraction(1, 20),
            holds=False,
        ),
    ),
    parts=(
        part("likes", Fraction(12301)),
        part("avg(members)", Fraction(67958, 3), "avg", PEOPLE),
    ),
    missing_days=(),
    excluded_days=(date(2026, 10, 3), date(2026, 10, 4)),
    owner="agency",
    because="",
    fingerprint=DIGEST,
    asked="engagement_per_member >= 0.05 monthly",
    path="contracts/aurora.kpi.md",
    tell=lambda _: (
        "It was 0.0431 and should have been at least 0.05.",
        "2,345 more reactions would have done.",
        "More follows.",
    ),
)
PASSED = replace(
    FAILED,
    clause="cpa",
    title="",
    status=Status.PASS,
    reason=Reason.WITHIN_TOLERANCE,
    provisional=True,
    partial=True,
    group={"channel": "vk"},
    checks=(check(Fraction("30.5"), "<=", Fraction(30), money("RUB"), margin=Fraction("-0.5")),),
)
ENDLESS = replace(
    FAILED,
    clause="cpa",
    title="Price",
    checks=(check(Infinite(1), "<=", Fraction(30), money("RUB"), margin=Infinite(-1), holds=False),),
)
LACKING = Unknown(Reason.MISSING_DAY, "members", (date(2026, 10, 7),))
WITHOUT = replace(
    FAILED,
    clause="growth",
    title="Growth",
    status=Status.NO_VERDICT,
    reason=Reason.MISSING_DAY,
    checks=(check(LACKING, ">=", Fraction(3, 100), margin=LACKING, holds=None),),
    parts=(part("members", LACKING, "last", PEOPLE),),
    missing_days=(date(2026, 10, 7),),
    tell=lambda _: ("There is no verdict: members of 2026-10-07 are missing.",),
)
PENDING = replace(FAILED, clause="later", status=Status.PENDING, reason=Reason.PERIOD_NOT_OVER)
NOT_APPLICABLE = replace(
    FAILED, clause="quiet", status=Status.NOT_APPLICABLE, reason=Reason.PRECONDITION, checks=(), parts=()
)
COMPOUND = replace(
    FAILED,
    clause="both",
    status=Status.PASS,
    checks=(
        check(Fraction(14), "between", Fraction(10), money("RUB"), high=Fraction(30), margin=Fraction(4)),
        check(Fraction(98000), "within", Fraction(100000), COUNT, distance=Fraction(10000), margin=Fraction(8000)),
    ),
)
FRAUD = check(Fraction(1, 5), "<=", Fraction(1, 10), margin=Fraction(-1, 10), holds=False)
NOT_ACCEPTED = replace(
    FAILED,
    clause="accepted",
    reason=Reason.NOT_ACCEPTED,
    checks=(check(Fraction(510), ">=", Fraction(500), COUNT, margin=Fraction(10)),),
    provided=(FRAUD,),
    provided_formulas=("bots / members",),
    warn=Fraction(600),
)
DISPUTED = replace(
    NOT_ACCEPTED,
    clause="checked",
    status=Status.NO_VERDICT,
    reason=Reason.DISPUTED,
    checks=(check(Fraction(510), ">=", Fraction(500), COUNT, margin=Fraction(10), holds=None),),
    provided=(),
    warn=None,
    against="ga4",
    agreements=(Agreement("likes", Fraction(510), Fraction(600), Fraction(51), False, COUNT),),
)
SILENT = replace(
    DISPUTED,
    reason=Reason.MISSING_DATA,
    agreements=(Agreement("likes", Fraction(510), LACKING, Fraction(51), None, COUNT),),
)
COUNTED = replace(WITHOUT, status=Status.PASS, by_missing=True)
REPORTED = replace(
    NOT_APPLICABLE, clause="voice", status=Status.REPORTED, reason=None, report=Report(Fraction(1, 3), RATIO, "a / b")
)
UNREPORTED = replace(REPORTED, reason=Reason.MISSING_DATA, report=Report(LACKING, RATIO, "a / b"))
BEYOND = (NOT_ACCEPTED, DISPUTED, SILENT, COUNTED, REPORTED, UNREPORTED)
ALL = (FAILED, PASSED, ENDLESS, WITHOUT, PENDING, NOT_APPLICABLE, COMPOUND)


def outcome(*verdicts: Verdict, clauses: tuple[ClauseResult, ...] = ()) -> Outcome:
    return Outcome(date(2026, 11, 5), verdicts, clauses)
