"""What can be typed after `kpi`: arguments, options, help. Each command loads what it needs when it is called."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_rules import __version__

if TYPE_CHECKING:
    from kpi_rules.language.schedule import Days

_PERIOD = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?|-W(0[1-9]|[1-4]\d|5[0-3])|-Q[1-4])?|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d"
)


class Format(str, Enum):
    """How verdicts are written."""

    TEXT = "text"
    JSON = "json"


def _epilog(examples: str, statuses: str) -> str:
    return f"\b\nExamples:\n{examples}\n\n\b\nExit status:\n{statuses}"


def _day(text: str) -> date:
    from kpi_rules.language.literals import day

    found = day(text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is no date; write 2026-11-05")
    return found


def _days(text: str) -> Days:
    from kpi_rules.language.literals import stretch

    found = stretch(text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is no stretch of days; write 2026-01-01..2026-12-31")
    return found


def _period(text: str | None) -> str | None:
    if text is not None and not _PERIOD.fullmatch(text):
        raise typer.BadParameter(
            f"{text!r} is no period; write 2026-10-05, 2026-W41, 2026-10, 2026-Q4, 2026 or 2026-01-01..2026-06-30"
        )
    return text


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kpi-rules {__version__}")
        raise typer.Exit


app = typer.Typer(
    help="Contracts that check themselves: measurable targets, judged on data, exactly and with reasons.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    epilog="Every command has its own page: kpi COMMAND --help",
)

AsOf = Annotated[
    date | None,
    typer.Option(
        parser=_day,
        metavar="DATE",
        show_default="today",
        help="The date on which the check is made; later data is not read.",
    ),
]
Period = Annotated[
    str | None,
    typer.Option(
        callback=_period,
        metavar="P",
        show_default="the last one that is over",
        help="Judge the periods that end in P, such as 2026-10 or 2026-Q4.",
    ),
]
Color = Annotated[
    bool | None,
    typer.Option(
        "--color/--no-color",
        show_default="on a terminal, unless NO_COLOR is set",
        help="Colour the output.",
    ),
]


@app.callback()
def _everywhere(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(
    help="Judge the clauses of contracts on the workspace's data, and say what was kept and what was not.",
    epilog=_epilog(
        "  kpi check contracts --period 2026-10\n"
        '  kpi check -e "cpa <= 30" --data ads.csv',
        "  0  at least one clause was judged; none failed or lacks a verdict\n"
        "  1  at least one clause failed\n"
        "  2  nothing could be judged: wrong usage, contract or data\n"
        "  3  none failed, but some clause has no verdict, or none could be judged yet",
    ),
)
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...", show_default="this folder's workspace", help="Contracts, or folders with contracts."
        ),
    ] = None,
    period: Period = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option(help="How the verdicts are written.")] = Format.TEXT,
    expression: Annotated[
        list[str] | None,
        typer.Option(
            "--expression", "-e", metavar="EXPR", help="Judge this clause, without a contract; over term if it names no schedule."
        ),
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Data for -e or a .kpi file, if there is no workspace for it."),
    ] = None,
    term: Annotated[
        Days | None if TYPE_CHECKING else str | None,
        typer.Option(
            parser=_days,
            metavar="A..B",
            show_default="the days that the data has",
            help="Term for -e or a .kpi file.",
        ),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option(metavar="NAME", show_default="all", help="Judge this account only, for -e or a .kpi file."),
    ] = None,
    color: Color = None,
) -> int:
    from kpi_rules.shell.check import Request, check

    return 0


@app.command(
    help="Give the whole reason for a verdict; without data, say in words what the clause means.",
    epilog=_epilog(
        "  kpi explain contracts/aurora.kpi.md#engagement --period 2026-10\n"
        "  kpi explain aurora-vk",
        "  0  explained\n"
        "  2  nothing could be explained: wrong usage, contract or data",
    ),
)
def explain(
    contract: Annotated[
        str, typer.Argument(metavar="CONTRACT[#CLAUSE]", help="A contract's file or id; all of its clauses, or one.")
    ],
    period: Period = None,
    as_of: AsOf = None,
    color: Color = None,
) -> int:
    return 0
