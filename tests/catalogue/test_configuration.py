"""kpi.yaml: what is said of sources becomes exact, and every fault has its place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kpi_rules.catalogue.configuration import find_root, read_workspace
from kpi_rules.catalogue.workspace import DateParts, Dialect, Source
from kpi_rules.language.diagnostics import Span
from kpi_rules.language.schedule import Days
from kpi_rules.language.vocabulary import SourceFacts

FULL = """\
timezone: Europe/Moscow
currency: RUB
locale: ru
sources:
  daily:
    files: data/daily-*.csv
    date: Дата
    columns: {Подписчики: members, Лайки: Likes, Расход: расходы}
    constants: {account: aurora}
    blanks: {spend: 0}
    currency: USD
    read: {separator: ";", decimal: ",", thousands: " ", encoding: cp1251, dates: dd.mm.yyyy, skip: 2, totals: Итого}
    covers: 2026-01-01..2026-10-31
    rows: 304
    sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    duplicates: keep first
  uci:
    table: Posts
    files: posts.csv
    date: {year: 2014, month: Post Month}
    numbered: post_id
"""


def write(root: Path, **files: str) -> Path:
    for name, text in {"kpi": FULL, **files}.items():
        path = root / ("kpi.yaml" if name == "kpi" else f"kpis/{name}.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    workspace, notes = read_workspace(write(tmp_path))
    assert notes == []
    daily, uci = workspace.sources
    assert daily == Source(
        "daily",
        "daily",
        "data/daily-*.csv",
        columns={"Подписчики": "members", "Лайки": "likes", "Расход": "spend"},
        date="Дата",
        constants={"account": "aurora"},
        blanks={"spend": Fraction(0)},
        currency="USD",
        read=Dialect(";", ",", " ", "cp1251", "dd.mm.yyyy", 2, "Итого"),
        covers=Days(date(2026, 1, 1), date(2026, 10, 31)),
        rows=304,
        sha256="0123456789abcdef" * 4,
        duplicates="keep first",
        span=Span(5, 3, 5, 8),
    )
    assert (uci.table, uci.date, uci.numbered) == ("posts", DateParts(2014, "Post Month", 1), "post_id")
    assert (workspace.timezone, workspace.currency, workspace.locale) == ("Europe/Moscow", "RUB", "ru")
    vocabulary = workspace.vocabulary
    assert (vocabulary.timezone, vocabulary.currency) == ("Europe/Moscow", "RUB")
    assert vocabulary.sources == (
        SourceFacts("daily", "daily", frozenset({"account", "date", "members", "likes", "spend"}), "USD", "aurora"),
        SourceFacts("uci", "posts", frozenset({"post_id", "published_at"}), "RUB"),
    )


def test_own_entries_serve_sources(tmp_path: Path) -> None:
    own = "tables:\n  daily: {columns: {stories: number}}\n"
    config = "sources:\n  daily: {files: a.csv, columns: {Истории: stories}}\n"
    workspace, notes = read_workspace(write(tmp_path, kpi=config, own=own))
    assert notes == []
    assert workspace.sources[0].columns == {"Истории": "stories"}
    assert (workspace.timezone, workspace.currency, workspace.locale) == (None, None, None)


def test_an_empty_configuration_has_no_sources(tmp_path: Path) -> None:
    workspace, notes = read_workspace(write(tmp_path, kpi="# nothing yet\n"))
    assert notes == []
    assert workspace.vocabulary.sources == ()


SOURCE = "sources:\n  daily: {files: a.csv, %s}\n"


@pytest.mark.parametrize(
    ("marked", "code", "help"),
    [
        ("¦sorces: {}\n", "KPI011", "sources:"),
        ("timezone: ¦Europe/Moskow\n", "KPI013", "timezone: Europe/Moscow"),
        ("currency: ¦rub\n", "KPI013", "currency: RUB"),
        ("locale: ¦de\n", "KPI013", None),
        ("sources: ¦[daily]\n", "KPI013", None),
        ("sources:\n  daily: ¦data.csv\n", "KPI013", None),
        ("sources:\n  ¦daily: {table: daily}\n", "KPI012", "files: …"),
        ("sources:\n  ¦metrika: {files: a.csv}\n", "KPI061", "table: daily, or periods, or posts"),
        ("sources:\n  metrika: {table: ¦dayly, files: a.csv}\n", "KPI061", "daily"),
        ("sources:\n  daily: {files: a.csv}\n  ¦Daily: {files: b.csv}\n", "KPI035", None),
        ("sources:\n  ¦my-data: {table: daily, files: a.csv}\n", "KPI060", "my_data"),
        (SOURCE % "¦database: postgresql", "KPI011", None),
        (SOURCE % "columns: {A: likes, Б: ¦лайки}", "KPI061", None),
        (SOURCE % "columns: {A: ¦lieks}", "KPI061", "likes"),
        (SOURCE % "columns: {A: ¦лайкки}", "KPI061", "лайки"),
        ("sources:\n  metrika: {table: ¦пубикации, files: a.csv}\n", "KPI061", "публикации"),
        (SOURCE % "columns: {A: date}, date: ¦D", "KPI061", None),
        (SOURCE % "columns: {A: likes, ¦A: reposts}", "KPI014", None),
        (SOURCE % "constants: {¦chanel: vk}", "KPI061", "channel"),
        (SOURCE % "constants: {spend: ¦free}", "KPI013", None),
        (SOURCE % "constants: {spend: ¦-1}", "KPI013", None),
        (SOURCE % "columns: {A: spend}, constants: {¦spend: 1}", "KPI061", None),
        (SOURCE % "blanks: {spend: ¦none}", "KPI013", "spend: 0.05"),
        (SOURCE % "blanks: {spend: 0, ¦расходы: 1}", "KPI014", None),
        (SOURCE % "constants: {channel: vk, ¦Канал: ok}", "KPI061", None),
        (SOURCE % "blanks: {¦channel: 0}", "KPI061", None),
        (SOURCE % "numbered: ¦row", "KPI061", None),
        (SOURCE % "date: {year: 2026, month: ¦13}", "KPI013", "month: 1"),
        (SOURCE % "date: ¦{year: 2026}", "KPI012", "month: …"),
        (SOURCE % "currency: ¦RUR", "KPI013", None),
        (SOURCE % "covers: ¦2026", "KPI013", "covers: 2026-01-01..2026-12-31"),
        (SOURCE % "rows: ¦many", "KPI013", "rows: 0"),
        (SOURCE % "sha256: ¦abc", "KPI013", None),
        (SOURCE % "duplicates: ¦keep", "KPI013", None),
        (SOURCE % "read: {¦delimiter: x}", "KPI011", None),
        (SOURCE % 'read: {separator: ¦";;"}', "KPI013", 'separator: ";"'),
        (SOURCE % "read: {decimal: ¦'.,'}", "KPI013", None),
        (SOURCE % 'read: {decimal: ",", ¦thousands: ","}', "KPI061", None),
        (SOURCE % "read: {encoding: ¦cp1252x}", "KPI013", "encoding: cp1251"),
        (SOURCE % "read: {encoding: ¦rot13}", "KPI013", "encoding: cp1251"),
        (SOURCE % "read: {dates: ¦dd.mm}", "KPI013", None),
        (SOURCE % 'read: {dates: ¦"%d.%m"}', "KPI013", None),
        (SOURCE % "read: {skip: ¦-1}", "KPI013", None),
    ],
)
def test_a_fault_is_placed(tmp_path: Path, marked: str, code: str, help: str | None) -> None:
    """`¦` stands before the place that the message must point at."""
    before, text = marked.split("¦")[0], marked.replace("¦", "")
    workspace, notes = read_workspace(write(tmp_path, kpi=text))
    place = (before.count("\n") + 1, len(before.split("\n")[-1]) + 1)
    assert [(note.code, note.file, note.span.line, note.span.column) for note in notes] == [(code, "kpi.yaml", *place)]
    assert help is None or notes[0].help == help
    assert all(source.files == "a.csv" for source in workspace.sources)


@pytest.mark.parametrize("pattern", ["%d.%m.%Y", "%Y%m%d", "%d/%m/%y"])
def test_a_pattern_of_dates_may_be_given(tmp_path: Path, pattern: str) -> None:
    workspace, notes = read_workspace(write(tmp_path, kpi=SOURCE % f'read: {{dates: "{pattern}", separator: tab}}'))
    assert notes == []
    assert workspace.sources[0].read == Dialect("\t", dates=pattern)


@pytest.mark.parametrize(
    "files",
    [
        "/etc/passwd", "../other/a.csv", "data/../../a.csv", "..", "~/a.csv", "$HOME/a.csv", "data/${X}.csv",
        "%TEMP%/a", "https://example.org/a.csv", "s3://bucket/a.csv", "file:/etc/passwd", "C:/a.csv",
        "C:\\a.csv", "data\\a.csv",
    ],
)  # fmt: skip
def test_a_path_stays_in_the_workspace(tmp_path: Path, files: str) -> None:
    config = f"sources:\n  daily:\n    files: '{files}'\n"
    workspace, notes = read_workspace(write(tmp_path, kpi=config))
    assert [(note.code, note.span.line, note.span.column) for note in notes] == [("KPI061", 3, 12)]
    assert workspace.sources == ()


@pytest.mark.parametrize("files", ["a.csv", "data/daily-*.csv", "data/..2026.csv", "data/a~b.csv", "g[12].csv"])
def test_a_relative_path_is_taken_as_it_stands(tmp_path: Path, files: str) -> None:
    workspace, notes = read_workspace(write(tmp_path, kpi=f"sources:\n  daily:\n    files: '{files}'\n"))
    assert notes == []
    assert workspace.sources[0].files == files


def test_faults_of_all_files_are_told(tmp_path: Path) -> None:
    root = write(tmp_path, kpi="currency: rub\n", b="kpis: [x]\n", a="measure: {}\n")
    _, notes = read_workspace(root)
    assert [(note.file, note.code) for note in notes] == [
        ("kpi.yaml", "KPI013"), ("kpis/a.yaml", "KPI011"), ("kpis/b.yaml", "KPI013"),
    ]  # fmt: skip


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("kpis: {}\n", "utf-8")
    root = tmp_path / "root"
    (root / "kpis" / "folder.yaml").mkdir(parents=True)
    (root / "kpis" / "latin.yaml").write_bytes("kpis: # Вася\n".encode("cp1251"))
    (root / "kpis" / "linked.yaml").symlink_to(outside)
    workspace, notes = read_workspace(root)
    assert [(note.file, note.code) for note in notes] == [
        ("kpis/folder.yaml", "KPI061"), ("kpis/latin.yaml", "KPI010"), ("kpis/linked.yaml", "KPI061"),
        ("kpi.yaml", "KPI062"),
    ]  # fmt: skip
    assert workspace.sources == ()


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "kpi.yaml").write_bytes(b"\xef\xbb\xbfcurrency: EUR\r\nlocale: en\r\n")
    workspace, notes = read_workspace(tmp_path)
    assert notes == []
    assert (workspace.currency, workspace.locale) == ("EUR", "en")


def test_the_root_is_the_nearest_folder_with_kpi_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "outer" / "inner"
    deep = inner / "contracts" / "vk"
    deep.mkdir(parents=True)
    (tmp_path / "outer" / "kpi.yaml").touch()
    assert find_root(deep) == tmp_path / "outer"
    (inner / "kpi.yaml").touch()
    assert find_root(deep) == find_root(inner) == inner
    monkeypatch.chdir(deep)
    assert find_root(Path()) == inner
    assert find_root(tmp_path) is None
