"""What skillgraph does, as Python calls it; the command line only parses, calls and prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.opened import SkillGraph

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from typing import BinaryIO, Literal, Unpack

    from skillgraph.api.query import QueryRun
    from skillgraph.model.documents.checks import ValidationDocument
    from skillgraph.model.documents.comparing import CrosswalkDocument, MergeDocument
    from skillgraph.model.documents.query import QueryDocument

__all__ = ["SkillGraph", "crosswalk", "merge", "query_rdf", "validate"]


def merge(
    *paths: str,
    target: str | os.PathLike[str] | BinaryIO | None = None,
    prefer: str | None = None,
    matches: Iterable[str | os.PathLike[str]] = (),
    form: Literal["graph", "yaml"] = "graph",
) -> MergeDocument:
    """Merge catalogues or compiled graphs, each read by itself, into one file.

    Nodes of the same IRI are one, and so are those that explicit exact matches join, in the graphs
    or in files of accepted `matches`. What contradicts is one `InvalidInput`, unless there is a
    graph to `prefer`. The result doesn't depend on the order of statements, and the file appears
    whole or not at all, never over one that is read. A stream takes the form `yaml` alone.
    """
    from skillgraph.api.merging import merge_to

    return merge_to(paths, target, prefer=prefer, matches=matches, form=form)


def crosswalk(a: str, b: str, *, kinds: Iterable[str] = (), most: int = 5) -> CrosswalkDocument:
    """Propose which nodes of two graphs may be one, by their names; a person judges.

    Each node of the first has at most `most` proposals, the likeliest first. Nothing is merged.
    """
    from skillgraph.api.comparing import crosswalk_document

    return crosswalk_document(a, b, kinds=tuple(kinds), most=most)


def query_rdf(
    text: str,
    *files: str | os.PathLike[str],
    named_graphs: Iterable[tuple[str, str | os.PathLike[str]]] = (),
    base: str | None = None,
    **run: Unpack[QueryRun],
) -> QueryDocument:
    """Return what a SPARQL 1.1 query finds in files of RDF, whatever they are about.

    Turtle, N-Triples, RDF/XML and JSON-LD go into the default graph, TriG and N-Quads also into
    the named graphs that they name; `named_graphs` are pairs of an IRI and a file that goes into
    the graph of that name. The files are read each time, in the process that runs the query and
    within its limits, as `SkillGraph.query` has them; what is no RDF is `InvalidInput`. Relative
    IRIs of the query are resolved against the `base`, those of a file against its own address.

    >>> from skillgraph.shipped import shipped_folder
    >>> ontology = f"{shipped_folder('ontology')}/skillgraph.ttl"
    >>> query_rdf("ASK { sg:Track rdfs:subClassOf sg:Role }", ontology)["answer"]
    True
    """
    from skillgraph.api.query import rdf_document

    return rdf_document(text, *files, named_graphs=named_graphs, base=base, **run)


def validate(
    *paths: str, timeout: float | None = None, memory: int | None = None
) -> ValidationDocument:
    """Check catalogues as `SkillGraph.open` would merge them, or RDF; return every problem.

    Nothing is written, and no problem is an exception. Both at once are `InvalidInput`. Parsing a
    file of RDF takes at most `timeout` seconds and `memory` MiB, by default as much as its size
    suggests; more is `LimitExceeded`.
    """
    from skillgraph.api.validation import validation_document

    return validation_document(*paths, timeout=timeout, memory=memory)
