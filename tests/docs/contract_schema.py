"""docs/contract.schema.json, made from the types of the checked tree."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.markdown import DOCS
from kpi_rules.language import formula, remedies, rows, schedule, targets
from kpi_rules.language.codes import CODES
from kpi_rules.language.contract import Clause, Header
from kpi_rules.language.contract_json import SCHEMA, Json, key_of, kind_of, shown_fields
from kpi_rules.language.units import Unit

PAGE = DOCS / "contract.schema.json"
_PLAIN: dict[object, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Fraction: {"type": "string", "pattern": r"^-?\d+(/\d+)?$"},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Unit: {"type": "string"},
}

_DIGEST: Json = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_NAMED = {
    frozenset(get_args(union)): name
    for name, union in (
        ("schedule", schedule.Schedule),
        ("formula", formula.Formula),
        ("condition", formula.Condition),
        ("row_value", rows.RowValue),
        ("row_condition", rows.RowCondition),
        ("moving", targets.Moving),
        ("price", remedies.Price),
    )
}


def contract_schema() -> Json:
    """The schema of what `kpi lint --format json` prints, with a definition for each kind of node."""
    defs: Json = {}
    facts, clause = _of(Header, defs), _of(Clause, defs)
    defs["clause"]["properties"]["fingerprint"] = _DIGEST
    defs["clause"]["required"].append("fingerprint")
    contract = _object({"file": _PLAIN[str], "fingerprint": _DIGEST, "facts": facts, "clauses": _array(clause)})
    place = {name: {"type": "integer", "minimum": 1} for name in ("line", "column", "end_line", "end_column")}
    message = _object(
        {
            "code": {"enum": list(CODES)},
            "severity": {"enum": ["error", "warning"]},
            "file": _PLAIN[str],
            **place,
            "message": _PLAIN[str],
            "help": {"type": ["string", "null"]},
        }
    )
    whole = _object({"schema": {"const": SCHEMA}, "contracts": _array(contract), "messages": _array(message)})
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "Checked contracts"}
    return {**head, **whole, "$defs": dict(sorted(defs.items()))}


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _of(kind: Any, defs: Json) -> Json:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType) and frozenset(arguments) in _NAMED:
        name = _NAMED[frozenset(arguments)]
        if name not in defs:
            defs[name] = {}  # nodes lead back to themselves
            defs[name] = {"anyOf": [_of(one, defs) for one in arguments]}
        return {"$ref": f"#/$defs/{name}"}
    if origin in (Union, UnionType):
        return {"anyOf": [_of(one, defs) for one in arguments]}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _of(arguments[0], defs)}
    if origin is tuple:
        items = [_of(one, defs) for one in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if origin is frozenset:
        return {"type": "array", "items": _of(arguments[0], defs)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(arguments[1], defs)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    assert is_dataclass(kind), kind
    return _node(kind, defs)  # type: ignore[arg-type]  # a class, not one of its instances


def _node(kind: type, defs: Json) -> Json:
    name = kind_of(kind)
    if name not in defs:
        defs[name] = {}  # nodes lead back to themselves
        hints = get_type_hints(kind)
        properties = {"kind": {"const": name}} | {key_of(f): _of(hints[f.name], defs) for f in shown_fields(kind)}
        text = (kind.__doc__ or "").split("\n")[0]
        described = {"description": text} if not text.startswith(f"{kind.__name__}(") else {}
        defs[name] = described | _object(properties)
    return {"$ref": f"#/$defs/{name}"}


def write() -> None:
    """Make the schema anew."""
    PAGE.write_text(json.dumps(contract_schema(), indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/docs/contract_schema.py --write")
    write()
