"""Pages that run: Markdown with the files of a workspace, commands, and what they must answer.

A fenced block whose first line names a file (```csv data/daily.csv) is written into an empty folder.
In a `days` block each row's date may be a range, which becomes a row a day. Blocks that are answered:

    ```console              lines `$ kpi … [< FILE]`, each followed by what it prints and, if not 0, `[exit 1]`
    ```verdicts OPTIONS     one line a verdict of `kpi check OPTIONS --format json`
    ```costs OPTIONS        what the same verdicts cost: remedies, statements, scorecards
    ```messages             what `kpi lint` says

`python tests/pages.py --bless PAGE…` writes the answers anew; the diff is the review.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ["LC_ALL"] = "C"  # the answers are in English, whatever the computer speaks
_FENCE = re.compile(r"^(`{3,}|~{3,})\s*(\S+)?[ ]?(.*)$")
_WORKSPACE = "timezone: Europe/Moscow\ncurrency: RUB\nsources:\n"


@dataclass(slots=True)
class Block:
    """A fenced block: its language, the rest of its first line, its text, and its lines in the page."""

    kind: str
    argument: str
    text: str
    first: int
    last: int


def pages() -> list[Path]:
    """Every page of the project that runs."""
    found = [*ROOT.glob("tests/cases/**/*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "README.md"]
    return sorted(page for page in found if any(b.kind in ANSWERED for b in blocks(page.read_text("utf-8"))))


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, outermost ones only."""
    lines = text.split("\n")
    start, mark, kind, argument = -1, "", "", ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if start < 0 and found:
            start, mark, kind, argument = number, found[1], found[2] or "", found[3].strip()
        elif start >= 0 and line.strip() and set(line.strip()) == {mark[0]} and len(line.strip()) >= len(mark):
            yield Block(kind, argument, "".join(f"{t}\n" for t in lines[start + 1 : number]), start + 1, number)
            start = -1


def run(page: Path) -> tuple[str, str]:
    """The page as it is, and as it would be with every answer written anew."""
    text = page.read_text("utf-8")
    lines = text.split("\n")
    found = list(blocks(text))
    answers: list[tuple[Block, str]] = []
    with tempfile.TemporaryDirectory() as folder, _inside(Path(folder).resolve()) as root:
        for block in found:
            if _is_file(block):
                _write(root, block)
            elif block.kind in ANSWERED:
                _complete(root)
                answers.append((block, ANSWERED[block.kind](block).replace(str(root), "…")))
    for block, answer in reversed(answers):
        lines[block.first : block.last] = answer.rstrip("\n").split("\n") if answer.strip() else []
    return text, "\n".join(lines)


def kpi(*arguments: str) -> tuple[str, str, int]:
    """The command in this process: what it printed, what it complained of, its exit status."""
    from kpi_rules.shell.main import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    return out.getvalue(), err.getvalue(), status


def _console(block: Block) -> str:
    answer = []
    for line in block.text.split("\n"):
        if line.startswith("$ kpi "):
            command, _, file = line[6:].partition(" < ")
            with _stdin(file.strip()):
                out, err, status = kpi(*shlex.split(command))
            answer += [line, *(out + err).rstrip("\n").split("\n"), *([f"[exit {status}]"] if status else [])]
    return "\n".join(answer)


@contextlib.contextmanager
def _stdin(file: str) -> Iterator[None]:
    """A file, or nothing, as standard input."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(Path(file).read_bytes() if file else b""), "utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def _messages(block: Block) -> str:
    out, err, _ = kpi("lint", *shlex.split(block.argument))
    return out + err


def _verdicts(block: Block) -> str:
    out, err, _ = kpi("check", *shlex.split(block.argument), "--format", "json")
    if not out.strip():
        return err
    return "\n".join(map(_line, json.loads(out)["verdicts"])) + ("\n" + err if err else "")


def _costs(block: Block) -> str:
    out, err, _ = kpi("check", *shlex.split(block.argument), "--format", "json")
    if not out.strip():
        return err
    found = json.loads(out)
    lines = []
    for verdict in found["verdicts"]:
        group = "".join(f" [{name}={value}]" for name, value in verdict["group"].items())
        for remedy in verdict["remedies"]:
            words = f"{remedy['kind']} {remedy['arithmetic'] or remedy['notice'] or ''}".strip()
            waits = f", open: {remedy['waits_for']}" if remedy["open"] else ""
            lines.append(f"{verdict['clause']}{group}, {verdict['period']}: {words}{waits}")
    for statement in found.get("statements", []):
        sums = [
            f"{name} {total['sum']}" + ("" if total["limit"] is None else f", limit {total['limit']}: {total['due']}")
            for name, total in ((name, statement[name]) for name in ("deductions", "bonuses"))
        ]
        cuts = [f"{line['clause']} cut by {line['cut']}" for line in statement["lines"] if float(line["cut"])]
        lines.append(f"statement of {statement['period']}: {'; '.join([*sums, *cuts])}")
    for card in found.get("scorecards", []):
        most = f" to {card['share_at_most']['exact']}" if card["unknown"] != "0" else ""
        share = f"{card['share']['exact']}{most}" if card["share"] else "nothing"
        provisional = ", provisional" if card["provisional"] else ""
        lines.append(f"scorecard of {card['period']}: {card['status']}, {share}{provisional}")
    return "\n".join(lines)


def _line(verdict: dict) -> str:  # type: ignore[type-arg]
    group = "".join(f" [{name}={value}]" for name, value in verdict["group"].items())
    words = [verdict["clause"] + group, verdict["period"], verdict["status"]]
    words += [verdict["reason"]] if verdict["reason"] else []
    words += [_compared(check) for check in verdict["checks"]] or [v["exact"] for v in (verdict["value"],) if v]
    words += [f"provided {_compared(check)}" for check in verdict.get("provided", ())]
    words += [f"{pair['source']} {(pair['other'] or {}).get('exact', '-')}" for pair in verdict.get("against", ())]
    if verdict["block"]:
        counts = verdict["block"]
        words.append(f"{counts['needed']} of {counts['of']}: {counts['passed']} passed, {counts['failed']} failed")
    words += ["partial"] if verdict["partial"] else []
    words += ["provisional"] if verdict["provisional"] else []
    words += ["missing " + " ".join(verdict["missing_days"])] if verdict["missing_days"] else []
    return ", ".join(words)


def _compared(check: dict) -> str:  # type: ignore[type-arg]
    target = check["target"] or {}
    values = [(v or {}).get("exact") for v in (check["value"], target if "exact" in target else None)]
    return " ".join(str(v) for v in (values[0] or "-", check["comparator"], values[1] or "…"))


ANSWERED = {"console": _console, "costs": _costs, "messages": _messages, "verdicts": _verdicts}


def _is_file(block: Block) -> bool:
    return block.kind not in ANSWERED and bool(re.fullmatch(r"[\w./-]+\.\w+", block.argument))


def _write(root: Path, block: Block) -> None:
    target = root / block.argument
    target.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(_expanded(block.text)) if block.kind == "days" else block.text
    target.write_bytes(text.encode("utf-8"))


def _expanded(text: str) -> Iterator[str]:
    """Rows with a range of dates, such as 2026-01-01..2026-01-31, as a row a day."""
    for row in csv.reader(io.StringIO(text)):
        place = next(
            (n for n, cell in enumerate(row) if re.fullmatch(r"\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d", cell)), None
        )
        if place is None:
            yield ",".join(row) + "\n"
            continue
        first, last = map(date.fromisoformat, row[place].split(".."))
        for offset in range((last - first).days + 1):
            yield ",".join([*row[:place], str(first + timedelta(offset)), *row[place + 1 :]]) + "\n"


def _complete(root: Path) -> None:
    """A page without kpi.yaml has one source for each of its data files, named as the file is."""
    data = sorted(root.glob("data/*.csv"))
    if data and not (root / "kpi.yaml").exists():
        sources = "".join(f"  {file.stem}: {{files: data/{file.name}}}\n" for file in data)
        (root / "kpi.yaml").write_text(_WORKSPACE + sources, "utf-8")


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[Path]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)


def bless(paths: list[str]) -> None:
    """Write the answers of these pages, or of all, as they are now."""
    for page in [Path(p).resolve() for p in paths] or pages():
        old, new = run(page)
        if old != new:
            page.write_text(new, "utf-8")
            sys.stdout.write(f"rewritten: {page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--bless"]:
        sys.exit("usage: python tests/pages.py --bless [PAGE…]")
    bless(sys.argv[2:])
