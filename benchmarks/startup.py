"""How long one contract with 120 verdicts takes, as a whole process, beside a bare use of the data engine.

    python benchmarks/startup.py            prints the ratios
    python benchmarks/startup.py --write    and puts them into RESULTS.md

The commands run in turns, in fresh processes, so that whatever else the machine does touches all of them.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROUNDS = 15
BARE = "bare duckdb: python -c \"import duckdb; duckdb.sql('select 1')\""
KPI_YAML = "currency: RUB\nsources:\n  daily: {files: data/daily.csv, read: {decimal: '.'}}\n"
CONTRACT = """---
contract: aurora
term: 2026-01-01..2026-12-31
---
```kpi
engagement_per_member >= 0.01
cpa <= 60
growth: growth(members) >= 1%
likes >= 1000
ctr >= 1%
cpm <= 90
roas >= 2%
churn_rate <= 10%
views_per_member >= 0.1
cost_per_net_member between 10 and 100
```
"""
HEAD = "account,date,members,joined,left,likes,reposts,comments,spend,clicks,impressions,revenue,views\n"


def rows() -> str:
    """A row a day from December 2025 to the end of 2026."""
    sizes = {(2025, 12): 31} | {
        (2026, m): (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m - 1] for m in range(1, 13)
    }
    days = [f"{year}-{month:02}-{day:02}" for (year, month), size in sizes.items() for day in range(1, size + 1)]
    return "".join(
        f"a,{day},{1000 + 12 * n},{15 + n % 3},{3 + n % 2},{45 + n % 7},3,4,"
        f"{500 + n % 90}.25,400,9000,500.5,{700 + n}\n"
        for n, day in enumerate(days)
    )


def seconds(command: list[str], root: Path, environment: dict[str, str]) -> float:
    """The wall time of a whole process that must end well."""
    start = time.perf_counter()
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start


def measure(root: Path) -> dict[str, float]:
    """The median seconds of each command."""
    for name, text in (("kpi.yaml", KPI_YAML), ("a.kpi.md", CONTRACT), ("data/daily.csv", HEAD + rows())):
        path = root / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    kpi = str(Path(sys.executable).with_name("kpi"))
    check = [kpi, "check", "--period", "2026", "--as-of", "2027-01-31"]
    commands = {
        BARE: [sys.executable, "-c", "import duckdb; duckdb.sql('select 1')"],
        "kpi check, 120 verdicts": check,
        "kpi check, 120 verdicts, nothing kept from a run before": check,
        "kpi lint": [kpi, "lint"],
        "kpi --version": [kpi, "--version"],
    }
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"XDG_CACHE_HOME": str(root / "kept"), "PYTHONPYCACHEPREFIX": str(root / "bytecode")}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(ROUNDS + 1):
        for name, command in commands.items():
            fresh = {"XDG_CACHE_HOME": str(root / f"fresh-{turn}")} if "nothing kept" in name else {}
            took = seconds(command, root / "work", environment | fresh)
            if turn:  # the first turn compiles
                times[name].append(took)
    return {name: median(found) for name, found in times.items()}


def table(found: dict[str, float]) -> str:
    """The medians and their ratios as Markdown."""
    lines = ["| command, whole process | median, ms | times the bare one |", "|---|---|---|"]
    lines += [f"| {name} | {1000 * took:.0f} | {took / found[BARE]:.2f} |" for name, took in found.items()]
    return "\n".join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = table(measure(Path(folder).resolve()))
    parts = (
        f"Python {platform.python_version()}, duckdb {version('duckdb')}, sqlglot {version('sqlglot')}, {ROUNDS} rounds"
    )
    sys.stdout.write(f"{text}\n\n{parts}\n")
    if sys.argv[1:] == ["--write"]:
        command = "`python benchmarks/startup.py --write`"
        Path(__file__).with_name("RESULTS.md").write_text(
            f"# Results\n\n## Start-up: {command}\n\n{text}\n\n{parts}\n", "utf-8"
        )


if __name__ == "__main__":
    main()
