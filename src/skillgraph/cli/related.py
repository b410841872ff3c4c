"""`skillgraph related`: which roles are like one, by what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skillgraph.cli.exits import DONE, NEGATIVE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    ROLE_NAME,
    Whole,
    format_option,
    graph_option,
    kind_option,
    open_graph,
)

if TYPE_CHECKING:
    from typing import Literal


@click.command("related", cls=WithHelp, short_help="Rank the roles that are like a role.")
@click.argument("role", metavar="ROLE", type=ROLE_NAME)
@kind_option
@click.option(
    "--limit", default=10, show_default=True, type=Whole(min=1), metavar="N",
    help="Show so many.",
)  # fmt: skip
@graph_option
@format_option
def command(
    *,
    role: str,
    kind: Literal["role", "track"] | None,
    limit: int,
    graphs: tuple[str, ...],
    form: str,
) -> int:
    """Rank roles by how like ROLE they are, by what they ask for, rare skills counting more.

    Where `match` begins with what you hold, `related` begins with a role. Both directions are
    shown: which share of a role's needs somebody who holds ROLE meets, and which share of ROLE's
    needs that role meets. What a source itself states as related stands beside, and ranks nothing.
    Exit code 1 where nothing is known of ROLE.

    \b
    Examples:
      skillgraph related devops-engineer
      skillgraph related data-engineer --kind track --format csv
    """
    from skillgraph.cli.names import resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.views.related import render_related
    from skillgraph.vocab import ROLES

    with open_graph(graphs) as graph:
        document = graph.related(resolve_one(graph, role, ROLES), kind=kind, limit=limit)
    write_answer(document, form, lambda paper: render_related(document, paper))
    return DONE if document["requirements"] else NEGATIVE
