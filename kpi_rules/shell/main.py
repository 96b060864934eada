"""The command `kpi`: runs it, and says how it ended."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer

from kpi_rules.shell import exits
from kpi_rules.shell.commands import app


def run() -> None:
    """The console's entry."""
    gc.set_threshold(100_000)  # a short command makes no garbage worth looking for every 700 objects
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that has no Cyrillic is no reason to die
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status.

    Typer's own ending is not used: it exits 1 on a crash and on a broken pipe, which here means
    that a clause failed.
    """
    try:
        status = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return exits.BROKEN_PIPE
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except Exception as wrong:
        return _crashed(wrong)
    return status


def _invoke(arguments: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    try:
        with command.make_context("kpi", list(arguments)) as context:
            return int(command.invoke(context) or 0)
    except typer.Exit as left:
        return left.exit_code
    except Exception as wrong:
        show = getattr(wrong, "show", None)  # a usage error draws itself; its class has no public name in typer 0.26
        if show is None:
            raise
        sys.stdout.flush()
        show()
        return exits.NOTHING_JUDGED


def _crashed(wrong: Exception) -> int:
    if os.environ.get("KPI_RULES_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    else:
        what = f"{type(wrong).__name__}: {wrong}".splitlines()[0]
        sys.stderr.write(
            f"kpi: a bug of ours, please report it with the command and its files: {_printable(what)} "
            "(KPI_RULES_DEBUG=1 shows where)\n"
        )
    return exits.OUR_BUG


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)


def _drop_output() -> None:
    """Nobody reads any more: nor shall the interpreter complain about it when it closes the streams."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
