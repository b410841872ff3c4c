"""How a run ends: what went wrong as a message on stderr, and the exit code that says it."""

from __future__ import annotations

import os
import re
import sys

import click

from skillgraph.errors import SkillgraphError, escaped

DONE, NEGATIVE, ERROR, INTERRUPTED = 0, 1, 2, 130

_LONGEST_PATH = 4096
_LONGEST_LINE = 4 * _LONGEST_PATH


def run(command: click.Command, arguments: list[str] | None = None) -> int:
    """Return the exit code of a command line; nothing that a person can cause is a traceback."""
    try:
        code = command.main(arguments, "skillgraph", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        return DONE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except click.UsageError as error:
        return _tell_all(_with_usage(error))
    except (click.ClickException, SkillgraphError, OSError, MemoryError) as error:
        return _tell_all(f"Error: {_message(error)}")
    return code if isinstance(code, int) else DONE


def tell(message: str) -> None:
    """Write a line for the person on stderr, where it disturbs no result.

    It is not wrapped: a problem is a line, as compilers write it, and what it says to paste, or to
    open, stays whole. A terminal wraps it by itself.
    """
    if sys.stderr is not None:
        click.echo(printable(message), err=True)


def printable(message: str) -> str:
    r"""Return a message without control characters but its line breaks.

    No path is longer than 4,096 bytes: of a longer word only the beginning is told, of a line as
    long as several both ends.

    >>> printable("no skill is called 'a\x1b[2J'.\nDid you mean: b")
    "no skill is called 'a?[2J'.\nDid you mean: b"
    """
    short = re.sub(rf"(\S{{100}})\S{{{_LONGEST_PATH - 100},}}", r"\1…", message)
    short = "\n".join(
        line if len(line) <= _LONGEST_LINE else f"{line[:400]} … {line[-400:]}"
        for line in short.split("\n")
    )
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in short)


def print_version() -> None:
    """Write the version; looking it up costs half of what click does, so it is done on demand."""
    from importlib.metadata import version

    click.echo(f"skillgraph {version('skillgraph')}")


def _with_usage(error: click.UsageError) -> str:
    from io import StringIO

    shown = StringIO()
    error.show(shown)
    return shown.getvalue().rstrip("\n")


def _tell_all(message: str) -> int:
    try:
        tell(message)
    except OSError:
        drop_output()  # there is nobody left to tell
    return ERROR


def _message(error: Exception) -> str:
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError) and not isinstance(error, SkillgraphError):
        what = error.strerror or str(error)
        # The number of an open file says nothing to a person.
        named = error.filename and not isinstance(error.filename, int)
        return f"{escaped(os.fsdecode(error.filename))}: {what}" if named else what
    if isinstance(error, MemoryError):
        return "there is not enough memory for this."
    return str(error)


def drop_output() -> None:
    """Point stdout at nothing, so that Python's own flush at the end finds no closed pipe."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
    except OSError:
        return
