"""Safe YAML with places: a tree of texts, lists and mappings, and none of YAML's own values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from kpi_rules.language.diagnostics import Notes, Span
from kpi_rules.language.said import said
from kpi_rules.language.yamlfaults import readable, shown, unreadable

MAX_DEPTH = 64
MAX_NODES = 50_000
MAX_FAULTS = 20  # then reading stops: nobody reads more, and each one is compared with those before

# The C loader where there is one: the other is thirty times slower and quadratic on some texts.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NODE_EVENTS = (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written, without its quotes. `quoted` is true of block texts (`|`, `>`) too."""

    text: str
    span: Span = field(compare=False)
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping, in the order of the text; no key stands twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span = field(compare=False)

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((value for found, value in self.pairs if found.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((found for found, _ in self.pairs if found.text == key), None)


Node = Scalar | Items | Entries


def read_yaml(text: str, notes: Notes, first_line: int = 1) -> Entries | None:
    """The mapping that `text` holds; no text is an empty mapping. None where it cannot be read (KPI010).

    `first_line` is the line of the file on which `text` begins. A second key of one name is
    reported (KPI014) and left out.
    """
    if not readable(text, notes, first_line):
        return None
    tree = _Tree(notes, first_line)
    try:
        tree.build(yaml.parse(text, Loader=_LOADER))
    except _StopReadingError:
        return None
    except yaml.MarkedYAMLError as error:
        unreadable(error, notes, first_line)
        return None
    except (yaml.YAMLError, UnicodeError):
        notes.add("KPI010", Span(first_line, 1, first_line, 1), said("this cannot be read as YAML"))
        return None
    return tree.mapping()


class _StopReadingError(Exception):
    """Reading is given up; the reason has been noted."""


@dataclass(slots=True)
class _Open:
    """A list or mapping (keys and values in turn) whose end has not been read yet."""

    start: Span
    nodes: list[Node] = field(default_factory=list)


class _Tree:
    """Builds nodes from the parser's events; a stack stands for the recursion."""

    def __init__(self, notes: Notes, first_line: int) -> None:
        self._notes, self._first_line = notes, first_line
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._faults = self._nodes = self._documents = 0
        self._sound = True

    def build(self, events: Iterable[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, _NODE_EVENTS):
                self._check(event)
            if isinstance(event, yaml.ScalarEvent):
                self._place(Scalar(event.value, self._span(event), bool(event.style)))
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._open.append(_Open(self._span(event)))
                if len(self._open) > MAX_DEPTH:
                    self._stop(event, said("more than {max_depth} levels stand inside each other", max_depth=MAX_DEPTH))
            elif isinstance(event, yaml.SequenceEndEvent):
                done = self._open.pop()
                self._place(Items(tuple(done.nodes), done.start.to(self._span(event))))
            elif isinstance(event, yaml.MappingEndEvent):
                done = self._open.pop()
                self._place(Entries(self._pairs(done.nodes), done.start.to(self._span(event))))
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(
                    event,
                    said(
                        "`*{anchor}` repeats another place; write the value out here", anchor=shown(event.anchor or "")
                    ),
                )
                self._place(Scalar("", self._span(event)))
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._stop(event, said("a second document begins here; a file holds one"))

    def mapping(self) -> Entries | None:
        """What was built, if it is a mapping and nothing in it was refused."""
        first = Span(self._first_line, 1, self._first_line, 1)
        if self._root is None or (isinstance(self._root, Scalar) and not (self._root.text or self._root.quoted)):
            return Entries((), first)
        if not isinstance(self._root, Entries):
            message = said("this must be a list of `key: value` lines")
            self._notes.add("KPI010", self._root.span, message, "name: value")
            return None
        return self._root if self._sound else None

    def _check(self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(event, said("more than {max_nodes:,} values stand here", max_nodes=MAX_NODES))
        if event.anchor is not None:
            self._refuse(
                event,
                said("`&{anchor}` names a value for repetition, which is not done here", anchor=shown(event.anchor)),
            )
        if event.tag is not None:
            self._refuse(
                event,
                said(
                    "`{tag}` gives the value a type, which is not done here: values are plain text",
                    tag=shown(event.tag),
                ),
            )

    def _place(self, node: Node) -> None:
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self._root = node

    def _pairs(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        found: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._fault("KPI010", key.span, said("a key must be a text"))
            elif key.text == "<<" and not key.quoted:
                self._fault("KPI010", key.span, said("`<<` merges other values in; write them out here"))
            elif key.text in found:
                line = found[key.text][0].span.line
                message = said(
                    "`{key}` stands here a second time; the first is on line {line}", key=shown(key.text), line=line
                )
                self._fault("KPI014", key.span, message, said("keep one of them"))
            else:
                found[key.text] = (key, value)
        return tuple(found.values())

    def _refuse(self, event: yaml.Event, message: str) -> None:
        self._fault("KPI010", self._span(event), message)

    def _fault(self, code: str, span: Span, message: str, help: str | None = None) -> None:
        self._notes.add(code, span, message, help)
        self._sound = self._sound and code != "KPI010"
        self._faults += 1
        if self._faults >= MAX_FAULTS:
            raise _StopReadingError

    def _stop(self, event: yaml.Event, message: str) -> None:
        self._notes.add("KPI010", self._span(event), message)
        raise _StopReadingError

    def _span(self, event: yaml.Event) -> Span:
        start, end, first = event.start_mark, event.end_mark, self._first_line
        if start is None or end is None:
            return Span(first, 1, first, 1)
        return Span(start.line + first, start.column + 1, end.line + first, end.column + 1)
