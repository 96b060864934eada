"""How the names of a clause are spelt: the catalogue's in a language, the contract's own as they stand."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_rules.language.vocabulary import Language, Place, Vocabulary, fold
from kpi_rules.language.writing.alphabets import is_russian


@dataclass(frozen=True, slots=True)
class Names:
    """`language` None: every name stays in its own. `labels` are the contract's, folded."""

    vocabulary: Vocabulary
    language: Language | None = None
    labels: frozenset[str] = frozenset()

    def spelt(self, name: str, at: Place) -> str:
        """The catalogue's spelling of what is called so in this place; any other name as it is."""
        if (self.language or ("ru" if is_russian(name) else "en")) == "ru":
            return self.vocabulary.russian(name, at)
        return self.vocabulary.english(name, at)

    def clause(self, name: str) -> str:
        """The name of a clause: a label, or the KPI of a clause without one."""
        return name if fold(name) in self.labels else self.spelt(name, "figure")
