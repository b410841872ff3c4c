"""`skillgraph profile done`: what was learnt is held from today on."""

from __future__ import annotations

from typing import Any

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import TARGET_NAME, graph_option, open_graph
from skillgraph.cli.profile.keeping import said, said_options


@click.command("done", cls=WithHelp, short_help="Say that you have learnt something.")
@click.argument("names", nargs=-1, required=True, metavar="NAMES...", type=TARGET_NAME)
@said_options
@graph_option
def command(*, names: tuple[str, ...], graphs: tuple[str, ...], **asked: Any) -> int:
    """Say that you have learnt something: it is held, since today unless --since says otherwise.

    A goal that is reached is no goal any more.

    \b
    Examples:
      skillgraph profile done command-line
      skillgraph profile done docker --evidence https://example.org/certificate
    """
    from skillgraph.api.person import Keeper
    from skillgraph.cli.exits import DONE
    from skillgraph.cli.profile.keeping import names_of, own_file, write_changes
    from skillgraph.vocab import HOLDABLE

    more, file = said(asked), own_file()
    with open_graph(graphs) as graph:
        changes = Keeper(graph, file).finish(names_of(graph, names, HOLDABLE), more)
    write_changes(changes, file)
    return DONE
