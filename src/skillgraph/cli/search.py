"""`skillgraph search`: nodes by part of a name, typos and all."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import Whole, as_typed, format_option, graph_option, open_graph


@click.command("search", cls=WithHelp, short_help="Find nodes by part of a name, typos and all.")
@click.argument("text")
@click.option(
    "--limit", default=20, show_default=True, type=Whole(1, 1000), metavar="N",
    help="Find at most so many.",
)  # fmt: skip
@graph_option
@format_option
def command(*, text: str, limit: int, graphs: tuple[str, ...], form: str) -> None:
    """Find skills, roles and all else by the beginning or a part of a name; typos are forgiven.

    Where `show` wants a whole name and `list` goes through everything, `search` ranks what you may
    have meant.

    \b
    Examples:
      skillgraph search kube
      skillgraph search pyhton
      skillgraph search C# --format json
    """
    from skillgraph.cli.output import write_answer
    from skillgraph.views.listing import render_search

    with open_graph(graphs) as graph:
        document = graph.search(text, limit=limit)
    write_answer(
        document, form, lambda paper: render_search(document, paper, graph=as_typed(graphs))
    )
