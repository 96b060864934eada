"""What is kept between processes is only ever a copy of what would be made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi_rules.language import kept as module
from kpi_rules.language.kept import keep_in, kept, stamp


@pytest.fixture(autouse=True)
def nowhere_else() -> Iterator[None]:
    before = list(module._folders)
    yield
    module._folders[:] = before


def counted() -> tuple[list[int], object]:
    calls: list[int] = []

    def make() -> str:
        calls.append(1)
        return "made"

    return calls, make


def test_made_once_for_each_key(tmp_path: Path) -> None:
    keep_in(tmp_path / "cache")
    calls, make = counted()
    assert [kept("x", key, make) for key in ("a", "a", "b", "a")] == ["made"] * 4  # type: ignore[arg-type]
    assert len(calls) == 2
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


def test_a_torn_file_is_made_anew(tmp_path: Path) -> None:
    keep_in(tmp_path)
    calls, make = counted()
    kept("x", "a", make)  # type: ignore[arg-type]
    [file] = tmp_path.glob("*.kept")
    file.write_bytes(file.read_bytes()[:3])
    assert kept("x", "a", make) == "made"  # type: ignore[arg-type]
    assert len(calls) == 2


def test_a_folder_that_others_may_write_to_is_not_trusted(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    keep_in(tmp_path)
    calls, make = counted()
    assert [kept("x", "a", make), kept("x", "a", make)] == ["made", "made"]  # type: ignore[arg-type]
    assert len(calls) == 2
    assert not list(tmp_path.iterdir())


def test_old_things_go(tmp_path: Path) -> None:
    keep_in(tmp_path)
    for number in range(module.MOST + 5):
        kept("x", str(number), lambda number=number: number)  # type: ignore[misc]
    assert len(list(tmp_path.glob("*.kept"))) == module.MOST


def test_a_stamp_changes_with_the_files(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    before = stamp([file])
    file.write_text("12")
    assert stamp([file]) != before
