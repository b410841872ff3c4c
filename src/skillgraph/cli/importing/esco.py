"""`skillgraph import esco`: the European classification, as it is downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.importing.running import import_options, run_import
from skillgraph.cli.options import FilePath, rdf_options

if TYPE_CHECKING:
    from skillgraph.cli.importing.running import Asked


@click.command("esco", cls=WithHelp, short_help="ESCO, the European classification.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=FilePath())
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
@rdf_options
def command(
    *,
    paths: tuple[str, ...],
    release: str,
    languages: tuple[str, ...],
    timeout: float | None,
    memory: int | None,
    **asked: Unpack[Asked],
) -> None:
    """Read ESCO, the European classification of skills, competences and occupations.

    PATH is a zip as it is downloaded, a folder of them, or what is in them: CSV, or Turtle. The
    classification and its relations are two downloads: give both. Sets in several languages become
    one graph with labels in each. Occupations are roles, their skills `essential` or, where they
    are optional, `helpful`. See docs/importing.md.

    \b
    Examples:
      skillgraph import esco esco/ -o esco.sqlite
      skillgraph import esco en.zip relations.zip de.zip -o esco.sqlite
      skillgraph import esco esco/ --dry-run --problems left-out.csv
    """
    run_import(
        "esco", paths, asked,
        release=release, languages=languages, timeout=timeout, memory=memory,
    )  # fmt: skip
