"""`skillgraph import`: what others have made, as a graph; one small module a source."""

from __future__ import annotations

import click

from skillgraph.cli.helping import LazyGroup

#: The sources in the order in which people meet them, each with its module.
_MODULES = {
    source: f"importing.{source}" for source in ("esco", "onet", "page", "table", "matrix", "rdf")
}


@click.group(
    "import", cls=LazyGroup, modules=_MODULES,
    short_help="Make a graph of what others have made.",
)  # fmt: skip
def command() -> None:
    """Make a graph of what others have made.

    Where `export` writes a graph for others, `import` reads theirs, and says what it read, what it
    kept, and what it left out and why. A catalogue that you write yourself needs none: every
    command takes it with --graph.

    \b
    Examples:
      skillgraph import table --help
      skillgraph import rdf skills.ttl -o skills.graph
    """
