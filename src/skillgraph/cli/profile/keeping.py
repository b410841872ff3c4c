"""What the commands of a profile share: the file, its options, and what is said of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from skillgraph.cli.names import shown
from skillgraph.model.values import Unfit, parse_date, parse_decimal
from skillgraph.readers.profile import Held

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from skillgraph.api import SkillGraph
    from skillgraph.api.person import Change

    Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--level", metavar="NUMBER", help="How well you know it, on the --scale."
    ),
    click.option("--scale", metavar="NAME", help="The scale that --level is on."),
    click.option("--since", metavar="DATE", help="A year, a month or a day."),
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
    since = _parsed("since", asked["since"], _parse_past) or ""
    level = _parsed("level", asked["level"], parse_decimal)
    scale = _parsed("scale", asked["scale"], _parse_text) or ""
    evidence = tuple(_parsed("evidence", each, _parse_text) for each in asked["evidence"])
    return Held("", "", level, scale, evidence, since)


def _parse_text(text: str) -> str:
    """Return a text on one line."""
    if not (line := " ".join(text.split())):
        raise Unfit("there is no text.", "Write some, or leave the option out.")
    return line


def _parse_past(text: str) -> str:
    """Return a date that is no later than today."""
    from datetime import datetime

    date = parse_date(text)
    if date > datetime.now().astimezone().date().isoformat()[: len(date)]:
        raise Unfit(f"{date} is still to come.", "Say since when you know it.")
    return date


def _parsed(option: str, text: str | None, parse: Callable[[str], Any]) -> Any:
    """Return what an option says, None where it wasn't typed."""
    try:
        return None if text is None else parse(text)
    except Unfit as unfit:
        raise click.UsageError(f"--{option}: {unfit.message} {unfit.advice}") from None


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
