"""A query as a document: the graph written as triples once, asked apart, its answer labelled."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypedDict

from skillgraph.api.references import graph_ref
from skillgraph.errors import InputProblem, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Unpack

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.query import QueryDocument
    from skillgraph.rdf.engines import Engine
    from skillgraph.rdf.stores import TripleSource

_FORMAT: Final = "skillgraph-query/1"


def triple_source(graph: Graph, *, cache: bool) -> TripleSource:
    """Return where queries find a graph's triples; nothing is written before the first of them."""
    from skillgraph import __version__
    from skillgraph.own_cache import find_cache
    from skillgraph.rdf.stores import TripleSource

    def write(stream: BinaryIO) -> None:
        from skillgraph.rdf.export import write_rdf

        write_rdf(graph.facts(), stream)

    # Another release may write the same graph in other triples.
    of = f"{graph.digest()}\nskillgraph {__version__}"
    return TripleSource(write, of, find_cache() if cache else None)


class QueryRun(TypedDict, total=False):
    """How a query is run, and within which limits: seconds, and MiB of memory.

    A `limit` is the most rows or triples; `place` is what the query is called in errors.
    """

    engine: Engine
    limit: int | None
    timeout: float | None
    memory: int | None
    place: str


def _limits(
    *,
    engine: Engine = "oxigraph",
    limit: int | None = None,
    timeout: float | None = None,
    memory: int | None = None,
    place: str = "query",
) -> dict[str, Any]:
    from skillgraph.rdf.sparql import MEMORY_MIB, TIMEOUT_SECONDS

    return {
        "engine": engine,
        "limit": limit,
        "timeout": TIMEOUT_SECONDS if timeout is None else timeout,
        "memory": MEMORY_MIB if memory is None else memory,
        "place": place,
    }


def query_document(
    graph: Graph,
    source: TripleSource,
    text: str,
    **run: Unpack[QueryRun],
) -> QueryDocument:
    """Return what a query finds in a graph."""
    from skillgraph.isolation import is_isolated
    from skillgraph.rdf.query import parse_query
    from skillgraph.rdf.sparql import run_query
    from skillgraph.rdf.vocabulary import unknown_terms

    limits = _limits(**run)
    found = run_query(text, source=source, **limits)
    return {
        "format": _FORMAT,
        "graph": graph_ref(graph),
        "rdf": None,
        "endpoint": None,
        "engine": limits["engine"],
        "limit": limits["limit"],
        "isolated": is_isolated(),
        "warnings": unknown_terms(parse_query(text, limits["place"])),
        **found,
    }


def rdf_among(paths: Sequence[str]) -> tuple[str, ...]:
    """Return paths where they are files of RDF, nothing where they are graphs, told by suffixes.

    A catalogue may be JSON, so that is none here. Both at once are `InvalidInput`.

    >>> rdf_among(["a.ttl", "b.trig"]), rdf_among(["default", "mine.yaml"])
    (('a.ttl', 'b.trig'), ())
    """
    from skillgraph.graph.store import is_compiled
    from skillgraph.rdf.datasets import SUFFIXES

    suffixes = tuple(suffix for suffix in SUFFIXES if suffix != ".json")
    found = tuple(
        path for path in paths if path.lower().endswith(suffixes) and not is_compiled(path)
    )
    if found and len(found) < len(paths):
        message = "RDF can't be asked together with a graph."
        hint = "Export the graph, and ask both files by --rdf."
        raise InvalidInput(InputProblem(found[0], message, hint))
    return found


def rdf_document(
    text: str,
    *files: str | os.PathLike[str],
    named_graphs: Iterable[tuple[str, str | os.PathLike[str]]] = (),
    base: str | None = None,
    **run: Unpack[QueryRun],
) -> QueryDocument:
    """Return what a query finds in files of RDF, as they stand; see `skillgraph.api.query_rdf`."""
    from skillgraph.isolation import is_isolated
    from skillgraph.rdf.datasets import RdfFile
    from skillgraph.rdf.query import parse_query
    from skillgraph.rdf.sparql import query_files
    from skillgraph.rdf.vocabulary import unknown_terms

    dataset = [RdfFile(os.fspath(path)) for path in files]
    dataset += [RdfFile(os.fspath(path), _expanded(iri)) for iri, path in named_graphs]
    limits = _limits(**run)
    found, reading, slips = query_files(text, dataset, base=base, **limits)
    return {
        "format": _FORMAT,
        "graph": None,
        "rdf": {
            "files": [{"file": file.path, "graph": file.graph} for file in dataset],
            "triples": reading["triples"],
            "in_named_graphs": reading["in_named_graphs"],
            "named_graphs": reading["named_graphs"],
        },
        "endpoint": None,
        "engine": limits["engine"],
        "limit": limits["limit"],
        "isolated": is_isolated(),
        "warnings": [*slips, *unknown_terms(parse_query(text, limits["place"]))],
        **found,
    }


def _expanded(name: str) -> str:
    """Return the IRI of a graph that may be named as a query would name it, by a CURIE."""
    from skillgraph.rdf.terms import NAMESPACES

    prefix, colon, local = name.partition(":")
    return NAMESPACES[prefix] + local if colon and prefix in NAMESPACES else name


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
        "rdf": None,
        "endpoint": url,
        "engine": None,
        "limit": limit,
        "isolated": True,
        "warnings": unknown_terms(parse_query(text, place, remote=True)),
        **found,
    }
