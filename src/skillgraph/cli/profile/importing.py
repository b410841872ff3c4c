"""`skillgraph profile import`: what another file says of what is held."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE, tell
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import FilePath, graph_option, open_graph, skip_unknown_option


@click.command("import", cls=WithHelp, short_help="Take over a resume, a table or a list.")
@click.argument("file", metavar="FILE", type=FilePath(allow_dash=True))
@skip_unknown_option
@graph_option
def command(*, file: str, skip_unknown: bool, graphs: tuple[str, ...]) -> int:
    """Take over what a file says: a resume, a table, a list of names, another profile.

    It is a JSON Resume, CSV, YAML, or a name a line; - is standard input. Names that mean
    nothing in the graph are told with what is near, none is guessed, and nothing is written; with
    --skip-unknown the others are.

    \b
    Examples:
      skillgraph profile import resume.json --skip-unknown
      skillgraph profile import skills.csv
    """
    from skillgraph.api.person import Keeper
    from skillgraph.cli.files import load_text
    from skillgraph.cli.profile.keeping import own_file, write_changes
    from skillgraph.errors import InputProblem, InvalidInput

    own = own_file()
    text, place = load_text(file, "profile or list of names")
    with open_graph(graphs) as graph:
        try:
            changes, notes = Keeper(graph, own).take(text, place, skip_unknown=skip_unknown)
        except InvalidInput as error:
            # What is wrong with the file as a whole no name that is skipped makes better.
            named = not skip_unknown and any(each.place != place for each in error.problems)
            hint = "With --skip-unknown what has a meaning is taken over." if named else ""
            last = InputProblem("", "nothing is written.", hint)
            raise InvalidInput(*error.problems, last) from None
    for note in notes:
        tell(note)
    write_changes(changes, own)
    return DONE
