"""`skillgraph import esco`: the European classification, as it is downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.importing.running import import_options, run_import

if TYPE_CHECKING:
    from skillgraph.cli.importing.running import Asked


@click.command("esco", cls=WithHelp, short_help="ESCO: its zips of CSV files.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--release", metavar="VERSION", default="", help="The release, where no name says it: 1.1.1."
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Read this language alone (en, de, …); may repeat. The first is the catalogue's own.",
)
@import_options
def command(
    *, paths: tuple[str, ...], release: str, languages: tuple[str, ...], **asked: Unpack[Asked]
) -> None:
    """Read ESCO, the European classification of skills, competences and occupations.

    PATH is a zip as it is downloaded (https://esco.ec.europa.eu/en/use-esco/download), a folder of
    them, or what is in them. The classification and its relations are two downloads: give both.
    Sets in several languages become one graph with labels in each. Occupations are roles, essential
    skills `essential` and optional ones `helpful`. See docs/importing.md.

    \b
    Examples:
      skillgraph import esco esco/ -o esco.sqlite
      skillgraph import esco en-csv.zip relations-csv.zip de-csv.zip -o esco.sqlite
      skillgraph import esco esco/ --dry-run --problems left-out.csv
    """
    run_import("esco", paths, asked, release=release, languages=languages)
