"""Keys → ids, labels and sources, for answers that mention many nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.vocab import IMPORTANCES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skillgraph.graph.rows import Node, Place, Requirement
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import (
        LevelDoc,
        RatingDoc,
        RecommendedDoc,
        Ref,
        RoleRef,
        ScaleDoc,
    )
    from skillgraph.model.problem import Level
    from skillgraph.model.problem import Requirement as Asked


def importance_of(rank: int) -> str:
    """Return the word for an importance.

    >>> importance_of(1)
    'essential'
    """
    return IMPORTANCES[rank - 1]


def level_doc(level: Level | None) -> LevelDoc | None:
    """Return a level as documents have it."""
    return None if level is None else {"level": level.value, "scale": level.scale}


class Naming:
    """Names the nodes that an answer mentions; the requirements of some owners are at hand.

    Nodes are fetched once each; what was mentioned by id alone, and each source, is in `labels`.
    """

    def __init__(self, graph: Graph, owners: Collection[int]) -> None:
        self.graph = graph
        self._requirements = {each.key: each for each in graph.requirements(owners=sorted(owners))}
        wanted = set(owners)
        for each in self._requirements.values():
            wanted.update(each.options)
            others = (each.group, each.scale, each.rating_scale)
            wanted.update(key for key in others if key is not None)
        self._nodes = graph.nodes(sorted(wanted))
        self._scales: set[int] = set()
        self._mentioned: dict[int, None] = {}
        self._cited: dict[str, None] = {}

    def node(self, key: int) -> Node:
        """Return a node by key."""
        if key not in self._nodes:
            self._nodes.update(self.graph.nodes([key]))
        return self._nodes[key]

    def id(self, key: int) -> str:
        """Return a node's id, and remember that its label is wanted."""
        self._mentioned[key] = None
        return self.node(key).id

    def ids(self, keys: Iterable[int]) -> list[str]:
        """Return the ids of nodes."""
        return [self.id(key) for key in keys]

    def ref(self, key: int) -> Ref:
        """Return a node as id and label."""
        return references.ref(self.node(key))

    def refs(self, keys: Collection[int]) -> list[Ref]:
        """Return nodes as ids and labels."""
        unknown = set(keys).difference(self._nodes)
        if unknown:
            self._nodes.update(self.graph.nodes(sorted(unknown)))
        return [self.ref(key) for key in keys]

    def role_ref(self, key: int) -> RoleRef:
        """Return a target or a stage with its kind and its seniority."""
        return self.role_refs([key])[0]

    def role_refs(self, keys: Collection[int]) -> list[RoleRef]:
        """Return targets or stages with their kinds and seniorities."""
        roles = self.graph.roles(keys)
        return [
            {
                **self.ref(key),
                "kind": self.node(key).kind,
                "seniority": roles[key][1] if key in roles else None,
            }
            for key in keys
        ]

    def stated(self, requirement: Asked) -> Requirement | None:
        """Return a requirement as the graph has it; None for what nobody states."""
        return self._requirements.get(requirement.key)

    def requirement_id(self, requirement: Requirement) -> str:
        """Return a requirement's id."""
        return references.stated_requirement_id(requirement, self._nodes)

    def rating(self, requirement: Requirement) -> RatingDoc | None:
        """Return a source's own number for how much a requirement matters."""
        scale = requirement.rating_scale
        if scale is None:
            return None
        return references.rating_doc(requirement, {scale: self.node(scale)})

    def mention_scales(self, *keys: int | None) -> None:
        """Remember that some scales are wanted."""
        self._scales.update(key for key in keys if key is not None)

    def scales(self) -> list[ScaleDoc]:
        """Return every scale that was mentioned."""
        return references.scale_docs(self.graph, map(self.node, self._scales))

    def group(self, requirement: Requirement) -> Ref | None:
        """Return the group that names a choice."""
        return None if requirement.group is None else self.ref(requirement.group)

    def asked(self, requirement: Requirement) -> RecommendedDoc:
        """Return what a requirement asks for, as every answer has it."""
        return {
            "requirement": self.requirement_id(requirement),
            "importance": importance_of(requirement.importance),
            "count": requirement.count,
            "group": self.group(requirement),
            "options": self.ids(requirement.options),
        }

    def cited(self, places: Iterable[Place]) -> list[str]:
        """Return sources as answers cite them, and remember that their labels are wanted."""
        sources = references.cited(places)
        self.remember(sources)
        return sources

    def remember(self, sources: Iterable[str]) -> None:
        """Remember that the labels of sources are wanted."""
        self._cited.update(dict.fromkeys(sources))

    def labels(self) -> dict[str, str]:
        """Return the label of every id that was mentioned without it."""
        nodes = [self.node(key) for key in self._mentioned]
        sources = references.source_labels(self.graph, self._cited)
        return {**{node.id: node.label for node in nodes}, **sources}
