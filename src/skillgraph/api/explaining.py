"""`explain` as a document: the ways between two nodes, with all that is stated along them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.api.naming import Naming, importance_of
from skillgraph.graph.ways import WAY_KINDS, find_ways

if TYPE_CHECKING:
    from skillgraph.graph.rows import Link, Requirement
    from skillgraph.graph.store import Graph
    from skillgraph.graph.ways import Way
    from skillgraph.model.documents import NodeRef, RequirementDoc
    from skillgraph.model.documents.explanations import EdgeDoc, ExplainDocument, HopDoc, WayDoc

#: So many ways are told where nothing is said.
WAYS = 3


def explain_document(graph: Graph, start: int, end: int, *, most: int = WAYS) -> ExplainDocument:
    """Return how two nodes hang together; no way at all is an empty list."""
    ways = find_ways(graph, start=start, end=end, most=most)
    passed = {start, end, *(node for way in ways for node in way)}
    statements = _Statements(graph, passed)
    return {
        "format": "skillgraph-explain/1",
        "graph": references.graph_ref(graph),
        "start": node_ref(statements.naming, start),
        "end": node_ref(statements.naming, end),
        "ways": [statements.way(way) for way in ways],
        "labels": statements.naming.labels(),
    }


def node_ref(naming: Naming, key: int) -> NodeRef:
    """Return a node with its kind."""
    return {**naming.ref(key), "kind": naming.node(key).kind}


def requirement_doc(naming: Naming, each: Requirement) -> RequirementDoc:
    """Return a requirement as it is stated, its options named."""
    nodes = {key: naming.node(key) for key in (each.owner, *each.options)}
    if each.scale is not None:
        nodes[each.scale] = naming.node(each.scale)
    return {
        "requirement": naming.requirement_id(each),
        "owner": naming.id(each.owner),
        "importance": importance_of(each.importance),
        "count": each.count,
        "group": naming.group(each),
        "options": naming.ids(each.options),
        "level": references.level_doc(each, nodes),
        "rating": naming.rating(each),
        "sources": naming.cited(each.places),
    }


class _Statements:
    """All that is stated among the nodes of some ways."""

    def __init__(self, graph: Graph, nodes: set[int]) -> None:
        self.naming = Naming(graph, nodes)
        asked = graph.requirements(owners=sorted(nodes))
        self._asked = [each for each in asked if not nodes.isdisjoint(each.options)]
        self._links = graph.links(*WAY_KINDS, start=sorted(nodes), end=sorted(nodes))

    def way(self, way: Way) -> WayDoc:
        return {
            "nodes": [node_ref(self.naming, node) for node in way],
            "hops": [self._hop({near, far}) for near, far in pairwise(way)],
        }

    def _hop(self, ends: set[int]) -> HopDoc:
        return {
            "requirements": [
                requirement_doc(self.naming, each)
                for each in self._asked
                if each.owner in ends and (ends - {each.owner}).intersection(each.options)
            ],
            "edges": [self._edge(link) for link in self._links if {link.start, link.end} == ends],
        }

    def _edge(self, link: Link) -> EdgeDoc:
        return {
            "kind": link.kind,
            "start": self.naming.id(link.start),
            "end": self.naming.id(link.end),
            "tier": link.tier or None,
            "assumption": link.assumption or None,
            "sources": self.naming.cited(link.places),
        }
