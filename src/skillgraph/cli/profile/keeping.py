"""What the commands of a profile share: the file, its options, and what is said of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from skillgraph.cli.names import shown
from skillgraph.readers.profile import Held
from skillgraph.readers.scalars import Unfit, parse_date, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from skillgraph.api import SkillGraph
    from skillgraph.api.person import Change

    Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--level", default="", metavar="NUMBER", help="How well you know it, on the --scale."
    ),
    click.option("--scale", default="", metavar="NAME", help="The scale that --level is on."),
    click.option("--since", default="", metavar="DATE", help="A year, a month or a day."),
    click.option(
        "--evidence", multiple=True, metavar="TEXT",
        help="An address, or words, that show it.  Repeats.",
    ),
)  # fmt: skip

#: The parameters of these, by name.
SAID = ("level", "scale", "since", "evidence")


def said_options(command: Command) -> Command:
    """Give a command the options that say more of what is held."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def said(asked: dict[str, Any]) -> Held:
    """Return what those options say."""
    since = _parsed("since", asked["since"], parse_date) or ""
    level = _parsed("level", asked["level"], parse_decimal)
    evidence = tuple(" ".join(each.split()) for each in asked["evidence"])
    return Held("", "", level, asked["scale"], tuple(filter(None, evidence)), since)


def _parsed(option: str, text: str, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(text) if text else None
    except Unfit as unfit:
        raise click.UsageError(f"--{option}: {unfit.message} {unfit.hint}") from None


def own_file(*, there: bool = False) -> str:
    """Return the path of the person's profile; with `there` it must be there."""
    from skillgraph.api.own_profile import find_profile, profile_file

    file = profile_file()
    if file is None:
        raise click.UsageError("SKILLGRAPH_PROFILE is empty: there is no profile to keep.")
    if there and find_profile() is None:
        message = f"there is no profile at {shown(file)}."
        raise click.UsageError(f"{message} Begin one with: skillgraph profile add NAMES")
    return file


def names_of(graph: SkillGraph, values: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return the ids that values mean, as `--from` takes them."""
    from skillgraph.cli.names import resolve_all

    return resolve_all(graph, values, kinds)


def write_changes(changes: Sequence[Change], file: str) -> None:
    """Say what became of each name, and where it is kept."""
    from skillgraph.cli.output import write_text

    lines = [f"  {each.label} {each.told}." for each in changes]
    write_text("\n".join([*lines, f"  Kept in {shown(file)}", ""]))
