"""docs/contract.schema.json is that of the checked tree, and every contract fits it."""

from __future__ import annotations

import json

import jsonschema

from docs.contract_schema import PAGE, contract_schema
from kpi_rules.language.contract_json import contracts_object
from kpi_rules.language.reading import read_contract
from language.contracts import generated, vocabulary
from pages import ROOT, kpi


def test_the_schema_is_up_to_date() -> None:
    told = json.loads(PAGE.read_text("utf-8"))
    assert told == contract_schema(), "python tests/docs/contract_schema.py --write"
    jsonschema.Draft202012Validator.check_schema(told)


def test_what_lint_prints_fits() -> None:
    out, err, status = kpi("lint", str(ROOT / "contracts"), "--format", "json")
    found = json.loads(out)
    assert (err, status, len(found["contracts"])) == ("", 0, 3)
    jsonschema.Draft202012Validator(contract_schema()).validate(found)


def test_random_contracts_and_their_messages_fit() -> None:
    validator = jsonschema.Draft202012Validator(contract_schema())
    for seed in range(60):
        text = generated(seed)
        contract, notes = read_contract("a.kpi.md", text, vocabulary(text))
        broken, more = read_contract("b.kpi.md", text.replace(">=", ">= х"), vocabulary(text))
        contracts = [one for one in (contract, broken) if one is not None]
        found = contracts_object(contracts, [*notes, *more], "ru")
        validator.validate(json.loads(json.dumps(found)))
