"""`skillgraph compare`: two targets side by side."""

from __future__ import annotations

from typing import Any

import click

from skillgraph.cli.exits import DONE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    TARGET_NAME,
    format_option,
    from_option,
    graph_option,
    open_graph,
    planning_options,
)


@click.command("compare", cls=WithHelp, short_help="Put the plans to two targets side by side.")
@click.argument("first", metavar="TARGET", type=TARGET_NAME)
@click.argument("second", metavar="TARGET", type=TARGET_NAME)
@from_option
@planning_options
@graph_option
@format_option
def command(
    *,
    first: str,
    second: str,
    held: tuple[str, ...],
    graphs: tuple[str, ...],
    form: str,
    **asked: Any,
) -> int:
    """Put the plans to two targets side by side: what both take, then what each takes alone.

    Where `what-if` keeps the target and changes the question, `compare` asks the same question of
    two targets. What both take is worth learning before you decide.

    \b
    Examples:
      skillgraph compare cloud-architect devops-engineer --from python
      skillgraph compare ai-engineer data-engineer --from backend-developer
    """
    from skillgraph.cli.names import TARGETS, resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.person import load_asker
    from skillgraph.views.side_by_side import render_compare

    with open_graph(graphs) as graph:
        asker = load_asker(graph, held, "planning for")
        asked |= asker.usual(graph, asked)
        one, other = (resolve_one(graph, name, TARGETS) for name in (first, second))
        document = graph.compare(one, other, asker.levels, **asked)
    write_answer(document, form, lambda paper: render_compare(document, paper))
    return DONE
