"""`skillgraph profile show`: what the profile says, and how far it is to each goal."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE, tell
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
    from skillgraph.cli.names import shown
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.profile.keeping import own_file
    from skillgraph.cli.profile.standing import load_standing
    from skillgraph.views.standing import render_profile

    file = own_file(there=True)
    with open_graph(graphs) as graph:
        document, notes = load_standing(graph, file)
    for note in notes:
        tell(note)
    write_answer(document, form, lambda paper: render_profile(document, paper, shown(file)))
    return DONE
