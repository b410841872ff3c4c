"""`skillgraph profile remove`: what is not so any more."""

from __future__ import annotations

from typing import Any

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import TARGET_NAME, graph_option, open_graph
from skillgraph.cli.profile.add import AS, as_option


@click.command("remove", cls=WithHelp, short_help="Take names out of your profile.")
@click.argument("names", nargs=-1, required=True, metavar="NAMES...", type=TARGET_NAME)
@as_option
@graph_option
def command(*, names: tuple[str, ...], as_: str, graphs: tuple[str, ...]) -> int:
    """Take names out of your profile.

    A comment on the line of a name goes with it, one on a line of its own stays. What the graph
    doesn't know is removed by the name that stands in the file.

    \b
    Examples:
      skillgraph profile remove sql
      skillgraph profile remove php --as avoid
    """
    from skillgraph.api.person import Keeper
    from skillgraph.cli.exits import DONE
    from skillgraph.cli.profile.keeping import own_file, write_changes

    key: Any = AS[as_]
    file = own_file(there=True)
    with open_graph(graphs) as graph:
        asked = [
            name
            for value in names
            for name in ([value] if graph.find(value) else value.split(","))
            if name.strip()
        ]
        changes = Keeper(graph, file).remove([name.strip() for name in asked], key)
    write_changes(changes, file)
    return DONE
