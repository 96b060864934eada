"""The fingerprint of a clause: a digest of everything that can change its verdicts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from kpi_rules.language.contract import Clause, Header

_SILENT = {"id", "title", "because"}  # of a clause: names and notes
_UNORDERED = ("when", "provided", "exclusions", "each")
_FACTS = ("term", "timezone", "currency", "scope", "coverage", "settle", "partial", "baseline", "month_day")


def fingerprint(header: Header, clause: Clause) -> str:
    """`sha256:…` of the clause's checked tree and the facts that it is judged by.

    Layout, comments, the order of modifiers and the spelling of names are gone from the tree, and
    places and texts are not compared, so they do not count.
    """
    tree = {f.name: _plain(getattr(clause, f.name)) for f in fields(clause) if f.compare and f.name not in _SILENT}
    for name in _UNORDERED:
        tree[name] = sorted(tree[name], key=json.dumps)
    facts = {name: _plain(getattr(header, name)) for name in _FACTS}
    text = json.dumps({"clause": tree, "facts": facts}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _plain(value: Any) -> Any:
    """A value as JSON: nodes by their class, sets sorted, fractions in lowest terms."""
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in value]
        case frozenset():
            return sorted(json.dumps(_plain(item)) for item in value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
    if not is_dataclass(value):
        raise TypeError(f"a fingerprint cannot be taken of {type(value).__name__}")
    compared = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.compare}
    return {"": type(value).__name__, **compared}
