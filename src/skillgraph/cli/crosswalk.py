"""`skillgraph crosswalk`: which nodes of two graphs may be one, for a person to judge."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import FilePath, GraphPath, Whole, format_option
from skillgraph.vocab import KINDS


@click.command("crosswalk", cls=WithHelp, short_help="Propose matches between two graphs.")
@click.argument("a", metavar="A", type=GraphPath())
@click.argument("b", metavar="B", type=GraphPath())
@click.option(
    "-o", "--output", metavar="FILE", type=FilePath(dir_okay=False, allow_dash=True),
    help="Write the proposals to this CSV file, for `merge --matches`; - is standard output.",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", type=click.Choice(KINDS),
    help=f"Only nodes of this kind: {', '.join(KINDS)}.  Repeats.",
)  # fmt: skip
@click.option(
    "--most", default=5, show_default=True, metavar="N", type=Whole(1),
    help="So many proposals for a node of A, at most.",
)  # fmt: skip
@format_option
def command(
    *, a: str, b: str, output: str | None, kinds: tuple[str, ...], most: int, form: str
) -> None:
    """Propose which nodes of two graphs are the same thing, by their names.

    Where `merge` unites what is said to be one, `crosswalk` only guesses: from labels that are
    alike, whole or but for a slip. Each proposal has a score and its evidence; keep the lines that
    you accept, and hand them to `merge --matches`. Two that are alike are said to be, never chosen
    from.

    \b
    Examples:
      skillgraph crosswalk default mine.yaml
      skillgraph crosswalk default mine.yaml --kind skill -o matches.csv
    """
    from skillgraph.api import crosswalk
    from skillgraph.cli.output import write_answer
    from skillgraph.views.comparing import render_crosswalk

    if output == "-":
        if form not in {"table", "csv"}:
            raise click.UsageError(f"-o - is CSV on standard output: leave --format {form} out.")
        output, form = None, "csv"
    if output is not None:
        from skillgraph.api.apart import keep_apart

        keep_apart((output,), graphs=(a, b))
    document = crosswalk(a, b, kinds=kinds, most=most)
    if output is not None:
        from skillgraph.replacing import whole_file
        from skillgraph.views.rows import render_rows

        with whole_file(output) as stream:
            stream.write(render_rows(document, "csv").encode())
    write_answer(document, form, lambda paper: render_crosswalk(document, paper, output=output))
