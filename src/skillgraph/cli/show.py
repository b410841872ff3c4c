"""`skillgraph show`: all that the graph says of one node."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import ANY_NAME, format_option, graph_option, open_graph


@click.command("show", cls=WithHelp, short_help="Show all that is known of one node.")
@click.argument("name", type=ANY_NAME)
@graph_option
@format_option
def command(*, name: str, graphs: tuple[str, ...], form: str) -> None:
    """Show one skill, role, track or other node: its facts, its edges, its sources.

    Where `search` finds nodes by part of a name, `show` wants a whole name and tells everything.

    \b
    Examples:
      skillgraph show docker
      skillgraph show cloud-architect
      skillgraph show skill:python --format json
    """
    from skillgraph.cli.names import resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.views.node import render_node

    with open_graph(graphs) as graph:
        document = graph.show(resolve_one(graph, name, None))
    write_answer(document, form, lambda paper: render_node(document, paper))
