"""`skillgraph explain`: how two nodes hang together, and why a node is not in a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from skillgraph.cli.exits import DONE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    ANY_NAME,
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

if TYPE_CHECKING:
    from skillgraph.api import SkillGraph


@click.command("explain", cls=WithHelp, short_help="Tell how two nodes hang together, or why not.")
@click.argument("node", metavar="NODE", type=ANY_NAME)
@click.argument("other", metavar="[NODE]", required=False, type=ANY_NAME)
@click.option(
    "--ways", default=3, show_default=True, type=Whole(1, 100), metavar="N",
    help="Tell so many ways between the two, at the most.",
)  # fmt: skip
@from_option
@click.option(
    "--to", "target", metavar="NAME", type=TARGET_NAME,
    help="Tell why NODE is not in the plan to this target, as `path` makes it.",
)  # fmt: skip
@plan_options("avoid", "choose", "waive", text=lambda _: "As `path` takes it.")
@planning_options
@graph_option
@format_option
def command(
    *,
    node: str,
    other: str | None,
    ways: int,
    held: tuple[str, ...],
    target: str | None,
    graphs: tuple[str, ...],
    form: str,
    **asked: Any,
) -> int:
    """Tell how two nodes hang together, or why a node is not in a plan.

    Where `show` lists all that is stated of one node, `explain` follows statements from one node to
    another: the shortest ways, those over the most specific nodes first, each statement with its
    source. With --to it tells why NODE is not in the plan to a target, and what it would cost.

    \b
    Examples:
      skillgraph explain docker cloud-architect
      skillgraph explain python data-engineer --ways 5
      skillgraph explain azure --from python --to cloud-architect
    """
    from skillgraph.cli.names import resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.together import exclude, need

    if other is None and target is None:
        raise click.UsageError("Name a second NODE, or a target with --to.")
    if target is None:
        need("--to", "held", "avoid", "choose", "waive", *PLANNING)
    elif other is not None:
        raise click.UsageError("Name a second NODE or a target with --to, not both.")
    else:
        exclude("--to", "ways")
    with open_graph(graphs) as graph:
        if target is not None:
            asked |= {"node": node, "held": held, "target": target}
            return _why_not(graph, form, **asked)
        first, second = (resolve_one(graph, name, None) for name in (node, other or ""))
        document = graph.explain(first, second, ways=ways)
    from skillgraph.views.explaining import render_explanation

    write_answer(document, form, lambda paper: render_explanation(document, paper))
    return DONE


def _why_not(
    graph: SkillGraph, form: str, *, node: str, held: tuple[str, ...], target: str, **asked: Any
) -> int:
    from skillgraph.cli.names import TARGETS, resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.person import load_asker
    from skillgraph.views.why_not import render_why_not

    asker = load_asker(graph, held, "planning for")
    asked |= asker.usual(graph, asked)
    document = graph.why_not(
        resolve_one(graph, target, TARGETS),
        resolve_one(graph, node, TARGETS),
        asker.levels,
        **asked,
    )
    write_answer(document, form, lambda paper: render_why_not(document, paper))
    return DONE
