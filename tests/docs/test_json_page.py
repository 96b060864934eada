"""docs/json.md tells the keys of the schema beside it, and its example fits."""

from __future__ import annotations

import json

import jsonschema

from docs.markdown import DOCS, keys, section
from pages import blocks


def test_the_keys_of_the_json_are_told() -> None:
    """Every key of the schema is explained under the heading of its object, and no other."""
    schema = json.loads((DOCS / "verdicts.schema.json").read_text("utf-8"))
    objects = {
        "The object": schema,
        "A verdict": schema["$defs"]["verdict"],
        "A number": schema["$defs"]["number"],
        "A check": schema["$defs"]["check"],
        "An agreement": schema["$defs"]["agreement"],
        "A part": schema["$defs"]["part"],
        "A clause": schema["$defs"]["clause"],
        "A block": schema["$defs"]["block"],
        "A remedy": schema["$defs"]["remedy"],
        "A statement": schema["$defs"]["statement"],
        "A line of a statement": schema["$defs"]["statementLine"],
        "A scorecard": schema["$defs"]["scorecard"],
        "A clause of a scorecard": schema["$defs"]["scoredClause"],
    }
    for heading, described in objects.items():
        assert set(keys(section(DOCS / "json.md", heading))) == set(described["properties"]), heading


def test_the_example_of_the_json_fits_the_schema() -> None:
    schema = json.loads((DOCS / "verdicts.schema.json").read_text("utf-8"))
    shown = next(block for block in blocks((DOCS / "json.md").read_text("utf-8")) if block.kind == "console")
    example = json.loads(shown.text[shown.text.index("{") : shown.text.rindex("}") + 1])
    jsonschema.Draft202012Validator(schema).validate(example)
