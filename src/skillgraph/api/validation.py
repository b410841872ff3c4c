"""Whether catalogues make a graph, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.opening import chosen_paths, open_paths
from skillgraph.api.references import graph_ref
from skillgraph.api.stats import stats_document
from skillgraph.errors import InvalidInput

if TYPE_CHECKING:
    from skillgraph.model.documents import ValidationDocument


def validation_document(*paths: str) -> ValidationDocument:
    """Return every problem of catalogues that are read together; none is an exception."""
    document: ValidationDocument = {
        "format": "skillgraph-validation/1",
        "graph": None,
        "inputs": list(chosen_paths(paths)),
        "valid": False,
        "problems": [],
        "nodes": {},
    }
    try:
        with open_paths(paths, cache=False) as graph:
            document["graph"] = graph_ref(graph)
            document["nodes"] = stats_document(graph)["nodes"]
            document["valid"] = True
    except InvalidInput as error:
        document["problems"] = [
            {"place": place, "message": message, "hint": hint}
            for place, message, hint in error.problems
        ]
    return document
