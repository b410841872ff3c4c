"""What imports of tables share: who the catalogue is, and the graph that names are looked up in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from skillgraph.cli.options import GraphPath

if TYPE_CHECKING:
    from skillgraph.cli.importing.running import Command
    from skillgraph.readers.tabular.describing import About


class Naming(TypedDict):
    """The options that say who a catalogue is, and what its names mean."""

    id_: str
    title: str
    catalog_version: str
    licence: str
    language: str
    known: tuple[str, ...]
    strict_names: bool


_OPTIONS = (
    click.option(
        "--known", multiple=True, metavar="PATH", type=GraphPath(),
        help="Look names up in this catalogue or graph, too: one that means a node there takes its "
        "id. 'default' is the shipped one; repeats are merged.",
    ),
    click.option(
        "--strict-names", is_flag=True,
        help="Make no node of a name that has no row and isn't known: tell it, with what is near.",
    ),
    click.option(
        "--id", "id_", default="", metavar="ID",
        help="The id of the catalogue.  [default: the first file's name]",
    ),
    click.option("--title", default="", metavar="TEXT", help="The title of the catalogue."),
    click.option(
        "--version", "catalog_version", default="", metavar="TEXT",
        help="The version of the catalogue.  [default: 1]",
    ),
    click.option("--licence", default="", metavar="TEXT", help="The licence of what it says."),
    click.option(
        "--language", default="en", show_default=True, metavar="TAG",
        help="The language of its texts (BCP 47).",
    ),
)  # fmt: skip


def naming_options(command: Command) -> Command:
    """Give a command the options of `Naming`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def about_of(naming: Naming) -> About:
    """Return who the catalogue is."""
    from skillgraph.readers.tabular.describing import About

    return About(
        id=naming["id_"],
        title=naming["title"],
        version=naming["catalog_version"],
        licence=naming["licence"],
        language=naming["language"],
    )


def pairs_of(option: str, values: tuple[str, ...], what: str) -> dict[str, str]:
    """Return options of the form NAME=VALUE as a mapping; another form is a usage error."""
    found: dict[str, str] = {}
    for value in values:
        name, equals, rest = value.partition("=")
        if not (equals and name.strip() and rest.strip()):
            raise click.UsageError(f"{option} '{value}': write {what}.")
        if name.strip() in found:
            raise click.UsageError(f"{option} names '{name.strip()}' twice.")
        found[name.strip()] = rest.strip()
    return found
