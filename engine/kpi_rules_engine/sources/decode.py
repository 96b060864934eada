"""Bytes of a text file to text; an encoding is proved by the file or said by the configuration, never guessed."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass

from kpi_rules.language.said import said
from kpi_rules_engine.sources.complaints import Complaint

_MARKS = (  # the longer mark first: that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAME = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The lines of a file with their ends (`\\n`, `\\r\\n` or `\\r`), and the encoding that was used."""

    lines: list[str]
    encoding: str


def known(encoding: str) -> bool:
    """Whether this names an encoding of text."""
    try:
        b"".decode(encoding)
        codecs.getincrementaldecoder(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def decode(raw: bytes, encoding: str | None, *, whole: bool = True) -> Decoded | Complaint:
    """By the mark at the start, else as the configuration says, else strictly UTF-8.

    With `whole` false the bytes may end inside a character.
    """
    mark = next((name for start, name in _MARKS if raw.startswith(start)), None)
    told = codecs.lookup(encoding).name if encoding else None
    if mark and told and _SAME.get(told, told) != mark:
        return Complaint(
            0,
            0,
            "KPI073",
            said(
                "the file starts with the mark of {mark}, and the configuration says {encoding}",
                mark=_plain(mark),
                encoding=encoding,
            ),
            f"read: {{encoding: {_plain(mark)}}}",
        )
    name = mark or told or "utf-8"
    try:
        text = codecs.getincrementaldecoder(name)("strict").decode(raw, final=whole)
    except UnicodeDecodeError as error:
        return _undecodable(name, error, guessed=not (mark or told))
    if "\0" in text:
        line = len(_lines(text[: text.index("\0") + 1]))
        help = None if mark or told else said("if the file is UTF-16: read: {{encoding: utf-16-le}}")
        return Complaint(
            line, 0, "KPI070", said("the file has a NUL character: it is no text, or in another encoding"), help
        )
    return Decoded(_lines(text), _plain(name))


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="").readlines()


def _plain(name: str) -> str:
    return "utf-8" if name == "utf-8-sig" else name


def _undecodable(name: str, error: UnicodeDecodeError, *, guessed: bool) -> Complaint:
    before, byte = error.object[: error.start], error.object[error.start]
    line = len(_lines(before.decode(name, "ignore") + "x"))
    if guessed:
        return Complaint(
            line,
            0,
            "KPI073",
            said("the file is not UTF-8 (byte {byte:#04x}), and nothing says which encoding it has", byte=byte),
            said("read: {{encoding: cp1251}} for Russian Windows, read: {{encoding: latin-1}} for Western Europe"),
        )
    return Complaint(
        line, 0, "KPI070", said("the file cannot be read as {name} (byte {byte:#04x})", name=_plain(name), byte=byte)
    )
