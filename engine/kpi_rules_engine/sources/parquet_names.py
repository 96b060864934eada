"""The names of the columns of a Parquet file, read from its footer without loading an engine.

The footer is a Thrift structure in the compact protocol (parquet-format, `parquet.thrift`): of
FileMetaData we want field 2, the schema, and of each of its elements fields 4 (name) and 5 (children).
"""

from __future__ import annotations

from pathlib import Path

from kpi_rules.language.said import said
from kpi_rules_engine.sources.complaints import Complaint

_MAGIC = b"PAR1"
_DEPTH = 32
_BOOLEANS, _BYTE, _INTEGERS, _DOUBLE, _BINARY, _LISTS, _MAP, _STRUCT = (1, 2), 3, (4, 5, 6), 7, 8, (9, 10), 11, 12


def parquet_names(path: Path) -> tuple[str, ...] | Complaint:
    """The top-level columns in their order."""
    refused = Complaint(0, 0, "KPI070", said("the file cannot be read as Parquet: it has no readable footer"))
    try:
        footer = _footer(path)
        return refused if footer is None else _top_level(_Thrift(footer).schema())
    except OSError as error:
        return Complaint(0, 0, "KPI070", said("the file cannot be opened: {reason}", reason=error.strerror))
    except (IndexError, ValueError, RecursionError):
        return refused


def _footer(path: Path) -> bytes | None:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size < 12:
            return None
        file.seek(size - 8)
        tail = file.read(8)
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != _MAGIC or length > size - 12:
            return None
        file.seek(size - 8 - length)
        return file.read(length)


def _top_level(schema: list[tuple[str, int]]) -> tuple[str, ...]:
    """Names of the root's children; the schema is a tree written down depth first."""
    names: list[str] = []
    place = 1
    for _ in range(schema[0][1]):
        names.append(schema[place][0])
        left = 1
        while left:  # over the child and all that is below it
            left += schema[place][1] - 1
            place += 1
    return tuple(names)


class _Thrift:
    """Walks through a structure, keeping only what is asked for. ValueError or IndexError if it is none."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def schema(self) -> list[tuple[str, int]]:
        """Name and number of children of every element of the schema."""
        field = 0
        while (header := self._byte()) != 0:
            field, kind = self._field(header, field)
            if field == 2 and kind in _LISTS:
                count, _ = self._list()
                return [self._element() for _ in range(count)]
            self._skip(kind, 0)
        raise ValueError("no schema")

    def _element(self) -> tuple[str, int]:
        name, children, field = "", 0, 0
        while (header := self._byte()) != 0:
            field, kind = self._field(header, field)
            if field == 4 and kind == _BINARY:
                name = self._bytes().decode()
            elif field == 5 and kind in _INTEGERS:
                children = self._signed()
            else:
                self._skip(kind, 0)
        if children < 0:
            raise ValueError("children")
        return name, children

    def _skip(self, kind: int, depth: int) -> None:
        if depth > _DEPTH:
            raise ValueError("depth")
        if kind in _INTEGERS:
            self._varint()
        elif kind == _BYTE:
            self._byte()
        elif kind == _DOUBLE:
            self.at += 8
        elif kind == _BINARY:
            self._bytes()
        elif kind in _LISTS:
            count, inner = self._list()
            for _ in range(count):
                self._skip(_BYTE if inner in _BOOLEANS else inner, depth + 1)
        elif kind == _MAP:
            self._skip_map(depth)
        elif kind == _STRUCT:
            while (header := self._byte()) != 0:
                self._skip(self._field(header, 0)[1], depth + 1)
        elif kind not in _BOOLEANS:
            raise ValueError("kind")

    def _skip_map(self, depth: int) -> None:
        count = self._varint()
        if count:
            kinds = self._byte()
            for _ in range(count):
                self._skip(kinds >> 4, depth + 1)
                self._skip(kinds & 15, depth + 1)

    def _field(self, header: int, before: int) -> tuple[int, int]:
        """Number and kind of a field; a step of zero means that the number follows."""
        step = header >> 4
        return (before + step if step else self._signed()), header & 15

    def _list(self) -> tuple[int, int]:
        header = self._byte()
        count = header >> 4
        return (self._varint() if count == 15 else count), header & 15

    def _bytes(self) -> bytes:
        length = self._varint()
        self.at += length
        if self.at > len(self.data):
            raise IndexError(length)
        return self.data[self.at - length : self.at]

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def _signed(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
