"""`skillgraph import page`: a career page, as text or saved HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.importing.running import import_options, run_import
from skillgraph.cli.options import FilePath

if TYPE_CHECKING:
    from skillgraph.cli.importing.running import Asked

#: A page has fewer unused lines; of a longer one the rest is in the file of problems.
_TOLD = 200
#: What compiled graphs are called; anything else is a catalogue, for a person to review.
_GRAPHS = (".graph", ".sqlite", ".db")


@click.command("page", cls=WithHelp, short_help="A career page, as text or saved HTML.")
@click.argument("path", metavar="FILE", type=FilePath())
@import_options
def command(*, path: str, **asked: Unpack[Asked]) -> None:
    """Read a career page as a catalogue to be reviewed, each statement with its line.

    It reads skills with their importance, career tracks with key skills and pay, and strategies,
    from plain text or saved HTML. Names carry over; sentences are cited, not copied. Each line that
    nothing is made of is listed: a person sees what was left, and writes it in their own words.

    The result is YAML unless --to, or the name after -o (.graph, .sqlite, .db), says a graph.

    \b
    Examples:
      skillgraph import page welder.txt -o welder.yaml
      skillgraph import page welder.html --dry-run
    """
    if asked["to"] is None:
        asked["to"] = "graph" if (asked["output"] or "").endswith(_GRAPHS) else "yaml"
    run_import("page", (path,), asked, told=_TOLD)
