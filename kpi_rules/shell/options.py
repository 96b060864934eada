"""Arguments and options that commands share, and how their values are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kpi_rules.language.literals import day, stretch
from kpi_rules.language.months import unit_named
from kpi_rules.language.said import Lang
from kpi_rules.language.schedule import Days


class Format(StrEnum):
    """How verdicts are written."""

    TEXT = "text"
    JSON = "json"


def _day(text: str) -> date:
    found = day(text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is no date; write 2026-11-05")
    return found


def _days(text: str) -> Days:
    found = stretch(text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is no stretch of days; write 2026-01-01..2026-12-31")
    return found


def _period(text: str | None) -> str | None:
    if text is None or unit_named(text) or (".." in text and stretch(text)):
        return text
    raise typer.BadParameter(
        f"{text!r} is no period; write 2026-10-05, 2026-W41, 2026-10, 2026-Q4, 2026 or 2026-01-01..2026-06-30"
    )


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        show_default=False,
        help="Contracts (NAME.kpi.md, or NAME.kpi for clauses alone), or folders to search for them. "
        "[default: the workspace of this folder]",
    ),
]
FmtPaths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        show_default=False,
        help="Contracts (NAME.kpi.md, or NAME.kpi for clauses alone), folders to search for them, or - alone for "
        "standard input, which goes to standard output. [default: the workspace of this folder]",
    ),
]
Period = Annotated[
    str | None,
    typer.Option(
        metavar="P",
        callback=_period,
        show_default=False,
        help="Judge the periods that end in P: 2026-10, 2026-W41, 2026-Q4, 2026. "
        "[default: each clause's last one that is over]",
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        metavar="DATE",
        parser=_day,
        show_default=False,
        help="The date on which the check is made; data of later days is not read. [default: today]",
    ),
]
Color = Annotated[
    bool | None,
    typer.Option(
        "--color/--no-color",
        show_default=False,
        help="Whether to colour the output. [default: only on a terminal, and not if NO_COLOR is set]",
    ),
]
Language = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        show_default=False,
        help="The language of messages and reasons. [default: the workspace's locale, else that of the computer]",
    ),
]
ContractFormat = Annotated[
    Format, typer.Option("--format", help="For people, or for programs: the checked contracts and the messages.")
]
OutputFormat = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]
Expressions = Annotated[
    list[str] | None,
    typer.Option(
        "-e",
        metavar="EXPR",
        show_default=False,
        help="Judge this clause instead of contracts; over the term, if it has no schedule. May be "
        "given several times.",
    ),
]
Data = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        show_default=False,
        help="Data for -e and .kpi files: a file whose header has the catalogue's names, such as date and spend. "
        "[default: the sources of the workspace]",
    ),
]
Term = Annotated[
    Days | None,
    typer.Option(
        metavar="A..B",
        parser=_days,
        show_default=False,
        help="The term for -e and .kpi files. [default: the days that FILE has]",
    ),
]
Account = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        show_default=False,
        help="The account for -e and .kpi files; also that of a FILE without a column for it. [default: all]",
    ),
]
