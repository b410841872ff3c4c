"""`skillgraph import onet`: O*NET, the occupations of the United States."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.importing.running import import_options, run_import
from skillgraph.cli.options import FilePath

if TYPE_CHECKING:
    from skillgraph.cli.importing.running import Asked


@click.command("onet", cls=WithHelp, short_help="O*NET, as text or as spreadsheets.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=FilePath())
@click.option(
    "--thresholds", metavar="E,I,H", default="3.5,2.5,1.5", show_default=True,
    help="From which rating of importance on, of 1 to 5, a skill is essential, important or "
    "helpful; below, nothing is required.",
)  # fmt: skip
@click.option(
    "--release", metavar="NUMBER", default="",
    help="The release, such as 29.3, where neither files nor folder say it.",
)  # fmt: skip
@import_options
def command(
    *, paths: tuple[str, ...], thresholds: str, release: str, **asked: Unpack[Asked]
) -> None:
    """Read a release of O*NET: occupations, their ratings of skills and knowledge, technologies.

    PATH is the release as a zip or a folder, in text files or in spreadsheets, or single files of
    it. Occupation Data must be there; what is missing without one of the others is told.

    Where an occupation has no ratings, its technologies are listed as key skills, and `path` says
    that what it requires is unknown.

    \b
    Examples:
      skillgraph import onet db_29_3_text.zip -o onet.sqlite
      skillgraph import onet onet/ -o onet.sqlite --thresholds 4,3,2
      skillgraph gap --graph onet.sqlite --to "Computer Programmers"
    """
    from skillgraph.readers.onet import parse_thresholds

    run_import("onet", paths, asked, thresholds=parse_thresholds(thresholds), release=release)
