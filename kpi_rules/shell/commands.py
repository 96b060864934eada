"""What can be typed after `kpi`. Each command loads what it needs when it is called, not before."""

from __future__ import annotations

from typing import Annotated

import typer

from kpi_rules import __version__
from kpi_rules.language.said import Lang
from kpi_rules.shell.options import (
    Account,
    AsOf,
    Color,
    ContractFormat,
    Data,
    Expressions,
    FmtPaths,
    Format,
    Language,
    OutputFormat,
    Paths,
    Period,
    Term,
)

app = typer.Typer(
    help="Contracts that check themselves: measurable targets, judged on data, exactly and with reasons.",
    epilog="kpi COMMAND --help shows its arguments, examples and exit statuses.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _epilog(examples: str, statuses: str) -> str:
    """Two blocks that typer leaves as they are."""
    return f"\b\nExamples:\n{examples}\n\n\b\nExit status:\n{statuses}"


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kpi-rules {__version__}")
        raise typer.Exit


@app.callback()
def _everywhere(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """What can be said before the command."""


@app.command(
    short_help="Judge contracts on data.",
    help="Judge the clauses of contracts on the workspace's data, and say what was kept, what was not, and why.",
    epilog=_epilog(
        '  kpi check contracts --period 2026-10\n  kpi check -e "cpa <= 30" --data ads.csv',
        "  0   at least one clause was judged, and none failed or lacks a verdict\n"
        "  1   at least one clause failed\n"
        "  2   nothing could be judged: wrong usage, a broken contract or broken data\n"
        "  3   none failed, and at least one has no verdict or none could be judged yet\n"
        "  70  a bug of ours; 141  nobody reads the output any more",
    ),
)
def check(
    paths: Paths = None,
    period: Period = None,
    as_of: AsOf = None,
    format: OutputFormat = Format.TEXT,
    expressions: Expressions = None,
    data: Data = None,
    term: Term = None,
    account: Account = None,
    color: Color = None,
    lang: Language = None,
) -> int:
    from kpi_rules.shell.check import Request, check

    asked = Request(
        tuple(paths or ()),
        period,
        as_of,
        format,
        tuple(expressions or ()),
        tuple(data or ()),
        term,
        account,
        color,
        lang,
    )
    return check(asked)


@app.command(
    short_help="Give the whole reason for a verdict.",
    help="Give the whole reason for a verdict: data, formula, explanation. Without data, say what the clause means.",
    epilog=_epilog(
        "  kpi explain contracts/aurora.kpi.md#engagement --period 2026-10\n  kpi explain aurora-vk",
        "  0   explained, whatever the verdict is\n"
        "  2   nothing could be explained: wrong usage, a broken contract or broken data\n"
        "  70  a bug of ours; 141  nobody reads the output any more",
    ),
)
def explain(
    contract: Annotated[
        str,
        typer.Argument(
            metavar="CONTRACT[#CLAUSE]", help="A contract by its file or its id; all of its clauses, or the one named."
        ),
    ],
    period: Period = None,
    as_of: AsOf = None,
    color: Color = None,
    lang: Language = None,
) -> int:
    from kpi_rules.shell.explain import explain

    return explain(contract, period, as_of, color, lang)


@app.command(
    short_help="Check contracts before any data is read.",
    help="Report every error and warning in contracts and in the workspace's configuration; no data is read.",
    epilog=_epilog(
        "  kpi lint contracts/aurora.kpi.md\n  kpi lint --paraphrase contracts/aurora.kpi.md",
        "  0   no errors; there may be warnings\n"
        "  1   at least one error\n"
        "  2   there was nothing to read: wrong usage, or no contract\n"
        "  70  a bug of ours; 141  nobody reads the output any more",
    ),
)
def lint(
    paths: Paths = None,
    paraphrase: Annotated[
        bool, typer.Option("--paraphrase", help="Say each contract in plain words first, clause by clause.")
    ] = False,
    format: ContractFormat = Format.TEXT,
    color: Color = None,
    lang: Language = None,
) -> int:
    from kpi_rules.shell.lint import lint

    return lint(paths or [], color, paraphrase, lang, format)


@app.command(
    short_help="Write contracts in canonical form.",
    help="Write the clauses of contracts in their one canonical text; comments stay, and the meaning does. A file with "
    "an error is left as it is.",
    epilog=_epilog(
        "  kpi fmt\n  kpi fmt --check contracts\n  kpi fmt --lang ru - < contracts/aurora.kpi.md",
        "  0   everything is in canonical form now\n"
        "  1   with --check: at least one file would change\n"
        "  2   wrong usage, a file with an error, or none to format\n"
        "  70  a bug of ours: no file was touched; 141  nobody reads the output any more",
    ),
)
def fmt(
    paths: FmtPaths = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; name the files that would change, and exit 1 if there are any."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change as a unified diff.")
    ] = False,
    lang: Annotated[
        Lang | None,
        typer.Option(
            "--lang",
            show_default=False,
            help="Write words and the catalogue's names in this language. [default: every clause in its own]",
        ),
    ] = None,
    color: Color = None,
) -> int:
    from kpi_rules.shell.fmt import Request, fmt

    return fmt(Request(tuple(paths or ()), check, diff, lang, color))


@app.command(
    "test",
    short_help="Play the scenarios of contracts.",
    help="Play the scenarios that contracts hold, on the figures that they give; the workspace's data is not read.",
    epilog=_epilog(
        "  kpi test\n  kpi test contracts/aurora.kpi.md",
        "  0   every scenario holds\n"
        "  1   at least one comes out otherwise\n"
        "  2   there was nothing to play: wrong usage, no scenario, or a broken contract\n"
        "  70  a bug of ours; 141  nobody reads the output any more",
    ),
)
def play(paths: Paths = None, format: OutputFormat = Format.TEXT, color: Color = None, lang: Language = None) -> int:
    from kpi_rules.shell.test import play

    return play(paths or [], format, color, lang)


@app.command(
    short_help="List what can be measured.",
    help="List the measures and KPIs that clauses may use; of one, all that is known: formula, unit, data, meaning.",
    epilog=_epilog(
        "  kpi kpis\n  kpi kpis engagement_per_member",
        "  0   shown\n  2   there is no such name\n  70  a bug of ours; 141  nobody reads the output any more",
    ),
)
def kpis(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", show_default=False, help="A measure or KPI, in any spelling. [default: all]"),
    ] = None,
    color: Color = None,
    lang: Language = None,
) -> int:
    from kpi_rules.shell.kpis import kpis

    return kpis(name, color, lang)


@app.command(
    short_help="Show what the data sources hold.",
    help="Show what the workspace's sources hold: files, columns, coverage by day, gaps, what was refused.",
    epilog=_epilog(
        "  kpi data daily\n  kpi data contracts telegram",
        "  0   everything could be read\n"
        "  2   wrong usage, or something was refused\n"
        "  70  a bug of ours; 141  nobody reads the output any more",
    ),
)
def data(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FOLDER] [SOURCE]...",
            show_default=False,
            help="A folder of the workspace [default: this one], and sources as its kpi.yaml names them [default: "
            "all]. One word alone is a source if there is one of this name here, else a folder.",
        ),
    ] = None,
    color: Color = None,
    lang: Language = None,
) -> int:
    from kpi_rules.shell.data import data

    return data(words or [], color, lang)
