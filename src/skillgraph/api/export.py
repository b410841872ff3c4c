"""A graph, or a part of it, in another form: on a stream, or as a file."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypedDict

from skillgraph.api.writing import whole_file
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.part import iter_part
from skillgraph.rdf.export import FORMATS as RDF_FORMATS
from skillgraph.rdf.export import write_rdf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import Any

    from skillgraph.graph.store import Graph
    from skillgraph.model.facts import Fact

#: Every form, with the suffix of its files.
SUFFIXES = {
    "turtle": ".ttl",
    "ntriples": ".nt",
    "jsonld": ".jsonld",
    "rdfxml": ".rdf",
    "graphml": ".graphml",
    "csv": ".csv",
    "yaml": ".yaml",
}


def form_of(path: str) -> str:
    """Return the form that a file's suffix stands for, or `InvalidInput`.

    >>> form_of("graph.ttl"), form_of("mine.yml")
    ('turtle', 'yaml')
    """
    suffix = {".yml": ".yaml", ".json": ".jsonld"}.get(Path(path).suffix, Path(path).suffix)
    for form, known in SUFFIXES.items():
        if suffix == known:
            return form
    hint = f"Use --format, or one of {', '.join(SUFFIXES.values())}."
    raise InvalidInput(InputProblem(path, "its suffix names no form of export.", hint))


class Part(TypedDict, total=False):
    """Which part of a graph is meant; all of it where nothing is said."""

    focus: str | None
    hops: int
    kinds: Collection[str]
    provenance: bool


def export_graph(graph: Graph, stream: BinaryIO, form: str, part: Part) -> None:
    """Write a graph, or a part of it, to a stream of bytes; see `SkillGraph.export`."""
    facts = _facts(graph, part)
    if form in RDF_FORMATS:
        write_rdf(facts, stream, form, provenance=part.get("provenance", True))
    else:
        _write_other(facts, stream, form)


def export_to(
    graph: Graph, target: str | os.PathLike[str] | BinaryIO, form: str, part: Part
) -> None:
    """Write a graph to a path or a stream."""
    with _opened(target) as stream:
        export_graph(graph, stream, form, part)


def describe_to(
    graph: Graph,
    target: str | os.PathLike[str] | BinaryIO,
    file: str | os.PathLike[str],
    form: str,
    part: Part,
) -> None:
    """Write the description of an exported file to a path or a stream."""
    with _opened(target) as stream:
        describe_export(graph, stream, file, form, part)


def _opened(target: str | os.PathLike[str] | BinaryIO) -> AbstractContextManager[BinaryIO]:
    if isinstance(target, str | os.PathLike):
        return whole_file(target)
    return nullcontext(target)


def _facts(graph: Graph, part: Part) -> Iterator[Fact]:
    id_ = part.get("focus")
    focus = None if id_ is None else graph.find(id_)
    return iter_part(
        graph,
        focus=None if focus is None else focus.key,
        hops=part.get("hops", 1),
        kinds=part.get("kinds", ()),
    )


def describe_export(
    graph: Graph, stream: BinaryIO, file: str | os.PathLike[str], form: str, part: Part
) -> None:
    """Write what an exported file holds, as VoID and DCAT; see `SkillGraph.describe_export`."""
    from skillgraph.rdf.void import void_lines

    provenance = part.get("provenance", True)
    lines = void_lines(_facts(graph, part), Path(file), form, provenance=provenance)
    stream.writelines(line.encode() for line in lines)


def _write_other(facts: Iterable[Fact], stream: BinaryIO, form: str) -> None:
    raise NotImplementedError


def rdflib_graph(graph: Graph) -> Any:
    """Return a graph as one of rdflib's, its prefixes bound."""
    from io import BytesIO

    from rdflib import Graph as RdflibGraph

    from skillgraph.rdf.terms import NAMESPACES

    stream = BytesIO()
    write_rdf(graph.facts(), stream)
    rdf_graph = RdflibGraph()
    for prefix, namespace in NAMESPACES.items():
        rdf_graph.bind(prefix, namespace, replace=True)
    return rdf_graph.parse(data=stream.getvalue(), format="nt")
