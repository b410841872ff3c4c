"""`skillgraph what-if`: what a change does to a plan."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import click

from skillgraph.cli.exits import DONE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    HELD_NAME,
    format_option,
    from_option,
    graph_option,
    open_graph,
    plan_options,
    planning_options,
    to_option,
)
from skillgraph.model.options import NODE_OPTIONS
from skillgraph.vocab import HOLDABLE


@click.command("what-if", cls=WithHelp, short_help="Compare a plan with the one after a change.")
@from_option
@to_option
@click.option(
    "--hold", multiple=True, metavar="NAMES", type=HELD_NAME,
    help="What if you held these, too: skills or roles.",
)  # fmt: skip
@click.option(
    "--drop", multiple=True, metavar="NAMES", type=HELD_NAME,
    help="What if you did not hold these.",
)  # fmt: skip
@plan_options("avoid", "choose", "waive", "via", text=attrgetter("changed"))
@planning_options
@graph_option
@format_option
def command(
    *, held: tuple[str, ...], target: str, graphs: tuple[str, ...], form: str, **asked: Any
) -> int:
    """Tell what a change does to a plan: what goes, what comes, and what it costs.

    Where `path` makes one plan, `what-if` makes two, before and after the change: another skill
    that you hold or don't, a skill that you avoid, choose or waive, another way. To look at all
    that could be chosen otherwise, ask `path --alternatives`.

    \b
    Examples:
      skillgraph what-if --from python --to cloud-architect --hold docker
      skillgraph what-if --from python --to cloud-architect --choose azure
      skillgraph what-if --from python,sql --to devops-engineer --drop sql
    """
    from skillgraph.cli.names import TARGETS, resolve_all, resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.person import load_asker
    from skillgraph.views.side_by_side import render_what_if

    with open_graph(graphs) as graph:
        asker = load_asker(graph, held, "planning for")
        usual: Any = asker.options
        wanted = resolve_one(graph, target, TARGETS)
        for name in ("hold", "drop"):
            asked[name] = resolve_all(graph, asked[name], HOLDABLE)
        for option in NODE_OPTIONS:
            if option.name in asked:
                asked[option.name] = resolve_all(graph, asked[option.name], option.kinds)
        document = graph.what_if(wanted, asker.levels, usual=usual, **asked)
    write_answer(document, form, lambda paper: render_what_if(document, paper))
    return DONE
