"""Whether catalogues or RDF make a graph, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.damage import watched
from skillgraph.api.opening import chosen_paths, open_paths
from skillgraph.api.references import graph_ref
from skillgraph.api.sources import refusing_nothing
from skillgraph.api.stats import stats_document
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.build import build
from skillgraph.rdf.importing import read_rdf
from skillgraph.rdf.parsing import is_rdf
from skillgraph.readers.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.checks import ValidationDocument
    from skillgraph.model.facts import Fact


def validation_document(*paths: str) -> ValidationDocument:
    """Return every problem of catalogues, or of RDF, read together; none is an exception.

    Catalogues and RDF can't be mixed: that is `InvalidInput`, and nothing is read.
    """
    chosen = list(chosen_paths(paths))
    rdf = [path for path in chosen if is_rdf(path)]
    if rdf and len(rdf) < len(chosen):
        message = "RDF can't be checked together with catalogues."
        raise InvalidInput(InputProblem(rdf[0], message, "Check one after the other."))
    document: ValidationDocument = {
        "format": "skillgraph-validation/1",
        "graph": None,
        "inputs": chosen,
        "valid": False,
        "problems": [],
        "nodes": {},
    }
    try:
        with watched(_compiled_rdf(rdf) if rdf else open_paths(paths, cache=False)) as graph:
            document["graph"] = graph_ref(graph)
            document["nodes"] = stats_document(graph)["nodes"]
            document["valid"] = True
    except InvalidInput as error:
        document["problems"] = [
            {"place": each.place, "message": each.message, "hint": each.hint}
            for each in error.problems
        ]
    return document


def _compiled_rdf(paths: Sequence[str]) -> Graph:
    """Compile RDF files into memory; what reading finds wrong is told with what compiling does.

    RDF that says nothing in our terms has no error, and is no graph.
    """
    found: list[InputProblem] = []

    def facts() -> Iterator[Fact]:
        try:
            report = Report()
            yield from refusing_nothing(read_rdf(paths, report), paths, report)
        except InvalidInput as error:
            found.extend(error.problems)

    try:
        graph = build(facts())
    except InvalidInput as error:
        found.extend(error.problems)
    else:
        if not found:
            return graph
        graph.close()
    raise InvalidInput(*found)
