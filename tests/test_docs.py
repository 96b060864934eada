"""The docs agree with what they are about: options, codes, words, keys, the catalogue, folders, links.

What runs on a page is tested by test_pages.py. `python tests/test_docs.py --write` makes the tables of
docs/catalogue.md anew.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePath

import jsonschema
import pytest

import pages
from kpi_rules.catalogue import configuration, dialects, sources
from kpi_rules.catalogue.loader import standard
from kpi_rules.language import building, document, front, literals, reading, spelling, statements
from kpi_rules.language.codes import CODES
from kpi_rules.language.meaning import calendar, functions
from kpi_rules.language.reserved import RESERVED
from kpi_rules.language.syntax import grammar
from kpi_rules.language.vocabulary import Home, Kpi, Measure, Table, Vocabulary
from kpi_rules.shell.commands import app
from kpi_rules_engine.values import Reason
from kpi_rules_engine.verdict import Status
from pages import ROOT, Block, blocks, kpi
from workspaces import inside

DOCS = ROOT / "docs"
MADE = "<!-- The tables below are made from kpi_rules/catalogue/*.yaml by tests/test_docs.py. -->\n"
PAGES = sorted(DOCS.glob("**/*.md"))
SUBJECTS = {
    "audience": "Members",
    "activity": "Activity",
    "reach": "Reach",
    "cost": "Cost and sales",
    "feedback": "Mentions",
    "work": "The publishing plan",
    "integrity": "Integrity",
}


# ---- links -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link, to a file that is there and to a heading that stands in it."""
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", _prose(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in _anchors(there.read_text("utf-8"))):
            broken.append(target)
    assert not broken


def test_every_page_is_in_the_index() -> None:
    linked = set(re.findall(r"\]\(([\w.-]+)\)", (DOCS / "index.md").read_text("utf-8")))
    assert linked >= {page.name for page in DOCS.iterdir() if page.name != "index.md"}


# ---- the language ----------------------------------------------------------------------------------


def test_the_pieces_of_the_language_page_are_clauses() -> None:
    """Each block of clauses, in the contract at the top of the page, gives no message."""
    page = DOCS / "language.md"
    found = list(blocks(page.read_text("utf-8")))
    head = "---".join(next(b for b in found if b.argument.endswith(".kpi.md")).text.split("---")[:2])
    pieces = [block for block in found if block.kind == "kpi"]
    assert len(pieces) > 5
    with _workspace(found) as root:
        for piece in pieces:
            (root / "piece.kpi.md").write_text(f"{head}---\n```kpi\n{piece.text}```\n", "utf-8")
            out, err, status = kpi("lint", "piece.kpi.md")
            assert (status, err) == (0, ""), out
            assert out.startswith("no messages"), f"line {piece.first} of the page:\n{out}"


def test_the_table_of_words_is_closed() -> None:
    """The words of the page are those of the grammar, no more and no fewer."""
    section = _section(DOCS / "language.md", "Words")
    told = {code for code in re.findall(r"`([^`]+)`", section) if re.fullmatch("[a-z ]+", code)}
    assert told - {"report"} == set(_grammar_words())
    assert told >= RESERVED


def test_the_signs_of_currencies_are_told() -> None:
    text = (DOCS / "language.md").read_text("utf-8")
    for sign, code in building.SIGNS.items():
        assert sign in text
        assert code in text


def test_the_functions_are_told() -> None:
    section = _section(DOCS / "language.md", "Expressions")
    table = "\n".join(line for line in section.split("\n") if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)\(", table)) == set(functions.NAMES)


def test_the_keys_of_the_front_matter_are_told() -> None:
    assert set(_keys(_section(DOCS / "language.md", "The file"))) == set(front.KEYS)


def test_the_limits_are_told() -> None:
    section = _section(DOCS / "language.md", "Limits")
    limits = {
        "levels": spelling.MAX_DEPTH,
        "terms": spelling.MAX_TERMS,
        "clauses": reading.MAX_CLAUSES,
        "digits": literals.MAX_DIGITS,
        "characters of a line": document.MAX_LINE,
        "characters of a contract": reading.MAX_SIZE,
        "days before or after": statements._MOST_UNITS,
    }
    for what, limit in limits.items():
        assert re.search(rf"(?m)^\| {what}\b.*\| {limit:,} \|$", section), what
    for unit, limit in calendar._MOST.items():
        assert f"{limit:,} {unit.value}s" in section
    for year in (literals.FIRST_YEAR, literals.LAST_YEAR):
        assert str(year) in section


# ---- data, messages, verdicts ----------------------------------------------------------------------


def test_the_keys_of_kpi_yaml_are_told() -> None:
    assert set(_keys(_section(DOCS / "data.md", "kpi.yaml"))) == set(configuration._KEYS)
    first, second = _tables(_section(DOCS / "data.md", "The keys of a source"))
    assert set(_keys(first)) == set(sources._KEYS)
    assert set(_keys(second)) == set(dialects._KEYS)


def test_the_messages_are_told() -> None:
    """Every code with its title and how grave it is, in the order of the table."""
    rows = _rows((DOCS / "messages.md").read_text("utf-8"))
    told = [(row[0], row[1].removesuffix(" (warning)"), row[1].endswith(" (warning)")) for row in rows if _code(row[0])]
    assert told == [(code, entry.title, entry.severity == "warning") for code, entry in CODES.items()]


def test_the_reasons_and_statuses_are_told() -> None:
    rows = [row for row in _rows(_section(DOCS / "semantics.md", "17. Reasons and exit statuses")) if len(row) == 3]
    assert {row[1].strip("`") for row in rows} - {"reason", "none"} == {reason.value for reason in Reason}
    assert {word for row in rows for word in re.findall(r"`(\w+)`", row[0])} == {s.value for s in Status} - {"warn"}


def test_the_keys_of_the_json_are_told() -> None:
    """Every key of the schema is explained under the heading of its object, and no other."""
    schema = json.loads((DOCS / "verdicts.schema.json").read_text("utf-8"))
    objects = {
        "The object": schema,
        "A verdict": schema["$defs"]["verdict"],
        "A number": schema["$defs"]["number"],
        "A check": schema["$defs"]["check"],
        "A part": schema["$defs"]["part"],
        "A clause": schema["$defs"]["clause"],
    }
    for heading, described in objects.items():
        assert set(_keys(_section(DOCS / "json.md", heading))) == set(described["properties"]), heading


def test_the_example_of_the_json_fits_the_schema() -> None:
    schema = json.loads((DOCS / "verdicts.schema.json").read_text("utf-8"))
    shown = next(block for block in blocks((DOCS / "json.md").read_text("utf-8")) if block.kind == "console")
    example = json.loads(shown.text[shown.text.index("{") : shown.text.rindex("}") + 1])
    jsonschema.Draft202012Validator(schema).validate(example)


# ---- commands --------------------------------------------------------------------------------------


def test_the_commands_are_told() -> None:
    told = [heading for heading in _headings(DOCS / "commands.md") if heading.startswith("kpi ")]
    assert told == [f"kpi {name}" for name in _commands()]


@pytest.mark.parametrize("command", [c.name or c.callback.__name__ for c in app.registered_commands if c.callback])
def test_the_options_are_told(command: str) -> None:
    """Every option of `--help` stands in the section of its command, and every option told of is there."""
    section = _section(DOCS / "commands.md", f"kpi {command}")
    usage, *_ = kpi(command, "--help")
    there = set(re.findall(r"(?m)^  (-e\b|--[a-z][\w-]*)", usage)) | set(re.findall(r"/ (--[a-z][\w-]*)", usage))
    table = "\n".join(line for line in section.split("\n") if line.startswith("| `"))
    assert set(re.findall(r"`(-e\b|--[a-z][\w-]*)", table)) == there - {"--help"}
    assert set(re.findall(r"(?<![\w-])(-e\b|--[a-z][\w-]*)", section)) <= there


@pytest.mark.parametrize("command", [c.name or c.callback.__name__ for c in app.registered_commands if c.callback])
def test_the_exit_statuses_are_told(command: str) -> None:
    usage, *_ = kpi(command, "--help")
    statuses = re.findall(r"(?m)(?:^ +|; )(\d+) ", usage.partition("Exit status:")[2])
    section = _section(DOCS / "commands.md", f"kpi {command}")
    assert re.findall(r"(?m)^\| (\d+) \|", section) == statuses


# ---- how it works ----------------------------------------------------------------------------------


def test_the_picture_of_the_folders_is_true() -> None:
    """Every folder and file that the page names is there, and every folder of Python is in the picture."""
    text = (DOCS / "how-it-works.md").read_text("utf-8")
    picture = next(block for block in blocks(text) if block.kind == "text").text
    drawn = set(re.findall(r"(?m)^([\w/.*-]+)", picture))
    assert not [name for name in drawn if not list(ROOT.glob(name.rstrip("/")))]
    folders = {
        f"{folder.relative_to(ROOT).as_posix()}/"
        for package in ("kpi_rules", "engine/kpi_rules_engine")
        for folder in (ROOT / package).glob("**/")
        if any(folder.glob("*.py")) and folder.name != "__pycache__"
    }
    assert folders - {"kpi_rules/"} <= drawn
    named = set(re.findall(r"`((?:kpi_rules|engine|tests|docs|contracts|tools)/[\w/.-]*)`", text))
    assert not [name for name in named if not (ROOT / name).exists()]


def test_the_types_are_there() -> None:
    """The types in the table of the way stand in the files that it names."""
    text = _section(DOCS / "how-it-works.md", "The way of the data")
    rows = [row for row in _rows(text) if len(row) == 4 and row[3].startswith("`")]
    assert rows
    for row in rows:
        file = (ROOT / row[3].strip("`")).read_text("utf-8")
        for name in re.findall(r"`(\w+)`", row[2]):
            assert re.search(rf"(?m)^(?:class |def )?{name}\b", file), f"{name} in {row[3]}"


# ---- the catalogue ---------------------------------------------------------------------------------


def test_the_catalogue_page_is_up_to_date() -> None:
    text = (DOCS / "catalogue.md").read_text("utf-8")
    assert text.partition(MADE)[2] == catalogue_tables(standard()), "python tests/test_docs.py --write"


def catalogue_tables(vocabulary: Vocabulary) -> str:
    """Tables, measures, KPIs and refused names, as Markdown."""
    parts = ["", "## Tables", ""]
    for table in vocabulary.tables.values():
        parts += [*_table_section(table), ""]
    parts += ["## Measures", "", "A measure is a fact. Its kind says how it adds up.", ""]
    for subject, entries in _by_subject(vocabulary.measures.values()):
        parts += [f"### Measures: {subject}", ""]
        parts += _drawn(
            ("name", "what it is", "kind", "read from", "unit", "better", "also called"),
            [_measure_row(entry) for entry in entries if isinstance(entry, Measure)],
        )
        parts.append("")
    parts += ["## KPIs", "", "A KPI is a formula over measures, computed after they were added up.", ""]
    for subject, entries in _by_subject(vocabulary.kpis.values()):
        parts += [f"### KPIs: {subject}", ""]
        parts += _drawn(
            ("name", "formula", "unit", "better", "in words", "not to be confused with", "also called"),
            [_kpi_row(entry) for entry in entries if isinstance(entry, Kpi)],
        )
        parts.append("")
    parts += ["## Refused names", "", "The trade uses these for different formulas, so a clause says which one.", ""]
    refused = [(f"`{name}`", _code_list(exact) or "none yet") for name, exact in vocabulary.ambiguous.items()]
    parts += [*_drawn(("name", "exact ones"), refused), "", "## Holidays", ""]
    parts += ["Days off in the whole country, by year, for `holidays:` and `except holidays`.", ""]
    known = [(f"`{name}`", f"{min(years)} to {max(years)}") for name, years in vocabulary.holidays.items()]
    parts += [*_drawn(("country", "years"), known), ""]
    return "\n".join(parts)


def _table_section(table: Table) -> Iterator[str]:
    yield f"### `{table.name}`"
    yield ""
    grain = {"day": "a day of an account", "event": "something that happened", "span": "a stretch of days"}
    words = [table.about.en, f"A row is {grain[table.grain.value]}. Its key: {_code_list(table.key)}"]
    words[-1] += f", and of {_code_list(table.dimensions)} those that the source has." if table.dimensions else "."
    words.append(f"`{table.time}` places it in time.")
    yield from textwrap.wrap(" ".join(words), 120, break_on_hyphens=False)
    yield ""
    also: dict[str, list[str]] = {}
    for spelt, name in getattr(table.columns, "spellings", {}).items():
        if spelt != name:
            also.setdefault(name, []).append(spelt)
    rows = [
        (f"`{c.name}`", f"{c.kind.value}{', never negative' if c.nonnegative else ''}", ", ".join(also.get(c.name, [])))
        for c in table.columns.values()
    ]
    yield from _drawn(("column", "holds", "also called"), rows)


def _measure_row(entry: Measure) -> tuple[str, ...]:
    places = ", else ".join(map(_home, entry.homes))
    names = ", ".join(entry.aliases)
    return f"`{entry.name}`", entry.about.en, entry.kind.value, places, entry.unit, _better(entry), names


def _kpi_row(entry: Kpi) -> tuple[str, ...]:
    formula, names = f"`{entry.formula}`", ", ".join(entry.aliases)
    return f"`{entry.name}`", formula, entry.unit, _better(entry), entry.about.en, entry.confused_with, names


def _home(home: Home) -> str:
    what = f"`{home.table}.{home.column}`" if home.column else f"rows of `{home.table}`"
    where = f" where `{home.where}`" if home.where else ""
    return f"{what}{where}{f', by `{home.time}`' if home.time else ''}"


def _better(entry: Measure | Kpi) -> str:
    return "–" if entry.better == "none" else entry.better


def _by_subject(entries: Iterable[Measure | Kpi]) -> Iterator[tuple[str, list[Measure | Kpi]]]:
    order = list(SUBJECTS)
    found = sorted(entries, key=lambda e: order.index(PurePath(e.file).stem))
    for stem, group in groupby(found, key=lambda e: PurePath(e.file).stem):
        yield SUBJECTS[stem], list(group)


def _drawn(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    cells = [heads, tuple("---" for _ in heads), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]


def _code_list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# ---- reading Markdown ------------------------------------------------------------------------------


def _prose(text: str) -> str:
    """The text without fenced blocks and code."""
    lines = text.split("\n")
    for block in blocks(text):
        lines[block.first - 1 : block.last + 1] = [""] * (block.last + 2 - block.first)
    return re.sub(r"`[^`\n]*`", "``", "\n".join(lines))


def _headings(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    inside_blocks = {n for block in blocks(text) for n in range(block.first - 1, block.last + 1)}
    lines = (line for n, line in enumerate(text.split("\n")) if n not in inside_blocks)
    return [line.lstrip("#").strip() for line in lines if re.match("#+ ", line)]


def _anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to headings."""
    found: set[str] = set()
    for line in text.split("\n"):
        if re.match("#+ ", line):
            words = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower().replace("`", ""))
            found.add(words.replace(" ", "-"))
    return found


def _section(page: Path, heading: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    lines = page.read_text("utf-8").split("\n")
    places = [n for n, line in enumerate(lines) if line.lstrip("#").strip() == heading and line.startswith("#")]
    assert len(places) == 1, f"{page.name}: {heading}"
    level = len(lines[places[0]]) - len(lines[places[0]].lstrip("#"))
    rest = lines[places[0] + 1 :]
    end = next((n for n, line in enumerate(rest) if re.match(rf"#{{1,{level}}} ", line)), len(rest))
    return "\n".join(rest[:end])


def _tables(text: str) -> list[str]:
    """The tables of a text, each as its lines."""
    return [found.group() for found in re.finditer(r"(?m)^\|.*(?:\n\|.*)+", text)]


def _rows(text: str) -> list[list[str]]:
    """The rows of all tables, as cells."""
    lines = (line for table in _tables(text) for line in table.split("\n"))
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in rows if row[0] != "---"]


def _keys(text: str) -> list[str]:
    """What stands as code in the first cells of the tables."""
    return [row[0].strip("`") for row in _rows(text) if re.fullmatch(r"`[\w-]+`", row[0])]


def _code(cell: str) -> bool:
    return bool(re.fullmatch(r"KPI\d{3}", cell))


def _commands() -> list[str]:
    return [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]


def _grammar_words() -> Iterator[str]:
    """Every word and phrase that the grammar spells, from its terminals."""
    for pattern in re.findall(r"(?m)^[A-Z_]+(?:\.\d)?: /(.+)/i$", grammar()):
        spelt = pattern.replace(r"(?!\w)", "").replace(r"\s*\(", "").replace(r"[^\S\n]+", " ")
        for word in re.sub(r"\(\?[:=!]|\)", "", spelt).split("|"):
            if re.fullmatch(r"[a-z ]+\??", word):
                yield word.rstrip("?")
                if word.endswith("?"):
                    yield word[:-2]


@contextlib.contextmanager
def _workspace(found: list[Block]) -> Iterator[Path]:
    """A folder with the first of each file that a page has, as the current one."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for block in reversed(found):
            if pages._is_file(block):
                pages._write(root, block)
        with inside(root):
            yield root


def write() -> None:
    """Make the tables of the catalogue's page anew."""
    page = DOCS / "catalogue.md"
    head = page.read_text("utf-8").partition(MADE)[0]
    page.write_text(head + MADE + catalogue_tables(standard()), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_docs.py --write")
    write()
