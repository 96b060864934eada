"""The names in the headers of a source's files: little is read, and no engine is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_rules.catalogue.workspace import Source, Workspace
from kpi_rules.language.diagnostics import Diagnostic
from kpi_rules.language.said import said
from kpi_rules.language.vocabulary import Table
from kpi_rules_engine.sources.complaints import Complaint, about, shown, told
from kpi_rules_engine.sources.decode import decode
from kpi_rules_engine.sources.files import Found, find
from kpi_rules_engine.sources.form import form
from kpi_rules_engine.sources.layout import wanted
from kpi_rules_engine.sources.parquet_names import parquet_names
from kpi_rules_engine.sources.settings import check_settings

_PREFIX = 1 << 18  # bytes of a text file in which its header must stand


def header(source: Source, workspace: Workspace) -> tuple[tuple[str, ...] | None, list[Diagnostic]]:
    """The names of the columns in the source's exports, each once; None with an error."""
    table = workspace.vocabulary.tables.get(source.table)
    if table is None:
        return None, [about(source, "KPI061", said("there is no table {table}", table=shown(source.table)))]
    problems = check_settings(source, table)
    if problems:
        return None, problems
    found, problems = find(source, workspace.root)
    names, more = names_of(found, source, table)
    problems += more
    return (None if problems else names), problems


def names_of(found: Sequence[Found], source: Source, table: Table) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The names in the headers of these files, each once, in the order in which they first stand."""
    names: dict[str, None] = {}
    problems: list[Diagnostic] = []
    for file in found:
        here = _names(file, source, table)
        if isinstance(here, Complaint):
            problems += told(file.name, [here])
        else:
            names.update(dict.fromkeys(here))
    return tuple(names), problems


def _names(file: Found, source: Source, table: Table) -> tuple[str, ...] | Complaint:
    if file.is_parquet:
        return parquet_names(file.path)
    try:
        with file.path.open("rb") as opened:
            start = opened.read(_PREFIX)
    except OSError as error:
        return Complaint(0, 0, "KPI070", said("the file cannot be opened: {reason}", reason=error.strerror))
    decoded = decode(start, source.read.encoding, whole=False)
    if isinstance(decoded, Complaint):
        return decoded
    found = form(decoded.lines, source.read, wanted(source, table))
    return found if isinstance(found, Complaint) else found.names
