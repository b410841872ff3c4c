"""`skillgraph stats`: how much the graph holds."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import format_option, graph_option, open_graph


@click.command("stats", cls=WithHelp, short_help="Count what the graph holds.")
@graph_option
@format_option
def command(*, graphs: tuple[str, ...], form: str) -> None:
    """Count the nodes, statements and sources of the graph.

    Where `list` names the nodes, `stats` tells how many there are; whether a catalogue is sound is
    told by `validate`.

    \b
    Examples:
      skillgraph stats
      skillgraph stats --format json
    """
    from skillgraph.cli.output import write_answer
    from skillgraph.views.stats import render_stats

    with open_graph(graphs) as graph:
        document = graph.stats()
    write_answer(document, form, lambda paper: render_stats(document, paper))
