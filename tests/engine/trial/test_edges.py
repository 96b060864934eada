"""Which clauses are said to be without a scenario at their boundary."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.reading import read_contract
from kpi_rules_engine.trial.rehearsal import rehearse

HEAD = "---\ncontract: c\nterm: 2026-01-01..2026-12-31\ncurrency: RUB\n---\n"
NONE_ON, NONE_PASSES, NONE_FAILS = "on its target", "that passes", "that fails"


def untried(clause: str, *values: str) -> tuple[str, ...]:
    """What the clause of `likes` lacks after a scenario of one month for each value."""
    months = [f"2026-{n:02}" for n in range(1, len(values) + 1)]
    given = "".join(f"  given {month}: likes = {value}\n" for month, value in zip(months, values, strict=True))
    # what must come out does not matter here
    then = "".join(f"  then a is pending in {month}\n" for month in months)
    text = f'{HEAD}```kpi\na: {clause}\n```\n```kpi-test\nscenario "x"\n{given}{then}```\n'
    vocabulary = standard()
    contract, notes = read_contract("c.kpi.md", text, vocabulary)
    assert contract is not None, list(notes)
    played = rehearse(contract, vocabulary)
    assert played.notes == ()
    return dict(played.untried).get("a", ())


@pytest.mark.parametrize(
    ("clause", "values", "lacks"),
    [
        ("likes >= 100", ("100", "99"), ()),
        ("likes >= 100", ("101", "99"), (NONE_ON,)),
        ("likes >= 100", ("100", "200"), (NONE_FAILS,)),
        ("likes > 100", ("100", "99"), (NONE_PASSES,)),
        ("likes > 100", ("100", "101"), ()),
        ("100 <= likes", ("100", "99"), ()),
        ("likes between 100 and 200", ("100", "99"), (NONE_ON,)),
        ("likes between 100 and 200", ("100", "99", "200"), ()),
        ("likes within 10% of 1000", ("900", "1100", "1101"), ()),
        ("likes within 10% of 1000", ("900", "1000", "1101"), (NONE_ON,)),
        ("likes >= previous(likes)", ("100", "99"), ()),
        ("likes >= 100 and likes <= 200", ("100", "99"), (NONE_ON,)),
        ("likes >= 100", ("missing",), (NONE_ON, NONE_PASSES, NONE_FAILS)),
    ],
)
def test_what_a_clause_lacks(clause: str, values: tuple[str, ...], lacks: tuple[str, ...]) -> None:
    assert untried(clause, *values) == lacks


def test_a_contract_without_scenarios_is_not_rehearsed(tmp_path: Path) -> None:
    contract, _ = read_contract("c.kpi.md", f"{HEAD}```kpi\nlikes >= 1\n```\n", standard())
    assert contract is not None
    assert contract.scenarios == ()
