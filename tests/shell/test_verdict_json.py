"""The JSON that programs read: its schema, its keys in their order, its numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kpi_rules.shell.verdict_json import as_object, document
from kpi_rules_engine.verdict import ClauseResult, Status
from shell.samples import ALL, BEYOND, COMPOUND, ENDLESS, FAILED, PASSED, REPORTED, WITHOUT, outcome

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "verdicts.schema.json").read_text("utf-8"))
KEYS = [
    *("contract", "version", "clause", "title", "period", "start", "end", "partial", "group", "block"),
    *("status", "reason", "provisional", "value", "comparator", "target", "margin", "checks", "parts"),
    *("missing_days", "excluded_days", "remedies", "explanation", "fingerprint", "commit"),
]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("verdict", ALL, ids=lambda v: f"{v.clause}-{v.status.value}")
def test_every_outcome_fits_the_schema(verdict) -> None:
    found = json.loads(document(outcome(verdict)))
    Draft202012Validator(SCHEMA).validate(found)
    assert list(found["verdicts"][0]) == KEYS


@pytest.mark.parametrize("verdict", BEYOND, ids=lambda v: f"{v.clause}-{v.status.value}")
def test_what_is_asked_beyond_fits_the_schema(verdict) -> None:
    found = json.loads(document(outcome(verdict)))
    Draft202012Validator(SCHEMA).validate(found)
    assert [key for key in found["verdicts"][0] if key not in ("warn_at", "provided", "against")] == KEYS


def test_what_is_asked_beyond_is_told() -> None:
    accepted, disputed, silent, counted, reported, unreported = as_object(outcome(*BEYOND))["verdicts"]
    assert accepted["warn_at"]["exact"] == "600"
    [condition] = accepted["provided"]
    assert (condition["formula"], condition["value"]["exact"], condition["holds"]) == ("bots / members", "1/5", False)
    [pair] = disputed["against"]
    assert (pair["value"]["exact"], pair["source"], pair["other"]["exact"]) == ("510", "ga4", "600")
    assert (pair["allowed"]["exact"], pair["agrees"]) == ("51", False)
    assert (silent["against"][0]["other"], silent["against"][0]["agrees"]) == (None, None)
    assert (counted["status"], counted["reason"], counted["value"]) == ("pass", "missing_day", None)
    assert (reported["value"]["exact"], reported["target"], reported["checks"]) == ("1/3", None, [])
    assert unreported["value"] is None


def test_the_summary_leaves_reports_out() -> None:
    assert "reported" not in as_object(outcome(REPORTED))["summary"]


def test_a_wrong_document_does_not_fit() -> None:
    found = as_object(outcome(FAILED))
    found["verdicts"][0]["value"]["exact"] = 0.05
    assert not Draft202012Validator(SCHEMA).is_valid(found)


def test_the_summary_counts_every_status() -> None:
    assert as_object(outcome(*ALL))["summary"] == {
        "pass": 2,
        "warn": 0,
        "fail": 2,
        "no_verdict": 1,
        "not_applicable": 1,
        "pending": 1,
    }


def test_numbers_are_exact_rounded_and_displayed() -> None:
    found = as_object(outcome(FAILED))["verdicts"][0]
    assert found["value"] == {"exact": "2929/67958", "decimal": "0.043100", "unit": "ratio", "display": "0.0431"}
    assert found["target"] == {"exact": "1/20", "decimal": "0.050000", "unit": "ratio", "display": "0.05"}
    assert found["margin"] == {"exact": "-4689/679580", "decimal": "-0.006900"}
    assert found["checks"][0]["value"] == found["value"]


def test_a_value_that_there_is_not_is_null() -> None:
    found = as_object(outcome(WITHOUT))["verdicts"][0]
    assert found["value"] is None
    assert found["margin"] is None
    assert found["target"]["exact"] == "3/100"
    assert found["checks"][0]["holds"] is None
    assert found["parts"][0]["value"] is None


def test_infinity_is_a_value() -> None:
    found = as_object(outcome(ENDLESS))["verdicts"][0]
    assert (found["value"]["exact"], found["margin"]["decimal"]) == ("inf", "-inf")


def test_of_several_checks_none_is_the_only_one() -> None:
    found = as_object(outcome(COMPOUND))["verdicts"][0]
    assert [found[key] for key in ("value", "comparator", "target", "margin")] == [None] * 4
    between, within = found["checks"]
    assert (between["target"]["low"]["exact"], between["target"]["high"]["exact"]) == ("10", "30")
    assert (within["target"]["exact"], within["target"]["within"]["exact"]) == ("100000", "10000")


def test_parts_are_decimals_where_that_is_exact() -> None:
    parts = as_object(outcome(FAILED))["verdicts"][0]["parts"]
    assert [part["value"] for part in parts] == ["12301", "67958/3"]
    assert [part["unit"] for part in parts] == ["count", "people"]


def test_clauses_are_there_if_one_has_several_verdicts() -> None:
    one, two = ClauseResult("a", "x", Status.PASS, 1), ClauseResult("a", "y", Status.FAIL, 2)
    assert "clauses" not in as_object(outcome(FAILED, clauses=(one,)))
    found = as_object(outcome(FAILED, PASSED, clauses=(one, two)))
    Draft202012Validator(SCHEMA).validate(found)
    assert found["clauses"][1] == {"contract": "a", "clause": "y", "status": "fail", "verdicts": 2}


def test_russian_is_written_as_it_is() -> None:
    found = outcome(replace(FAILED, title="Цена"))
    assert "Цена" in document(found)
    assert document(found, encoding="cp1252").isascii()
    assert json.loads(document(found, encoding="ascii")) == json.loads(document(found))


def test_in_russian_only_what_is_for_people_differs():
    told = replace(FAILED, tell=lambda lang: (f"said in {lang}",))
    english, russian = (json.loads(document(outcome(told), lang=lang))["verdicts"][0] for lang in ("en", "ru"))
    assert russian["explanation"] == "said in ru"
    assert (english["value"]["display"], russian["value"]["display"]) == ("0.0431", "0,0431")
    assert english["checks"][0]["formula"] == russian["checks"][0]["formula"]
    assert {key for key in english if english[key] != russian[key]} == {"explanation", "value", "target", "checks"}
