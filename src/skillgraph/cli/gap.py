"""`skillgraph gap`: what a target lists, and what of it is missing."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    as_typed,
    format_option,
    from_option,
    graph_option,
    open_graph,
    skip_unknown_option,
    to_option,
)


@click.command("gap", cls=WithHelp, short_help="Compare what you hold with what a target lists.")
@from_option
@to_option
@skip_unknown_option
@click.option("--all", "everything", is_flag=True, help="Show long lists whole.")
@graph_option
@format_option
def command(
    *,
    held: tuple[str, ...],
    target: str,
    skip_unknown: bool,
    everything: bool,
    graphs: tuple[str, ...],
    form: str,
) -> None:
    """Compare what you hold with a target's own list, by importance.

    Where `path` plans all that must be learnt, in order, `gap` is the list itself: what of it is
    met, what is missing, and what can be learnt now.

    \b
    Examples:
      skillgraph gap --from python,sql --to devops-engineer
      skillgraph gap --from backend-developer --to cloud-architect
      skillgraph gap --from python --to data-engineer --format csv
      skillgraph gap --to sre --all
    """
    from skillgraph.cli.names import TARGETS, resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.person import load_asker
    from skillgraph.views.gap import render_gap

    with open_graph(graphs) as graph:
        asker = load_asker(graph, held, "comparing", skip_unknown=skip_unknown)
        document = graph.gap(resolve_one(graph, target, TARGETS), asker.levels)
    typed = as_typed(graphs)
    write_answer(
        document,
        form,
        lambda paper: render_gap(document, paper, graph=typed, everything=everything),
    )
