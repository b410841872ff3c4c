"""`skillgraph path`: from the skills that are held to the track that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from skillgraph.cli.exits import DONE, NEGATIVE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    SKILL_NAME,
    Finite,
    Whole,
    as_typed,
    format_option,
    from_option,
    graph_option,
    open_graph,
    plan_options,
    skip_unknown_option,
    to_option,
)
from skillgraph.model.options import PLAN_OPTIONS

if TYPE_CHECKING:
    import datetime as dt

    from skillgraph.model.documents.outlook import WhyDocument


@click.command("path", cls=WithHelp, short_help="Plan what to learn, in which order, and why.")
@from_option
@to_option
@plan_options(*PLAN_OPTIONS, "timeout")
@click.option(
    "--alternatives", type=Whole(0, 1000), default=0, metavar="N",
    help="Show the N best other plans, too: what each takes otherwise, what it costs more, and "
    "when it would draw level.",
)  # fmt: skip
@click.option(
    "--hours-per-week", type=Finite(0, 168, min_open=True), metavar="HOURS",
    help="Say when it is done, at so many hours of study a week from today on.",
)  # fmt: skip
@click.option(
    "--start", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="Begin on this day, not today (with --hours-per-week).",
)  # fmt: skip
@click.option(
    "--max-hours", type=Whole(min=0), metavar="HOURS",
    help="Say what is reachable within so many hours.",
)  # fmt: skip
@click.option(
    "--why", metavar="STEP", type=SKILL_NAME,
    help="Tell why this step, by name or number, is there: the statements it rests on, with "
    "sources.",
)  # fmt: skip
@skip_unknown_option
@graph_option
@format_option
def command(
    *,
    held: tuple[str, ...],
    target: str,
    graphs: tuple[str, ...],
    form: str,
    why: str | None,
    start: dt.datetime | None,
    **asked: Any,
) -> int:
    """Plan what to learn, in which order, from what you hold to what you want.

    Where `gap` compares you with the target's own list, `path` adds all that the list builds on
    and the roles on the way, in an order in which each step can be learnt.

    \b
    Examples:
      skillgraph path --from python --to cloud-architect
      skillgraph path --from backend-developer,docker --to devops-engineer
      skillgraph path --from python --to cloud-architect --choose azure
      skillgraph path --from python --to cloud-architect --hours-per-week 6
      skillgraph path --from python --to cloud-architect --why 14
    """
    from skillgraph.cli.names import TARGETS, resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.person import load_asker
    from skillgraph.views.plan import render_plan
    from skillgraph.vocab import SKILLS

    if why is not None or asked["direct"] or asked["via"]:
        _check()
    with open_graph(graphs) as graph:
        asker = load_asker(graph, held, "planning for", skip_unknown=asked.pop("skip_unknown"))
        wanted = resolve_one(graph, target, TARGETS)
        asker.complete(graph, asked)
        asked["hours_per_week"] = asked["hours_per_week"] or asker.hours_per_week
        if start is not None and asked["hours_per_week"] is None:
            from skillgraph.cli.together import need

            need("--hours-per-week, in which a date is counted", "start")
        document = graph.plan(wanted, asker.levels, start=start and start.date(), **asked)
        if why is not None and document["steps"]:
            named = why if why.isdecimal() else resolve_one(graph, why, SKILLS)
            return _write_why(graph.why(document, named), form)
    write_answer(document, form, lambda paper: render_plan(document, paper, graph=as_typed(graphs)))
    return NEGATIVE if document["status"] in {"unknown", "impossible"} else DONE


def _check() -> None:
    """Refuse what the answer would pass over."""
    from skillgraph.cli.together import exclude, typed

    if typed("why"):
        exclude("--why", "alternatives", "hours_per_week", "start", "max_hours")
    for other in typed("direct", "via"):
        exclude(other, "route")


def _write_why(document: WhyDocument, form: str) -> int:
    from skillgraph.cli.output import write_answer
    from skillgraph.views.why import render_why

    write_answer(document, form, lambda paper: render_why(document, paper))
    return DONE
