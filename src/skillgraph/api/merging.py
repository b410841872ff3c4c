"""Several graphs → one: opened, merged, compiled, and told what became of them."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Literal

from skillgraph.api.apart import keep_apart
from skillgraph.api.damage import watched
from skillgraph.api.opening import open_paths
from skillgraph.api.stats import stats_document
from skillgraph.api.writing import graph_file, name_of
from skillgraph.compare.identity import Input, Match
from skillgraph.compare.merging import MergeReport, merge_facts
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import Ref
    from skillgraph.model.documents.comparing import InputDoc, MergeDocument, UnitedDoc


def merge_to(
    paths: Sequence[str],
    target: str | os.PathLike[str] | BinaryIO | None,
    *,
    prefer: str | None = None,
    matches: Iterable[str | os.PathLike[str]] = (),
    form: Literal["graph", "yaml"] = "graph",
    cache: bool = True,
) -> MergeDocument:
    """Merge graphs into a file, and return what became of them; see `skillgraph.api.merge`."""
    matches = tuple(matches)
    if isinstance(target, str | os.PathLike):
        keep_apart((target,), files=matches, graphs=paths)
    with ExitStack() as stack:
        inputs = [
            Input(path, stack.enter_context(watched(open_paths([path], cache=cache))))
            for path in paths
        ]
        report = MergeReport()
        stream = merge_facts(
            inputs, report, matches=_accepted(matches), prefer=_number(paths, prefer)
        )
        with build(stream, graph_file(target, form)) as graph:
            losses: list[str] = []
            if target is not None and form == "yaml":
                from skillgraph.api.export import export_to

                losses = export_to(graph, target, "yaml", {})
            stats = stats_document(graph)
            return {
                "format": "skillgraph-merge/1",
                "graph": stats["graph"],
                "output": name_of(target),
                "inputs": [input_doc(each) for each in inputs],
                "nodes": stats["nodes"],
                "statements": stats["statements"],
                "same": report.same,
                "united": [
                    _united(graph, inputs, each.survivor, each.others) for each in report.classes
                ],
                "prefer": prefer,
                "overridden": [
                    {
                        "about": each.about,
                        "what": each.what,
                        "kept": each.kept,
                        "lost": each.lost,
                        "where": each.where,
                    }
                    for each in report.overridden
                ],
                "dropped": [
                    {"reason": reason, "count": count}
                    for reason, count in sorted(report.dropped.items())
                ],
                "losses": losses,
            }


def input_doc(each: Input) -> InputDoc:
    """Return a graph that was given as a document has it."""
    ((nodes,),) = each.graph.rows("SELECT count(*) FROM node")
    return {"name": each.name, "digest": each.graph.digest(), "nodes": nodes}


def _number(paths: Sequence[str], prefer: str | None) -> int | None:
    if prefer is None:
        return None
    if prefer not in paths:
        hint = f"Name one of {', '.join(paths)}, as it is written there."
        raise InvalidInput(InputProblem("", f"'{prefer}' is none of the graphs.", hint))
    return paths.index(prefer)


def _accepted(files: Iterable[str | os.PathLike[str]]) -> list[Match]:
    from skillgraph.readers.matches import read_matches

    return [Match(*accepted) for file in files for accepted in read_matches(file)]


def _united(
    graph: Graph, inputs: Sequence[Input], survivor: str, others: Iterable[str]
) -> UnitedDoc:
    node = graph.find(survivor)
    assert node is not None, survivor  # noqa: S101 -- a merge keeps every survivor
    return {
        "id": survivor,
        "label": node.label,
        "kind": node.kind,
        "others": [_ref(inputs, other) for other in others],
    }


def _ref(inputs: Sequence[Input], id_: str) -> Ref:
    found = (graph.find(id_) for _, graph in inputs)
    return {"id": id_, "label": next((node.label for node in found if node is not None), id_)}
