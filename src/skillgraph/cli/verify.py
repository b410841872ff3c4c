"""`skillgraph verify`: whether a plan that somebody made holds."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE, NEGATIVE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import FilePath, format_option, graph_option, open_graph


@click.command(
    "verify", cls=WithHelp, short_help="Check every value of a plan, and name what isn't so."
)
@click.argument("plan", metavar="PLAN.json", type=FilePath(dir_okay=False, allow_dash=True))
@graph_option
@format_option
def command(*, plan: str, graphs: tuple[str, ...], form: str) -> int:
    """Check every value of a plan against the graph, and name each that isn't so.

    Where `path` finds a plan and proves it the best, `verify` checks what somebody says. What is
    assumed, the stages, the steps and their order are replayed rule by rule; hours, reasons,
    labels, totals and all else that follows is written afresh and compared, value by value. That
    nothing is better is settled by trying, where there is little to try; what can't be told is
    listed as not checked. It shares no code with the planner. A plan is what `path --format json`
    writes; `-` is standard input.

    The question (what is held, the options, hours a week and the like) is taken as it stands.

    \b
    Examples:
      skillgraph verify plan.json
      skillgraph verify plan.json --graph mine.yaml
      skillgraph path --from python --to cto --format json | skillgraph verify -
    """
    from skillgraph.cli.files import load_bytes, shown_name
    from skillgraph.cli.output import write_answer
    from skillgraph.readers.plans import LARGEST, parse_plan
    from skillgraph.views.verification import render_verification

    place = shown_name(plan)
    claim = parse_plan(load_bytes(plan, LARGEST + 1), place)
    with open_graph(graphs) as graph:
        document = graph.verify(claim, place=place)
    write_answer(document, form, lambda paper: render_verification(document, paper))
    return DONE if document["holds"] else NEGATIVE
