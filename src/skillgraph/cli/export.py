"""`skillgraph export`: the graph, or a part of it, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import ANY_NAME, FilePath, Whole, graph_option, open_graph
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from skillgraph.api.export import Part

#: What click may offer; `skillgraph.api.export` writes them.
_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml", "graphml", "csv", "yaml")


@click.command("export", cls=WithHelp, short_help="Write the graph as RDF, GraphML, CSV or YAML.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), metavar="FORMAT",
    help=f"{', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}; by default what the suffix of the file "
    "says, else turtle.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=FilePath(allow_dash=True),
    help="Write to this file, whole or not at all; CSV without --table to a folder.  [default: "
    "standard output]",
)  # fmt: skip
@click.option(
    "--focus", metavar="NODE", type=ANY_NAME, help="Only what is around this node (see --hops).",
)  # fmt: skip
@click.option(
    "--hops", default=1, show_default=True, type=Whole(0, 100), metavar="N",
    help="So many edges around the focus, in either direction.",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", type=click.Choice(KINDS),
    help="Only nodes of this kind, and what holds among them.  Repeats.",
)  # fmt: skip
@click.option(
    "--no-provenance", is_flag=True,
    help="Leave out sources, and the statements that carry them (RDF).",
)  # fmt: skip
@click.option(
    "--table", metavar="TABLE",
    type=click.Choice(("nodes", "edges", "salaries", "retired", "sources")),
    help="Which table, as CSV: nodes, edges, salaries, retired or sources.",
)  # fmt: skip
@click.option(
    "--void", metavar="FILE", type=FilePath(dir_okay=False, allow_dash=True),
    help="Describe the data file in this one: counts, licences, checksum (VoID and DCAT); - is "
    "standard output.",
)  # fmt: skip
@graph_option
def command(
    *,
    form: str | None,
    output: str | None,
    focus: str | None,
    hops: int,
    kinds: tuple[str, ...],
    no_provenance: bool,
    table: Literal["nodes", "edges", "salaries", "retired", "sources"] | None,
    void: str | None,
    graphs: tuple[str, ...],
) -> None:
    """Write the graph, or a part of it, for other programs: RDF, GraphML, CSV or YAML.

    Where `show` tells people about one node, `export` hands over everything. The same graph gives
    the same bytes everywhere, and `import rdf` reads them back.

    \b
    Examples:
      skillgraph export -o skills.ttl
      skillgraph export --format ntriples --no-provenance
      skillgraph export --focus cloud-architect --hops 2 -o around.graphml
      skillgraph export --table edges
    """
    from skillgraph.api.apart import keep_apart
    from skillgraph.api.export import form_of
    from skillgraph.api.opening import chosen_paths
    from skillgraph.cli.names import resolve_one
    from skillgraph.cli.output import write_stream

    file = None if output in (None, "-") else output
    if void and file is None:
        raise click.UsageError("--void describes a file: name it with -o.")
    described = None if void in (None, "-") else void
    chosen = form or ("csv" if table else form_of(file) if file else "turtle")
    if void and chosen == "csv" and table is None:
        raise click.UsageError("--void describes one file: name a table with --table.")
    keep_apart((file, described), graphs=chosen_paths(graphs))
    _check(chosen, focus)
    with open_graph(graphs) as graph:
        part: Part = {
            "focus": None if focus is None else resolve_one(graph, focus, None),
            "hops": hops,
            "kinds": kinds,
            "provenance": not no_provenance,
            "table": table,
        }
        if file is None:
            write_stream(lambda stream: _tell(graph.export(stream, chosen, **part)))
            return
        _tell(graph.export(file, chosen, void=described, **part))
        if void == "-":
            write_stream(lambda stream: graph.describe_export(stream, file, chosen, **part))


def _check(form: str, focus: str | None) -> None:
    """Refuse options that the form, or the part, has no place for."""
    from skillgraph.cli.together import exclude, need
    from skillgraph.rdf.export import FORMATS

    if focus is None:
        need("--focus", "hops")
    if form != "csv":
        need("--format csv", "table")
    if form not in FORMATS:
        exclude(f"--format {form}", "no_provenance")


def _tell(losses: tuple[str, ...]) -> None:
    """Say what the form can't: nothing is lost in silence."""
    from skillgraph.cli.exits import tell

    for loss in losses:
        tell(f"Note: {loss}.")
