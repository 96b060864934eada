"""The JSON Schemas for editors accept what the program accepts, and know its keys, no more and no fewer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from docs.markdown import DOCS
from kpi_rules.catalogue import columns, configuration, dialects, headings, kpis, loader, measures, sources, tables
from kpi_rules.language import front
from kpi_rules.language.currencies import CURRENCIES
from pages import ROOT, blocks

Json = dict[str, Any]


class Plain(yaml.SafeLoader):
    """YAML as an editor reads it, but for dates, which JSON has not."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(name: str) -> Json:
    found: Json = json.loads((DOCS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def keys(of: Json) -> set[str]:
    return set(of["properties"])


def faults(name: str, text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema(name))
    return [error.message for error in validator.iter_errors(yaml.load(text, Plain))]


def test_the_keys_of_the_front_matter() -> None:
    found = schema("front-matter")
    assert keys(found) == set(front.KEYS)
    assert set(found["properties"]["holidays"]["enum"]) == set(loader.standard().holidays)
    assert found["properties"]["currency"]["$ref"] == "#/$defs/currency"
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)


def test_the_keys_of_a_workspace() -> None:
    found = schema("workspace")
    assert keys(found) == set(configuration._KEYS)
    assert keys(found["$defs"]["source"]) == set(sources._KEYS)
    assert keys(found["$defs"]["read"]) == set(dialects._KEYS)
    assert found["properties"]["locale"]["enum"] == list(configuration.LOCALES)


def test_the_keys_of_a_catalogue_file() -> None:
    found = schema("catalogue")["$defs"]
    assert keys(found["table"]) == set(tables._TABLE)
    assert keys(found["column"]["anyOf"][1]) == set(columns._KEYS)
    assert keys(found["measure"]) == set(measures._MEASURE)
    assert keys(found["home"]["anyOf"][1]) == set(measures._HOME)
    assert keys(found["kpi"]) == set(kpis._KPI)
    assert set(headings.KEYS) <= keys(found["kpi"])


def front_matters() -> Iterator[tuple[str, str]]:
    """Those of the sample, and those of the pages that are judged without a message."""
    for path in ROOT.glob("contracts/*.kpi.md"):
        yield path.name, path.read_text("utf-8").split("---\n")[1]
    for page in [*ROOT.glob("tests/cases/language/*.md"), *ROOT.glob("tests/cases/semantics/*.md")]:
        for block in blocks(page.read_text("utf-8")):
            if block.text.startswith("---\n"):
                yield page.stem, block.text.split("---\n")[1]


@pytest.mark.parametrize(("name", "text"), list(front_matters()))
def test_front_matter_that_is_judged_fits(name: str, text: str) -> None:
    assert faults("front-matter", text) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("kpi_rules/catalogue/*.yaml")), ids=lambda path: path.stem)
def test_the_standard_catalogue_fits(path: Path) -> None:
    text = path.read_text("utf-8")
    if not text.startswith("holidays") and path.stem != "holidays":
        assert faults("catalogue", text) == []


def test_the_sample_workspace_and_the_pages_fit() -> None:
    assert faults("workspace", (ROOT / "contracts/kpi.yaml").read_text("utf-8")) == []
    for name in ("data", "language", "catalogue-yaml"):
        for block in blocks((DOCS / f"{name}.md").read_text("utf-8")):
            if block.argument == "kpi.yaml":
                assert faults("workspace", block.text) == []
            elif block.argument.startswith("kpis/"):
                assert faults("catalogue", block.text) == []


def test_what_is_wrong_is_seen() -> None:
    assert faults("front-matter", "contract: a\nterm: 2026-01-01..2026-12-31\nscop: {account: a}\n")
    assert faults("front-matter", "contract: a\n")
    assert faults("front-matter", "contract: a\nterm: 2026\nfee: 10 RUB weekly\n")
    assert faults("workspace", "sources: {daily: {table: daily}}\n")
    assert faults("catalogue", "kpis: {x: {formula: likes}}\n")
