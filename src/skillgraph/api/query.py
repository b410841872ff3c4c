"""A query as a document: the graph written as triples once, asked apart, its answer labelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from skillgraph.api.references import graph_ref

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.query import QueryDocument
    from skillgraph.rdf.engines import Engine
    from skillgraph.rdf.stores import TripleSource

_FORMAT: Final = "skillgraph-query/1"


def triple_source(graph: Graph, *, cache: bool) -> TripleSource:
    """Return where queries find a graph's triples; nothing is written before the first of them."""
    from skillgraph import __version__
    from skillgraph.api.cache import cache_folder
    from skillgraph.rdf.stores import TripleSource

    def write(stream: BinaryIO) -> None:
        from skillgraph.rdf.export import write_rdf

        write_rdf(graph.facts(), stream)

    # Another release may write the same graph in other triples.
    name = f"{graph.digest()}-{__version__}"
    return TripleSource(write, name, cache_folder() if cache else None)


def query_document(
    graph: Graph,
    source: TripleSource,
    text: str,
    *,
    engine: Engine,
    limit: int | None,
    timeout: float,
    memory: int,
    place: str,
) -> QueryDocument:
    """Return what a query finds in a graph."""
    from skillgraph.rdf.isolation import is_isolated
    from skillgraph.rdf.query import parse_query
    from skillgraph.rdf.sparql import run_query
    from skillgraph.rdf.vocabulary import unknown_terms

    found = run_query(
        text,
        source=source,
        engine=engine,
        limit=limit,
        timeout=timeout,
        memory=memory,
        place=place,
    )
    return {
        "format": _FORMAT,
        "graph": graph_ref(graph),
        "endpoint": None,
        "engine": engine,
        "limit": limit,
        "isolated": is_isolated(),
        "warnings": unknown_terms(parse_query(text, place)),
        **found,
    }


def query_endpoint(
    url: str,
    text: str,
    *,
    limit: int | None = None,
    timeout: float | None = None,
    memory: int | None = None,
    place: str = "query",
) -> QueryDocument:
    """Return what a remote SPARQL 1.1 endpoint finds; credentials come from the environment.

    An answer that the server cut short is `LimitExceeded`, never a shorter answer.
    """
    from skillgraph.rdf import endpoint
    from skillgraph.rdf.query import parse_query
    from skillgraph.rdf.sparql import MEMORY_MIB, TIMEOUT_SECONDS
    from skillgraph.rdf.vocabulary import unknown_terms

    found = endpoint.query_endpoint(
        url,
        text,
        limit=limit,
        timeout=TIMEOUT_SECONDS if timeout is None else timeout,
        memory=MEMORY_MIB if memory is None else memory,
        place=place,
    )
    return {
        "format": _FORMAT,
        "graph": None,
        "endpoint": url,
        "engine": None,
        "limit": limit,
        "isolated": True,
        "warnings": unknown_terms(parse_query(text, place, remote=True)),
        **found,
    }
