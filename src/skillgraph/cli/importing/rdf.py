"""`skillgraph import rdf`: RDF in skillgraph's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.importing.running import import_options, run_import
from skillgraph.cli.options import FilePath, rdf_options

if TYPE_CHECKING:
    from skillgraph.cli.importing.running import Asked


@click.command("rdf", cls=WithHelp, short_help="RDF, as `export` writes it.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=FilePath())
@import_options
@rdf_options
def command(
    *, paths: tuple[str, ...], timeout: float | None, memory: int | None, **asked: Unpack[Asked]
) -> None:
    """Read Turtle, N-Triples, JSON-LD or RDF/XML in skillgraph's own terms, as one graph.

    It reads what `export` writes; shortcuts and other derived triples are ignored, what stands in
    other vocabularies is kept. Where something is wrong, all of it is told, and no file is left.

    \b
    Examples:
      skillgraph import rdf skills.ttl -o skills.graph
      skillgraph import rdf skills.nt more.ttl -o both.graph
    """
    run_import("rdf", paths, asked, timeout=timeout, memory=memory)
