"""What nodes say of themselves, as documents have it: a page of one, and pictures of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.api import references
from skillgraph.graph.problem import DEFAULT_EFFORT_HOURS
from skillgraph.graph.stored import TEXTS
from skillgraph.model.fields import FIELDS
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillgraph.graph.rows import Node
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import DescribedDoc, EffortDoc
    from skillgraph.model.fields import Field


#: The fields that every description has; `show` has the others of these.
_DESCRIBED = {
    "alt_labels", "descriptions", "practised", "effort", "outcomes", "entry", "seniority",
    "experience",
}  # fmt: skip
#: Names that are found and never shown, and what the document has of every scale that it mentions.
_ELSEWHERE = {"hidden_labels", "minimum", "maximum"}


def further_of(graph: Graph, key: int, *, of_any: bool) -> dict[str, Any]:
    """Return what else a node says: in fields that any node has, or in those of a kind."""
    return {
        field.column: _said(graph, key, field)
        for name, field in FIELDS.items()
        if name not in _DESCRIBED | _ELSEWHERE and (field.of == KINDS) is of_any
    }


def _said(graph: Graph, key: int, field: Field) -> Any:
    said = graph.said(key, field)
    if field.sort.many:
        return list(said)
    return said[0] if said else None


class Descriptions:
    """What some nodes of a graph say of themselves; what can be asked of all at once is."""

    def __init__(self, graph: Graph, keys: Collection[int]) -> None:
        self._graph = graph
        self._roles = graph.roles(keys)
        self._practised = graph.practised(keys)
        self._efforts = graph.efforts(keys)

    def of(self, node: Node) -> DescribedDoc:
        """Return what one of the nodes says."""
        graph, key = self._graph, node.key
        entry, seniority = self._roles.get(key, (False, None))
        places = graph.node_places(key)
        return {
            **references.ref(node),
            "kind": node.kind,
            "seniority": seniority,
            "alt_labels": self._texts(key, "alt_labels"),
            "description": self._first(key, "descriptions"),
            "outcome": self._first(key, "outcomes"),
            "experience": self._first(key, "experience"),
            "entry": entry,
            "practised": key in self._practised,
            "effort_hours": self._effort(node),
            "salary": references.salary_docs(graph, node) if key in self._roles else [],
            "sources": references.sources(places),
            "locators": references.locators(places),
        }

    def _effort(self, node: Node) -> EffortDoc | None:
        """Return the hours of a skill, the default where none are stated; None of all else."""
        if node.kind != "skill":
            return None
        if stated := self._efforts.get(node.key):
            return references.effort_doc(stated[:2], stated[2])
        if node.key in self._practised:
            return None
        default = self._graph.default_effort_hours() or DEFAULT_EFFORT_HOURS
        return references.effort_doc(default, None)

    def _texts(self, key: int, name: str) -> list[str]:
        return list(dict.fromkeys(value for _, value in self._graph.texts(key, TEXTS.index(name))))

    def _first(self, key: int, name: str) -> str | None:
        return next(iter(self._texts(key, name)), None)


def sources_of(described: DescribedDoc) -> list[str]:
    """Return all that a node cites for what it says of itself."""
    cited = [*described["sources"]]
    cited += [source for salary in described["salary"] for source in salary["sources"]]
    if described["effort_hours"] and described["effort_hours"]["source"]:
        cited.append(described["effort_hours"]["source"])
    return cited
