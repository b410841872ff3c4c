"""A graph, a part of it, or a plan as a document to be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references, stats
from skillgraph.api.describing import Descriptions, sources_of
from skillgraph.api.show import requirement_of
from skillgraph.graph import schema
from skillgraph.graph.selection import select
from skillgraph.vocab import KINDS, LINKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skillgraph.graph.rows import Requirement
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import Ref, RequirementDoc
    from skillgraph.model.documents.pictures import PictureDocument, PictureLinkDoc, PictureNodeDoc
    from skillgraph.model.documents.plan import PlanDocument

#: A graph up to this size is shown whole; a larger one is narrowed to `MOST`.
WHOLE = 500
MOST = 300

_LINKS = range(len(LINKS))


def graph_picture(
    graph: Graph, *, focus: int | None, hops: int, kinds: Collection[str], most: int | None
) -> PictureDocument:
    """Return a graph, or what is near a node and of some kinds, at most so many nodes of it."""
    found = select(graph, focus=focus, hops=hops, kinds=kinds, most=most or WHOLE)
    if most is None and found.candidates > WHOLE:
        found = select(graph, focus=focus, hops=hops, kinds=kinds, most=MOST)
    document = _Drawing(graph, found.keys).document()
    document["candidates"] = found.candidates
    document["focus"] = None if focus is None else references.ref(graph.nodes([focus])[focus])
    document["hops"] = hops
    document["kinds"] = [kind for kind in KINDS if kind in kinds]
    return document


def plan_picture(graph: Graph, plan: PlanDocument) -> PictureDocument:
    """Return a plan with all that it mentions: what is held, steps, stages, options, work."""
    nodes = filter(None, (graph.find(id_) for id_ in _mentioned(plan)))
    document = _Drawing(graph, sorted(node.key for node in nodes)).document()
    document["plan"] = plan
    return document


def _mentioned(plan: PlanDocument) -> dict[str, None]:
    refs: list[Ref] = [
        plan["target"],
        *(
            ref
            for part in ("held", "assumed", "practise", "waived", "missing")
            for ref in plan[part]
        ),
        *plan["stages"],
        *plan["steps"],
    ]
    found = dict.fromkeys(ref["id"] for ref in refs)
    found.update(dict.fromkeys(id_ for choice in plan["choices"] for id_ in choice["options"]))
    return found


class _Drawing:
    """Some nodes of a graph with what holds among them."""

    def __init__(self, graph: Graph, keys: list[int]) -> None:
        self._graph = graph
        self._keys = keys
        self._inside = set(keys)
        self._nodes = graph.nodes(keys)
        self._descriptions = Descriptions(graph, keys)
        self._cited: dict[str, None] = {}

    def document(self) -> PictureDocument:
        """Return the document of the whole."""
        requirements = self._requirements()
        categories = self._categories()
        nodes = [self._node(key, categories.get(key, [])) for key in self._keys]
        labels = {node.id: node.label for node in self._nodes.values()}
        return {
            "format": "skillgraph-picture/1",
            "graph": references.graph_ref(self._graph),
            "focus": None,
            "hops": 0,
            "kinds": [],
            "candidates": len(nodes),
            "nodes": nodes,
            "requirements": requirements,
            "links": self._links(),
            "plan": None,
            "catalogs": stats.catalog_docs(self._graph),
            "labels": labels | references.source_labels(self._graph, self._cited),
        }

    def _requirements(self) -> list[RequirementDoc]:
        stated = [
            each
            for each in self._graph.requirements(owners=self._keys)
            if self._inside.intersection(each.options)
        ]
        self._nodes |= self._graph.nodes(_others(stated))
        found = [requirement_of(each, self._nodes) for each in stated]
        self._cited.update(dict.fromkeys(text for each in found for text in each["sources"]))
        return found

    def _links(self) -> list[PictureLinkDoc]:
        return [
            {
                "start": self._nodes[link.start].id,
                "kind": link.kind,
                "end": self._nodes[link.end].id,
                "assumption": link.assumption or None,
            }
            for link in self._graph.links(*_LINKS, start=self._keys)
            if link.end in self._inside
        ]

    def _categories(self) -> dict[int, list[Ref]]:
        found: dict[int, list[Ref]] = {}
        links = self._graph.links(schema.BROADER, start=self._keys)
        broader = self._graph.nodes(sorted({link.end for link in links}))
        for link in links:
            found.setdefault(link.start, []).append(references.ref(broader[link.end]))
        return found

    def _node(self, key: int, categories: list[Ref]) -> PictureNodeDoc:
        described = self._descriptions.of(self._nodes[key])
        self._cited.update(dict.fromkeys(sources_of(described)))
        return {**described, "categories": categories}


def _others(stated: Iterable[Requirement]) -> set[int]:
    found: set[int] = set()
    for each in stated:
        found.update(each.options)
        others = (each.group, each.scale, each.rating_scale)
        found.update(key for key in others if key is not None)
    return found
