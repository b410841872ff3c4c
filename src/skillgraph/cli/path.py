"""`skillgraph path`: from the skills that are held to the track that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from skillgraph.cli.exits import DONE, NEGATIVE, tell
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    ROLE_NAME,
    SKILL_NAME,
    as_typed,
    format_option,
    from_option,
    graph_option,
    open_graph,
    to_option,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from skillgraph.api import SkillGraph
    from skillgraph.model.documents import PlanDocument

    Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)


#: What a plan may be asked for besides what is held and wanted; in the order of the help.
_ASKED = (
    click.option(
        "--by", default="effort", metavar="effort|count",
        type=click.Choice(["effort", "count"]),
        help="Make the plan short in hours of effort, or in the count of steps.  [default: effort]",
    ),
    click.option(
        "--include", default="essential", metavar="important|helpful",
        type=click.Choice(["essential", "important", "helpful"]),
        help="Learn what the target lists as important, or as helpful, too.",
    ),
    click.option(
        "--direct", is_flag=True, help="Go straight to the target, with no role before it."
    ),
    click.option(
        "--via", multiple=True, metavar="ROLES", type=ROLE_NAME, help="Pass through these roles."
    ),
    click.option(
        "--route", default="nearest", metavar="nearest|cheapest",
        type=click.Choice(["nearest", "cheapest"]),
        help="Start at the role that you are nearest to, or wherever the whole way is cheapest.  "
        "[default: nearest]",
    ),
    click.option(
        "--avoid", multiple=True, metavar="SKILLS", type=SKILL_NAME, help="Never learn these."
    ),
    click.option(
        "--choose", multiple=True, metavar="SKILLS", type=SKILL_NAME,
        help="Learn these, whatever else: the way to take your employer's cloud.",
    ),
    click.option(
        "--waive", multiple=True, metavar="SKILLS", type=SKILL_NAME,
        help="Strike these from every requirement.",
    ),
    click.option(
        "--without", multiple=True, metavar="SKILLS", type=SKILL_NAME,
        help="Don't assume these from what you hold.",
    ),
    click.option(
        "--assume",
        type=click.Choice(["none"]),
        metavar="none",
        help="Assume nothing from what you hold.",
    ),
    click.option(
        "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
        help="Give the best plan found by then, with how good it surely is.",
    ),
)  # fmt: skip


def plan_options(command: Command) -> Command:
    """Add what a plan may be asked for besides what is held and wanted."""
    for option in reversed(_ASKED):
        command = option(command)
    return command


def ask_plan(
    graph: SkillGraph, held: Sequence[str], target: str, asked: dict[str, Any]
) -> PlanDocument:
    """Return the plan that was asked for, its names resolved as they were typed."""
    from skillgraph.cli.names import HELD, ROLES, SKILLS, TARGETS, resolve_all, resolve_one

    ids = resolve_all(graph, held, HELD)
    if not ids:
        tell("No --from: planning for somebody who holds nothing yet.")
    wanted = resolve_one(graph, target, TARGETS)
    asked["via"] = resolve_all(graph, asked["via"], ROLES)
    for name in ("avoid", "choose", "waive", "without"):
        asked[name] = resolve_all(graph, asked[name], SKILLS)
    asked["assume"] = asked["assume"] != "none"
    return graph.plan(wanted, ids, **asked)


@click.command("path", cls=WithHelp, short_help="Plan what to learn, in which order, and why.")
@from_option
@to_option
@plan_options
@graph_option
@format_option
def command(
    *, held: tuple[str, ...], target: str, graphs: tuple[str, ...], form: str, **asked: Any
) -> int:
    """Plan what to learn, in which order, from what you hold to what you want.

    Where `gap` compares you with the target's own list, `path` adds all that the list builds on
    and the roles on the way, in an order in which each step can be learnt.

    \b
    Examples:
      skillgraph path --from python --to cloud-architect
      skillgraph path --from backend-developer,docker --to devops-engineer
      skillgraph path --from python --to cloud-architect --choose azure
    """
    from skillgraph.cli.output import write_answer
    from skillgraph.views.plan import render_plan

    with open_graph(graphs) as graph:
        document = ask_plan(graph, held, target, asked)
    write_answer(document, form, lambda paper: render_plan(document, paper, graph=as_typed(graphs)))
    return NEGATIVE if document["status"] in {"unknown", "impossible"} else DONE
