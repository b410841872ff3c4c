"""`skillgraph import matrix`: roles by skills, with levels in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.importing.naming import about_of, naming_options, pairs_of
from skillgraph.cli.importing.running import import_options, run_import
from skillgraph.cli.options import FilePath

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.cli.importing.naming import Naming
    from skillgraph.cli.importing.running import Asked, Command
    from skillgraph.readers.matrix.marks import Meaning


def _choice(name: str, *words: str, text: str) -> Callable[[Command], Command]:
    return click.option(
        name, default=words[0], show_default=True, metavar="|".join(words),
        type=click.Choice(words), help=text,
    )  # fmt: skip


@click.command("matrix", cls=WithHelp, short_help="Roles by skills, with levels in the cells.")
@click.argument("path", metavar="FILE", type=FilePath())
@click.option("--sheet", default="", metavar="NAME", help="Read this sheet.  [default: the first]")
@click.option(
    "--roles", default="", metavar="columns|rows", type=click.Choice(("columns", "rows", "")),
    help="Where the roles are.  [default: rows where the sheet heads them so, else columns]",
)  # fmt: skip
@click.option(
    "--header", default="", metavar="LINES",
    help="What the rows of the header hold, from the top: 'category,role,grade'.  Also seniority, "
    "id, description and ignore.  [default: merged cells are categories, then names]",
)  # fmt: skip
@click.option(
    "--side", default="", metavar="LINES",
    help="What the columns at the side hold, from the left: 'id,category,skill'.  [default: by "
    "their headers]",
)  # fmt: skip
@click.option(
    "--scale", default="", metavar="SCALE",
    help="What levels are on: '0-5', or words from the lowest up, 'Basic/Proficient/Expert'.",
)  # fmt: skip
@_choice("--blank", "none", "error", text="What a blank cell means.")
@_choice("--zero", "none", "level", "error", text="What 0 means.")
@_choice(
    "--text", "error", "none", text="What other text means that is no level: a problem, or nothing."
)
@click.option(
    "--na", "nothing", multiple=True, metavar="TEXT",
    help="This means that the skill isn't needed, as n/a, no, none and - do.  Repeats.",
)  # fmt: skip
@click.option(
    "--mark", "marks", multiple=True, metavar="TEXT",
    help="This means that it is, at no level, as x, yes and ✓ do where there is no scale.  "
    "Repeats.",
)  # fmt: skip
@click.option(
    "--importance", multiple=True, metavar="SIGN=WORD",
    help="What a sign beside a level says: '*=helpful' for cells like 3*.  Repeats.  [default: all "
    "is essential]",
)  # fmt: skip
@click.option("--hidden", is_flag=True, help="Read hidden rows and columns, too.")
@naming_options
@import_options
def command(
    *, path: str, sheet: str, roles: str, header: str, side: str, hidden: bool, **asked: Any
) -> None:
    """Read a skills matrix: roles by skills, in Excel or CSV, with levels in the cells.

    A role with grades (--header role,grade) is one role a grade, which leads to the next. Total
    rows and hidden ones are left out and told. A cell that means nothing known is a problem with
    its reference. Where a row is one skill or one requirement, use `import table`.

    \b
    Examples:
      skillgraph import matrix matrix.xlsx --scale 0-5 -o matrix.graph
      skillgraph import matrix matrix.xlsx --scale 0-5 --known default --dry-run
      skillgraph import matrix matrix.xlsx --scale 0-5 --to yaml -o matrix.yaml
    """
    from skillgraph.readers.matrix.shape import Lines

    meaning = _meaning(asked)
    naming = cast("Naming", asked)
    if naming["strict_names"] and not naming["known"]:
        raise click.UsageError("--strict-names goes with --known: name the graph of the names.")
    run_import(
        "matrix",
        (path,),
        cast("Asked", asked),
        known=naming["known"],
        strict_names=naming["strict_names"],
        about=about_of(naming),
        sheet=sheet,
        lines=Lines(roles, _words(header), _words(side)),
        meaning=meaning,
        hidden=hidden,
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _meaning(asked: dict[str, Any]) -> Meaning:
    """Return what cells mean; options that mean nothing are usage errors."""
    from skillgraph.model.values import Unfit
    from skillgraph.readers.matrix.marks import Meaning
    from skillgraph.readers.scales import parse_scale
    from skillgraph.vocab import IMPORTANCES

    signs = pairs_of("--importance", asked["importance"], "SIGN=WORD, such as '*=helpful'")
    for word in signs.values():
        if word not in IMPORTANCES:
            words = ", ".join(IMPORTANCES)
            raise click.UsageError(f"--importance: '{word}' is none of {words}.")
    try:
        scale = parse_scale(asked["scale"]) if asked["scale"] else None
    except Unfit as unfit:
        raise click.UsageError(f"--scale: {unfit.message} {unfit.advice}".rstrip()) from None
    return Meaning(
        scale=scale,
        blank=asked["blank"],
        zero=asked["zero"],
        text=asked["text"],
        nothing=asked["nothing"],
        marks=asked["marks"],
        importance=cast("Any", signs),
    )
