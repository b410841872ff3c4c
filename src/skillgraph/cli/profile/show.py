"""`skillgraph profile show`: what the profile says, and how far it is to each goal."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import format_option, graph_option, open_graph


@click.command("show", cls=WithHelp, short_help="Show your profile, and how far your goals are.")
@graph_option
@format_option
def command(*, graphs: tuple[str, ...], form: str) -> int:
    """Show what your profile says, and how far it is to each goal.

    \b
    Examples:
      skillgraph profile show
      skillgraph profile show --format json
    """
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.profile.keeping import own_file
    from skillgraph.cli.profile.standing import load_standing
    from skillgraph.views.standing import render_profile

    own_file(there=True)
    with open_graph(graphs) as graph:
        document, place = load_standing(graph)
    write_answer(document, form, lambda paper: render_profile(document, paper, place))
    return DONE
