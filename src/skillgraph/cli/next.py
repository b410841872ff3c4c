"""`skillgraph next`: what can be learnt today, and what it is worth."""

from __future__ import annotations

from typing import Any

import click

from skillgraph.cli.exits import DONE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    PLANNING,
    TARGET_NAME,
    Whole,
    format_option,
    from_option,
    graph_option,
    open_graph,
    plan_options,
    planning_options,
)


@click.command("next", cls=WithHelp, short_help="Rank what you can learn today, and say why.")
@from_option
@click.option(
    "--towards", metavar="NAME", type=TARGET_NAME,
    help="Only steps of the plan to this target, those first that most steps wait for.",
)  # fmt: skip
@click.option(
    "--limit", default=10, show_default=True, type=Whole(min=1), metavar="N",
    help="Show so many.",
)  # fmt: skip
@plan_options("avoid", text=lambda _: "Leave these out.")
@planning_options
@graph_option
@format_option
def command(
    *,
    held: tuple[str, ...],
    towards: str | None,
    limit: int,
    graphs: tuple[str, ...],
    form: str,
    **asked: Any,
) -> int:
    """Rank what you can learn today: what waits for it, what it opens, who asks for it.

    Where `path` orders all the steps to one target, `next` looks at those whose prerequisites you
    hold, and at all roles, each by how near you are to it, so that it answers what to learn
    whatever you decide. The arithmetic of the ranking stands below it.

    \b
    Examples:
      skillgraph next --from python,git
      skillgraph next --from backend-developer --towards cloud-architect
    """
    from skillgraph.cli.names import TARGETS, resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.person import load_asker
    from skillgraph.views.fringe import render_next

    if towards is None:
        from skillgraph.cli.together import need

        need("--towards, whose plan they are of", *PLANNING)
    with open_graph(graphs) as graph:
        asker = load_asker(graph, held, "ranking for")
        asked |= asker.usual(graph, asked)
        target = None if towards is None else resolve_one(graph, towards, TARGETS)
        document = graph.next(asker.levels, towards=target, limit=limit, **asked)
    write_answer(document, form, lambda paper: render_next(document, paper))
    return DONE
