"""`skillgraph query`: SPARQL asked of the graph, or of a remote endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skillgraph.cli.exits import tell
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    LONGEST_SECONDS,
    FilePath,
    Finite,
    Whole,
    graph_option,
    open_graph,
)

if TYPE_CHECKING:
    from typing import TypedDict

    from skillgraph.model.documents.query import QueryDocument, RdfDoc
    from skillgraph.rdf.engines import Engine

    class Limits(TypedDict):
        """What every way to ask takes."""

        limit: int | None
        timeout: float
        memory: int


_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")


@click.command("query", cls=WithHelp, short_help="Ask the graph in SPARQL.")
@click.argument("query", required=False, metavar="[QUERY]")
@click.option(
    "-f", "--file", "file", metavar="FILE", type=FilePath(allow_dash=True),
    help="Take the query from a file; - is standard input.",
)  # fmt: skip
@click.option(
    "--example", metavar="NAME", help="Take a shipped query; 'list' tells which there are."
)
@click.option(
    "--limit", type=Whole(1), metavar="ROWS", help="Show at most so many rows or triples."
)
@click.option(
    "--timeout", default=10.0, show_default=True, metavar="SECONDS",
    type=Finite(0, LONGEST_SECONDS, min_open=True), help="End the query after so long.",
)  # fmt: skip
@click.option(
    "--memory", default=1024, show_default=True, metavar="MIB",
    type=Whole(16, 1 << 20), help="End the query where it takes more memory.",
)  # fmt: skip
@click.option(
    "--engine", default="oxigraph", show_default=True, metavar="oxigraph|rdflib",
    type=click.Choice(["oxigraph", "rdflib"]), help="What runs the query.",
)  # fmt: skip
@click.option(
    "--rdf", multiple=True, metavar="FILE", type=FilePath(),
    help="Ask this RDF instead of a graph: Turtle, N-Triples, RDF/XML, JSON-LD, TriG or N-Quads; "
    "repeats are asked together.",
)  # fmt: skip
@click.option(
    "--named-graph", "named_graphs", multiple=True, metavar="IRI FILE", type=(str, FilePath()),
    help="Put this RDF into the named graph IRI, which GRAPH asks; repeats.",
)  # fmt: skip
@click.option(
    "--endpoint", metavar="URL",
    help="Ask this SPARQL 1.1 endpoint instead of a graph.  "
    "[env, for credentials: SKILLGRAPH_ENDPOINT_USER, _PASSWORD, _TOKEN]",
)  # fmt: skip
@graph_option
@click.option(
    "--format", "form", default="table", show_default=True, metavar="FORMAT",
    type=click.Choice(_FORMATS),
    help="Of rows table, json, csv, tsv or xml, of a graph table, turtle, ntriples or jsonld.",
)  # fmt: skip
def command(
    *,
    query: str | None,
    file: str | None,
    example: str | None,
    limit: int | None,
    timeout: float,
    memory: int,
    engine: Engine,
    rdf: tuple[str, ...],
    named_graphs: tuple[tuple[str, str], ...],
    endpoint: str | None,
    graphs: tuple[str, ...],
    form: str,
) -> None:
    """Ask the graph in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes of the graph (skill:, role:, sg: …) and rdf:, rdfs:, owl:, xsd:, skos:, dcterms:
    and schema: need no PREFIX. A query reaches its graph alone, no file and no network, and ends
    at its limits. Where `search` looks for names, `query` answers what you can put in a pattern.

    With --rdf it asks files of RDF as they stand, whatever they are about. TriG, N-Quads and
    --named-graph bring named graphs. What --graph names is asked so, too, where it ends in .ttl or
    another suffix of RDF. Relative IRIs in the query are relative to its file, else to the current
    folder.

    \b
    Examples:
      skillgraph query 'SELECT ?s ?label { ?s a sg:Track ; rdfs:label ?label }'
      skillgraph query --example skills-most-asked --limit 5
      skillgraph query 'DESCRIBE skill:python' --format turtle
      skillgraph query --rdf skills.ttl 'SELECT DISTINCT ?class { ?s a ?class }'
    """
    from skillgraph.cli.output import write_answer, write_parts
    from skillgraph.cli.together import exclude

    if example == "list":
        _list_examples()
        return
    if endpoint is not None:
        exclude("--endpoint", "engine", "rdf", "named_graphs", "graphs")
    elif rdf or named_graphs:
        exclude("--rdf" if rdf else "--named-graph", "graphs")
    else:
        from skillgraph.api.query import rdf_among

        rdf = rdf_among(graphs)
    text, place = _text(query, file, example)
    _check_format(text, place, form, remote=endpoint is not None)
    limits: Limits = {"limit": limit, "timeout": timeout, "memory": memory}
    if endpoint is not None:
        from skillgraph.api.query import query_endpoint

        document = query_endpoint(endpoint, text, place=place, **limits)
    elif rdf or named_graphs:
        from skillgraph.api import query_rdf

        document = query_rdf(
            text, *rdf, named_graphs=named_graphs, base=_base(file),
            engine=engine, place=place, **limits,
        )  # fmt: skip
    else:
        with open_graph(graphs) as graph:
            document = graph.query(text, engine=engine, place=place, **limits)
    _tell_beside(document)
    if form == "table":
        from skillgraph.views.query import render_query

        write_answer(document, form, lambda paper: render_query(document, paper))
        return
    from skillgraph.rdf.results import iter_results

    if document["truncated"]:
        tell(f"{limit:,} shown; there are more (--limit)")
    write_parts(iter_results(document, form))


def _text(query: str | None, file: str | None, example: str | None) -> tuple[str, str]:
    """Return the query and what its errors call it; one of the three says which it is."""
    given = [value for value in (query, file, example) if value is not None]
    if len(given) != 1:
        what = "give one query" if given else "there is no query"
        raise click.UsageError(f"{what}: 'SELECT …', -f FILE or --example NAME.")
    if query is not None:
        return query, "query"
    if example is not None:
        from skillgraph.api.examples import load_example

        return load_example(example), f"{example}.rq"
    from skillgraph.cli.files import load_text

    return load_text(str(file), "query")


def _base(file: str | None) -> str | None:
    """Return what a query's relative IRIs are relative to: its file, or else the current folder."""
    from pathlib import Path

    try:
        if file is not None and file != "-":
            return Path(file).absolute().as_uri()
        return f"{Path.cwd().as_uri().rstrip('/')}/"
    except OSError:  # of a folder that is gone
        return None


def _check_format(text: str, place: str, form: str, *, remote: bool) -> None:
    """Refuse a format that the answer can't have before anything is asked."""
    if form == "table":
        return
    from skillgraph.rdf.query import parse_query
    from skillgraph.rdf.results import formats_of

    kind = parse_query(text, place, remote=remote).kind
    there = formats_of(kind)
    if form not in there:
        options = ", ".join(("table", *there[:-1]))
        raise click.BadParameter(
            f"what {kind.upper()} finds is written as {options} or {there[-1]}, not {form}.",
            param_hint="'--format'",
        )


def _list_examples() -> None:
    from skillgraph.api.examples import example_names
    from skillgraph.cli.output import write_text
    from skillgraph.cli.together import exclude

    every = (param.name or "" for param in click.get_current_context().command.params)
    exclude("--example list", *(name for name in every if name != "example"))
    write_text("".join(f"{name}\n" for name in example_names()))


def _tell_beside(document: QueryDocument) -> None:
    """Tell what is no part of an answer: what was read, likely slips, limits that didn't hold."""
    if document["rdf"] is not None:
        tell(_read(document["rdf"]))
    for warning in document["warnings"]:
        tell(warning)
    if not document["isolated"]:
        tell(
            "this system can't isolate a query: no limit of time or memory held, and nothing "
            "kept it from the network. Run queries that aren't yours on Linux."
        )


def _read(rdf: RdfDoc) -> str:
    """Return what was read of RDF: how much, and whether it is GRAPH alone that finds it."""
    from skillgraph.views.words import counted

    files = list(dict.fromkeys(each["file"] for each in rdf["files"]))
    what = files[0] if len(files) == 1 else counted(len(files), "file")
    read = f"{what}: {counted(rdf['triples'], 'triple')}"
    if not rdf["named_graphs"]:
        return read
    some = f"{rdf['in_named_graphs']:,} of them"
    inside = "all" if rdf["in_named_graphs"] == rdf["triples"] else some
    return f"{read}, {inside} in {counted(rdf['named_graphs'], 'named graph')}, which GRAPH asks"
