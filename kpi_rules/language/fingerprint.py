"""Fingerprints: digests of everything that can change the verdicts of a clause or a contract, and their money."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from kpi_rules.language.contract import Clause, Exclusion, Header
from kpi_rules.language.formula import Named, Part, Product, Sum
from kpi_rules.language.remedies import Remedy
from kpi_rules.language.rows import RowAll, RowAny, RowIn
from kpi_rules.language.schedule import Once
from kpi_rules.language.units import Unit

_SILENT = {
    (Clause, "id"),
    (Clause, "title"),
    (Clause, "because"),
    (Exclusion, "reason"),
    (Once, "event"),
    (Part, "measure"),
}
_UNORDERED = {
    *((Clause, name) for name in ("when", "provided", "exclusions", "each")),
    *((RowAll, "parts"), (RowAny, "parts"), (RowIn, "among"), (Part, "accounts"), (Remedy, "gate")),
}
_FACTS = ("term", "timezone", "currency", "coverage", "settle", "partial", "baseline", "month_day")
_MONEY = ("fee", "limits", "scorecard")


def fingerprint(header: Header, clause: Clause) -> str:
    """`sha256:…` of the clause's checked tree and the facts that it is judged and paid by.

    Layout, comments, the order of modifiers and the spelling of names are gone from the tree. Places,
    texts, labels and notes do not count, nor do units, which follow from the rest.
    """
    return _digest({"clause": _plain(clause), "facts": _facts(header)})


def contract_fingerprint(header: Header, clauses: Sequence[Clause]) -> str:
    """`sha256:…` of the facts, the version and its effective date, and of all clauses with their ids, in order."""
    version = {"version": header.version, "effective": _plain(header.effective)}
    return _digest({"facts": _facts(header), **version, "clauses": [[c.id, _plain(c)] for c in clauses]})


def _facts(header: Header) -> dict[str, Any]:
    found = {name: _plain(getattr(header, name)) for name in (*_FACTS, *_MONEY)}
    scope = {column: sorted(values) for column, values in header.scope.items()}
    return {**found, "scope": scope}


def _digest(tree: Any) -> str:
    return f"sha256:{hashlib.sha256(_text(tree).encode()).hexdigest()}"


def _text(tree: Any) -> str:
    return json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


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
            return sorted(_text(_plain(item)) for item in value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case Named(_, of) | Sum(((1, of),)) | Product(((1, of),)):
            return _plain(of)  # a sum of one is that one
    if not is_dataclass(value):
        raise TypeError(f"a fingerprint cannot be taken of {type(value).__name__}")
    return {"": type(value).__name__, **{f.name: _field(value, f) for f in fields(value) if _counts(value, f)}}


def _counts(node: Any, field: Field[Any]) -> bool:
    return field.compare and (type(node), field.name) not in _SILENT and not isinstance(getattr(node, field.name), Unit)


def _field(node: Any, field: Field[Any]) -> Any:
    plain = _plain(getattr(node, field.name))
    if (type(node), field.name) in _UNORDERED and plain is not None:
        return [json.loads(text) for text in sorted(set(map(_text, plain)))]  # said twice, it means no more
    return plain
