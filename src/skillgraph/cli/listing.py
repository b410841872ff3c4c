"""`skillgraph list`: the nodes of a kind or a category."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import CATEGORY_NAME, format_option, graph_option, open_graph
from skillgraph.vocab import KINDS


@click.command("list", cls=WithHelp, short_help="List the nodes of a kind or a category.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Only nodes of this kind: {', '.join(KINDS)}.",
)
@click.option(
    "--category", metavar="NAME", type=CATEGORY_NAME, help="Only what this category holds."
)
@click.option("--tag", metavar="TAG", help="Only nodes with this tag.")
@graph_option
@format_option
def command(
    *,
    kind: str | None,
    category: str | None,
    tag: str | None,
    graphs: tuple[str, ...],
    form: str,
) -> None:
    """List the nodes of a kind, of a category, with a tag, or all of these.

    Where `search` looks for a name, `list` goes through all that there is.

    \b
    Examples:
      skillgraph list --kind track
      skillgraph list --kind skill --category cloud
      skillgraph list --kind role --format md
      skillgraph list --tag in-house --graph mine.yaml
    """
    from skillgraph.cli.names import resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.views.listing import render_list

    with open_graph(graphs) as graph:
        within = resolve_one(graph, category, ("category",)) if category is not None else None
        document = graph.list(kind=kind, category=within, tag=tag)
    write_answer(document, form, lambda paper: render_list(document, paper))
