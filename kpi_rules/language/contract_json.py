"""The canonical JSON form of a checked contract; its schema is docs/contract.schema.json."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from kpi_rules.language.contract import Contract
from kpi_rules.language.diagnostics import Diagnostic, Span
from kpi_rules.language.said import Lang, in_language
from kpi_rules.language.units import Unit

SCHEMA = "kpi-rules/contracts/1"

Json = dict[str, Any]


def contracts_object(contracts: Iterable[Contract], messages: Iterable[Diagnostic], lang: Lang = "en") -> Json:
    """Contracts without an error, and everything that was said of all that were read."""
    return {
        "schema": SCHEMA,
        "contracts": [contract_object(contract) for contract in contracts],
        "messages": [message_object(message, lang) for message in messages],
    }


def contract_object(contract: Contract) -> Json:
    """The facts and the clauses, each with its fingerprint; nodes of a formula say what they are by `kind`."""
    clauses = [plain(clause) | {"fingerprint": contract.fingerprints[clause.id]} for clause in contract.clauses]
    return {
        "file": contract.path,
        "fingerprint": contract.fingerprint,
        "facts": plain(contract.header),
        "clauses": clauses,
    }


def message_object(message: Diagnostic, lang: Lang) -> Json:
    """One message; lines and columns count from 1, the end is the column behind the last."""
    span = message.span
    return {
        "code": message.code,
        "severity": message.severity,
        "file": message.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": in_language(message.message, lang),
        "help": None if message.help is None else in_language(message.help, lang),
    }


def plain(value: Any) -> Any:
    """A value of the checked tree as JSON: fractions in lowest terms, dates as texts, nodes with their `kind`."""
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return str(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Unit():
            return value.name
        case tuple():
            return [plain(item) for item in value]
        case frozenset():
            return sorted(plain(item) for item in value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return {"kind": kind_of(type(value))} | {
        key_of(f): plain(getattr(value, f.name)) for f in shown_fields(type(value))
    }


def kind_of(node: type) -> str:
    """`over_days` for OverDays."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.__name__).lower()


def key_of(field: Field[Any]) -> str:
    """A part's own kind (flow, stock …) does not hide what node it is."""
    return "sort" if field.name == "kind" else field.name


def shown_fields(node: type) -> Iterator[Field[Any]]:
    """All but places in the file, and what is there for speed."""
    for field in fields(node):
        if not field.name.startswith("_") and field.type not in (Span, "Span"):
            yield field
