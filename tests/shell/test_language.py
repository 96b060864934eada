"""The language of the command line: what was asked for, the workspace's, the computer's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kpi_rules.language.vocabulary import Words
from kpi_rules.shell.language import in_words, language, of_environment
from shell.conftest import Kpi


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ru_RU", "LANG": "en_US.UTF-8"}, "ru"),
        ({"LC_ALL": "C", "LC_MESSAGES": "ru_RU", "LANG": "ru_RU"}, "en"),
        ({"LC_ALL": "", "LANG": "ru"}, "ru"),
        ({"LC_ALL": "RU_ru"}, "ru"),
        ({"LC_TIME": "ru_RU"}, "en"),
    ],
)
def test_the_environment(environment: dict[str, str], lang: str) -> None:
    assert of_environment(environment) == lang


def test_what_is_asked_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert language("en", None) == "en"
    assert language(None, None) == "ru"


def test_words_of_the_other_language_are_better_than_none() -> None:
    assert in_words(Words("Likes", "Лайки"), "ru") == "Лайки"
    assert in_words(Words("Likes"), "ru") == "Likes"
    assert in_words(Words("", "Лайки"), "en") == "Лайки"


def broken(workspace: Path) -> None:
    contract = workspace / "contracts" / "aurora.kpi.md"
    contract.write_text(contract.read_text("utf-8").replace("cpa <= 30", "cpa <= 30,5"), "utf-8")


@pytest.mark.parametrize("command", [("check",), ("lint",), ("explain", "aurora-vk")])
def test_messages(kpi: Kpi, workspace: Path, command: tuple[str, ...]) -> None:
    broken(workspace)
    ended = kpi(*command, "--lang", "ru")
    text = ended.out + ended.err
    assert "ошибка[KPI021]: дробная часть числа отделяется точкой" in text
    assert "подсказка: напишите 30.5\n" in text
    assert re.search("1\u00a0ошибка в 1\u00a0файле|2\u00a0ошибки в 2\u00a0файлах", text)
    assert "error[KPI021]: a decimal number is written with a point" in "".join(kpi(*command)[1:])


def test_the_locale_of_the_workspace(kpi: Kpi, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = workspace / "kpi.yaml"
    said = configuration.read_text("utf-8")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    for locale, russian in (("en", False), ("ru", True), ("ru_RU", True), ("ru-RU", True)):
        configuration.write_text(f"locale: {locale}\n{said}", "utf-8")
        assert ("замечаний нет" in kpi("lint").out) is russian
    configuration.write_text(f"locale: ru\n{said}", "utf-8")
    assert kpi("lint", "--lang", "en").out == "no messages about 2 clauses in 1 file\n"
    configuration.write_text(f"locale: martian\n{said}", "utf-8")
    assert "ошибка[KPI013]: `locale`" in kpi("lint").out


def test_the_environment_decides_at_last(kpi: Kpi, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kpi("lint").out == "no messages about 2 clauses in 1 file\n"
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert kpi("lint").out == "замечаний нет: 2\u00a0пункта в 1\u00a0файле\n"


def test_verdicts(kpi: Kpi, workspace: Path) -> None:
    ended = kpi("check", "--lang", "ru", "--period", "2026-10", "--as-of", "2026-11-05")
    assert ended.status == 1
    assert ended.out.startswith("Приложение (aurora-vk, версия 2)\n2026-10, на 2026-11-05\n")
    assert "НЕ ВЫПОЛНЕНО" in ended.out
    assert "Цена привлечения" in kpi("check", "-e", "cpa <= 30", "--lang", "ru", "--term", "2026-10").out
    assert re.search(r"(?m)^не выполнено: 1|, не выполнено: 1", ended.out)


def test_json_is_not_translated(kpi: Kpi, workspace: Path) -> None:
    """Neither its keys nor its words, nor the numbers for programs."""
    asked = ("check", "--format", "json", "--period", "2026-10", "--as-of", "2026-11-05")
    english, russian = json.loads(kpi(*asked).out), json.loads(kpi(*asked, "--lang", "ru").out)
    assert [v["status"] for v in russian["verdicts"]] == [v["status"] for v in english["verdicts"]]
    for name in ("exact", "decimal", "unit"):
        assert russian["verdicts"][0]["value"][name] == english["verdicts"][0]["value"][name]
    assert russian["summary"] == english["summary"]


def test_the_catalogue(kpi: Kpi) -> None:
    listed = kpi("kpis", "--lang", "ru").out
    assert "что это" in listed
    assert "Показы" in listed
    assert "Impressions" not in listed
    one = kpi("kpis", "cpa", "--lang", "ru").out
    assert "чем меньше, тем лучше" in one
    assert "Расходы на каждого" in one


def test_data(kpi: Kpi, workspace: Path) -> None:
    ended = kpi("data", "--lang", "ru")
    assert "таблица daily, из data/daily.csv" in ended.out
    assert "91\u00a0строка" in ended.out
    assert "пропуски" in ended.out


def test_another_language_is_refused(kpi: Kpi) -> None:
    assert kpi("lint", "--lang", "de").status == 2


def test_english_loads_no_russian() -> None:
    """The table costs nothing where it is not asked for."""
    import subprocess
    import sys

    code = "import sys, kpi_rules.shell.lint; sys.exit('kpi_rules.language.russian' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
