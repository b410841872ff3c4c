"""`skillgraph profile add`: what is held, wanted, chosen, avoided or waived."""

from __future__ import annotations

from typing import Any

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import TARGET_NAME, graph_option, open_graph
from skillgraph.cli.profile.keeping import said, said_options

#: What a name may be added as, with the key of a profile.
AS = {"held": "held", "goal": "goals", "choice": "choices", "avoid": "avoid", "waive": "waive"}

as_option = click.option(
    "--as", "as_", default="held", metavar="LIST", type=click.Choice(tuple(AS)),
    help="held, goal, choice, avoid or waive.  [default: held]",
)  # fmt: skip


@click.command("add", cls=WithHelp, short_help="Add what you hold, want, choose, avoid or waive.")
@click.argument("names", nargs=-1, metavar="[NAMES]...", type=TARGET_NAME)
@as_option
@said_options
@click.option(
    "--hours-per-week", metavar="HOURS",
    help="So many hours of study you have in a week: a number, or a range such as 4-6.",
)  # fmt: skip
@graph_option
def command(
    *,
    names: tuple[str, ...],
    as_: str,
    hours_per_week: str | None,
    graphs: tuple[str, ...],
    **asked: Any,
) -> int:
    """Add what you hold, want, choose, avoid or waive to your profile.

    Names are looked up in the graph, and kept as ids. The profile is begun where there is none;
    of what is held already more is said: a level, a date, evidence.

    \b
    Examples:
      skillgraph profile add python,sql backend-developer
      skillgraph profile add cloud-architect --as goal --hours-per-week 4-6
      skillgraph profile add sql --since 2021 --evidence "a report on pay"
    """
    from skillgraph.api.person import KINDS, Keeper
    from skillgraph.cli.exits import DONE
    from skillgraph.cli.profile.keeping import SAID, names_of, own_file, write_changes
    from skillgraph.cli.together import exclude, need

    more = said(asked)
    if not names and hours_per_week is None:
        raise click.UsageError("say what to add: NAMES, or --hours-per-week.")
    if not names:
        need("NAMES that are held", *SAID)
    if as_ != "held":
        exclude(f"--as {as_}", *SAID)
    week = None if hours_per_week is None else _week(hours_per_week)
    key: Any = AS[as_]
    file = own_file()
    with open_graph(graphs) as graph:
        keeper = Keeper(graph, file)
        ids = names_of(graph, names, KINDS[key])
        changes = keeper.add(ids, key, more) if ids else []
        if week is not None:
            keeper.plan_with(*week)
    write_changes(changes, file)
    return DONE


def _week(text: str) -> tuple[int, int]:
    from skillgraph.model.values import Unfit
    from skillgraph.readers.profile.yaml_form import parse_week

    try:
        return parse_week(text)
    except Unfit as unfit:
        raise click.UsageError(f"--hours-per-week: {unfit.message} {unfit.advice}") from None
