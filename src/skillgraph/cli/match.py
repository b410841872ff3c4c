"""`skillgraph match`: which roles are near, and what each would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skillgraph.cli.exits import DONE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    Whole,
    format_option,
    from_option,
    graph_option,
    kind_option,
    open_graph,
    timeout_option,
)

if TYPE_CHECKING:
    from typing import Literal


@click.command("match", cls=WithHelp, short_help="Rank the roles that you are close to.")
@from_option
@kind_option
@click.option(
    "--limit", default=10, show_default=True, type=Whole(min=1), metavar="N",
    help="Show so many.",
)  # fmt: skip
@timeout_option
@graph_option
@format_option
def command(
    *,
    held: tuple[str, ...],
    kind: Literal["role", "track"] | None,
    limit: int,
    timeout: float | None,
    graphs: tuple[str, ...],
    form: str,
) -> int:
    """Rank roles by the share of their essentials that you meet; usual next jobs come first.

    Where `gap` looks at one role, `match` looks at all. Two columns say what each would take: "at
    least" is what it lists itself, each essential met in its shortest way; "path" is the whole plan
    that `skillgraph path` makes, with what those build on and the roles before it.

    \b
    Examples:
      skillgraph match --from backend-developer
      skillgraph match --from python,sql,git --kind track --limit 5
    """
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.person import load_asker
    from skillgraph.views.match import render_match

    with open_graph(graphs) as graph:
        asker = load_asker(graph, held, "matching")
        document = graph.match(asker.levels, kind=kind, limit=limit, timeout=timeout)
    write_answer(document, form, lambda paper: render_match(document, paper))
    return DONE
