"""All that a graph says of one node."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from skillgraph.api import references
from skillgraph.api.describing import Descriptions, further_of, sources_of
from skillgraph.api.statements import statement_docs
from skillgraph.vocab import IMPORTANCES, LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.rows import Link, Node, Requirement
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import RequirementDoc
    from skillgraph.model.documents.node import LinkDoc, NodeDocument

# Who builds on a skill: the skills that may need it, then theirs.
_BUILT_ON = """
WITH RECURSIVE above (node) AS (
  SELECT ?1 UNION
  SELECT option.owner FROM above JOIN option ON option.skill = above.node
  JOIN skill ON skill.node = option.owner)
SELECT count(*) FROM above WHERE node <> ?1"""


def node_document(graph: Graph, key: int) -> NodeDocument:
    """Return a node's facts, both directions of its edges, and its sources."""
    node = graph.nodes([key])[key]
    described = Descriptions(graph, [key]).of(node)
    requires = graph.requirements(owners=[key])
    required_by = graph.requirements(options=[key])
    links = graph.links(*range(len(LINKS)), start=[key])
    back = graph.links(*range(len(LINKS)), end=[key])
    nodes = graph.nodes(_mentioned([*requires, *required_by], [*links, *back]) | {key})
    document = {
        "format": "skillgraph-node/1",
        "graph": references.graph_ref(graph),
        **described,
        **further_of(graph, key, of_any=True),
        "replaces": graph.replaces(node.id),
        **further_of(graph, key, of_any=False),
        "requires": [requirement_of(each, nodes) for each in _by_importance(requires)],
        "required_by": [requirement_of(each, nodes) for each in _by_importance(required_by)],
        "built_on_by": graph.rows(_BUILT_ON, key)[0][0],
        "links": [
            *(_link(link, nodes[link.end], "out") for link in sorted(links, key=_nearness)),
            *(_link(link, nodes[link.start], "in") for link in back),
        ],
        "statements": statement_docs(graph, key),
        "scales": references.scale_docs(graph, nodes.values()),
        "labels": {},
    }
    found = cast("NodeDocument", document)
    found["labels"] = _labels(graph, found, nodes.values())
    return found


def _mentioned(requirements: Iterable[Requirement], links: Iterable[Link]) -> set[int]:
    found: set[int] = set()
    for requirement in requirements:
        others = (requirement.group, requirement.scale, requirement.rating_scale)
        found.update((requirement.owner, *requirement.options))
        found.update(key for key in others if key is not None)
    for link in links:
        found.update((link.start, link.end))
    return found


def _by_importance(requirements: list[Requirement]) -> list[Requirement]:
    return sorted(requirements, key=lambda each: (each.importance, each.owner, each.key))


def requirement_of(requirement: Requirement, nodes: dict[int, Node]) -> RequirementDoc:
    """Return a requirement as it is stated, given the nodes that it mentions."""
    group = requirement.group
    return {
        "requirement": references.stated_requirement_id(requirement, nodes),
        "owner": nodes[requirement.owner].id,
        "importance": IMPORTANCES[requirement.importance - 1],
        "count": requirement.count,
        "group": None if group is None else references.ref(nodes[group]),
        "options": [nodes[option].id for option in requirement.options],
        "level": references.level_doc(requirement, nodes),
        "rating": references.rating_doc(requirement, nodes),
        "sources": references.cited(requirement.places),
    }


def _link(link: Link, other: Node, direction: str) -> LinkDoc:
    return {
        "id": other.id,
        "label": other.label,
        "kind": link.kind,
        "direction": "out" if direction == "out" else "in",
        "assumption": link.assumption or None,
        "tier": link.tier or None,
        "rank": link.rank,
        "sources": references.cited(link.places),
    }


def _nearness(link: Link) -> tuple[int, bool, int]:
    """Return what links are sorted by: their kind, and of likeness the nearest first."""
    return LINKS.index(link.kind), link.rank is None, link.rank or 0


def _labels(graph: Graph, document: NodeDocument, nodes: Iterable[Node]) -> dict[str, str]:
    cited = sources_of(document)
    for part in (document["requires"], document["required_by"], document["links"]):
        cited += [source for each in part for source in each["sources"]]
    return {node.id: node.label for node in nodes} | references.source_labels(graph, cited)
