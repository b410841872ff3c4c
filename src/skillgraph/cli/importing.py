"""`skillgraph import`: what others have made, as a compiled graph."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp


class _Sources(WithHelp, click.Group):
    """The forms that can be imported."""


@click.group("import", cls=_Sources, short_help="Make a graph of what others have made.")
def command() -> None:
    """Make a compiled graph of what others have made.

    Where `export` writes a graph for others, `import` reads theirs. A catalogue that you write
    yourself needs none: every command takes it with --graph.

    \b
    Examples:
      skillgraph import rdf --help
      skillgraph import rdf skills.ttl -o skills.graph
    """


@command.command("rdf", cls=WithHelp, short_help="RDF, as `export` writes it.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(dir_okay=False),
    help="Write the compiled graph to this file, whole or not at all.",
)  # fmt: skip
def rdf(*, paths: tuple[str, ...], output: str) -> None:
    """Read Turtle, N-Triples, JSON-LD or RDF/XML in skillgraph's own terms, as one graph.

    It reads what `export` writes; shortcuts and other derived triples are ignored, what stands in
    other vocabularies is kept. Where something is wrong, all of it is told, and no file is left.

    \b
    Examples:
      skillgraph import rdf skills.ttl -o skills.graph
      skillgraph import rdf skills.nt more.ttl -o both.graph
    """
    from pathlib import Path

    from skillgraph.api import SkillGraph
    from skillgraph.cli.exits import tell
    from skillgraph.views.words import counted, joined

    for path in paths:
        Path(path).stat()  # what isn't there is a slip, not a file with a problem
    with SkillGraph.from_rdf(*paths, target=output) as graph:
        nodes = graph.stats()["nodes"]
    held = joined([counted(count, kind) for kind, count in nodes.items() if count])
    tell(f"{output}: {held}.")
