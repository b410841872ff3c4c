"""Results that are graphs: a file by name, or a catalogue on standard output."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from skillgraph.cli.exits import tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from skillgraph.views.paper import Paper

Form = Literal["graph", "yaml"]


class Result(NamedTuple):
    """Where a graph goes, None where nothing is written, and as what."""

    target: str | BytesIO | None
    form: Form


def asked_result(output: str | None, to: Form | None, form: str, *, dry_run: bool) -> Result:
    """Return what `-o`, `--to` and `--dry-run` ask for; `-` is standard output.

    There a catalogue can be written, not a compiled graph, and no answer in another format beside.
    """
    if output is None and not dry_run:
        raise click.UsageError("Name the file to write with -o FILE, or try with --dry-run.")
    written_as = to or ("yaml" if (output or "").endswith((".yaml", ".yml")) else "graph")
    if dry_run or output != "-":
        return Result(None if dry_run else output, written_as)
    if written_as == "graph":
        message = "a compiled graph is a file: name it with -o FILE, or use --to yaml."
        raise click.UsageError(message)
    if form != "table":
        raise click.UsageError(f"-o - is standard output: --format {form} would be in it, too.")
    return Result(BytesIO(), written_as)


def write_result(result: Result, document: Any, form: str, draw: Callable[[Paper], str]) -> None:
    """Print what became of a result; where it is on standard output itself, on standard error."""
    from skillgraph.cli.output import write_answer, write_stream

    if not isinstance(result.target, BytesIO):
        write_answer(document, form, draw)
        return
    from skillgraph.views.paper import Paper

    text = result.target.getvalue()

    def write(stream: BinaryIO) -> None:
        stream.write(text)

    write_stream(write)
    tell(draw(Paper()).rstrip("\n"))
