"""`skillgraph validate`: every problem of catalogues or RDF in one run."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE, NEGATIVE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import GraphPath, checks_format_option, rdf_options


@click.command(
    "validate", cls=WithHelp, short_help="Check catalogues or RDF, and name every problem."
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=GraphPath())
@checks_format_option
@rdf_options
def command(*, paths: tuple[str, ...], timeout: float | None, memory: int | None, form: str) -> int:
    """Check catalogues or RDF, and name every problem with its place.

    Where `lint` looks for slips in a graph, `validate` tells whether your files make one; several
    are checked together, as `--graph` merges them. Problems of a catalogue have file, line and
    column; those of RDF that parses name the subject.

    \b
    Examples:
      skillgraph validate default
      skillgraph validate mine.yaml
      skillgraph validate default mine.yaml --format sarif
    """
    from pathlib import Path

    from skillgraph.api import validate
    from skillgraph.cli.output import write_answer
    from skillgraph.views.problems import render_problems

    for path in paths:
        if path != "default":
            Path(path).stat()  # what isn't there is no catalogue with a problem, but a slip
    document = validate(*paths, timeout=timeout, memory=memory)
    write_answer(document, form, lambda paper: render_problems(document, paper))
    return DONE if document["valid"] else NEGATIVE
