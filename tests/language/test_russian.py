"""The Russian table: complete, without anything over, and with the same values in the same templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from kpi_rules.language.diagnostics import Diagnostic, Notes
from kpi_rules.language.russian import NOUNS, PARTS, TEXTS, WORDS
from kpi_rules.language.said import Said, in_language
from pages import ROOT, pages, run

JOINED = "kpi_rules.language.said"  # whose constants join two parts
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def sources() -> list[Path]:
    found = [*ROOT.glob("kpi_rules/**/*.py"), *ROOT.glob("engine/**/*.py")]
    return [path for path in found if path.parent.name != "russian"]


def templates() -> set[str]:
    """Every template that the code says, and every one that joins two parts."""
    return {template for path in sources() for template in _in(path)}


def _in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == JOINED
        for name in node.names
    }
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    place = {"said": 0, "listed": 1}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in imported):
            continue
        if node.func.id not in place:
            continue
        argument = node.args[place[node.func.id]]
        if isinstance(argument, ast.Name) and argument.id in imported:
            continue  # AND, OR, COMMA
        text = named.get(argument.id) if isinstance(argument, ast.Name) else getattr(argument, "value", None)
        assert isinstance(text, str), f"{path}:{node.lineno}: a template is written out where it is said"
        yield text


def joining() -> set[str]:
    from kpi_rules.language import said

    return {said.AND, said.OR, said.COMMA}


def test_every_template_has_a_russian_one_and_no_other_has() -> None:
    assert templates() | joining() == set(TEXTS)


def test_no_template_stands_in_two_parts() -> None:
    assert sum(len(part.TEXTS) for part in PARTS) == len(TEXTS)


def test_the_same_values_stand_in_both() -> None:
    for english, russian in TEXTS.items():
        assert _names(english) == _names(russian), english
        for form in _forms(russian):
            assert "|" not in form or form.count("|") == 2, "one, few, many"
            assert not form.isidentifier() or form in WORDS, english
        assert all(form.count("|") == 1 for form in _forms(english) if "|" in form), english


def test_nouns_have_three_forms() -> None:
    assert all(noun.count("|") == 2 for noun in NOUNS.values())


def _names(template: str) -> set[str]:
    parts = list(Formatter().parse(template))
    return {name for _, name, _, _ in parts if name} | {
        form.removeprefix("of ") for _, _, form, _ in parts if form and form.startswith("of ")
    }


def _forms(template: str) -> list[str]:
    return [form for _, _, form, _ in Formatter().parse(template) if form]


def test_every_message_of_the_pages_can_be_said_in_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every message is a `Said` with a Russian template, and a help line is one, or nothing but code."""
    found: dict[tuple[str, str], Diagnostic] = {}
    whole = Notes.add

    def add(notes: Notes, code: str, span: object, message: str, help: str | None = None) -> None:
        found[message, help or ""] = Diagnostic(code, notes.file, span, message, help)  # type: ignore[arg-type]
        whole(notes, code, span, message, help)  # type: ignore[arg-type]

    monkeypatch.setattr(Notes, "add", add)
    bad = wrong_pages()
    assert len(bad) > 90
    for page in bad:
        run(page)
    assert len(found) > 90
    for note in found.values():
        assert isinstance(note.message, Said), note
        assert _CYRILLIC.search(in_language(note.message, "ru")), note
        help = in_language(note.help or "", "ru")
        assert _CYRILLIC.search(help) or not _sentence(help), note


def test_the_pages_are_drawn_in_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every line but the contract's own there is Cyrillic, or nothing but code."""
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    for page in wrong_pages():
        english, russian = run(page)
        lines = russian.split("\n")
        told = [line for line in lines if "подсказка: " in line or re.search(r"(ошибка|предупреждение)\[", line)]
        assert told, page.name
        assert english != russian or "--lang ru" in english
        for line in told:
            text = re.sub(r"`[^`]*`", "", line.partition("]: ")[2] or line.partition("подсказка: ")[2])
            assert _CYRILLIC.search(text) or not _sentence(text), f"{page.name}: {line}"


def wrong_pages() -> list[Path]:
    """The pages of messages, those on scenarios among them."""
    scenarios = {"that-cannot-be-played.md", "that-fail.md"}
    return [page for page in pages() if page.parent.name == "bad" or page.name in scenarios]


def _sentence(text: str) -> bool:
    """Three Latin words in a row: a clause or YAML has hardly that many without a sign or a number."""
    return bool(re.search(r"[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2}", text))
