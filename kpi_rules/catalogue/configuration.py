"""Reads a workspace: `kpi.yaml`, and the catalogue entries of its own under `kpis/`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kpi_rules.catalogue.formulas import check_formulas
from kpi_rules.catalogue.loader import extended, standard
from kpi_rules.catalogue.sources import facts, read_sources
from kpi_rules.catalogue.workspace import Workspace
from kpi_rules.language.diagnostics import NOWHERE, Diagnostic, Notes
from kpi_rules.language.fields import choice_of, currency_of, entries_of, known_keys, timezone_of
from kpi_rules.language.said import Lang, said
from kpi_rules.language.yamltext import Entries, read_yaml

MARK = "kpi.yaml"
LOCALES: dict[str, Lang] = {"en": "en", "ru": "ru", "ru_RU": "ru", "ru-RU": "ru"}
LARGEST = 4_000_000  # bytes
_KEYS = ("sources", "timezone", "currency", "locale")


def find_root(start: Path) -> Path | None:
    """The nearest folder that holds kpi.yaml: `start` or a parent of it."""
    here = start.absolute()
    return next((folder for folder in (here, *here.parents) if (folder / MARK).is_file()), None)


def read_workspace(root: Path) -> tuple[Workspace, list[Diagnostic]]:
    """The workspace and the messages about it, whose paths are relative to the root.

    Sources and entries with a fault are left out. Which columns the exports name themselves is not known
    yet: see `with_header`.
    """
    found: list[Diagnostic] = []
    own = [
        (path.relative_to(root).as_posix(), _text(root, path, found)) for path in sorted((root / "kpis").glob("*.yaml"))
    ]
    texts = {path: text for path, text in own if text is not None}
    vocabulary, faults = extended(standard(), texts.items())
    if texts and not faults:
        faults = check_formulas(vocabulary, texts)
    text = _text(root, root / MARK, found)
    notes = Notes(MARK, text or "")
    body = read_yaml(notes.text, notes) or Entries((), NOWHERE)
    known_keys(body, _KEYS, notes, MARK)
    timezone, currency = timezone_of(body.get("timezone"), notes), currency_of(body.get("currency"), notes)
    locale = choice_of(body.get("locale"), LOCALES, notes, "locale")
    sources = read_sources(entries_of(body.get("sources"), notes, "sources"), vocabulary.tables, notes)
    known = tuple(facts(source, vocabulary.tables, currency) for source in sources)
    vocabulary = replace(vocabulary, sources=known, timezone=timezone, currency=currency)
    return Workspace(root, vocabulary, sources, timezone, currency, LOCALES.get(locale or "")), [
        *found,
        *notes,
        *faults,
    ]


def _text(root: Path, path: Path, found: list[Diagnostic]) -> str | None:
    """The text of a file of the workspace, which must be a regular one inside it, links followed."""
    name = path.relative_to(root).as_posix()
    try:
        real = path.resolve(strict=True)
        if not real.is_file() or not real.is_relative_to(root.resolve()):
            found.append(Diagnostic("KPI061", name, NOWHERE, said("this is not a file inside the workspace")))
        elif real.stat().st_size > LARGEST:
            found.append(
                Diagnostic("KPI010", name, NOWHERE, said("the file holds more than {largest:,} bytes", largest=LARGEST))
            )
        else:
            return real.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = said("the file is not UTF-8: see its byte {byte:,}", byte=error.start + 1)
        found.append(Diagnostic("KPI010", name, NOWHERE, message, said("save it as UTF-8")))
    except FileNotFoundError:
        found.append(
            Diagnostic("KPI062", name, NOWHERE, said("there is no such file here, so this is not a workspace"))
        )
    except OSError as error:
        found.append(
            Diagnostic("KPI010", name, NOWHERE, said("the file cannot be opened: {reason}", reason=error.strerror))
        )
    return None
