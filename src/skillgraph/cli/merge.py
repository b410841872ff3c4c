"""`skillgraph merge`: several graphs as one."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import FilePath, GraphPath, format_option
from skillgraph.cli.results import Form, asked_result, write_result


@click.command("merge", cls=WithHelp, short_help="Merge graphs into one file.")
@click.argument("graphs", nargs=-1, required=True, metavar="GRAPH...", type=GraphPath())
@click.option(
    "-o", "--output", metavar="FILE", type=FilePath(dir_okay=False, allow_dash=True),
    help="Write the merged graph to this file, whole or not at all; with --to yaml, - is standard "
    "output.",
)  # fmt: skip
@click.option(
    "--to", metavar="graph|yaml", type=click.Choice(("graph", "yaml")),
    help="A compiled graph, or a catalogue for a person to edit.  [default: yaml where the "
    "file's name ends so, else graph]",
)  # fmt: skip
@click.option(
    "--prefer", metavar="GRAPH",
    help="Where graphs contradict each other, let the values of this one stand; what they "
    "override is listed.",
)  # fmt: skip
@click.option(
    "--matches", multiple=True, metavar="FILE", type=FilePath(),
    help="Unite what this file matches too: the lines of a `crosswalk` that you accept.  Repeats.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Merge and check everything, and write no result.")
@format_option
def command(
    *,
    graphs: tuple[str, ...],
    output: str | None,
    to: Form | None,
    prefer: str | None,
    matches: tuple[str, ...],
    dry_run: bool,
    form: str,
) -> None:
    """Merge catalogues and compiled graphs, each read by itself, into one.

    Where `crosswalk` proposes what may be one, `merge` unites what is said to be: nodes of the same
    IRI, and those that exact matches join. Where graphs contradict each other, all of it is told,
    and no file is left. To merge for one question alone, give --graph several times.

    \b
    Examples:
      skillgraph merge default mine.yaml -o both.graph
      skillgraph merge default mine.yaml --prefer mine.yaml -o both.yaml
      skillgraph merge default mine.yaml --dry-run --format json
    """
    from skillgraph.api import merge
    from skillgraph.cli.exits import tell
    from skillgraph.views.comparing import render_merge

    result = asked_result(output, to, form, dry_run=dry_run)
    document = merge(
        *graphs,
        target=result.target,
        prefer=prefer,
        matches=matches,
        form=result.form,
    )
    for loss in document["losses"]:
        tell(f"Note: {loss}.")
    write_result(result, document, form, lambda paper: render_merge(document, paper))
