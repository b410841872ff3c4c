"""`skillgraph verify`: whether a plan that somebody made holds."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE, NEGATIVE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import FilePath, format_option, graph_option, open_graph


@click.command("verify", cls=WithHelp, short_help="Replay a plan, and name what doesn't hold.")
@click.argument("plan", metavar="PLAN.json", type=FilePath(dir_okay=False, allow_dash=True))
@graph_option
@format_option
def command(*, plan: str, graphs: tuple[str, ...], form: str) -> int:
    """Replay a plan against the graph, and name each statement that doesn't hold.

    Where `path` finds a plan and proves it the best, `verify` checks what somebody says: what is
    assumed, the stages, each step and its reasons, the order, the cost; the claim to be the best
    as far as that goes without a search. It shares no code with the planner. A plan is what
    `path --format json` writes; `-` is standard input.

    \b
    Examples:
      skillgraph verify plan.json
      skillgraph verify plan.json --graph mine.yaml
    """
    from skillgraph.cli.files import load_text
    from skillgraph.cli.output import write_answer
    from skillgraph.readers.plans import parse_plan
    from skillgraph.views.verification import render_verification

    claim = parse_plan(*load_text(plan, "plan"))
    with open_graph(graphs) as graph:
        document = graph.verify(claim)
    write_answer(document, form, lambda paper: render_verification(document, paper))
    return DONE if document["holds"] else NEGATIVE
