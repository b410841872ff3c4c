"""What every import shares: its options, its progress, and what it tells at the end."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypedDict

import click

from skillgraph.cli.exits import tell
from skillgraph.cli.options import FilePath, format_option
from skillgraph.cli.results import Form, asked_result, write_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    Command = TypeVar("Command", bound=Callable[..., Any])

#: Work that takes longer shows how far it is, in seconds.
_PATIENCE = 1.0
_STEPS = 1000
#: What a bar looks like, its widest, and what stands beside it: "Reading  []  100%  00:00:00".
_TEMPLATE = "%(label)s  [%(bar)s]  %(info)s"
_BAR, _BESIDE_BAR = 36, 28


class Asked(TypedDict):
    """The options that every import has."""

    output: str | None
    to: Form | None
    strict: bool
    dry_run: bool
    problems: str | None
    form: str


_OPTIONS = (
    click.option(
        "-o", "--output", metavar="FILE", type=FilePath(dir_okay=False, allow_dash=True),
        help="Write the result to this file, whole or not at all; with --to yaml, - is standard "
        "output.",
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

    from skillgraph.api.apart import keep_apart
    from skillgraph.api.importing import import_to
    from skillgraph.api.sources import by_id, reader_of
    from skillgraph.views.importing import render_import

    result = asked_result(asked["output"], asked["to"], asked["form"], dry_run=asked["dry_run"])
    named = result.target if isinstance(result.target, str) else None
    for path in paths:
        Path(path).stat()  # what isn't there is a slip, not a file with a problem
    keep_apart((named, asked["problems"]), files=paths, graphs=options.get("known", ()))
    with _progress() as on_progress:
        document = import_to(
            reader_of(source, paths, **options),
            result.target,
            form=result.form,
            by_id=by_id(source),
            strict=asked["strict"],
            problems=asked["problems"],
            told=told,
            on_progress=on_progress,
        )
    for note in (*document["notes"], *document["losses"]):
        tell(f"Note: {note}.")
    listed = asked["problems"]
    write_result(
        result, document, asked["form"], lambda paper: render_import(document, paper, listed)
    )


@contextmanager
def _progress() -> Iterator[Callable[[float], None] | None]:
    """Show a bar on stderr once the work has taken a second, where a person looks at it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from time import monotonic

    begun = monotonic()
    shown = 0
    bar: Any = None
    with ExitStack() as stack:

        def advance(share: float) -> None:
            nonlocal shown, bar
            steps = int(share * _STEPS)
            if steps <= shown or monotonic() - begun <= _PATIENCE:
                return
            bar = bar or stack.enter_context(_bar())
            bar.update(steps - shown)
            shown = steps

        yield advance


def _bar() -> Any:
    """Return a bar that leaves room for what stands beside it: its label, a share, a time."""
    from shutil import get_terminal_size

    width = max(min(get_terminal_size().columns - _BESIDE_BAR, _BAR), 0)
    return click.progressbar(
        length=_STEPS, label="Reading", file=sys.stderr, width=width or 1, bar_template=_TEMPLATE
    )
