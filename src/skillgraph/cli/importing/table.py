"""`skillgraph import table`: CSV, TSV and Excel, a row a node or an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.importing.naming import about_of, naming_options, pairs_of
from skillgraph.cli.importing.running import import_options, run_import
from skillgraph.cli.options import FilePath
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from skillgraph.cli.importing.naming import Naming
    from skillgraph.cli.importing.running import Asked


@click.command("table", cls=WithHelp, short_help="CSV, TSV or Excel, a row a node or an edge.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=FilePath())
@click.option(
    "--map", "mapped", multiple=True, metavar="FIELD=COLUMN",
    help="Read this column as that field, whatever its header.  Repeats.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="COLUMN", help="Leave this column out, and don't tell."
)
@click.option(
    "--kind", metavar="KIND", type=click.Choice(KINDS),
    help="What a row is where no column says it.  [default: by its header, else skill]",
)  # fmt: skip
@click.option(
    "--separator", default="", metavar="TEXT",
    help="What stands between several names in a cell.  [default: ; | or a line break, else a "
    "comma]",
)  # fmt: skip
@click.option(
    "--scale", default="", metavar="SCALE",
    help="What levels are on: '0-5', or words from the lowest up, 'Basic/Proficient/Expert'.",
)  # fmt: skip
@click.option(
    "--sheet", "sheets", multiple=True, metavar="NAME",
    help="Read this sheet of a workbook.  Repeats.  [default: the first]",
)  # fmt: skip
@click.option(
    "--mapping", metavar="FILE.yaml", type=FilePath(dir_okay=False),
    help="Read the columns of each table as this file says.",
)  # fmt: skip
@naming_options
@import_options
def command(
    *,
    paths: tuple[str, ...],
    mapped: tuple[str, ...],
    ignore: tuple[str, ...],
    kind: str | None,
    separator: str,
    **asked: Any,
) -> None:
    """Read tables of skills, roles and what they need: a row is a node, or an edge.

    Headers that people write are recognised (Skill, Category, Prerequisites, Hours …), and how
    each was read is told; --map and --mapping say it where they aren't. A folder that `export
    --format csv` wrote comes back as it was. Where a sheet has roles across and skills down, use
    `import matrix`.

    \b
    Examples:
      skillgraph import table skills.csv -o skills.graph
      skillgraph import table skills.csv roles.csv --to yaml -o team.yaml
      skillgraph import table skills.xlsx --map label=Thema --dry-run
    """
    from skillgraph.readers.table.layout import TableMapping

    flags = TableMapping(
        columns=pairs_of("--map", mapped, "FIELD=COLUMN"),
        ignore=ignore,
        kind=kind or "",
        separator=separator,
    )
    own = {name: asked.pop(name) for name in ("scale", "sheets", "mapping")}
    naming = cast("Naming", asked)
    run_import(
        "table",
        paths,
        cast("Asked", asked),
        known=naming["known"],
        strict_names=naming["strict_names"],
        about=about_of(naming),
        flags=flags,
        **own,
    )
