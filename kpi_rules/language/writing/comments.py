"""The comments of a statement, and what each of them is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|#[^\n]*')


@dataclass(slots=True)
class Remarks:
    """The comments before a part of a statement, each on a line of its own, and the one at the end of its line."""

    before: list[str] = field(default_factory=list)
    beside: str = ""

    def __add__(self, other: Remarks) -> Remarks:
        """Those of two parts that become one line, which has one end."""
        if not other.beside:
            return Remarks([*self.before, *other.before], self.beside)
        return Remarks([*self.before, *([self.beside] if self.beside else []), *other.before], other.beside)


def blanked(text: str) -> str:
    """The text with comments as blanks and strings as letters, every offset kept."""
    return _TOKEN.sub(lambda m: (" " if m[0][0] == "#" else "x") * len(m[0]), text)


def uncommented(text: str) -> str:
    """The text with comments as blanks."""
    return _TOKEN.sub(lambda m: " " * len(m[0]) if m[0][0] == "#" else m[0], text)


def remarks(text: str, starts: Sequence[int]) -> list[Remarks]:
    """The comments of each part of a statement; a part begins at its offset, and the parts follow one another.

    A comment on a line of its own belongs to what follows it, one at the end of a line to what it ends. What
    stands inside a part is put before it.
    """
    found = [Remarks() for _ in starts]
    bare = blanked(text)
    for match in _TOKEN.finditer(text):
        if match[0][0] != "#":
            continue
        said = match[0].rstrip()
        part = max(n for n, start in enumerate(starts) if start <= match.start())
        end = starts[part + 1] if part + 1 < len(starts) else len(text)
        alone = not bare[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if bare[match.start() : end].strip():
            found[part].before.append(said)
        elif not alone:
            found[part].beside = said
        else:
            found[min(part + 1, len(starts) - 1)].before.append(said)
    return found
