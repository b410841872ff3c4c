"""`skillgraph profile import`: what another file says of what is held."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE, tell
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import graph_option, open_graph, skip_unknown_option


@click.command("import", cls=WithHelp, short_help="Take over a resume, a table or a list.")
@click.argument("file", metavar="FILE")
@skip_unknown_option
@graph_option
def command(*, file: str, skip_unknown: bool, graphs: tuple[str, ...]) -> int:
    """Take over what a file says: a JSON Resume, CSV, a list of names, another profile; - is
    standard input.

    Names that mean nothing in the graph are told with what is near, none is guessed, and nothing is
    written; with --skip-unknown the others are.

    \b
    Examples:
      skillgraph profile import resume.json --skip-unknown
      skillgraph profile import skills.csv
    """
    from skillgraph.api.person import Keeper
    from skillgraph.cli.files import load_text
    from skillgraph.cli.profile.keeping import own_file, write_changes

    own = own_file()
    text, place = load_text(file, "profile or list of names")
    with open_graph(graphs) as graph:
        changes, notes = Keeper(graph, own).take(text, place, skip_unknown=skip_unknown)
    for note in notes:
        tell(note)
    write_changes(changes, own)
    return DONE
