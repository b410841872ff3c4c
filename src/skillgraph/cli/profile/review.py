"""`skillgraph profile review`: a plan's skills to tick off."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from skillgraph.cli.exits import DONE, tell
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import FilePath, graph_option, open_graph, to_option

if TYPE_CHECKING:
    from skillgraph.api import SkillGraph


@click.command("review", cls=WithHelp, short_help="Tick which skills of a plan you hold.")
@to_option
@click.option("--print", "print_", is_flag=True, help="Print the list, and ask nothing.")
@click.option(
    "--ticked", metavar="FILE", type=FilePath(allow_dash=True),
    help="Take the list, ticked, from a file; - is standard input.",
)  # fmt: skip
@graph_option
def command(*, target: str, print_: bool, ticked: str | None, graphs: tuple[str, ...]) -> int:
    """Tick which skills of the plan to a target you hold already; they go into your profile.

    The list opens in $VISUAL or $EDITOR, and nothing changes unless it is saved.

    \b
    Examples:
      skillgraph profile review --to cloud-architect --print
      skillgraph profile review --to cloud-architect --ticked list.txt
    """
    from skillgraph.api.person import Keeper
    from skillgraph.api.ticking import parse_ticks
    from skillgraph.cli.files import load_text
    from skillgraph.cli.output import write_text
    from skillgraph.cli.profile.keeping import own_file, write_changes

    if print_ and ticked is not None:
        raise click.UsageError("--print and --ticked are two steps: print the list, then tick it.")
    file = own_file()
    with open_graph(graphs) as graph:
        if ticked is not None:
            text, place = load_text(ticked, "list of skills")
        else:
            listed = _list(graph, target)
            if print_:
                write_text(listed)
                return DONE
            edited = _edited(listed)
            if edited is None:
                tell("Nothing was saved: your profile stays as it is.")
                return DONE
            text, place = edited, "the list"
        ids = parse_ticks(graph, text, place)
        changes = Keeper(graph, file).add(ids) if ids else []
    if not ids:
        tell("Nothing is ticked: your profile stays as it is.")
        return DONE
    write_changes(changes, file)
    return DONE


def _list(graph: SkillGraph, target: str) -> str:
    from skillgraph.api.own_profile import find_profile
    from skillgraph.api.ticking import tick_list
    from skillgraph.cli.names import TARGETS, own_person, resolve_one

    wanted = resolve_one(graph, target, TARGETS)
    if find_profile() is None:
        return tick_list(graph.plan(wanted))
    person, _ = own_person(graph)
    for note in person.notes:
        tell(note)
    plan = graph.plan(
        wanted,
        person.levels,
        prefer=person.choices,
        avoid=person.avoid,
        waive=person.waive,
    )
    return tick_list(plan)


def _edited(text: str) -> str | None:
    """Return the list as it was saved, None where it wasn't; an editor that fails is an error."""
    import sys

    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen and not (sys.stdin is not None and sys.stdin.isatty()):
        raise click.UsageError(
            "there is no terminal to edit in. Set EDITOR, or use --print and then --ticked."
        )
    return click.edit(text, extension=".txt")
