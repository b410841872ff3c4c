"""What every import shares: its options, its progress, and what it tells at the end."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import click

from skillgraph.cli.exits import tell
from skillgraph.cli.options import FilePath, format_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    Command = TypeVar("Command", bound=Callable[..., Any])

#: Work that takes longer shows how far it is, in seconds.
_PATIENCE = 1.0
_STEPS = 1000


class Asked(TypedDict):
    """The options that every import has."""

    output: str | None
    to: Literal["graph", "yaml"] | None
    strict: bool
    dry_run: bool
    problems: str | None
    form: str


_OPTIONS = (
    click.option(
        "-o", "--output", metavar="FILE", type=FilePath(dir_okay=False),
        help="Write the result to this file, whole or not at all.",
    ),
    click.option(
        "--to", metavar="graph|yaml", type=click.Choice(("graph", "yaml")),
        help="A compiled graph, or a catalogue for a person to edit.  [default: yaml where the "
        "file's name ends so, else graph]",
    ),
    click.option("--dry-run", is_flag=True, help="Read and check everything, and write no result."),
    click.option("--strict", is_flag=True, help="Fail where anything is left out or changed."),
    click.option(
        "--problems", metavar="FILE.csv", type=FilePath(dir_okay=False),
        help="List what was left out or changed, each with its place and the reason, in this file.",
    ),
    format_option,
)  # fmt: skip


def import_options(command: Command) -> Command:
    """Give a command the options that every import has; it takes them as `Asked`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def run_import(
    source: str, paths: Sequence[str], asked: Asked, *, told: int = 0, **options: Any
) -> None:
    """Read a source, write what was asked for, and print what became of it.

    Of what is left out or changed, the first `told` are printed one by one.
    """
    from pathlib import Path

    from skillgraph.api.importing import import_to
    from skillgraph.api.sources import by_id, reader_of
    from skillgraph.cli.output import write_answer
    from skillgraph.views.importing import render_import

    output = asked["output"]
    if not output and not asked["dry_run"]:
        raise click.UsageError("Name the file to write with -o FILE, or try with --dry-run.")
    for path in paths:
        Path(path).stat()  # what isn't there is a slip, not a file with a problem
    _keep_apart(paths, output, asked["problems"])
    written_as = asked["to"] or ("yaml" if (output or "").endswith((".yaml", ".yml")) else "graph")
    with _progress() as on_progress:
        document = import_to(
            reader_of(source, paths, **options),
            None if asked["dry_run"] else output,
            form=written_as,
            by_id=by_id(source),
            strict=asked["strict"],
            problems=asked["problems"],
            told=told,
            on_progress=on_progress,
        )
    for note in (*document["notes"], *document["losses"]):
        tell(f"Note: {note}.")
    listed = asked["problems"]
    write_answer(document, asked["form"], lambda paper: render_import(document, paper, listed))


def _keep_apart(paths: Sequence[str], output: str | None, problems: str | None) -> None:
    """Refuse to write one file twice, or over what is read."""
    from os.path import realpath

    written = [realpath(each) for each in (output, problems) if each]
    if len(set(written)) < len(written):
        raise click.UsageError("-o and --problems name the same file.")
    if not {realpath(path) for path in paths}.isdisjoint(written):
        raise click.UsageError("A file that is read would be written over: name another one.")


@contextmanager
def _progress() -> Iterator[Callable[[float], None] | None]:
    """Show a bar on stderr once the work has taken a second, where a person looks at it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from time import monotonic

    begun = monotonic()
    shown = 0
    with click.progressbar(length=_STEPS, label="Reading", file=sys.stderr) as bar:

        def advance(share: float) -> None:
            nonlocal shown
            steps = int(share * _STEPS)
            if steps > shown and monotonic() - begun > _PATIENCE:
                bar.update(steps - shown)
                shown = steps

        yield advance
